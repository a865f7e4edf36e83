"""The rehearsal of a consultation: what people say, its play, and what it must have kept."""
