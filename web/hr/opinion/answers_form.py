"""Các ô của bảng ý kiến: what was typed at each row, what of it is new, and keeping it row by row."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from starlette.datastructures import FormData

from models import Verdict
from procedures.access.actor import Actor
from procedures.opinion import responding
from procedures.opinion.table import TableRow
from procedures.refusal import Refusal
from web.seen import after, mark_of

Wrong = list[tuple[str, str]]
_ROW = re.compile(r"was_([1-9][0-9]{0,8})")
_PRESSED = re.compile(r"(merge|part)-([0-9]{1,9})")
LONGEST_TYPED = 20_000


@dataclass(frozen=True)
class Typed:
    """What stands in the controls of one row, and the mark of what was kept when the page was made."""

    verdict: str
    response: str
    was: str = ""

    @property
    def is_new(self) -> bool:
        return mark_of(self.verdict, self.response) != self.was


@dataclass
class Sheet:
    """A posted page of the table: rows by number, words for merging by paragraph, what was pressed.

    `ticked` are the numbers of the rows to merge, on this page and, kept from before, on others.
    """

    rows: dict[int, Typed] = field(default_factory=dict)
    ticked: set[int] = field(default_factory=set)
    gists: dict[int, str] = field(default_factory=dict)
    merges: int | None = None
    parts: int | None = None

    @classmethod
    def posted(cls, form: FormData, picked: Set[int] = frozenset()) -> "Sheet":
        """What came back of a page; `picked` were ticked on others before."""
        sheet = cls()
        for name in form:
            if found := _ROW.fullmatch(name):
                sheet.rows[int(found[1])] = _typed(form, found[1])
            elif name.startswith("gist_") and name[5:].isdecimal() and len(name) < 15:
                sheet.gists[int(name[5:])] = str(form[name])[:LONGEST_TYPED]
        ticked = {str(value) for value in form.getlist("row")}
        sheet.ticked = {number for number in sheet.rows if str(number) in ticked} | (picked - sheet.rows.keys())
        if pressed := _PRESSED.fullmatch(str(form.get("do") or "")):
            setattr(sheet, f"{pressed[1]}s", int(pressed[2]))
        return sheet

    @property
    def untouched(self) -> set[int]:
        """Rows whose answers are dropped by what was pressed."""
        if self.merges is not None:
            return self.ticked
        return {self.parts} if self.parts is not None else set()

    def was(self, row: TableRow) -> str:
        """The mark that the page carries for a row."""
        typed = self.rows.get(row.number)
        return typed.was if typed else mark_of(row.verdict or "", row.response)

    def control_of(self, named: str | None) -> str:
        """The control of what was pressed that a refusal speaks of."""
        if self.merges is not None:
            return f"gist_{self.merges}"
        return named if named and named != "rows" else "table"


@dataclass
class Saved:
    """What came of a save: how many rows, what is wrong, and the last event that the page knows from now on.

    `meanwhile` are rows left as they were shown, in which other words stand now.
    """

    count: int = 0
    meanwhile: list[int] = field(default_factory=list)
    seen: int | None = None
    errors: Wrong = field(default_factory=list)


def save(actor: Actor, procedure_id: int, sheet: Sheet, rows: Sequence[TableRow], seen: int | None) -> Saved:
    """Keep each row that was changed; one that cannot be kept does not hold up the others."""
    known, done = {row.number: row for row in rows}, Saved(seen=seen)
    for number, typed in list(sheet.rows.items()):
        row = known.get(number)
        if not typed.is_new:
            del sheet.rows[number]
        if number in sheet.untouched or not typed.is_new:
            if row and typed.was != mark_of(row.verdict or "", row.response):
                done.meanwhile.append(number)
            continue
        verdict = Verdict(typed.verdict) if typed.verdict in set(Verdict) else None
        try:
            responding.respond(actor, procedure_id, number, verdict, typed.response, seen)
        except Refusal as refusal:
            done.seen = max(done.seen or 0, after(refusal, procedure_id, seen) or 0) or None
            done.errors.append((refusal.field if row and refusal.field else "table", _said(number, refusal)))
            continue
        done.count += 1
        sheet.rows[number] = replace(typed, was=mark_of(typed.verdict, typed.response))
    done.errors = list(dict.fromkeys(done.errors))
    return done


def _said(number: int, refusal: Refusal) -> str:
    return f"Ý kiến số {number}: {refusal.sentence}" if refusal.field else refusal.sentence


def _typed(form: FormData, number: str) -> Typed:
    response = str(form.get(f"response_{number}") or "").replace("\r\n", "\n").strip()
    was = str(form.get(f"was_{number}") or "")
    return Typed(str(form.get(f"verdict_{number}") or ""), response[:LONGEST_TYPED], was)
