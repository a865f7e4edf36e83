"""The agency's own rules: drafted, issued, reviewed."""
