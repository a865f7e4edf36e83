"""The rehearsal of the agency's own rules: consulted on or adopted by the conference, issued, disclosed, reviewed."""
