"""Corrections and changes while a procedure ran (đính chính, thay đổi), as a part that other papers print."""

from dataclasses import dataclass
from datetime import date

from documents.paper import Block, Column, Heading, Paragraph, Row, Table
from documents.wording import Wording


@dataclass(frozen=True)
class Hand:
    """Who asked for a correction or signed it, and the role in which, as the agency calls it."""

    full_name: str
    role: str = ""


@dataclass(frozen=True)
class Correction:
    """One change that two people made: what was changed, in words, why, and the day of the second signature."""

    change: str
    reason: str
    asked_by: Hand
    signed_by: Hand
    done_on: date


def corrections_part(corrections: tuple[Correction, ...], number: int) -> tuple[Block, ...]:
    """The part with its own numbered heading, the earliest correction first; nothing where nothing was corrected."""
    if not corrections:
        return ()
    words = Wording("corrections", number=number, corrections=len(corrections))
    ordered = enumerate(sorted(corrections, key=lambda each: each.done_on), 1)
    columns = map(Column, words.lines("columns"), (7, 15, 38, 20, 20), ("center", "center", "left", "left", "left"))
    table = Table(tuple(columns), tuple(Row((str(place), *_cells(each, words))) for place, each in ordered))
    return Heading(words.text("heading")), Paragraph(words.text("opening")), table


def _cells(correction: Correction, words: Wording) -> tuple[str, ...]:
    return (
        words.text("day", done_on=correction.done_on),
        words.text("change", change=correction.change, reason=correction.reason),
        words.text("hand", full_name=correction.asked_by.full_name, role=correction.asked_by.role),
        words.text("hand", full_name=correction.signed_by.full_name, role=correction.signed_by.role),
    )
