"""Staff lists of every family that offices hand in, each with the answer that it must get."""
