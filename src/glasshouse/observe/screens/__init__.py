"""Screens: what stood on them, what was asked, and how freely."""
