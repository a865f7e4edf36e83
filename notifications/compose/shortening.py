"""What must be short: subjects of a fixed length, lists of names that keep a letter small."""

from collections import defaultdict
from collections.abc import Sequence
from html import escape

from models import RollEntry
from words.names import alphabetical_key, clean_name, order_key

SUBJECT_LETTERS = 78
LIST_BYTES, LINE_BYTES = 3600, 40
FIELD_LETTERS = 120


def shortened(text: str, letters: int) -> str:
    """The text, cut between words with an ellipsis where it has more letters than there is room for."""
    if len(text) <= letters:
        return text
    cut = text[: letters - 1]
    whole_words = cut if text[letters - 1] == " " else cut.rpartition(" ")[0]
    return f"{(whole_words or cut).rstrip(' ,;:.–-')}…"


def said(typed: str, letters: int = FIELD_LETTERS) -> str:
    """What somebody typed, as part of a sentence: no full stop of its own, and not so long that a letter grows big."""
    return shortened(clean_name(typed).rstrip(" .;,"), letters)


def fitted(act: str, matter: str, rest: str = "") -> str:
    """The act, the matter it is about, and the rest, in one subject: only the matter is shortened."""
    around = len(f"{act} {rest} ") if rest else len(f"{act} ")
    return " ".join(filter(None, (act, shortened(clean_name(matter), SUBJECT_LETTERS - around), rest)))


def by_unit(people: Sequence[RollEntry]) -> tuple[list[str], int]:
    """`Phòng Lãnh sự (2): Lê Thị Hoa, Trần Văn An`, a line a unit, and how many people it had no room for."""
    units: dict[str, list[RollEntry]] = defaultdict(list)
    for person in people:
        units[clean_name(person.unit_name)].append(person)
    room = _Room()
    lines: list[str] = []
    for unit in sorted(units, key=alphabetical_key):
        heading = f"{shortened(unit, 80)} ({len(units[unit])}): "
        room.take(heading)
        if kept := room.for_names(units[unit]):
            lines.append(heading + ", ".join(kept))
    return lines, room.left_out


def by_person(people: Sequence[RollEntry]) -> tuple[list[str], int]:
    """A line a person, and how many people it had no room for."""
    room = _Room()
    return room.for_names(people), room.left_out


class _Room:
    """What is left of a small letter, in bytes of a list as HTML writes it."""

    def __init__(self) -> None:
        self.bytes, self.left_out = LIST_BYTES, 0

    def take(self, text: str) -> bool:
        """Whether there was room for a line."""
        self.bytes -= len(escape(text).encode()) + LINE_BYTES
        return self.bytes > 0

    def for_names(self, people: Sequence[RollEntry]) -> list[str]:
        """The names there is room for, in the order of names."""
        names = sorted((shortened(clean_name(person.full_name), 60) for person in people), key=order_key)
        kept = [name for name in names if self.take(name)]
        self.left_out += len(names) - len(kept)
        return kept
