"""The six steps of a draft, from its subject to its opening."""
