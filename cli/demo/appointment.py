"""The appointment of the sample agency: two meetings were held on paper, the key cadres are summoned for tomorrow."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from law.working_days import previous_working_day
from models import Attendee, DocumentKind, DutyKind, FindingKind, Meeting, Nominee, Position, RollEntry, StaffMember
from models.meeting import occurrence_at
from models.store import clock
from models.store.database import reading
from procedures import bodies, evidence, filing
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.appointment import beginning, drafting, meeting_steps
from procedures.appointment.drafting import CasePlan, PostPlan
from procedures.appointment.nominees import eligibility
from procedures.appointment.steps import posts_of
from procedures.meetings.finding import meeting_at
from procedures.meetings.holding import attending, typing_in
from procedures.meetings.summoning import convening
from procedures.meetings.summoning.convening import MeetingPlan
from procedures.meetings.tallying import ballots
from procedures.meetings.tallying.count import Count
from words.dates import at_local, local_day

SUBJECT = "Bổ nhiệm Phó Trưởng phòng Hợp tác quốc tế"
NUMBER, HERE = 6, 3
HEAD, DEPUTIES, UNIT_HEADS, UNIT_DEPUTIES, FIRST, SECOND = 0, (10, 11), (1, 2, 3, 4), (12, 13, 14), 15, 16
COMING, AWAY = 9, 2
PLACE = "Hội trường tầng 2"


@dataclass(frozen=True)
class Matter:
    """What a case is about, and by place in the staff list who is considered."""

    subject: str
    unit: str
    nominees: tuple[int, int]


@dataclass(frozen=True)
class Cast:
    """Who does what in a case."""

    hr: Actor
    clerk: Actor
    head: Actor
    tellers: tuple[Actor, ...]


def stand_at_key_cadres(hr: Actor, clerk: Actor, head: Actor, tellers: tuple[Actor, Actor], scan: filing.Upload) -> int:
    """Begin a case that was under way on paper, and summon its third meeting; returns the procedure's number."""
    people = people_listed()
    _hold_positions(hr, people)
    number = begin(Cast(hr, clerk, head, tellers), Matter(SUBJECT, "Phòng Hợp tác quốc tế", (FIRST, SECOND)), scan)
    with reading() as session:
        tomorrow = at_local(local_day(clock.now(session)) + timedelta(days=1), 14)
    summon(hr, number, scan, MeetingPlan(tomorrow, PLACE, chair=f"{head.full_name}, Giám đốc"))
    return number


def begin(cast: Cast, matter: Matter, scan: filing.Upload) -> int:
    """Open a case whose first meetings were held on paper, and prepare the third; returns the procedure's number."""
    with reading() as session:
        today = local_day(clock.now(session))
    number = _open(cast, matter, scan, previous_working_day(today - timedelta(days=12)))
    for step in range(1, HERE):
        _held_on_paper(cast.hr, number, step, previous_working_day(today - timedelta(days=12 - 3 * step)), scan)
    _prepare(number, HERE)
    return number


def summon(hr: Actor, number: int, scan: filing.Upload, plan: MeetingPlan) -> None:
    """Set the third meeting and send its summons."""
    with reading() as session:
        today = local_day(clock.now(session))
    meeting = meeting_of(number)
    convening.set_meeting(hr, number, meeting, plan)
    file(hr, number, DocumentKind.SUMMONS_LIST, today, scan, "Sở Nội vụ", meeting)
    convening.confirm_plan(hr, number, meeting)
    meeting_steps.summon(number, occurrence_at(HERE))


def reply(number: int) -> None:
    """Some say that they come, a few that they cannot."""
    meeting = meeting_of(number)
    with reading() as session:
        rows = select(RollEntry).join(Attendee).where(Attendee.meeting_id == meeting, col(RollEntry.email).is_not(None))
        entries = session.exec(rows.order_by(col(RollEntry.id))).all()
    for place, entry in enumerate(entries[: COMING + AWAY]):
        attending.reply(entry, meeting, place < COMING)


def people_listed() -> list[int]:
    """The numbers of the staff, in the order of the list."""
    with reading() as session:
        return [number or 0 for number in session.exec(select(StaffMember.id).order_by(col(StaffMember.id))).all()]


