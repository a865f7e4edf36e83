"""The rehearsal of a circulated resolution: its play, and what it must have kept."""
