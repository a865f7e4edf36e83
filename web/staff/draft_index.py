"""Mục lục của một dự thảo dài: its headings, or where it has none, every so many paragraphs."""

import re
from collections.abc import Sequence
from textwrap import shorten

from models import DraftParagraph

SHORT, MOST, LETTERS = 12, 60, 90
_PART = re.compile(r"(phần|chương|phụ lục)\s+\S|[IVX]+\.\s", re.IGNORECASE)
_HEADING = re.compile(r"(phần|chương|mục|điều|phụ lục)\s+(thứ\s+)?[0-9IVX]+|[IVX]+\.\s", re.IGNORECASE)

Index = list[tuple[int, str]]


def index_of(paragraphs: Sequence[DraftParagraph]) -> tuple[Index, frozenset[int]]:
    """Number and words of what leads into a long draft (none for a short one), and which paragraphs are headings."""
    headings = [each for each in paragraphs if _HEADING.match(each.text)]
    alone = frozenset(each.number for each in headings if _stands_alone(each.text))
    if len(paragraphs) <= SHORT:
        return [], alone
    parts = [each for each in headings if _PART.match(each.text)]
    for found in (headings, parts):
        if 2 <= len(found) <= MOST:
            return [(each.number, shorten(each.text, LETTERS, placeholder="…")) for each in found], alone
    step = max(10, -(-len(paragraphs) // MOST))
    return [_stretch(paragraphs[at : at + step]) for at in range(0, len(paragraphs), step)], alone


def _stands_alone(text: str) -> bool:
    return len(text) <= LETTERS and text[-1] not in ".;:,"


def _stretch(paragraphs: Sequence[DraftParagraph]) -> tuple[int, str]:
    first, last = paragraphs[0].number, paragraphs[-1].number
    return first, f"Đoạn {first}–{last}" if last > first else f"Đoạn {first}"
