"""Mọi quy trình và từng quy trình: portfolio and procedure page, for all who watch and for heads of units."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from sqlmodel import Session

from law.rules import Rules
from models import DutyKind, Procedure, ProcedureState, Role
from models.store import clock
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.duties import holders_now
from procedures.access.powers import Power
from procedures.appointment.view import case_of, mark_of
from procedures.conference.steps import KIND as CONFERENCE
from procedures.conference.view import conference_of
from procedures.confidence_poll.steps import KIND as POLL
from procedures.confidence_poll.view import poll_of
from procedures.corrections import corrections_of
from procedures.countersigning.reading import waiting_in
from procedures.kinds import kind_of
from procedures.overview.portfolio import Asked, portfolio
from procedures.overview.record import record_of
from procedures.overview.sight import WATCHERS, Sight, What, may_see
from procedures.overview.standing import known_of, place_of
from procedures.overview.view import view
from procedures.refusal import Refusal
from procedures.regulation.view import view_of
from procedures.yearly.calendar import rows_of, upcoming
from procedures.yearly.steps import KIND as YEARLY
from procedures.yearly.steps import is_optional
from web.bounds import Page, ProcedureId, YearInQuery
from web.pages import page, see_other
from web.session import requires

router = APIRouter(prefix="/procedures", default_response_class=HTMLResponse)
Watcher = Annotated[Actor, Depends(requires(Power.WATCH))]
OfficeReader = Annotated[Actor, Depends(requires(Power.READ_PAPERS))]


@router.get("")
def procedures(
    request: Request,
    actor: Watcher,
    q: Annotated[str, Query(max_length=100)] = "",
    kind: Annotated[str, Query(max_length=40)] = "",
    year: YearInQuery = None,
    number: Annotated[Page, Query(alias="page")] = 1,
) -> HTMLResponse:
    """Các quy trình đang chạy mà tôi được xem, quá hạn đứng trước; hoặc đã kết thúc trong một năm."""
    asked = Asked(q, kind, year, number)
    with reading() as session:
        now, found = clock.now(session), portfolio(session, actor, asked)
        dates = upcoming(session) if actor.holds(*WATCHERS) and not year else []
    told = {"now": now, "portfolio": found, "asked": asked, "may_draft": actor.may(Power.DRAFT), "dates": dates}
    return page(request, "manager/portfolio.html.jinja", **told)


@router.get("/{procedure_id}/mark")
def mark(actor: OfficeReader, procedure_id: ProcedureId) -> PlainTextResponse:
    """Dấu thay đổi của một quy trình: an open page looks whether it has anything new to show."""
    with reading() as session:
        return PlainTextResponse(str(mark_of(session, actor, procedure_id)))


@router.get("/{procedure_id}")
def procedure(request: Request, actor: Watcher, procedure_id: ProcedureId) -> Response:
    """Một quy trình: figures, steps of the law, turnout, units, papers, log; each as far as the person may see."""
    with reading() as session:
        row = session.get_one(Procedure, procedure_id)
        if row.state is ProcedureState.ANNULLED and row.opened_at is None:
            raise Refusal("draft_discarded")
        kind = kind_of(row)
        if kind.without_round:
            return (_years if kind.key == YEARLY else _rules)(request, session, actor, procedure_id)
        if kind.by_meetings:
            return {POLL: _poll, CONFERENCE: _conference}.get(kind.key, _case)(request, session, actor, procedure_id)
        found = view(session, actor, procedure_id)
        corrected = corrections_of(session, procedure_id) if actor.holds(*WATCHERS) else []
        waiting = waiting_in(session, procedure_id) if actor.holds(*WATCHERS) else 0
    if found.procedure.state is ProcedureState.DRAFT:
        return see_other(f"/hr/procedures/{procedure_id}")
    roles = {role: actor.holds(role) for role in Role}
    return page(
        request, "manager/procedure.html.jinja", view=found, roles=roles, corrections=corrected, waiting=waiting
    )


def _case(request: Request, session: Session, actor: Actor, procedure_id: int) -> Response:
    """A procedure that walks through meetings: what of them may be seen, clocks, people, documents."""
    found = case_of(session, actor, procedure_id)
    if found.procedure.state is ProcedureState.DRAFT:
        return see_other(f"/hr/procedures/{procedure_id}")
    return _watched(request, session, actor, procedure_id, "case/case.html.jinja", case=found)


def _poll(request: Request, session: Session, actor: Actor, procedure_id: int) -> Response:
    """A confidence poll: its days, reports, meeting, and the result as far as it may be seen."""
    found = poll_of(session, actor, procedure_id)
    if found.procedure.state is ProcedureState.DRAFT:
        return see_other(f"/hr/procedures/{procedure_id}")
    mark = mark_of(session, actor, procedure_id)
    return _watched(request, session, actor, procedure_id, "poll/poll.html.jinja", view=found, mark=mark)


def _rules(request: Request, session: Session, actor: Actor, procedure_id: int) -> Response:
    """The agency's own rules: how far they are, what they say, their reviews."""
    found = view_of(session, actor, procedure_id)
    if found.procedure.state is ProcedureState.DRAFT:
        return see_other(f"/hr/procedures/{procedure_id}")
    return _watched(request, session, actor, procedure_id, "rules/rules.html.jinja", view=found)


def _years(request: Request, session: Session, actor: Actor, procedure_id: int) -> Response:
    """The calendar of the yearly conference, year by year."""
    procedure = session.get_one(Procedure, procedure_id)
    if may_see(actor, procedure, What.COURSE) is not Sight.EVERYTHING:
        raise Refusal("needs_role", roles=[role.value for role in WATCHERS])
    optional, now = is_optional(session, procedure), clock.now(session)
    rule = Rules.thaw(procedure.rules)["optional_up_to" if optional else "latest_after_work_year"]
    return _watched(
        request,
        session,
        actor,
        procedure_id,
        "yearly/years.html.jinja",
        procedure=procedure,
        years=rows_of(session, procedure_id),
        is_optional=optional,
        place=place_of(procedure, None, known_of(session, [procedure_id])[procedure_id], now),
        article=rule.article,
        certainty=rule.certainty.value,
        record=record_of(session, procedure_id) if may_see(actor, procedure, What.LOG) is Sight.EVERYTHING else None,
    )


def _conference(request: Request, session: Session, actor: Actor, procedure_id: int) -> Response:
    """A conference: its agenda, who is there, what was voted."""
    if session.get_one(Procedure, procedure_id).state is ProcedureState.DRAFT:
        return see_other(f"/hr/procedures/{procedure_id}")
    found = conference_of(session, actor, procedure_id)
    return _watched(request, session, actor, procedure_id, "conference/conference.html.jinja", view=found)


def _watched(
    request: Request, session: Session, actor: Actor, procedure_id: int, template: str, **told: object
) -> Response:
    """A page with what every kind's page says of roles, duties, corrections and requests that wait."""
    return page(
        request,
        template,
        roles={role: actor.holds(role) for role in Role},
        duties={kind.value: _holds(session, actor, procedure_id, kind) for kind in DutyKind},
        corrections=corrections_of(session, procedure_id),
        waiting=waiting_in(session, procedure_id),
        **told,
    )


def _holds(session: Session, actor: Actor, procedure_id: int, kind: DutyKind) -> bool:
    return actor.account_id in {account.id for account in holders_now(session, procedure_id, kind)}
