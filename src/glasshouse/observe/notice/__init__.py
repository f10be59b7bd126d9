"""Notices: which kinds of data a policy, a screen or a text of the app names, and what a policy says at all."""
