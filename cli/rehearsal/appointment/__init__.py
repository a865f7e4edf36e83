"""The rehearsal of an appointment: who plays, how ballots fall, its play, and what it must have kept."""
