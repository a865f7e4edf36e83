"""Sealed ballots in a rehearsal of any kind: three who hold keys, voters with codes, the archive that is left."""
