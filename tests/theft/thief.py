"""The thief: draws from the loot whatever differs from voter to voter, and sees whether it could be what they chose."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.theft.loot import Loot

Clue = dict[int, Any]
"""Of each voter, by roll entry, something that might tell the choice."""
Truth = dict[int, int]
MARGIN = 0.15
"""By how much of all voters a clue must have told more than the commonest option, at home, to be trusted."""
WORD = re.compile(r"[^\s\",:{}]+")


@dataclass(frozen=True)
class Robbed:
    """A round as the thief sees it: what was found out about each voter, and what the result was."""

    voters: tuple[int, ...]
    counts: tuple[int, ...]
    options: tuple[str, ...]
    clues: dict[str, Clue]

    @property
    def commonest(self) -> dict[int, int]:
        """The guess that needs no theft."""
        return dict.fromkeys(self.voters, max(range(len(self.counts)), key=self.counts.__getitem__))


def robbed(loot: Loot) -> Robbed:
    """Everything that differs from voter to voter."""
    voters = tuple(voter.entry for voter in loot.voters)
    found = {name: clue for name, clue in clues(loot) if len(clue) == len(voters) and len(set(clue.values())) > 1}
    return Robbed(voters, tuple(loot.counts), tuple(loot.options), found)


class Thief:
    """Has played some rounds at home, knows what was chosen in them, and trusts the clue that told the most there."""

    def __init__(self, practised: Sequence[tuple[Robbed, Truth]]) -> None:
        self._learned = _learned(practised[::2])
        tried = practised[1::2]
        rights, of = Counter[str](), sum(len(truth) for _, truth in tried)
        for seen, truth in tried:
            common = right(seen.commonest, truth)
            for name in seen.clues:
                guess = self._read(seen, name)
                rights[name] += right(guess, truth) - common if guess else 0
        best, more = max(rights.items(), key=lambda told: told[1], default=("", 0))
        self.trusts = best if more > MARGIN * of else ""

    def name(self, seen: Robbed) -> dict[int, int]:
        """An option for each voter; the commonest one for everyone where no clue is to be trusted."""
        return self._read(seen, self.trusts) or seen.commonest

    def _read(self, seen: Robbed, name: str) -> dict[int, int] | None:
        """By what the values of the clue went with at home, where all are known; else by their heaps."""
        known, clue = self._learned.get(name, {}), seen.clues.get(name)
        if clue is None:
            return None
        if all(value in known for value in clue.values()):
            return {entry: known[value].most_common(1)[0][0] for entry, value in clue.items()}
        return by_heaps(seen, clue)


def right(guess: dict[int, int], truth: Truth) -> int:
    """Of how many voters the option was named."""
    return sum(truth[entry] == option for entry, option in guess.items())


def _learned(practised: Iterable[tuple[Robbed, Truth]]) -> dict[str, dict[Any, Counter[int]]]:
    """Of each clue, which option each of its values went with."""
    tables: dict[str, dict[Any, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    for seen, truth in practised:
        for name, clue in seen.clues.items():
            for entry, value in clue.items():
                tables[name][value][truth[entry]] += 1
    return tables


def by_heaps(seen: Robbed, clue: Clue) -> dict[int, int] | None:
    """What everybody chose, if the clue is the option itself, or falls into heaps just as large as the result says."""
    plain = {str(number): number for number in range(len(seen.counts))}
    plain |= {said: number for number, said in enumerate(seen.options)}
    meant = {entry: plain[str(value)] for entry, value in clue.items() if str(value) in plain}
    if len(meant) == len(clue) and all(list(meant.values()).count(at) == count for at, count in enumerate(seen.counts)):
        return meant
    heaps, sizes = Counter(clue.values()), [count for count in seen.counts if count]
    if len(set(sizes)) == len(sizes) and sorted(heaps.values()) == sorted(sizes):
        return {entry: seen.counts.index(heaps[value]) for entry, value in clue.items()}
    return None


def clues(loot: Loot) -> Iterator[tuple[str, Clue]]:
    """Whatever can be said of each voter: columns, lengths, orders, words of logs and mails, shapes of the ballots."""
    yield from _of_ballots(loot)
    yield from _of_rows(loot)
    yield from _of_lines(loot)
    yield from _of_bytes(loot)


def _of_ballots(loot: Loot) -> Iterator[tuple[str, Clue]]:
    """How long it is and its parts are, how numbers begin and end, which of them is the least."""
    shapes: dict[str, Clue] = defaultdict(dict)
    for voter in loot.voters:
        raw = loot.ballots[voter.height]
        answer = json.loads(raw)["answers"][0]
        shapes["length"][voter.entry] = len(raw)
        for half in ("alpha", "beta"):
            numbers = [int(choice[half]) for choice in answer["choices"]]
            shapes[f"{half} least"][voter.entry] = numbers.index(min(numbers))
            shapes[f"{half} greatest"][voter.entry] = numbers.index(max(numbers))
            shapes[f"{half} last bits"][voter.entry] = tuple(number % 2 for number in numbers)
        for at in range(2):
            proofs = [int(proof[at]["challenge"]) for proof in answer["individual_proofs"]]
            shapes[f"challenge {at} least"][voter.entry] = proofs.index(min(proofs))
            shapes[f"challenge {at} greatest"][voter.entry] = proofs.index(max(proofs))
    yield from ((f"ballot: {name}", clue) for name, clue in shapes.items())


def _of_rows(loot: Loot) -> Iterator[tuple[str, Clue]]:
    """Of each table what its columns say of a voter; where no voter is named, rows one after another as they voted."""
    for name, rows in loot.tables.items():
        about: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            if (entry := _whose_row(loot, row)) is not None:
                about[entry].append(row)
        columns = list(rows[0]) if rows else []
        for column in columns:
            for kind, seen in (("", _plain), (" length", _length)):
                clue = {entry: tuple(seen(row[column]) for row in found) for entry, found in about.items()}
                yield f"{name}.{column}{kind}", _single(clue)
                last = {entry: values[-1] for entry, values in clue.items() if values}
                yield f"{name}.{column}{kind}, the last", last
                if not about:
                    yield from _in_order(loot, f"{name}.{column}{kind}", [seen(row[column]) for row in rows])


def _in_order(loot: Loot, name: str, values: list[Any]) -> Iterator[tuple[str, Clue]]:
    """So many things as there were ballots, or voters: the first is the first one's."""
    orders = {
        "casting": [voter.entry for voter in loot.voters],
        "the roll": sorted(voter.entry for voter in loot.voters),
        "credentials": [voter.entry for voter in sorted(loot.voters, key=lambda voter: sorted(voter.marks))],
    }
    for of, order in orders.items():
        if len(values) == len(order):
            yield f"{name} in the order of {of}", dict(zip(order, values, strict=True))
    if len(values) == len(loot.ballots):
        heights = dict(zip(sorted(loot.ballots), values, strict=True))
        yield f"{name} in the order of all ballots", {voter.entry: heights[voter.height] for voter in loot.voters}


