"""Letters of an appointment: rows as its verbs leave them, each kind composed at the moment it would be sent."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, select

from law.decisions import appointment as law
from law.rules import rules_on
from models import (
    Account,
    ActState,
    Appointment,
    Attendee,
    Conclusion,
    CountEntry,
    CountersignedAct,
    Disclosure,
    Duty,
    DutyKind,
    FiledPaper,
    ListedPerson,
    Meeting,
    Nominee,
    PaperState,
    Post,
    Procedure,
    ProcedureState,
    Role,
    RollEntry,
    Round,
    RoundMode,
    RoundPlace,
    StaffMember,
)
from models.store import clock, database
from notifications import messages
from notifications.letter import Letter
from procedures.access.actor import Actor
from tests.world import World

if TYPE_CHECKING:
    from tests.letters.story import Story

SUBJECT, POST = "Bổ nhiệm Trưởng phòng Lãnh sự", "Trưởng phòng Lãnh sự"
PLACE, CHAIR, AUTHORITY = (
    "Hội trường tầng 2, trụ sở Sở",
    "Nguyễn Văn Giám, Giám đốc Sở",
    "Chủ tịch Ủy ban nhân dân tỉnh",
)
SINCE_AUGUST, BEFORE = date(2026, 11, 2), date(2025, 9, 1)


class Appointed:
    """One case in a world: two nominees of the staff, everyone else summoned, two tellers, one of them of HR."""

    def __init__(self, world: World, begun_on: date = SINCE_AUGUST) -> None:
        self.world = world
        self.rules = rules_on("appointment", begun_on)
        self.teller: Actor = world.account("Vũ Thị Đếm", Role.INSPECTOR)
        with database.transaction() as session:
            now = clock.now(session)
            procedure = Procedure(
                kind="appointment",
                subject=SUBJECT,
                state=ProcedureState.OPEN,
                begun_on=begun_on,
                rules=self.rules.frozen(),
                drafted_by=world.hr.account_id or 0,
                drafted_at=now,
                opened_at=now,
            )
            self.number = _kept(session, procedure)
            session.add(Appointment(procedure_id=self.number, authority=AUTHORITY))
            self.post = _kept(session, Post(procedure_id=self.number, number=1, title=POST, unit_name="Phòng Lãnh sự"))
            staff = session.exec(select(StaffMember).order_by(StaffMember.id)).all()  # pyright: ignore
            self.nominees = [self._nominate(session, person) for person in staff[-2:]]
            self.people = [self._on_roll(session, person) for person in staff]
            for teller in (world.hr, self.teller):
                session.add(Duty(procedure_id=self.number, kind=DutyKind.TELLER, account_id=teller.account_id or 0))

    def _nominate(self, session: Session, person: StaffMember) -> Nominee:
        now = clock.now(session)
        session.add(ListedPerson(procedure_id=self.number, staff_member_id=person.id or 0, listed_at=now))
        nominee = Nominee(
            procedure_id=self.number, post_id=self.post, staff_member_id=person.id or 0, full_name=person.full_name
        )
        _kept(session, nominee)
        return nominee

    def _on_roll(self, session: Session, person: StaffMember) -> RollEntry:
        entry = RollEntry(
            procedure_id=self.number,
            staff_member_id=person.id or 0,
            full_name=person.full_name,
            unit_name="Phòng Lãnh sự",
            email=person.email,
        )
        _kept(session, entry)
        return entry

    def meets(self, step: int = 3, convening: int = 1, is_set: bool = True, **changed: object) -> int:
        """Prepare one of the law's meetings, with everyone on its list; the last person on it has no ballot."""
        with database.transaction() as session:
            number = 10 * step + convening
            is_hybrid = bool(changed.get("call_link"))
            place = RoundPlace.HYBRID if is_hybrid else RoundPlace.HALL
            held = Round(procedure_id=self.number, number=number, mode=RoundMode.PAPER, place=place)
            key = law.meeting_at(self.rules, step).key
            fields = {"starts_at": self.world.now() + timedelta(days=2), "place": PLACE, "chair": CHAIR, **changed}
            meeting = Meeting(
                procedure_id=self.number,
                round_id=_kept(session, held),
                step=step,
                convening=convening,
                key=key,
                is_set=is_set,
                **(fields if is_set else {}),
            )
            meeting_id = _kept(session, meeting)
            for entry in self.people:
                votes = entry is not self.people[-1]
                capacity = "Cấp phó của người đứng đầu đơn vị" if votes else "Đại diện bộ phận tổ chức cán bộ"
                session.add(
                    Attendee(meeting_id=meeting_id, roll_entry_id=entry.id or 0, capacity=capacity, has_vote=votes)
                )
        return meeting_id

    def changed(self, meeting_id: int, act: str, reason: str = "Đồng chí chủ trì đi công tác.") -> int:
        """A signed act that moves a meeting by a day and a half, or calls it off; returns its number."""
        with database.transaction() as session:
            meeting, now = session.get_one(Meeting, meeting_id), clock.now(session)
            facts = {"meeting_id": meeting_id}
            if act == "meeting_moved" and meeting.starts_at:
                facts |= {"was": meeting.starts_at.isoformat()}
                meeting.starts_at += timedelta(hours=30)
                session.add(meeting)
            hr = self.world.hr.account_id or 0
            asked = {"asked_by": hr, "asked_as": "hr", "asked_at": now, "settled_by": hr, "settled_at": now}
            done = CountersignedAct(
                act=act, procedure_id=self.number, facts=facts, reason=reason, state=ActState.SIGNED, **asked
            )
            return _kept(session, done)

    def concludes(self, meeting_id: int, reason: str, *chosen: int) -> None:
        with database.transaction() as session:
            tied = [] if chosen else [nominee.id for nominee in self.nominees]
            session.add(
                Conclusion(
                    meeting_id=meeting_id,
                    post_id=self.post,
                    reason=reason,
                    chosen=list(chosen),
                    tied=tied,
                    concluded_at=clock.now(session),
                )
            )

    def entered(self, meeting_id: int, attempt: int = 1, entry: int = 2) -> int:
        """A count that a teller entered; returns the entry's number."""
        figures = {"issued": 7, "returned": 7, "valid": 7, "invalid": 0}
        with database.transaction() as session:
            of_it = {"meeting_id": meeting_id, "post_id": self.post, "entry": entry, "attempt": attempt}
            by = self.teller.account_id or 0
            row = CountEntry(**of_it, **figures, account_id=by, entered_at=clock.now(session))
            return _kept(session, row)

    def makes(self, *kinds: str, occurrence: int) -> None:
        """Drafts of papers, as they stand before the clerk files them."""
        with database.transaction() as session:
            for kind in kinds:
                made_at = clock.now(session)
                session.add(FiledPaper(procedure_id=self.number, kind=kind, occurrence=occurrence, made_at=made_at))

    def files(self, kind: str, occurrence: int = 1, number: int = 56, symbol: str = "QĐ-SNgV") -> None:
        """A signed paper in the clerk's register."""
        with database.transaction() as session:
            now = clock.now(session)
            of_it = (FiledPaper.procedure_id == self.number) & (FiledPaper.occurrence == occurrence)
            drafted = session.exec(select(FiledPaper).where(of_it, FiledPaper.kind == kind)).first()
            paper = drafted or FiledPaper(procedure_id=self.number, kind=kind, occurrence=occurrence, made_at=now)
            paper.sqlmodel_update({"state": PaperState.SIGNED, "number": number, "symbol": symbol})
            paper.dated_on = date(2026, 12, 1)
            session.add(paper)

    def discloses(self) -> None:
        with database.transaction() as session:
            day = date(2026, 12, 1)
            made = {"counted_from": day, "disclosed_at": clock.now(session), "posted_until": date(2026, 12, 21)}
            session.add(Disclosure(procedure_id=self.number, content="personnel", **made))

    def write(self, kind: str, *more: object, to: Actor | None = None) -> None:
        """Queue a letter to everyone on the roll, or to one account."""
        with database.transaction() as session:
            account = session.get_one(Account, to.account_id) if to else None
            for addressee in [account] if account else self.people:
                getattr(messages, kind)(session, self.number, addressee, *more)


