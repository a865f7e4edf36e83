"""Danh sách giấy: HR ticks who signed it and hands in the scan, before the deadline."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from models import ProcedureState, Resolution
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.filing import LARGEST_SCAN, Upload
from procedures.overview.view import view
from procedures.refusal import Refusal
from procedures.resolution import answering
from web.bounds import LARGEST, ProcedureId
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/procedures", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.ENTER_PAPER_LIST))]
People = Annotated[list[Annotated[int, Form(ge=1, le=LARGEST)]], Form(max_length=5_000)]


@router.get("/{procedure_id}/reading-list")
def asked(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Ai đã ký trên giấy."""
    return _shown(request, actor, procedure_id)


@router.post("/{procedure_id}/reading-list")
def entered(
    request: Request,
    actor: Hr,
    procedure_id: ProcedureId,
    people: People = [],  # noqa: B006
    scan: UploadFile | None = None,
) -> Response:
    """Ghi những người đã ký."""
    upload = scan_in(scan)
    try:
        new = answering.enter_paper_list(actor, procedure_id, people, upload)
    except Refusal as refusal:
        errors = [(refusal.field or "people", refusal.sentence)]
        return _shown(request, actor, procedure_id, 422, errors, people)
    return see_other(f"/procedures/{procedure_id}", f"Đã ghi {new} người ký danh sách giấy.")


def scan_in(scan: UploadFile | None) -> Upload:
    """The scan as far as it may be large, and one byte more."""
    name = (scan.filename if scan else "") or ""
    return Upload(name, scan.file.read(LARGEST_SCAN + 1) if scan else b"")


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    status: int = 200,
    errors: Errors = (),
    ticked: Sequence[int] = (),
) -> Response:
    with reading() as session:
        session.get_one(Resolution, procedure_id)
        found = view(session, actor, procedure_id)
    if found.procedure.state is not ProcedureState.OPEN or found.round.opened_at is None:
        return see_other(f"/procedures/{procedure_id}")
    return page(request, "hr/reading_list.html.jinja", status, view=found, ticked=set(ticked), errors=errors)
