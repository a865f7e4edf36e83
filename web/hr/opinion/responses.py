"""Bảng ý kiến: merge what says the same, accept or explain each, many rows in one save; settle the table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.opinion import responding
from procedures.opinion.table import TableRow
from procedures.overview.desks.responses import Desk, Sought, counted, desk_of, page_of_row, part_of
from procedures.refusal import Refusal
from web.bounds import Page, ParagraphInQuery, ProcedureId, RowInQuery
from web.csrf import form_of
from web.hr.opinion.answers_form import Saved, Sheet, save
from web.pages import Errors, page, see_other
from web.seen import Seen, after, last_event
from web.session import requires

router = APIRouter(prefix="/hr/procedures", default_response_class=HTMLResponse)
Answerer = Annotated[Actor, Depends(requires(Power.ANSWER_OPINIONS))]
Posted = Annotated[FormData, Depends(form_of)]


@dataclass
class Where:
    """Which part of the table the address speaks of."""

    paragraph: ParagraphInQuery = None
    show: Annotated[str, Query(max_length=10)] = ""
    q: Annotated[str, Query(max_length=100)] = ""
    page: Page = 1
    row: RowInQuery = None
    picked: Annotated[str, Query(max_length=5_000)] = ""

    def sought(self, desk: Desk) -> Sought:
        if self.row is not None:
            return Sought(page=page_of_row(desk.table.rows, self.row))
        return Sought(self.paragraph, self.show == "left", self.q, self.page)

    def picked_of(self, rows: Sequence[TableRow]) -> set[int]:
        """The rows that were ticked to be merged, on whichever page, as far as they are still there."""
        numbers = {int(number) for number in re.findall(r"\b[1-9][0-9]{0,8}\b", self.picked)}
        return numbers & {row.number for row in rows}

    def query(self, **other: object) -> str:
        """The same as it stands in an address, without the row."""
        given = {"paragraph": self.paragraph, "show": self.show, "q": self.q, "page": self.page, "picked": self.picked}
        given |= other
        return urlencode({name: value for name, value in given.items() if value not in (None, "")})


At = Annotated[Where, Depends()]


@router.get("/{procedure_id}/table")
def table(request: Request, actor: Answerer, procedure_id: ProcedureId, where: At) -> Response:
    """Bảng ý kiến, theo đoạn."""
    return _shown(request, procedure_id, where, last_event(procedure_id))


@router.post("/{procedure_id}/table")
def saved(
    request: Request, actor: Answerer, procedure_id: ProcedureId, where: At, form: Posted, seen: Seen = None
) -> Response:
    """Lưu các câu trả lời đã gõ; then merge or part where that was pressed."""
    with reading() as session:
        rows = desk_of(session, procedure_id).table.rows
    sheet = Sheet.posted(form, where.picked_of(rows))
    done = save(actor, procedure_id, sheet, rows, seen)
    if not done.errors:
        try:
            said = _also(actor, procedure_id, sheet, seen)
            here = where.query(picked=",".join(map(str, sorted(sheet.ticked))))
            kind = "wait" if done.meanwhile else "done"
            return see_other(f"/hr/procedures/{procedure_id}/table?{here}", _in_words(procedure_id, done, said), kind)
        except Refusal as refusal:
            done.seen = after(refusal, procedure_id, seen)
            done.errors.append((sheet.control_of(refusal.field), refusal.sentence))
    flash = ("wait", _meanwhile(done)) if done.meanwhile else None
    return _shown(request, procedure_id, where, done.seen, done.errors, sheet, flash)


def _also(actor: Actor, procedure_id: int, sheet: Sheet, seen: int | None) -> str:
    """Merge or part; says what came of it, or what is kept to be merged."""
    if sheet.merges is not None:
        merged = sorted(sheet.ticked)
        kept = responding.merge(actor, procedure_id, merged, sheet.gists.get(sheet.merges, ""), seen)
        sheet.ticked.clear()
        return f"Đã gộp {len(merged)} ý kiến thành ý kiến số {kept}."
    if sheet.parts is not None:
        rows = responding.part(actor, procedure_id, sheet.parts, seen)
        return f"Đã tách ý kiến số {sheet.parts} thành {rows} ý kiến."
    return f"Đang chọn {len(sheet.ticked)} ý kiến để gộp." if sheet.ticked else ""


def _in_words(procedure_id: int, done: Saved, said: str) -> str:
    with reading() as session:
        found = desk_of(session, procedure_id).table
    parts = [
        f"Đã lưu {done.count} câu trả lời." if done.count else "" if said else "Không có gì thay đổi.",
        said,
        _left(len(found.unanswered), len(found.rows)),
        _meanwhile(done),
    ]
    return " ".join(filter(None, parts))


def _meanwhile(done: Saved) -> str:
    """Rows left as shown may have been kept on purpose: whoever saves hears that other words stand there now."""
    if not done.meanwhile:
        return ""
    which = ", ".join(map(str, sorted(done.meanwhile)))
    return (
        f"Sau khi đồng chí mở trang, ý kiến số {which} đã được trả lời lại ở nơi khác;"
        " trang này hiện câu trả lời mới. Đọc lại trước khi chốt bảng."
    )


def _left(left: int, total: int) -> str:
    return f"Còn {left}/{total} ý kiến chưa trả lời." if left else "Mọi ý kiến đã được trả lời."


def _shown(
    request: Request,
    procedure_id: int,
    where: Where,
    seen: int | None,
    errors: Errors = (),
    sheet: Sheet | None = None,
    flash: tuple[str, str] | None = None,
) -> Response:
    with reading() as session:
        desk = desk_of(session, procedure_id, with_names=True)
    if desk.procedure.state == "draft":
        return see_other(f"/hr/procedures/{procedure_id}")
    sought, rows = where.sought(desk), desk.table.rows
    part, sheet = part_of(rows, sought), sheet or Sheet(ticked=where.picked_of(rows))
    here = {row.number for _paragraph, shown in part.groups for row in shown}
    told: dict[str, Any] = {"desk": desk, "part": part, "sought": sought, "where": where, "sheet": sheet, "seen": seen}
    told |= {"counted": counted(rows), "apart": [row for row in rows if row.number in sheet.ticked - here]}
    return page(request, "hr/opinion/table.html.jinja", 422 if errors else 200, errors=errors, flash=flash, **told)


@router.get("/{procedure_id}/table/settle")
def reviewed(request: Request, actor: Answerer, procedure_id: ProcedureId) -> Response:
    """Chốt bảng: what it will mean, and what is left."""
    return _settling(request, procedure_id)


@router.post("/{procedure_id}/table/settle")
def settled(request: Request, actor: Answerer, procedure_id: ProcedureId) -> Response:
    """Chốt bảng."""
    try:
        responding.settle(actor, procedure_id)
    except Refusal as refusal:
        return _settling(request, procedure_id, [("settle", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Đã chốt bảng tiếp thu, giải trình.")


def _settling(request: Request, procedure_id: int, errors: Errors = ()) -> Response:
    with reading() as session:
        desk = desk_of(session, procedure_id)
    if not desk.may_change and not errors:
        return see_other(f"/hr/procedures/{procedure_id}/table")
    return page(request, "hr/opinion/settle.html.jinja", 422 if errors else 200, errors=errors, desk=desk)
