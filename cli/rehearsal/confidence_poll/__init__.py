"""The rehearsal of a confidence poll: how ballots fall, its play, and what it must have kept."""