def _of_lines(loot: Loot) -> Iterator[tuple[str, Clue]]:
    """Each word of each line about one voter; of lines about nobody, those of one form in their order."""
    by_word: dict[str, Clue] = defaultdict(dict)
    forms: dict[str, list[list[str]]] = defaultdict(list)
    for line in loot.lines:
        words, entry = WORD.findall(line), loot.whose(line)
        form = f"{words[0] if words else ''}/{len(words)}"
        if entry is None:
            forms[form].append(words)
        for at, word in enumerate(words if entry is not None else ()):
            by_word[f"line {form}, word {at}"][entry or 0] = word
    yield from by_word.items()
    for form, lines in forms.items():
        if len(lines) in (len(loot.voters), len(loot.ballots)):
            for at in range(len(lines[0])):
                yield from _in_order(loot, f"lines {form}, word {at}", [words[at] for words in lines])


def _of_bytes(loot: Loot) -> Iterator[tuple[str, Clue]]:
    """In every file, free pages and journals too: the option that stands nearest to what names a voter."""
    said = [(number, name.encode()) for number, name in enumerate(loot.options)]
    for file, raw in loot.files():
        places = sorted((at, number) for number, name in said for at in _places(raw, name))
        if not places:
            continue
        for mark in range(max(len(voter.marks) for voter in loot.voters)):
            clue: Clue = {}
            for voter in loot.voters:
                found = _places(raw, sorted(voter.marks)[mark % len(voter.marks)].encode())
                near = min(((abs(at - here), number) for here in found[-3:] for at, number in places), default=None)
                if near and near[0] < 400:
                    clue[voter.entry] = near[1]
            yield f"{file}: near mark {mark}", clue


def _places(raw: bytes, what: bytes) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(what), raw)]


def _whose_row(loot: Loot, row: dict[str, Any]) -> int | None:
    entries = {voter.entry for voter in loot.voters}
    if row.get("roll_entry_id") in entries:
        return row["roll_entry_id"]
    by_height = {voter.height: voter.entry for voter in loot.voters}
    if row.get("sealed_round_id") == loot.round["id"] and row.get("height") in by_height:
        return by_height[row["height"]]
    return loot.whose(" ".join(str(value) for value in row.values() if isinstance(value, str)))


def _single(clue: dict[int, tuple[Any, ...]]) -> Clue:
    return {entry: values[0] if len(values) == 1 else values for entry, values in clue.items()}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bytes | None) else repr(value)


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes) else -1
