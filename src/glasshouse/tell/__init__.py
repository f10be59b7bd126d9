"""Floor 5: audits become words, pages and tables."""
