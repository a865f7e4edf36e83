"""Automatic numbering of paragraphs, which a DOCX stores as rules and Word shows as "Điều 1." or "a)"."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_LEVELS = 9
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
ROMAN_SMALL = ((9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass
class Level:
    """One level of a list: where it starts, how it counts, how its number is written."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass
class Numbering:
    """The lists of a document; `next_mark` counts as it is asked."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_mark(self, number: str, depth: int) -> str:
        """The mark of the next paragraph of this list at this depth; empty where it has none."""
        shape = self.lists.get(number, "")
        levels = self.levels.get(shape, {})
        level = levels.get(depth)
        if level is None or level.form == "none":
            return ""
        counts = self.counts.setdefault(shape, {})
        start = self.starts.pop((number, depth), None)
        counts[depth] = counts[depth] + 1 if depth in counts and start is None else (start or level.start)
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return "-"
        return re.sub(r"%(\d)", lambda place: self._shown(levels, counts, int(place[1]) - 1), level.text)

    def _shown(self, levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
        level = levels.get(depth, Level())
        return FORMS.get(level.form, str)(counts.get(depth, level.start))


def numbering_of(root: ET.Element | None) -> Numbering:
    """The lists that the numbering part declares; none without the part."""
    numbering = Numbering()
    for shape in root.iterfind("abstractNum") if root is not None else ():
        levels = {_number(level.get("ilvl")): _level(level) for level in shape.iterfind("lvl")}
        numbering.levels[shape.get("abstractNumId", "")] = levels
    for entry in root.iterfind("num") if root is not None else ():
        number = entry.get("numId", "")
        numbering.lists[number] = _value(entry, "abstractNumId")
        for change in entry.iterfind("lvlOverride"):
            if start := _value(change, "startOverride"):
                numbering.starts[number, _number(change.get("ilvl"))] = _number(start)
    return numbering


def _level(level: ET.Element) -> Level:
    start = _value(level, "start")
    return Level(_number(start) if start else 1, _value(level, "numFmt") or "decimal", _value(level, "lvlText"))


def _value(parent: ET.Element, name: str) -> str:
    child = parent.find(name)
    return child.get("val", "") if child is not None else ""


def _number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else 0


def _roman(number: int) -> str:
    written = ""
    for value, letters in ROMAN + ROMAN_SMALL:
        count, number = divmod(min(number, 3_999), value)
        written += letters * count
    return written


def _letter(number: int) -> str:
    return chr(96 + (number - 1) % 26 + 1) * min((number - 1) // 26 + 1, 5) if number > 0 else ""


FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}
