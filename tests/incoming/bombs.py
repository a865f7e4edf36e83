"""Files that are small to send and huge to open, built in code."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

from tests.incoming.lists import HEADINGS, PEOPLE, workbook

SPACE = b" " * 1_000_000
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def rewritten(data: bytes, parts: dict[str, bytes | Iterable[bytes]], dropped: Iterable[str] = ()) -> bytes:
    """The archive with some parts replaced or added, and some dropped."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [name for name in old.namelist() if name not in parts and name not in dropped]:
            new.writestr(name, old.read(name))
        for name, content in parts.items():
            with new.open(name, "w") as part:
                for piece in [content] if isinstance(content, bytes) else content:
                    part.write(piece)
    return stored.getvalue()


def plain() -> bytes:
    """A good list to start from."""
    return workbook([HEADINGS, *PEOPLE])


def spaces(megabytes: int) -> bytes:
    """A sheet of nothing but spaces between its rows."""
    start = b"<worksheet " + MAIN + b"><sheetData>"
    return rewritten(plain(), {SHEET: [start, *[SPACE] * megabytes, b"</sheetData></worksheet>"]})


def one_long_text_in_many_cells() -> bytes:
    """A shared text that a library copies into each cell."""
    return workbook([["a" * 32_000]] * 19_000)


def two_far_cells() -> bytes:
    """Between the first and the last cell a library lays out every other one."""
    cell = b'<row r="20001"><c r="XFD20001"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(io.BytesIO(plain())) as archive:
        return rewritten(plain(), {SHEET: archive.read(SHEET).replace(b"</sheetData>", cell)})


def deep_elements() -> bytes:
    """A parser keeps every element that is open."""
    return rewritten(plain(), {SHEET: [b"<worksheet " + MAIN + b">", *[b"<a>" * 300_000] * 40]})


def long_attribute() -> bytes:
    """A parser keeps an attribute until its end."""
    return rewritten(plain(), {SHEET: [b"<worksheet " + MAIN + b' a="', *[b"x" * 1_000_000] * 35, b'"/>']})


def many_strings() -> bytes:
    """Two million texts that no cell uses."""
    text = b"<si><t>ab</t></si>" * 100_000
    return rewritten(plain(), {STRINGS: [b"<sst " + MAIN + b">", *[text] * 20, b"</sst>"]})


def many_merges() -> bytes:
    """A merged range for each of a million rows."""
    merges = b'<mergeCell ref="A1:C9"/>' * 100_000
    return rewritten(
        plain(), {SHEET: [b"<worksheet " + MAIN + b"><mergeCells>", *[merges] * 10, b"</mergeCells></worksheet>"]}
    )


def laughs() -> bytes:
    """Entities that name entities that name entities."""
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    text = f'<!DOCTYPE w [<!ENTITY l0 "ha">{entities}]><worksheet><sheetData><row><c><v>&l9;</v></c></row></sheetData>'
    return rewritten(plain(), {SHEET: text.encode() + b"</worksheet>"})


def outside_entity() -> bytes:
    """An entity that is a file of the server."""
    text = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c><v>&x;</v></c></row>'
    return rewritten(plain(), {SHEET: text.encode() + b"</sheetData></worksheet>"})


def many_members() -> bytes:
    """A directory of a hundred thousand entries."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 100_000
    return directory + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 65_535, 65_535, len(directory), 0, 0)


def understated_size() -> bytes:
    """The directory says a few bytes where the part unpacks to a hundred million."""
    honest = spaces(100)
    real = struct.pack("<I", 100_000_000 + len(MAIN) + 60)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        real = struct.pack("<I", archive.getinfo(SHEET).file_size)
    return honest.replace(real, struct.pack("<I", 1_000))


def commas() -> bytes:
    """One line of five million fields."""
    return b"ab," * 3_300_000


def many_lines() -> bytes:
    """Five million rows of one letter."""
    return b"STT,ab\n" * 1_400_000


def packed_text() -> bytes:
    """A text so packed that it is no text."""
    return b"\x1f\x8b" + zlib.compress(SPACE)


def many_styled_blanks() -> bytes:
    """A million rows without text, as a sheet formatted to its end."""
    row = b'<row r="1" s="1"><c r="A1" s="1"/></row>' * 100_000
    return rewritten(
        plain(), {SHEET: [b"<worksheet " + MAIN + b"><sheetData>", *[row] * 9, b"</sheetData></worksheet>"]}
    )


def many_cells() -> bytes:
    """More filled cells than any list has."""
    row = b"<row>" + b"<c><v>1</v></c>" * 250 + b"</row>"
    return rewritten(
        plain(), {SHEET: [b"<worksheet " + MAIN + b"><sheetData>", *[row * 100] * 90, b"</sheetData></worksheet>"]}
    )


BOMBS = (
    one_long_text_in_many_cells,
    two_far_cells,
    deep_elements,
    long_attribute,
    many_strings,
    many_merges,
    laughs,
    outside_entity,
    many_members,
    understated_size,
    commas,
    many_lines,
    packed_text,
    many_styled_blanks,
    many_cells,
)
