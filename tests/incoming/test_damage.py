"""Two thousand damaged files: whatever is torn, turned or dropped, only a refusal in words comes out."""

import io
import random
import struct
import zipfile
from collections.abc import Callable

import pytest

from documents.incoming.staff_list import as_json
from tests.incoming.bombs import rewritten
from tests.incoming.lists import AN, BINH, CUONG, HEADINGS, PEOPLE, Formula, Page, read, separated, workbook

EACH = 250
ROWS = [["DANH SÁCH"], [], HEADINGS, ["I", "Phòng Lãnh sự"], *PEOPLE, [4, Formula("=A1", "x")], ["Tổng cộng: 3 người"]]
BOOK = workbook(Page(ROWS, merged=["A1:E1"]), Page([HEADINGS, [1, *AN], [2, *BINH], [3, *CUONG]], "Hai"))
TEXTS = [separated(ROWS, separator, encoding) for separator in ",;\t" for encoding in ("utf-8-sig", "utf-16", "utf-8")]


def torn(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def turned(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def with_a_hole(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 400) :]


def doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] + data[end:]


def in_one_part(damage: Callable[[bytes, random.Random], bytes]) -> Callable[[bytes, random.Random], bytes]:
    """The damage done inside a part, with the archive itself in order."""

    def damaged(data: bytes, chance: random.Random) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            name = chance.choice(archive.namelist())
            return rewritten(data, {name: damage(archive.read(name), chance)})

    return damaged


def without_a_part(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    return rewritten(data, {}, dropped=chance.sample(names, chance.randint(1, 3)))


def with_numbers_turned(data: bytes, chance: random.Random) -> bytes:
    """Sizes, offsets and methods in the directory replaced."""
    damaged = bytearray(data)
    start = data.rindex(b"PK\1\2")
    struct.pack_into("<I", damaged, start + chance.randrange(8, 46), chance.choice((0, 1, 99, 0x7FFFFFFF, 0xFFFFFFFF)))
    return bytes(damaged)


DAMAGES = [torn, turned, with_a_hole, doubled, in_one_part(turned), in_one_part(with_a_hole), without_a_part]


@pytest.mark.parametrize("damage", [*DAMAGES, with_numbers_turned], ids=range(8))
def test_a_damaged_workbook_is_refused_or_read(damage: Callable[[bytes, random.Random], bytes]) -> None:
    chance = random.Random(damage.__name__)
    for _ in range(EACH):
        assert_refused_or_read(damage(BOOK, chance))


@pytest.mark.parametrize("damage", [torn, turned, with_a_hole, doubled])
def test_a_damaged_text_is_refused_or_read(damage: Callable[[bytes, random.Random], bytes]) -> None:
    chance = random.Random(damage.__name__)
    for _ in range(EACH):
        assert_refused_or_read(damage(chance.choice(TEXTS), chance))


def assert_refused_or_read(data: bytes) -> None:
    said = as_json(read(data))
    assert said["refused"] == bool(said["why"])
    assert not (said["refused"] and (said["accepted"] or said["rows"] or said["notices"]))
    assert said["accepted"] <= 8
    sentences = [said["why"] or "", *(row["error"] for row in said["rows"]), *(row["note"] for row in said["notices"])]
    assert all(sentence.isprintable() for sentence in sentences)
