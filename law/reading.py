"""Reads YAML files as plain data and knows the line of every key, so that a mistake is refused with its place."""

import difflib
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TypeGuard, TypeVar, cast

import yaml

try:
    from yaml import CSafeLoader as FastLoader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as FastLoader

KeyPath = tuple[str, ...]
Word = TypeVar("Word", bound=StrEnum)

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FRACTION = re.compile(r"([1-9][0-9]*)(/[1-9][0-9]*)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HALF = re.compile(r"[\ud800-\udfff]")
_MERGE = "tag:yaml.org,2002:merge"
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


class BadData(ValueError):
    """A mistake in a data file: names the file, the line, the key, and what is wrong, in Vietnamese."""

    def __init__(self, file: str, line: int | None, path: KeyPath, why: str) -> None:
        where = [file] if line is None else [file, f"dòng {line}"]
        if path:
            where.append(f'mục "{" → ".join(path)}"')
        super().__init__(f"{', '.join(where)}: {why}.")
        self.file, self.line, self.path, self.why = file, line, path, why


@dataclass(frozen=True)
class Source:
    """Where data came from, and the line of each key."""

    name: str
    lines: dict[KeyPath, int]


@dataclass(frozen=True)
class Place:
    """One value of a data file together with where it stands."""

    value: object
    path: KeyPath
    source: Source

    def wrong(self, why: str) -> BadData:
        """The error to raise about this place."""
        return BadData(self.source.name, self.source.lines.get(self.path), self.path, why)

    def entries(self) -> dict[str, "Place"]:
        """The children of a mapping whose keys are free."""
        if not _is_mapping(self.value):
            raise self.wrong("ở đây phải là các dòng dạng khóa: giá trị")
        return {str(key): Place(value, (*self.path, str(key)), self.source) for key, value in self.value.items()}

    def fields(self, *, required: Collection[str] = (), optional: Collection[str] = ()) -> dict[str, "Place"]:
        """The children of a mapping whose keys are fixed; an unknown or a missing key is refused."""
        found = self.entries()
        known = (*required, *optional)
        for key, place in found.items():
            if key not in known:
                raise place.wrong(_unknown(key, known))
        for key in required:
            if key not in found:
                raise self.wrong(f'thiếu khóa "{key}"')
        return found

    def items(self) -> list["Place"]:
        """The items of a list."""
        if not _is_list(self.value):
            raise self.wrong("ở đây phải là một danh sách")
        return [Place(value, (*self.path, str(at)), self.source) for at, value in enumerate(self.value, 1)]

    def text(self) -> str:
        """A non-empty text in composed (NFC) Unicode."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong("ở đây phải là chữ, không để trống")
        if not unicodedata.is_normalized("NFC", self.value):
            raise self.wrong("chữ có dấu chưa ở dạng Unicode dựng sẵn (NFC); gõ lại bằng bảng mã Unicode")
        return self.value

    def whole(self) -> int:
        """A whole number, not negative."""
        if type(self.value) is not int or self.value < 0:
            raise self.wrong(f"ở đây phải là số nguyên không âm, không phải {self.value!r}")
        return self.value

    def fraction(self) -> Fraction:
        """A fraction written like 2/3, or a whole number; never a decimal."""
        if type(self.value) is int and self.value > 0:
            return Fraction(self.value)
        if not isinstance(self.value, str) or not _FRACTION.fullmatch(self.value):
            raise self.wrong(f"viết phân số như 2/3 hoặc số nguyên dương, không phải {self.value!r}")
        return Fraction(self.value)

    def day(self) -> date:
        """A day written 2026-11-24."""
        return _day(self, self.value)

    def flag(self) -> bool:
        """true or false."""
        if type(self.value) is not bool:
            raise self.wrong("ở đây phải là true hoặc false")
        return self.value

    def word(self, words: type[Word]) -> Word:
        """One word of a fixed vocabulary."""
        known = [word.value for word in words]
        if not isinstance(self.value, str) or self.value not in known:
            raise self.wrong(_unknown(str(self.value), known))
        return words(self.value)

    def key_day(self) -> date:
        """The key of this place, read as a day."""
        return _day(self, self.path[-1])


def read(file: Path, name: str) -> Place:
    """The whole of a data file, as the place its root stands at. Raises BadData."""
    return _read(FastLoader(file.read_text(encoding="utf-8")), name)


def read_text(text: str, name: str) -> Place:
    """The same, from text that a person brought. Raises BadData."""
    try:
        # Not the fast loader: libyaml dies of a text nested too deep, this one only complains.
        return _read(yaml.SafeLoader(text), name)
    except RecursionError as error:
        raise BadData(name, None, (), "không đọc được, tệp lồng quá sâu") from error
    except yaml.YAMLError as error:
        raise BadData(name, None, (), "không đọc được, tệp có ký tự lạ") from error


def _read(loader: "FastLoader | yaml.SafeLoader", name: str) -> Place:
    reading = _Reading(Source(name, {}))
    try:
        node = loader.get_single_node()
        return Place(reading.plain(node, ()) if node else None, (), reading.source)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BadData(name, line, (), "không đọc được YAML, xem lại dấu hai chấm, thụt dòng và dấu nháy") from error


class _Reading:
    """Turns YAML nodes into plain data once each, so that aliases cannot blow a small file up."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.done: dict[int, object] = {}

    def plain(self, node: yaml.Node, path: KeyPath) -> object:
        self.source.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) not in self.done:
            self.done[id(node)] = self._plain(node, path)
        return self.done[id(node)]

    def _plain(self, node: yaml.Node, path: KeyPath) -> object:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            children: list[yaml.Node] = node.value
            return [self.plain(child, (*path, str(at))) for at, child in enumerate(children, 1)]
        scalar = cast("yaml.ScalarNode", node)
        return _scalar(self._written(scalar, path), quoted=bool(scalar.style))

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, object]:
        pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
        found, inherited = dict[str, object](), dict[str, object]()
        for key_node, value_node in pairs:
            if key_node.tag == _MERGE:
                inherited = {**self._shared(value_node, path), **inherited}
                continue
            key, here = self._written(key_node, path), key_node.start_mark.line + 1
            if key in found:
                raise BadData(self.source.name, here, (*path, key), "khóa này ghi hai lần")
            self.source.lines[(*path, key)] = here
            found[key] = self.plain(value_node, (*path, key))
        return {**inherited, **found}

    def _shared(self, node: yaml.Node, path: KeyPath) -> dict[str, object]:
        """What "<<" takes over from another mapping, or from several, the first of which prevails."""
        parts: list[yaml.Node] = node.value if isinstance(node, yaml.SequenceNode) else [node]
        shared: dict[str, object] = {}
        for part in reversed(parts):
            values = self.plain(part, path)
            if not _is_mapping(values):
                where = (*path, "<<")
                raise BadData(
                    self.source.name, node.start_mark.line + 1, where, "chỉ lấy lại các dòng dạng khóa: giá trị"
                )
            shared |= {str(key): value for key, value in values.items()}
        return shared

    def _written(self, node: yaml.Node, path: KeyPath) -> str:
        """The text of a scalar. Raises BadData for a key that is none, and for what no text can hold."""
        if not isinstance(node, yaml.ScalarNode):
            raise BadData(self.source.name, node.start_mark.line + 1, path, "khóa phải là chữ")
        if _HALF.search(text := str(node.value)):
            raise BadData(self.source.name, node.start_mark.line + 1, path, "có ký tự lạ")
        return text


def _scalar(text: str, *, quoted: bool) -> object:
    # Only what the law needs: YAML's own rules would make 2026-11-24 a date, 0.5 a float and 010 an eight.
    if quoted:
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if text.lower() in _FLAGS:
        return _FLAGS[text.lower()]
    return None if text in ("", "null", "~") else text


def _is_mapping(value: object) -> TypeGuard[Mapping[object, object]]:
    return isinstance(value, Mapping)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _day(place: Place, value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise place.wrong(f"viết ngày như 2026-11-24, không phải {value!r}")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise place.wrong(f"không có ngày {value}") from error


def _unknown(key: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    remedy = f'có phải "{near[0]}" không' if near else f"chỉ có: {', '.join(known)}"
    return f'không có từ "{key}"; {remedy}'
