"""Bàn làm việc của cán bộ tổ chức: what needs me today, drafts, what runs, what ended this year; letters by state."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from models import LetterState, Procedure
from models.store import clock
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.kinds import kind_of
from procedures.overview.desks.letters import outbox
from procedures.overview.desks.setting_up import wanting
from procedures.overview.portfolio import Asked, portfolio
from procedures.overview.view import view
from procedures.tasks import tasks_of
from procedures.yearly.calendar import upcoming
from procedures.yearly.steps import calendars
from web.bounds import Page, ProcedureInQuery
from web.pages import page
from web.session import requires
from web.staff.today import shown

router = APIRouter(prefix="/hr", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.KEEP_DESK))]
Keeper = Annotated[Actor, Depends(requires(Power.KEEP_LETTERS))]

FILTERS = {
    "queued": (LetterState.QUEUED, LetterState.SENDING),
    "deferred": (LetterState.DEFERRED,),
    "sent": (LetterState.SENT,),
    "bounced": (LetterState.BOUNCED,),
    "unknown": (LetterState.UNKNOWN,),
    "cancelled": (LetterState.CANCELLED,),
}


@router.get("")
def desk(request: Request, actor: Hr) -> HTMLResponse:
    """Việc hôm nay và mọi quy trình của tôi."""
    with reading() as session:
        now, tasks = clock.now(session), tasks_of(session, actor)
        found, missing = portfolio(session, actor, Asked()), wanting(session)
        yearly = {"dates": upcoming(session), "is_set": bool(calendars(session))}
    rows = [shown(task, now) for task in tasks if task.key != "draft"]
    return page(request, "hr/desk.html.jinja", now=now, tasks=rows, portfolio=found, wanting=missing, **yearly)


@router.get("/outbox")
def letters(
    request: Request,
    actor: Keeper,
    state: Annotated[str, Query(max_length=20)] = "",
    procedure: ProcedureInQuery = None,
    number: Annotated[Page, Query(alias="page")] = 1,
) -> HTMLResponse:
    """Thư đi theo trạng thái; with a procedure named, the first invitation of each person too."""
    states = FILTERS.get(state, ())
    with reading() as session:
        found = outbox(session, states, procedure, number)
        asks = procedure is not None and not kind_of(session.get_one(Procedure, procedure)).without_round
        of_one = view(session, actor, procedure) if procedure and asks else None
        running = portfolio(session, actor, Asked()).running
    return page(
        request,
        "hr/outbox.html.jinja",
        outbox=found,
        filters=[(key, sum(found.totals[each] for each in states)) for key, states in FILTERS.items()],
        state=state if state in FILTERS else "",
        view=of_one,
        running=running,
        here=number,
    )
