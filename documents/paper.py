"""The content of a paper (văn bản) apart from its looks: header, blocks of text, signers, recipients."""

import dataclasses
import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from words.names import clean_name

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"


class Marks(StrEnum):
    """What stands before each of a list of points: khoản, điểm or a dash."""

    NUMBERS = "numbers"
    LETTERS = "letters"
    DASHES = "dashes"


class RowKind(StrEnum):
    """A row of figures or names, a heading or a note across all columns, or the sum at the foot."""

    PLAIN = "plain"
    GROUP = "group"
    NOTE = "note"
    TOTAL = "total"


class Form(StrEnum):
    """What is printed on: pages, one page set close (a slip), or half a page, twice on a sheet that is cut in two."""

    PAGES = "pages"
    SLIP = "slip"
    HALF = "half"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of upright text, indented and justified."""

    shape: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True)
class Heading:
    """A bold line that the next block belongs to; it never ends a page."""

    shape: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True)
class Points:
    """Short items one under the other, numbered `1.`, lettered `a)` or dashed."""

    shape: ClassVar[str] = "points"
    items: tuple[str, ...]
    marks: Marks = Marks.DASHES

    def lines(self) -> tuple[str, ...]:
        """The items as printed, each after its mark."""
        return tuple(f"{self._mark(place)} {item}" for place, item in enumerate(self.items))

    def _mark(self, place: int) -> str:
        if self.marks is Marks.NUMBERS:
            return f"{place + 1}."
        if self.marks is Marks.LETTERS:
            again, letter = divmod(place, len(POINT_LETTERS))
            return POINT_LETTERS[letter] * (again + 1) + ")"
        return "-"


@dataclass(frozen=True)
class Article:
    """An article (Điều) with its paragraphs; without a heading the first paragraph follows the number at once."""

    shape: ClassVar[str] = "article"
    number: int
    heading: str
    paragraphs: tuple[Paragraph | Points, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its title, its share of the width in per cent, where its cells stand.

    `align` is left, center, right, or box: in the middle and large, for boxes that a hand ticks.
    """

    title: str
    width: int
    align: str = "left"


@dataclass(frozen=True)
class Row:
    """A row of cells, one a column; a group row or a note has one cell for the whole width."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True)
class Table:
    """A ruled table whose header row stands again on each page; `roomy` rows are high enough to sign in.

    Raises ValueError when the widths do not add up to 100 or a row has not the cells of its columns.
    """

    shape: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    roomy: bool = False

    def __post_init__(self) -> None:
        if sum(column.width for column in self.columns) != 100:
            raise ValueError("the widths of the columns must add up to 100 per cent")
        for row in self.rows:
            wanted = 1 if row.kind in (RowKind.GROUP, RowKind.NOTE) else len(self.columns)
            if len(row.cells) != wanted:
                raise ValueError(f"a row of {len(row.cells)} cells where {wanted} are wanted: {row.cells!r}")


Block = Paragraph | Heading | Points | Article | Table


@dataclass(frozen=True)
class Signer:
    """Who signs: post and name without degrees; `capacity` is the line above the post, as `KT. GIÁM ĐỐC`.

    `note` says under the post how to sign, as `(ký, ghi rõ họ tên)`.
    """

    post: str
    name: str
    capacity: str = ""
    note: str = ""


@dataclass(frozen=True)
class Letterhead:
    """The head of an agency's papers; the clerk writes a missing number or day; without a symbol there is no number."""

    governing_body: str
    issuer: str
    place: str
    symbol: str = ""
    number: int | None = None
    dated_on: date | None = None


@dataclass(frozen=True)
class Attached:
    """What a paper brings into force, on pages of its own after the signatures; `under` says with which paper."""

    type_name: str
    subject: str
    under: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """A paper ready to be laid out; all its text is in NFC, on one line each, free of control characters.

    `authority` is the body that resolves, `enacting` the line after the bases (`QUYẾT NGHỊ:`), `on_behalf_of` the line
    above all signers (`TM. ...`), `mark` the framed word (`LƯU HÀNH NỘI BỘ`). Signers stand from left to right.
    Without a type name the paper is an official letter (công văn): its subject stands under the number.
    `stamp_room` says what comes into the free room under the issuer (`(đóng dấu treo)`).
    """

    kind: str
    letterhead: Letterhead
    type_name: str
    subject: str
    blocks: tuple[Block, ...]
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    authority: str = ""
    bases: tuple[str, ...] = ()
    enacting: str = ""
    on_behalf_of: str = ""
    mark: str = ""
    stamp_room: str = ""
    form: Form = Form.PAGES
    attached: Attached | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, _cleaned(getattr(self, field.name)))


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """Text typed by a person as paragraphs: one a line, blank lines dropped."""
    return tuple(Paragraph(line) for line in map(clean_name, text.splitlines()) if line)


def closed_with_marks(items: tuple[str, ...]) -> tuple[str, ...]:
    """Bases or recipients as they end in print: a semicolon after each, a full stop after the last."""
    bare = [item.rstrip(" ;.") for item in items]
    return tuple(item + (";" if place < len(bare) else ".") for place, item in enumerate(bare, 1))


def content_hash(paper: Paper) -> str:
    """SHA-256 (hex) of the whole content: the same content has the same hash, on any machine and day."""
    canonical = json.dumps(_plain(paper), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _cleaned(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return clean_name(value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **{f.name: _cleaned(getattr(value, f.name)) for f in fields(value)})
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(map(_plain, value))
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        # The class is part of the content: a heading and a paragraph of the same words are two papers. A field left at
        # its default is not, so that the hashes on file stay true when a field is added.
        given = {f.name: getattr(value, f.name) for f in fields(value) if getattr(value, f.name) != f.default}
        return {"": type(value).__name__, **{name: _plain(content) for name, content in given.items()}}
    return value
