"""The papers of a confidence poll, one a file."""