def _hold_positions(hr: Actor, people: list[int]) -> None:
    held: dict[int, list[Position]] = {HEAD: [Position.HEAD]}
    held |= {place: [Position.DEPUTY_HEAD] for place in DEPUTIES}
    held |= {place: [Position.UNIT_HEAD] for place in UNIT_HEADS} | {1: [Position.UNIT_HEAD, Position.PARTY_COMMITTEE]}
    held |= {place: [Position.UNIT_DEPUTY_HEAD] for place in UNIT_DEPUTIES}
    for place, positions in held.items():
        bodies.set_positions(hr, people[place], positions)


def _open(cast: Cast, matter: Matter, scan: filing.Upload, begun_on: date) -> int:
    hr, people = cast.hr, people_listed()
    number = drafting.draft(hr, matter.subject)
    plan = CasePlan(matter.subject, authority="Giám đốc Sở", head_decides=True, begun_on=begun_on, starts_at_step=HERE)
    drafting.write_case(hr, number, plan)
    drafting.set_posts(hr, number, [PostPlan("Phó Trưởng phòng", matter.unit)])
    tellers = ((DutyKind.TELLER, each) for each in cast.tellers)
    for kind, actor in ((DutyKind.SECRETARY, cast.clerk), (DutyKind.DECIDER, cast.head), *tellers):
        duties.assign(hr, number, kind, actor.account_id or 0)
    with reading() as session:
        post = posts_of(session, number)[0].id or 0
    for place in matter.nominees:
        drafting.name_person(hr, number, post, people[place], "Phụ trách lễ tân, hợp tác địa phương")
    file(hr, number, DocumentKind.POLICY, begun_on, scan, "Đảng ủy Sở")
    drafting.open_(hr, number)
    _check_everyone(hr, number)
    beginning.note_policy(number)
    beginning.note_eligibility(number)
    return number


def _check_everyone(hr: Actor, number: int) -> None:
    with reading() as session:
        nominees = session.exec(select(Nominee).where(Nominee.procedure_id == number)).all()
        items = {nominee.id or 0: eligibility.checklist(session, nominee) for nominee in nominees}
    for nominee_id, found in items.items():
        for item in found:
            if item.kind is FindingKind.ELIGIBILITY:
                eligibility.find(hr, number, nominee_id, item.key, True, "Theo hồ sơ cán bộ, đã đối chiếu.")


def _held_on_paper(hr: Actor, number: int, step: int, held_on: date, scan: filing.Upload) -> None:
    """A meeting whose minutes are typed in: everyone there, most votes for the first nominee."""
    at = occurrence_at(step)
    _prepare(number, step)
    meeting_id = meeting_of(number, step)
    with reading() as session:
        meeting = session.get_one(Meeting, meeting_id)
        there = attending.attendance(session, meeting).summoned
        post = posts_of(session, number)[0]
        names = [nominee.id or 0 for nominee in ballots.names_on(session, meeting, post)]
    most = there * 2 // 5 + 1 if len(names) > 1 else there
    votes = {names[0]: most} | ({names[1]: there - most} if len(names) > 1 else {})
    counts = {post.id or 0: Count(there, there, there, 0, votes=votes)}
    typing_in.type_in(hr, number, meeting_id, held_on, there, counts, scan)
    steps: tuple[Callable[[int, int], str], ...] = (
        *(meeting_steps.summon, meeting_steps.remind, meeting_steps.note_meeting, meeting_steps.note_count),
        *(meeting_steps.conclude, meeting_steps.note_choice, meeting_steps.note_minutes),
    )
    for verb in steps:
        verb(number, at)


def _prepare(number: int, step: int) -> None:
    meeting_steps.note_grounds(number, step)
    meeting_steps.prepare(number, occurrence_at(step))


def meeting_of(number: int, step: int = HERE) -> int:
    """The number of a meeting of a case."""
    with reading() as session:
        return meeting_at(session, number, occurrence_at(step)).id or 0


def file(
    hr: Actor, number: int, kind: DocumentKind, day: date, scan: filing.Upload, issuer: str, meeting: int | None = None
) -> None:
    """File a document of others on which a step rests."""
    filed = evidence.Filed("12-NQ/ĐU" if meeting is None else "35/CV-SNV", day, issuer, "Theo đề nghị của cơ quan.")
    evidence.file_document(hr, number, kind, filed, scan, meeting_id=meeting)
