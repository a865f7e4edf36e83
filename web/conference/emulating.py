"""Thi đua, khen thưởng: the pact of head and union, and who is rewarded at a conference."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, Response

from models import Procedure
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.conference import emulating
from procedures.conference.emulating import Honour
from procedures.conference.steps import PACT, REWARDS
from procedures.filing import is_signed, paper_of
from procedures.meetings.running import check_runs
from procedures.refusal import Refusal
from web.bounds import ProcedureId
from web.pages import Errors, page, see_other
from web.seen import Seen, after, last_event
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/emulation", default_response_class=HTMLResponse)
Runner = Annotated[Actor, Depends(requires(Power.RUN_MEETING))]
Number = Annotated[int, Path(ge=1, le=1000)]
Text = Annotated[str, Form(max_length=40_000)]
Line = Annotated[str, Form(max_length=5_000)]
NOT_ABOUT_THE_FORM = ("needs_role", "concerned", "second_factor_needed", "not_your_duty")


@router.get("")
def asked(request: Request, actor: Runner, procedure_id: ProcedureId) -> Response:
    """Giao ước thi đua, danh sách khen thưởng."""
    return _shown(request, actor, procedure_id)


@router.post("/pact")
def written(request: Request, actor: Runner, procedure_id: ProcedureId, text: Text = "", seen: Seen = None) -> Response:
    """Lưu giao ước thi đua."""
    said = {"text": text}
    return _done(
        request, actor, procedure_id, lambda: emulating.write_pact(actor, procedure_id, text, seen), said, seen
    )


@router.post("/rewards")
def rewarded(
    request: Request,
    actor: Runner,
    procedure_id: ProcedureId,
    honoured: Line = "",
    form: Line = "",
    merit: Line = "",
) -> Response:
    """Ghi một tập thể, cá nhân được khen thưởng."""
    honour = Honour(honoured, form, merit)
    said = {"honoured": honoured, "form": form, "merit": merit}
    return _done(request, actor, procedure_id, lambda: emulating.add_reward(actor, procedure_id, honour), said)


@router.post("/rewards/{number}/remove")
def removed(request: Request, actor: Runner, procedure_id: ProcedureId, number: Number) -> Response:
    """Bỏ một dòng khỏi danh sách khen thưởng."""
    return _done(request, actor, procedure_id, lambda: emulating.remove_reward(actor, procedure_id, number), {})


def _done(
    request: Request,
    actor: Actor,
    procedure_id: int,
    do: Callable[[], object],
    said: dict[str, str],
    seen: int | None = None,
) -> Response:
    """Do it, and back to the page; a refusal is said beside its control, with what was typed."""
    try:
        do()
    except Refusal as refusal:
        if refusal.key in NOT_ABOUT_THE_FORM:
            raise
        errors, seen = [(refusal.field or "text", refusal.sentence)], after(refusal, procedure_id, seen)
        return _shown(request, actor, procedure_id, said, errors, seen)
    return see_other(f"/procedures/{procedure_id}/emulation", "Đã lưu.")


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    said: dict[str, str] | None = None,
    errors: Errors = (),
    seen: int | None = None,
) -> Response:
    seen = last_event(procedure_id) if seen is None else seen
    with reading() as session:
        check_runs(session, actor, procedure_id)
        told = {
            "procedure": session.get_one(Procedure, procedure_id),
            "pact": emulating.pact_of(session, procedure_id),
            "rewards": emulating.rewards_of(session, procedure_id),
            "papers": {kind: paper_of(session, procedure_id, kind) for kind in (PACT, REWARDS)},
            "signed": [kind for kind in (PACT, REWARDS) if is_signed(paper_of(session, procedure_id, kind))],
            "typed": {"honoured": "", "form": "", "merit": "", **(said or {})},
            "seen": seen,
        }
    return page(request, "conference/emulation.html.jinja", 422 if errors else 200, errors=errors, **told)
