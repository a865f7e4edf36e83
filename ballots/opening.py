"""A holder opens: only after the whole archive was verified here and added up here, and never below five voters."""

from pathlib import Path
from typing import BinaryIO

from gmpy2 import mpz

from ballots import exact
from ballots.exact import Broken
from ballots.group import power, powers_of_g
from ballots.proofs.decryption import ordinary, prove_factor, strong
from ballots.tally import Partial, written
from ballots.verify import examine

FEWEST = 5
"""Distinct voters below whom nothing is ever opened."""


def open_share(archive: Path | BinaryIO, owner: int, share: mpz, *, processes: int = 1) -> tuple[bytes, bytes]:
    """A holder's partial decryption with its ordinary proofs, and the strong proofs that stand beside the archive.

    No sum is taken from anyone. Raises `Broken`: `too-few` below five distinct voters, `stage` where ballots may still
    come or the result stands, `decryption-owner` where `share` is not the owner's, and every rule of an archive.
    """
    found = examine(archive, processes=processes)
    keys = found.trustees.verification_keys
    if found.report.counted < FEWEST:
        raise Broken("too-few", f"{found.report.counted} voters")
    if found.report.stage in ("open", "result"):
        raise Broken("stage", found.report.stage)
    if not 0 < owner <= len(keys) or powers_of_g(share) != keys[owner - 1]:
        raise Broken("decryption-owner", f"owner {owner}")
    key, fingerprint, sums = keys[owner - 1], found.election.fingerprint, found.tally.sums
    factors = tuple(tuple(power(sealed.alpha, share) for sealed in question) for question in sums)
    prefix = ordinary(fingerprint, key)
    proofs = tuple(tuple(prove_factor(prefix, sealed.alpha, share) for sealed in question) for question in sums)
    strong_proofs = [
        [
            prove_factor(strong(fingerprint, key, sealed.alpha, factor), sealed.alpha, share)
            for sealed, factor in zip(question, row, strict=True)
        ]
        for question, row in zip(sums, factors, strict=True)
    ]
    said = exact.compact({"owner": owner, "proofs": written(strong_proofs)})
    return Partial(factors, proofs).as_json(), said
