"""The sealed box: ballots that only the holders of the keys can count, and that anyone can check.

Uses nothing else of danchu. The formats are those of Belenios, protocol version 1; `docs/sealed-ballots.md` has them in
the words that the code uses.
"""
