"""How tables are kept: the engine and its transactions, the one clock, column types."""
