"""Rounds of sealed ballots, from the keys to the result, on real parts."""
