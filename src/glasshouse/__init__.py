"""Glasshouse: apps see through people; Glasshouse lets people see through apps."""

__version__ = "0.1.0"
