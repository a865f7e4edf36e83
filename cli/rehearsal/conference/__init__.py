"""The rehearsal of a staff conference: its play, and what it must have kept."""
