"""The product as whoever runs it meets it: its processes, killed, stopped and left alone, seen from outside only."""
