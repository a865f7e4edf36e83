"""What follows the ballots: the sealed sum, the shares of those who open it, the result."""

from dataclasses import dataclass, field
from itertools import chain

from gmpy2 import mpz

from ballots import exact
from ballots.exact import Broken, NotExact
from ballots.group import powers_of_g
from ballots.tally import MOST, Counts, Partial, Tally, check_partial, counted, opened, read_partial
from ballots.verify.chain import Event
from ballots.verify.setup import Setup


@dataclass
class Opening:
    """How far the opening has come."""

    setup: Setup
    tally: Tally
    partials: dict[int, Partial] = field(default_factory=dict[int, Partial])
    result: Counts | None = None

    def check_tally(self, event: Event) -> None:
        """The published sum must be the sum of the ballots. Raises `Broken` (`tally-...`)."""
        sums, sized = (part.body for part in event.parts)
        with exact.reading("tally", event.at):
            said = exact.ordered(exact.canonical(sized), ("num_tallied", "total_weight", "encrypted_tally"))
            voters, weight = exact.whole(said["num_tallied"]), exact.weight(said["total_weight"])
        if said["encrypted_tally"] != exact.digest(sums):
            raise Broken("tally-part", event.at)
        if voters != self.tally.voters:
            raise Broken("tally-voters", event.at)
        if weight != self.tally.weight:
            raise Broken("tally-weight", event.at)
        if sums != self.tally.as_json():
            raise Broken("tally-sum", event.at)

    def check_share(self, event: Event) -> None:
        """One owner's factors, once. Raises `Broken` (`decryption-...`)."""
        factors, owned = (part.body for part in event.parts)
        keys = self.setup.trustees.verification_keys
        with exact.reading("decryption", event.at):
            said = exact.ordered(exact.canonical(owned), ("owner", "payload"))
            owner = exact.whole(said["owner"])
        if said["payload"] != exact.digest(factors):
            raise Broken("decryption-part", event.at)
        if not 0 < owner <= len(keys):
            raise Broken("decryption-owner", event.at)
        if owner in self.partials:
            raise Broken("decryption-twice", event.at)
        partial = read_partial(self.setup.election, factors, event.at)
        check_partial(self.setup.election, keys[owner - 1], self.tally, partial, event.at)
        self.partials[owner] = partial

    def check_result(self, event: Event) -> None:
        """Counts that are possible, and are what the shares open. Raises `Broken` (`result-...`)."""
        counts = self._read_result(event)
        self._check_sums(counts, event.at)
        elements = opened(self.setup.trustees, self.tally, self.partials, event.at)
        if [[powers_of_g(mpz(count)) for count in each] for each in counts] != elements:
            raise Broken("result-value", event.at)
        self.result = counts

    def check_unfinished(self, event: Event) -> None:
        """Where enough have opened and no result stands yet, a count must come out. Raises `Broken`."""
        enough = bool(self.setup.trustees.ways_to_open(self.partials.keys()))
        if self.result is None and enough:
            for element in chain.from_iterable(opened(self.setup.trustees, self.tally, self.partials, event.at)):
                if self.tally.weight <= MOST:
                    counted(element, self.tally.weight, event.at)

    def _read_result(self, event: Event) -> Counts:
        sizes = [question.size for question in self.setup.election.questions]
        with exact.reading("result", event.at):
            said = exact.ordered(exact.canonical(event.payload), ("result",))
            counts = exact.items(said["result"], lambda each: exact.items(each, exact.weight))
            if [len(each) for each in counts] != sizes:
                raise NotExact("not one count an answer")
        return counts

    def _check_sums(self, counts: Counts, at: str) -> None:
        for question, given in zip(self.setup.election.questions, counts, strict=True):
            if any(count > self.tally.weight for count in given):
                raise Broken("result-range", at)
            blank = given[0] if question.blank else 0
            chosen, chose = sum(given[question.blank :]), self.tally.weight - blank
            if not question.minimum * chose <= chosen <= question.maximum * chose:
                raise Broken("result-sum", at)
