"""Soạn và mở một hội nghị: the plan as HR writes it, what it lacks, and the opening that freezes its law."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, delete, select

from law.decisions import conference as law
from law.rules import Rules
from models import (
    Conference,
    ConferenceCause,
    ConferenceDraft,
    DutyKind,
    Procedure,
    ProcedureState,
    Role,
    RoundMode,
    RoundPlace,
)
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import drafts, log
from procedures.access import accounts, duties
from procedures.access.actor import Actor
from procedures.conference import voting
from procedures.conference.electing import candidates_of, may_elect
from procedures.conference.preparing import delegates
from procedures.conference.preparing.agenda import follow_law
from procedures.conference.steps import FLOW_REVISION, KIND, ONLY, OPENED, PLAN
from procedures.drafts import drafted, rules_of
from procedures.engine import ask_for_run, record
from procedures.filing import draft_paper
from procedures.meetings.regime import staff_at_work
from procedures.meetings.summoning import convening, form
from procedures.meetings.summoning.grounds import has_enough, has_holders, has_two_tellers
from procedures.opinion.steps import KIND as OPINION
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged
from words.dates import local_day

LONGEST = {
    "place": 300,
    "presidium": 1000,
    "secretaries": 1000,
    "preparation": 5000,
    "invitation": 1000,
    "resolution": 50_000,
    "sealed_matters": 5000,
}
LONGEST_PRESENTER = 300


@dataclass(frozen=True)
class ConferencePlan:
    """The conference as HR writes it.

    `requesters` is how many of the staff ask for an extraordinary one; `resolution` is the text to be adopted, article
    by article; `presenters` says who reports, by the key of the item in the law's order. `sealed_matters`, one a line,
    are voted by sealed ballots, and the resolution where `is_resolution_sealed`.
    """

    subject: str
    year: int | None = None
    cause: ConferenceCause = ConferenceCause.YEARLY
    requesters: int | None = None
    starts_at: datetime | None = None
    place: str = ""
    presidium: str = ""
    secretaries: str = ""
    preparation: str = ""
    invitation: str = ""
    resolution: str = ""
    sealed_matters: str = ""
    is_resolution_sealed: bool = False
    presenters: dict[str, str] = field(default_factory=dict)


def draft(actor: Actor, subject: str) -> int:
    """Begin a draft with the agenda of the law; returns the procedure's number."""
    with transaction() as session:
        number = drafts.begin(session, actor, KIND, subject, asks_by_mail=False)
        session.add(Conference(procedure_id=number))
        procedure = session.get_one(Procedure, number)
        follow_law(session, procedure, rules_of(session, procedure))
        return number


def write_plan(actor: Actor, procedure_id: int, plan: ConferencePlan, seen: int | None = None) -> None:
    """Keep the plan, or with presenters the agenda; `seen`: as in check_unchanged().

    Raises Refusal `subject_missing`, `already_opened`, `written_meanwhile`, `sealed_matters`.
    """
    if not plan.subject.strip():
        raise Refusal("subject_missing", field="subject")
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        part = {"part": "agenda" if plan.presenters else "plan"}
        check_unchanged(session, actor, procedure_id, ("ConferencePlanned",), seen, about=part)
        procedure.subject = plan.subject.strip()[: drafts.LONGEST_SUBJECT]
        conference = session.get_one(Conference, procedure_id)
        for name, at_most in LONGEST.items():
            setattr(conference, name, getattr(plan, name).strip()[:at_most])
        _seal(session, procedure, conference, plan)
        conference.year, conference.cause, conference.starts_at = plan.year, plan.cause, plan.starts_at
        conference.requesters = plan.requesters if plan.cause is ConferenceCause.STAFF else None
        for item in follow_law(session, procedure, rules_of(session, procedure)):
            item.presenter = plan.presenters.get(item.key, item.presenter).strip()[:LONGEST_PRESENTER]
            session.add(item)
        session.add_all([procedure, conference])
        log.write(session, actor.name_in_log, "ConferencePlanned", procedure_id, **part)


def _seal(session: Session, procedure: Procedure, conference: Conference, plan: ConferencePlan) -> None:
    """What is voted by sealed ballots; nothing where the rules of the day know none."""
    knows_sealed = "sealed_from" in rules_of(session, procedure)
    conference.sealed_matters = voting.tidied(plan.sealed_matters) if knows_sealed else ""
    conference.is_resolution_sealed = plan.is_resolution_sealed and knows_sealed


def link_drafts(actor: Actor, procedure_id: int, consultation_ids: list[int]) -> None:
    """Say which consultations are about drafts of this conference; what was said before is replaced whole.

    Raises Refusal `not_a_consultation`.
    """
    with transaction() as session:
        drafted(session, actor, procedure_id)
        for number in consultation_ids:
            other = session.get(Procedure, number)
            if other is None or other.kind != OPINION or other.state is ProcedureState.ANNULLED:
                raise Refusal("not_a_consultation", field="drafts")
        session.exec(delete(ConferenceDraft).where(col(ConferenceDraft.procedure_id) == procedure_id))
        for number in dict.fromkeys(consultation_ids):
            session.add(ConferenceDraft(procedure_id=procedure_id, consultation_id=number))
        log.write(session, actor.name_in_log, "DraftsLinked", procedure_id, drafts=len(set(consultation_ids)))


