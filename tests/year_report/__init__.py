"""The report on democracy of a year."""
