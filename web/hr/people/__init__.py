"""The staff list: by unit, and taken from a file."""