def consultations(session: Session) -> list[Procedure]:
    """Those that a conference may wait for, newest first."""
    of_kind = select(Procedure).where(Procedure.kind == OPINION, Procedure.state != ProcedureState.ANNULLED)
    return list(session.exec(of_kind.order_by(col(Procedure.id).desc())).all())


def lacking(session: Session, procedure: Procedure) -> list[str]:
    """What a draft still lacks before it may be opened: keys under `lacking`, none when it may."""
    conference, number = session.get_one(Conference, procedure.id), procedure.id or 0
    rules, now, candidates = rules_of(session, procedure), clock.now(session), len(candidates_of(session, number))
    checks = {
        "conference_year": conference.year is not None,
        "conference_hour": conference.starts_at is not None and conference.starts_at > now,
        "conference_place": bool(conference.place),
        "presidium": bool(conference.presidium),
        "conference_secretaries": bool(conference.secretaries),
        "enough_requesters": _may_be_extraordinary(session, rules, conference),
        "conference_resolution": bool(conference.resolution),
        "board_candidates": candidates == 0 == conference.board_seats or candidates >= conference.board_seats > 0,
        "board_seats": candidates == 0 or may_elect(session, procedure, conference.board_seats),
        "tellers": candidates == 0 or has_two_tellers(session, number),
        "holders": not (conference.is_sealed or voting.planned(conference)) or has_holders(session, number),
        "delegates": delegates.are_elected(session, procedure),
        "secretary": bool(duties.holders_now(session, number, DutyKind.SECRETARY)),
        "conference_union": bool(accounts.holding(session, Role.UNION)),
        "clerk": bool(accounts.holding(session, Role.CLERK)),
    }
    return [key for key, met in checks.items() if not met]


def _may_be_extraordinary(session: Session, rules: Rules, conference: Conference) -> bool:
    """Whether enough of the staff ask for it, where it is they who ask."""
    if conference.cause is not ConferenceCause.STAFF:
        return True
    staff, asking = len(staff_at_work(session)), conference.requesters or 0
    return asking <= staff and law.extraordinary(rules, staff=staff, requesters=asking).met


def send_preview(actor: Actor, procedure_id: int) -> None:
    """Gửi thử cho tôi."""
    drafts.send_preview(actor, procedure_id, messages.meeting_preview)


def open_(actor: Actor, procedure_id: int) -> None:
    """Open the conference: its law stays as it is now; the union is asked whether it agrees to the plan.

    Raises Refusal `not_ready`, `already_opened`.
    """
    with transaction() as session:
        procedure = drafts.to_open(session, actor, procedure_id, OPENED, lacking)
        if procedure is None:
            return
        begun_on = procedure.begun_on or local_day(clock.now(session))
        rules = rules_of(session, procedure)
        follow_law(session, procedure, rules)
        drafts.open_under(session, procedure, begun_on, rules, FLOW_REVISION)
        session.flush()
        _convene(session, procedure)
        draft_paper(session, procedure_id, PLAN)
        staff = len(staff_at_work(session))
        record(session, procedure, OPENED, staff=staff)
        for account in accounts.holding(session, Role.UNION):
            messages.conference_plan_to_agree(session, procedure_id, account)
        log.write(session, actor.name_in_log, "ConferenceOpened", procedure_id, staff=staff)
        ask_for_run(session, procedure_id)


def _convene(session: Session, procedure: Procedure) -> None:
    """The meeting as HR has planned it; HR settles its list, and may move it until the summons went.

    Where too few are summoned for sealed ballots they are of paper.
    """
    conference, meeting = session.get_one(Conference, procedure.id), convening.prepare(session, procedure, ONLY)
    meeting.starts_at, meeting.place = conference.starts_at, conference.place
    meeting.chair = chair_of(conference)
    if conference.starts_at and conference.starts_at - convening.A_DAY > clock.now(session):
        meeting.remind_at = conference.starts_at - convening.A_DAY
    session.add(meeting)
    session.flush()
    if (conference.is_sealed or voting.planned(conference)) and not has_enough(session, meeting):
        conference.is_sealed, conference.sealed_matters, conference.is_resolution_sealed = False, "", False
    session.add(conference)
    if conference.is_sealed:
        form.another_round(session, meeting, RoundMode.SEALED, RoundPlace.HALL)


def chair_of(conference: Conference) -> str:
    """Whoever stands first in the presidium chairs."""
    return next(iter(conference.presidium.splitlines()), "").strip()[:300]
