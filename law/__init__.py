"""What the law says: dated data (parameters/*.yaml) and pure decisions; no clock, no database."""
