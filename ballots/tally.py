"""The sum of the sealed ballots, the shares in opening it, and the result."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gmpy2 import mpz

from ballots import exact
from ballots.ballot import Ballot
from ballots.election import Election
from ballots.exact import Broken, Json
from ballots.group import G, P, inverse, power
from ballots.keys.trustees import Trustees, read_trustees
from ballots.proofs.decryption import is_proved, ordinary, strong
from ballots.proofs.knowledge import Proof, read_proof
from ballots.proofs.ranges import NOTHING, Ciphertext

MOST = 1_000_000
"""The highest sum of weights that is counted out; beyond it a recount would take too long."""

Sealed = tuple[tuple[Ciphertext, ...], ...]
Counts = list[list[int]]


@dataclass(frozen=True)
class Tally:
    """The sealed sum: of how many voters, of what weight in all, and its ciphertexts, question by question."""

    voters: int
    weight: int
    sums: Sealed

    def as_json(self) -> bytes:
        written: list[Json] = [
            [{"alpha": str(each.alpha), "beta": str(each.beta)} for each in question] for question in self.sums
        ]
        return exact.compact(written)


@dataclass(frozen=True)
class Partial:
    """One holder's factors, one for each ciphertext of the sum, and their proofs."""

    factors: tuple[tuple[mpz, ...], ...]
    proofs: tuple[tuple[Proof, ...], ...]

    def as_json(self) -> bytes:
        factors: list[Json] = [[str(factor) for factor in each] for each in self.factors]
        return exact.compact({"decryption_factors": factors, "decryption_proofs": written(self.proofs)})


class Adding:
    """A sum under way; a later ballot of a voter takes the place of the earlier one."""

    def __init__(self, election: Election) -> None:
        self.voters = self.weight = 0
        self._sums = [[NOTHING] * question.size for question in election.questions]

    def add(self, choices: Sealed, weight: int, replaced: Sealed | None = None) -> None:
        """Adds a ballot, taking away the one of the same voter that it replaces."""
        if replaced is None:
            self.voters, self.weight = self.voters + 1, self.weight + weight
        else:
            self._multiply(replaced, weight, away=True)
        self._multiply(choices, weight)

    @property
    def tally(self) -> Tally:
        return Tally(self.voters, self.weight, tuple(tuple(question) for question in self._sums))

    def _multiply(self, choices: Sealed, weight: int, *, away: bool = False) -> None:
        for sums, question in zip(self._sums, choices, strict=True):
            for at, (so_far, each) in enumerate(zip(sums, question, strict=True)):
                alpha, beta = (inverse(each.alpha), inverse(each.beta)) if away else (each.alpha, each.beta)
                if weight != 1:
                    alpha, beta = power(alpha, mpz(weight)), power(beta, mpz(weight))
                sums[at] = Ciphertext(so_far.alpha * alpha % P, so_far.beta * beta % P)


def add_up(election: Election, ballots: Iterable[tuple[Ballot, int]]) -> Tally:
    """The sum of ballots with their weights, in the order in which they came: the last of each voter counts."""
    adding, last = Adding(election), dict[str, Sealed]()
    for ballot, weight in ballots:
        adding.add(ballot.choices, weight, last.get(ballot.credential))
        last[ballot.credential] = ballot.choices
    return adding.tally


def read_partial(election: Election, raw: bytes, at: str = "decryption") -> Partial:
    """A partial decryption as it stands in the archive. Raises `Broken` (`decryption-...`)."""
    with exact.reading("decryption", at):
        said = exact.ordered(exact.canonical(raw), ("decryption_factors", "decryption_proofs"))
        sizes = [question.size for question in election.questions]
        factors = exact.items(said["decryption_factors"], lambda each: exact.items(each, exact.element))
        if [len(each) for each in factors] != sizes:
            raise exact.NotExact("not one factor a ciphertext")
        return Partial(tuple(map(tuple, factors)), read_proofs(said["decryption_proofs"], sizes))


