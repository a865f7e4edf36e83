"""Soạn và mở một lần lấy phiếu: the plan as HR writes it, what it lacks, and the opening that freezes its law."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from law.decisions.confidence import deadlines
from law.parameters import NotInForce
from models import ConfidencePoll, DutyKind, Meeting, Procedure, Role, Round, RoundMode, RoundPlace
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import drafts, log
from procedures.access import accounts, conflicts, duties
from procedures.access.actor import Actor
from procedures.confidence_poll.people import enrol, how_many
from procedures.confidence_poll.steps import FLOW_REVISION, KIND, NOTICE, ONLY, OPENED
from procedures.drafts import drafted, rules_of
from procedures.engine import ask_for_run, record
from procedures.filing import draft_paper
from procedures.meetings.summoning import convening, form
from procedures.meetings.summoning.grounds import has_enough, has_holders, has_two_tellers
from procedures.meetings.tallying.ballots import polled
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged
from words.dates import local_day
from words.names import folded

LONGEST = {
    "term": 100,
    "organiser": 200,
    "authority": 200,
    "place": 300,
    "chair": 300,
    "correspondence_basis": 300,
    "invitation": 1000,
}


@dataclass(frozen=True)
class PollPlan:
    """The poll as HR writes it; `starts_at` is the hour of the meeting, or by which ballots come back.

    `correspondence_basis` is the document that lets ballots go out without a meeting, where they do; `is_sealed`:
    sealed ones by mail instead of paper.
    """

    subject: str
    term: str = ""
    organiser: str = ""
    authority: str = ""
    starts_at: datetime | None = None
    by_correspondence: bool = False
    is_sealed: bool = False
    correspondence_basis: str = ""
    place: str = ""
    chair: str = ""
    invitation: str = ""


def draft(actor: Actor, subject: str) -> int:
    """Begin a draft; returns the procedure's number."""
    with transaction() as session:
        number = drafts.begin(session, actor, KIND, subject, asks_by_mail=False)
        session.add(ConfidencePoll(procedure_id=number))
        return number


def write_plan(actor: Actor, procedure_id: int, plan: PollPlan, seen: int | None = None) -> None:
    """Keep the plan; `seen`: as in check_unchanged().

    Raises Refusal `subject_missing`, `already_opened`, `written_meanwhile`.
    """
    if not plan.subject.strip():
        raise Refusal("subject_missing", field="subject")
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        check_unchanged(session, actor, procedure_id, ("PollPlanned",), seen)
        procedure.subject = plan.subject.strip()[: drafts.LONGEST_SUBJECT]
        poll = session.get_one(ConfidencePoll, procedure_id)
        for name, at_most in LONGEST.items():
            setattr(poll, name, getattr(plan, name).strip()[:at_most])
        poll.starts_at, poll.by_correspondence = plan.starts_at, plan.by_correspondence
        poll.is_sealed = plan.is_sealed and plan.by_correspondence
        session.add_all([procedure, poll])
        log.write(session, actor.name_in_log, "PollPlanned", procedure_id)


def lacking(session: Session, procedure: Procedure) -> list[str]:
    """What a draft still lacks before it may be opened: keys under `lacking`, none when it may."""
    poll, number = session.get_one(ConfidencePoll, procedure.id), procedure.id or 0
    listed = conflicts.accounts_listed(session, number)
    free = {role: [a for a in accounts.holding(session, role) if a.id not in listed] for role in (Role.HR, Role.CLERK)}
    checks = {
        "organiser": bool(poll.organiser),
        "poll_authority": bool(poll.authority),
        "poll_hour": poll.starts_at is not None,
        "poll_in_time": poll.starts_at is None or _is_in_time(session, procedure, poll.starts_at),
        "poll_place": bool(poll.place),
        "correspondence_basis": bool(poll.correspondence_basis) or not poll.by_correspondence,
        "chair": bool(poll.chair),
        "chair_polled": not _chair_is_polled(session, poll),
        "polled": how_many(session, number) > 0,
        "secretary": bool(duties.holders_now(session, number, DutyKind.SECRETARY)),
        "tellers": has_two_tellers(session, number),
        "holders": not poll.is_sealed or has_holders(session, number),
        "hr_not_concerned": bool(free[Role.HR]),
        "clerk": bool(free[Role.CLERK]),
    }
    return [key for key, met in checks.items() if not met]


def _is_in_time(session: Session, procedure: Procedure, starts_at: datetime) -> bool:
    """Whether the reports can still be with HR so long before the meeting as the law wants."""
    try:
        last = deadlines(rules_of(session, procedure), local_day(starts_at))
    except NotInForce:
        return False
    return local_day(clock.now(session)) <= last.papers_to_hr


def _chair_is_polled(session: Session, poll: ConfidencePoll) -> bool:
    chair = f" {folded(poll.chair)} ".replace(",", " , ")
    return any(f" {folded(person.full_name)} " in chair for person in polled(session, poll.procedure_id))


def send_preview(actor: Actor, procedure_id: int) -> None:
    """Gửi thử cho tôi."""
    drafts.send_preview(actor, procedure_id, messages.meeting_preview)


def open_(actor: Actor, procedure_id: int) -> None:
    """Open the poll: its law, and who is polled, stay as they are now; the list that the law summons is proposed.

    Raises Refusal `not_ready`, `already_opened`.
    """
    with transaction() as session:
        procedure = drafts.to_open(session, actor, procedure_id, OPENED, lacking)
        if procedure is None:
            return
        drafts.open_under(
            session, procedure, local_day(clock.now(session)), rules_of(session, procedure), FLOW_REVISION
        )
        session.flush()
        _convene(session, procedure)
        enrol(session, procedure_id)
        draft_paper(session, procedure_id, NOTICE)
        people = how_many(session, procedure_id)
        record(session, procedure, OPENED, polled=people)
        log.write(session, actor.name_in_log, "PollOpened", procedure_id, people=people)
        for account in accounts.holding(session, Role.CLERK):
            messages.poll_paper_awaits_signature(session, procedure_id, account, NOTICE)
        ask_for_run(session, procedure_id)


def _convene(session: Session, procedure: Procedure) -> Meeting:
    """The meeting as HR has planned it; HR settles its list, and may move it until the summons went.

    Where too few are summoned for sealed ballots they are of paper.
    """
    poll, meeting = session.get_one(ConfidencePoll, procedure.id), convening.prepare(session, procedure, ONLY)
    meeting.starts_at, meeting.place, meeting.chair = poll.starts_at, poll.place, poll.chair
    if poll.starts_at:
        meeting.remind_at = poll.starts_at - convening.A_DAY
    if poll.is_sealed and has_enough(session, meeting):
        form.another_round(session, meeting, RoundMode.SEALED)
    round_ = session.get_one(Round, meeting.round_id)
    round_.place = RoundPlace.CORRESPONDENCE if poll.by_correspondence else RoundPlace.HALL
    session.add_all([meeting, round_])
    return meeting
