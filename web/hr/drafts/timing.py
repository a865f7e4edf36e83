"""Bước 4: when letters go, the deadline, the reminders; proposed by the law, changed by HR until letters went."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import ProcedureState
from models.store.database import reading
from procedures.overview.desks.draft import Draft, Times, draft_of, proposed
from procedures.refusal import Refusal
from procedures.rounds import timing
from web import typed
from web.bounds import ProcedureId
from web.csrf import form_of
from web.hr.drafts.wizard import Hr, saved, shown
from web.pages import see_other
from web.seen import Seen, after

router = APIRouter(prefix="/hr/procedures", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]
CONTROLS = {"closes_on": "closes_day", "sends_on": "sends_day", "reminders": "remind1_day"}


@dataclass
class Sheet:
    """The controls of this step as typed: when to send (`now` or `at`), and a day and a clock for each moment."""

    send: str
    values: dict[str, str]

    @classmethod
    def of(cls, times: Times, rows: int) -> "Sheet":
        moments = {"sends": times.sends_at, "closes": times.closes_at}
        moments |= {f"remind{number}": at for number, at in zip(range(1, rows + 1), times.remind_at, strict=False)}
        values = {}
        for name in _names(rows):
            values[f"{name}_day"], values[f"{name}_clock"] = typed.as_typed(moments.get(name))
        return cls("at" if times.sends_at else "now", values)

    @classmethod
    def posted(cls, form: FormData, rows: int) -> "Sheet":
        names = [f"{name}_{part}" for name in _names(rows) for part in ("day", "clock")]
        return cls(str(form.get("send") or ""), {name: str(form.get(name) or "")[:40] for name in names})


def _names(rows: int) -> list[str]:
    return ["sends", "closes", *(f"remind{number}" for number in range(1, rows + 1))]


def _rows(draft: Draft) -> int:
    return int(draft.rules.threshold("reminders_at_most").limit)


@router.get("/{procedure_id}/times")
def asked(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Giờ gửi, hạn, giờ nhắc."""
    with reading() as session:
        draft = draft_of(session, procedure_id)
    times = draft.times if draft.times.closes_at else proposed(draft.rules, draft.now)
    sheet = Sheet.of(times, _rows(draft))
    return shown(request, actor, procedure_id, "times", sheet=sheet, rows=_rows(draft))


@router.post("/{procedure_id}/times")
def fixed(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted, seen: Seen = None) -> Response:
    """Lưu thời hạn."""
    with reading() as session:
        draft = draft_of(session, procedure_id)
    rows, errors = _rows(draft), []
    sheet = Sheet.posted(form, rows)
    times = _times(sheet, rows, errors)
    if not errors:
        try:
            moments = (times.sends_at, times.closes_at, times.remind_at)
            timing.set_times(actor, procedure_id, *moments, seen)  # pyright: ignore
        except Refusal as refusal:
            seen = after(refusal, procedure_id, seen)
            errors.append((CONTROLS.get(refusal.field or "", "closes_day"), refusal.sentence))
    if errors:
        return shown(request, actor, procedure_id, "times", 422, errors, sheet=sheet, rows=rows, seen=seen)
    if draft.procedure.state is not ProcedureState.DRAFT:
        return see_other(f"/procedures/{procedure_id}", "Đã đặt lại giờ gửi và hạn.")
    return saved(procedure_id, "times", str(form.get("then") or ""))


def _times(sheet: Sheet, rows: int, errors: list[tuple[str, str]]) -> Times:
    sends_at = typed.moment(sheet.values, "sends", errors) if sheet.send == "at" else None
    if sheet.send not in ("now", "at"):
        errors.append(("send", "Chọn khi nào gửi thư."))
    elif sheet.send == "at" and sends_at is None and not errors:
        errors.append(("sends_day", "Ghi ngày và giờ gửi, hoặc chọn gửi ngay."))
    closes_at = typed.moment(sheet.values, "closes", errors)
    if closes_at is None and not any(name.startswith("closes") for name, _ in errors):
        errors.append(("closes_day", "Chưa có hạn. Ghi ngày và giờ."))
    remind_at = [typed.moment(sheet.values, f"remind{number}", errors) for number in range(1, rows + 1)]
    return Times(sends_at, closes_at, [at for at in remind_at if at])