def read_proofs(value: Json, sizes: Sequence[int]) -> tuple[tuple[Proof, ...], ...]:
    """Proofs, one for each ciphertext. Raises `NotExact`."""
    proofs = exact.items(value, lambda each: exact.items(each, read_proof))
    if [len(each) for each in proofs] != list(sizes):
        raise exact.NotExact("not one proof a ciphertext")
    return tuple(map(tuple, proofs))


def written(proofs: Iterable[Iterable[Proof]]) -> list[Json]:
    """Proofs as they stand in JSON."""
    return [[proof.as_json() for proof in each] for each in proofs]


def check_partial(election: Election, key: mpz, tally: Tally, partial: Partial, at: str = "decryption") -> None:
    """The ordinary proofs of a partial decryption under the owner's key. Raises `Broken` (`decryption-proof`)."""
    prefix = ordinary(election.fingerprint, key)
    for sums, factors, proofs in zip(tally.sums, partial.factors, partial.proofs, strict=True):
        for sealed, factor, proof in zip(sums, factors, proofs, strict=True):
            if not is_proved(prefix, key, sealed.alpha, factor, proof):
                raise Broken("decryption-proof", at)


def check_share(
    election: Election, trustees: bytes, owner: int, tally: Tally, partial: bytes, strong_proof: bytes
) -> None:
    """A holder's whole answer: ordinary and strong proofs. Raises `Broken`: that holder's share is wrong."""
    at = f"owner {owner}"
    keys = read_trustees(trustees).verification_keys
    if not 0 < owner <= len(keys):
        raise Broken("decryption-owner", at)
    key, answer = keys[owner - 1], read_partial(election, partial, at)
    check_partial(election, key, tally, answer, at)
    with exact.reading("strong-proof", at):
        said = exact.ordered(exact.canonical(strong_proof), ("owner", "proofs"))
        if exact.whole(said["owner"]) != owner:
            raise Broken("strong-proof", at)
        strong_proofs = read_proofs(said["proofs"], [question.size for question in election.questions])
    for sums, factors, proofs in zip(tally.sums, answer.factors, strong_proofs, strict=True):
        for sealed, factor, proof in zip(sums, factors, proofs, strict=True):
            prefix = strong(election.fingerprint, key, sealed.alpha, factor)
            if not is_proved(prefix, key, sealed.alpha, factor, proof):
                raise Broken("strong-proof", at)


def opened(
    trustees: Trustees, tally: Tally, partials: Mapping[int, Partial], at: str = "decryption"
) -> list[list[mpz]]:
    """G to the power of each count, from the shares of enough owners.

    Raises `Broken`: `decryption-missing` where they are not enough, `decryption-factor` where shares contradict.
    """
    ways = trustees.ways_to_open(partials.keys())
    if not ways:
        raise Broken("decryption-missing", at)
    found, *others = (_opened(tally, partials, way) for way in ways)
    if any(other != found for other in others):
        raise Broken("decryption-factor", at)
    return found


def _opened(tally: Tally, partials: Mapping[int, Partial], weights: Mapping[int, mpz]) -> list[list[mpz]]:
    found = [[sealed.beta for sealed in sums] for sums in tally.sums]
    for owner, weight in weights.items():
        for row, factors in zip(found, partials[owner].factors, strict=True):
            for at, factor in enumerate(factors):
                row[at] = row[at] * inverse(power(factor, weight)) % P
    return found


def result(election: Election, trustees: bytes, tally: Tally, partials: Mapping[int, bytes]) -> Counts:
    """The counts, from the checked shares of enough owners. Raises `Broken`, also where a count is out of range."""
    read = {owner: read_partial(election, raw, f"owner {owner}") for owner, raw in partials.items()}
    elements = opened(read_trustees(trustees), tally, read)
    return [[counted(element, tally.weight) for element in row] for row in elements]


def counted(element: mpz, most: int, at: str = "result") -> int:
    """The number of which `element` is the power of G, by counting up to `most`. Raises `Broken` (`decryption-factor`).

    Above `most`, or above a million, nothing is counted.
    """
    reached = mpz(1)
    for number in range(min(most, MOST) + 1):
        if reached == element:
            return number
        reached = reached * G % P
    raise Broken("decryption-factor", at)
