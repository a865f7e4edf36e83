"""Lời kín: envelopes beside sealed ballots, peeled by the three key holders one after the other."""
