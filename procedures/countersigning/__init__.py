"""Việc cần hai người: asked for by one, signed by another of another role, done at the second signature."""