def _kept(session: Session, row: object) -> int:
    session.add(row)
    session.flush()
    return row.id or 0  # type: ignore[attr-defined]


def appointed(story: "Story") -> dict[str, list[Letter]]:
    """At least one letter of every kind, in the world of a story."""
    case = Appointed(story.world)
    world, kept = case.world, dict[str, list[Letter]]()

    def said(kind: str, *more: object, to: Actor | None = None) -> None:
        case.write(kind, *more, to=to)
        kept[kind] = story.letters(kind)

    said("meeting_preview", 1, to=world.hr)
    meeting, final = case.meets(3, call_link="https://hop.example.gov.vn/3"), case.meets(4, is_set=False)
    said("meeting_preview", 2, meeting, to=world.hr)
    said("meeting_summons", meeting)
    said("meeting_reminder", meeting)
    said("meeting_moved", meeting, case.changed(meeting, "meeting_moved"))
    said("meeting_list_wanted", final, to=world.hr)
    said("meeting_count_asked", meeting, to=case.teller)
    said("meeting_count_differs", meeting, case.entered(meeting), to=case.teller)
    case.makes("meeting_minutes", "counting_minutes", occurrence=31)
    said("meeting_minutes_await_signature", meeting, to=world.clerk)
    for number, days in ((1, 9), (2, -1)):
        said("policy_clock_alert", (world.now() + timedelta(days=days)).date(), number, to=world.manager)
    said("withdrawal_noted", 1, to=world.hr)
    case.concludes(final, "head_decides")
    said("head_choice_asked", final, to=world.manager)
    said("case_stopped", to=world.manager)
    said("appointment_decision_awaits_filing", to=world.clerk)
    return kept | _ended(story, case)


def _ended(story: "Story", case: Appointed) -> dict[str, list[Letter]]:
    """What is said at the end, or where a meeting is called off."""
    held_again = case.meets(4, convening=2)
    case.write("meeting_cancelled", held_again, case.changed(held_again, "nominee_withdrawn"))
    case.concludes(held_again, "authority_decides")
    case.write("authority_choice_wanted", held_again, to=case.world.hr)
    kept = {kind: story.letters(kind) for kind in ("meeting_cancelled", "authority_choice_wanted")}
    with database.transaction() as session:
        conclusion = session.exec(select(Conclusion).where(Conclusion.meeting_id == held_again)).one()
        conclusion.chosen = [case.nominees[0].id]
        session.add(conclusion)
    case.files("appointment_decision")
    case.discloses()
    case.write("appointment_disclosed")
    return kept | {"appointment_disclosed": story.letters("appointment_disclosed")}
