"""Builders of small input files. They share no code with the parsers, so that a mistake in one is not repeated in the other."""
