"""Each bound by itself: what is just inside is read, what is just outside is refused as too much."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from documents.incoming.files import archive, grid, xlsx
from documents.incoming.files.archive import Archive
from documents.incoming.files.bounded_xml import MOST_DEPTH, MOST_TOKEN, tree, walk
from documents.incoming.guard import Unreadable
from documents.incoming.sheets import read_sheets
from tests.incoming import bombs
from tests.incoming.lists import HEADINGS, PEOPLE, Page, workbook

TOO_MUCH = "nén quá nhiều"


class Deaf:
    """Hears nothing of the elements."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


def stored(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return data.getvalue()


def test_all_that_is_read_of_an_archive_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Archive(stored(a=b"1" * 600, b=b"2" * 600), "a.xlsx")
    monkeypatch.setattr(archive, "MOST_READ", 1_199)
    bounded = Archive(stored(a=b"1" * 600, b=b"2" * 600), "a.xlsx")
    assert len(b"".join([*opened.chunks("a"), *opened.chunks("b")])) == 1_200
    assert len(b"".join(bounded.chunks("a"))) == 600
    with pytest.raises(Unreadable, match=TOO_MUCH):
        list(bounded.chunks("b"))


def test_a_much_packed_part_is_refused_though_it_is_not_the_largest() -> None:
    with pytest.raises(Unreadable, match=TOO_MUCH):
        read_sheets(bombs.spaces(10), "a.xlsx")


def test_parts_of_text_and_all_parts_together_have_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    data = stored(**{"a.xml": b"1" * 600, "b.png": b"2" * 900})
    Archive(data, "a.xlsx")
    for name, most in (("MOST_MEMBER", 599), ("MOST_UNPACKED", 1_499)):
        with monkeypatch.context() as patched:
            patched.setattr(archive, name, most)
            with pytest.raises(Unreadable, match=TOO_MUCH):
                Archive(data, "a.xlsx")


def test_a_directory_of_too_many_entries_is_refused_before_it_is_read() -> None:
    with pytest.raises(Unreadable, match=TOO_MUCH):
        Archive(bombs.many_members(), "a.xlsx")
    Archive(stored(**{f"part{place}": b"" for place in range(archive.MOST_MEMBERS)}), "a.xlsx")
    with pytest.raises(Unreadable, match=TOO_MUCH):
        Archive(stored(**{f"part{place}": b"" for place in range(archive.MOST_MEMBERS + 1)}), "a.xlsx")


def test_elements_have_a_greatest_depth() -> None:
    inside, outside = (b"<a>" * depth + b"</a>" * depth for depth in (MOST_DEPTH, MOST_DEPTH + 1))
    assert walk([inside], Deaf(), "a.xlsx") == MOST_DEPTH
    with pytest.raises(Unreadable, match=TOO_MUCH):
        walk([outside], Deaf(), "a.xlsx")


def test_elements_have_a_greatest_number() -> None:
    many = [b"<a>", b"<b/>" * 9, b"</a>"]
    assert walk(many, Deaf(), "a.xlsx", 10) == 10
    with pytest.raises(Unreadable, match=TOO_MUCH):
        walk(many, Deaf(), "a.xlsx", 9)


def test_a_token_without_end_is_not_waited_for() -> None:
    fed = []

    def long_attribute() -> Iterator[bytes]:
        yield b'<a b="'
        for _ in range(4 * MOST_TOKEN // 65_536):
            fed.append(1)
            yield b"x" * 65_536

    with pytest.raises(Unreadable, match=TOO_MUCH):
        walk(long_attribute(), Deaf(), "a.xlsx")
    assert len(fed) <= MOST_TOKEN // 65_536 + 2


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE a>", '<!DOCTYPE a [<!ENTITY x "y">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">']
)
def test_no_document_type_is_taken(start: str) -> None:
    with pytest.raises(Unreadable, match="DTD"):
        tree([start.encode() + b"<a/>"], "a.xlsx")


@pytest.mark.parametrize(
    ("name", "most", "what"),
    [
        ("MOST_ROWS", 3, "dòng có chữ"),
        ("MOST_CELLS", 19, "ô có chữ"),
        ("MOST_STRINGS", 9, TOO_MUCH),
        ("MOST_MERGES", 1, TOO_MUCH),
    ],
)
def test_rows_cells_texts_and_merged_ranges_have_a_greatest_number(
    monkeypatch: pytest.MonkeyPatch, name: str, most: int, what: str
) -> None:
    data = workbook(Page([HEADINGS, *PEOPLE], merged=["G1:G2", "H1:H2"]))
    assert len(read_sheets(data, "a.xlsx")[0].rows) == 4
    monkeypatch.setattr(xlsx, name, most)
    with pytest.raises(Unreadable, match=what):
        read_sheets(data, "a.xlsx")


def test_a_long_text_is_cut_once_and_shared() -> None:
    rows = read_sheets(workbook([["a" * 30_000]] * 3), "a.xlsx")[0].rows
    assert {len(row.cells[0]) for row in rows} == {grid.LONGEST_CELL}
    assert len({id(row.cells[0]) for row in rows}) == 1
