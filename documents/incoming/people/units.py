"""Phòng, ban, đơn vị: the agency's own list that names must be in, or, where there is none, the names of the file."""

import difflib
import re
from collections.abc import Iterable

from documents.incoming.guard import quoted
from documents.incoming.people.cells import checked
from documents.incoming.people.finding import Wrong
from documents.incoming.people.names import spelling_key
from words.names import clean_name, folded

LONGEST_UNIT = 150
MOST_GUESSES = 100
SHORT_FORMS = (
    (re.compile(r"^p\.? *(?=\w{2})", re.IGNORECASE), "Phòng "),
    (re.compile(r"^vp\b\.? *", re.IGNORECASE), "Văn phòng "),
    (re.compile(r"^ttr\b\.? *", re.IGNORECASE), "Thanh tra "),
    (re.compile(r"^tt\b\.? *", re.IGNORECASE), "Trung tâm "),
    (re.compile(r"^bgđ\b\.? *", re.IGNORECASE), "Ban Giám đốc "),
    (re.compile(r"^lđ\b\.? *", re.IGNORECASE), "Lãnh đạo "),
)


class Units:
    """The units of the agency; `found`: those that the list named, in order; `are_sheets`: each has a sheet."""

    def __init__(self, known: Iterable[str] | None) -> None:
        self.is_closed = known is not None
        self._known = {spelling_key(name): clean_name(name) for name in known or () if spelling_key(name)}
        self._without_accents = {_folded_key(name): name for name in self._known.values()}
        self._guesses: dict[str, str] = {}
        self._read: dict[str, tuple[str, str | None]] = {}
        self.found: dict[str, None] = {}
        self.are_sheets = False

    def is_known(self, text: str) -> bool:
        """Whether the text is one of the agency's units, for rows that are titles of units."""
        return self._find(clean_name(text)) is not None

    def unit_of(self, text: str) -> tuple[str, str | None]:
        """The unit as the agency writes it and what to look at again; raises Wrong for an unknown one."""
        if text not in self._read:
            self._read[text] = self._unit_of(text)
        unit, doubt = self._read[text]
        self.found[unit] = None
        return unit, doubt

    def _unit_of(self, text: str) -> tuple[str, str | None]:
        name = checked(text)
        if not any(map(str.isalpha, name)) or len(name) > LONGEST_UNIT:
            raise Wrong(f"{quoted(name)} không phải tên đơn vị. Ghi tên phòng, ban hoặc đơn vị.")
        return self._find(name) or self._new(name)

    def _find(self, name: str) -> tuple[str, str | None] | None:
        for spelling in (name, *_written_out(name)):
            if unit := self._known.get(spelling_key(spelling)):
                return unit, None
        for spelling in (name, *_written_out(name)):
            if unit := self._without_accents.get(_folded_key(spelling)):
                return unit, f'{quoted(name)} được hiểu là "{unit}". Kiểm tra lại dấu.'
        return None

    def _new(self, name: str) -> tuple[str, None]:
        if self.is_closed:
            raise Wrong(f"{quoted(name)} không có trong danh sách đơn vị của cơ quan.{self._guess(name)}")
        for spelling in (name, *_written_out(name)):
            self._known[spelling_key(spelling)] = name
        self._without_accents[_folded_key(name)] = name
        return name, None

    def _guess(self, name: str) -> str:
        if name not in self._guesses and len(self._guesses) < MOST_GUESSES:
            close = difflib.get_close_matches(_folded_key(name), self._without_accents, 1, 0.75)
            self._guesses[name] = f' Có phải là "{self._without_accents[close[0]]}" không?' if close else ""
        return self._guesses.get(name, "")


def units_in(text: str) -> set[str]:
    """The units of a text with one a line."""
    return {clean_name(line) for line in text.splitlines() if clean_name(line)}


def _written_out(name: str) -> list[str]:
    return [long + form.sub("", name) for form, long in SHORT_FORMS if form.match(name)]


def _folded_key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", folded(name)).strip()
