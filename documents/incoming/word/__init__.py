"""Word files: the text that a reader sees, with its numbering, without what is struck out, hidden or beside it."""
