"""The draft of the agency's own rules: its text, the consultation on it, the opening."""
