"""The code that the key page draws says its text, to a reader that others wrote, whatever its length."""

import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.booth.conftest import Js

FULL = (14, 26, 42, 62, 84, 106, 122, 152, 180)
"""How many bytes a version holds at level M."""
DRAW = "async (text) => (await import('/static/booth/page/qr.js')).squareOf(text)"
SCALE, MARGIN = 3, 4


def read(rows: list[list[int]]) -> str:
    wide = len(rows) + 2 * MARGIN
    picture = Image.new("L", (wide, wide), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            picture.putpixel((x + MARGIN, y + MARGIN), 0 if dark else 255)
    found = zxingcpp.read_barcode(picture.resize((wide * SCALE, wide * SCALE), Image.Resampling.NEAREST))
    assert found
    return found.text


def test_each_version_is_the_one_of_another_program_where_it_is_full(js: Js) -> None:
    for version, length in enumerate(FULL, start=1):
        text = "https://dan-chu.example/"[:length].ljust(length, "x")
        drawn = js(DRAW, text)
        same = segno.make(text, error="m", version=version, mask=drawn["mask"], mode="byte", boost_error=False)
        assert drawn["version"] == version
        assert drawn["rows"] == [list(row) for row in same.matrix]


def test_one_byte_more_is_the_next_version(js: Js) -> None:
    assert [js(DRAW, "x" * (length + 1))["version"] for length in FULL[:-1]] == [*range(2, 10)]


def test_what_does_not_fit_is_said(js: Js) -> None:
    assert js(f"async () => ({DRAW})('x'.repeat(181)).catch((error) => error.message)") == "too long for a QR code"


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=180))
def test_it_says_its_text(js: Js, text: str) -> None:
    assert read(js(DRAW, text)["rows"]) == text
