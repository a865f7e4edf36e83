"""One staff list as an office might hand it in, and the answer known from how it was made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.incoming.lists import AN, BINH, CUONG, HEADINGS, Cells, Page, workbook

Place = tuple[int, str]
FULL = ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị", "Đối tượng", "Email"]
NO_UNIT = ["STT", "Họ và tên", "Đối tượng", "Email"]
BARE = ["STT", "Họ và tên", "Email"]
AN_NO_UNIT, BINH_NO_UNIT, CUONG_NO_UNIT = (
    [number, name, category, email] for number, (name, _, category, email) in enumerate((AN, BINH, CUONG), start=1)
)
AN_BARE, BINH_BARE, CUONG_BARE = ([row[0], row[1], row[3]] for row in (AN_NO_UNIT, BINH_NO_UNIT, CUONG_NO_UNIT))


@dataclass(frozen=True)
class Case:
    """A list (`made` gives its bytes), and what must come out of it; `refused` is a part of the sentence."""

    sentence: str
    made: Callable[[], bytes]
    accepted: int = 3
    errors: tuple[Place, ...] = ()
    notices: tuple[Place, ...] = ()
    refused: str = ""
    units: frozenset[str] | None = None
    filename: str = "danh-sach.xlsx"


def case(sentence: str, content: Any, accepted: int = 3, **expected: Any) -> Case:
    """The case of these rows, pages or bytes (or of what a function makes of nothing)."""
    return Case(sentence, lambda: _bytes(content), accepted, **expected)


def refused(sentence: str, content: Any, why: str, **expected: Any) -> Case:
    """The case of a file that is refused whole for this reason."""
    return case(sentence, content, 0, refused=why, **expected)


def person(**changed: Any) -> list[Any]:
    """The first row under HEADINGS with some cells changed: name, unit, category, email."""
    usual = dict(zip(("number", "name", "unit", "category", "email"), [1, *AN], strict=True))
    return list((usual | changed).values())


def one(**changed: Any) -> Cells:
    """A list of one person."""
    return [HEADINGS, person(**changed)]


def _bytes(content: Any) -> bytes:
    if callable(content):
        return _bytes(content())
    if isinstance(content, bytes):
        return content
    if isinstance(content, Page) or (isinstance(content, Sequence) and content and isinstance(content[0], Page)):
        return workbook(*([content] if isinstance(content, Page) else content))
    return workbook(content)
