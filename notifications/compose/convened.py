"""One meeting as it stands at the moment a letter about it is sent, and its event for people's calendars."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlmodel import Session, col, func, select

from law.decisions import appointment as law
from law.decisions.confidence import deadlines
from models import (
    Account,
    ActState,
    Agency,
    Attendee,
    CountersignedAct,
    Meeting,
    OutboxMessage,
    RollEntry,
    Round,
    RoundMode,
    RoundPlace,
)
from models.paper import paper_name
from notifications import links
from notifications.calendar import Event, Method
from notifications.compose.appointing import Appointing, appointing
from notifications.compose.shortening import said, shortened
from notifications.compose.told import Told, to_entry
from settings import settings
from words.dates import local_day
from words.names import clean_name

LABEL_LETTERS = 28
ELECTION = "election"
_BEGINNING = "hội nghị "


@dataclass(frozen=True)
class Convened:
    """A meeting of a case: where it is held, what the law says of it, and the signed acts that changed it."""

    case: Appointing
    meeting: Meeting
    place: RoundPlace
    is_sealed: bool
    acts: tuple[CountersignedAct, ...]

    @property
    def drafter(self) -> Account:
        return self.case.drafter

    @property
    def is_hybrid(self) -> bool:
        return self.place is RoundPlace.HYBRID

    @property
    def is_to_come(self) -> bool:
        """Whether people are still to come to it: set, for a post that goes on, not begun."""
        meeting = self.meeting
        goes_on = self.case.is_open and self.case.has_open_posts
        if not (goes_on and meeting.is_set) or meeting.opened_at or meeting.is_typed_in:
            return False
        return meeting.starts_at is not None and self.case.now < meeting.starts_at

    @cached_property
    def by_law(self) -> law.Meeting:
        """What the law says of the meeting: a meeting is prepared once the rules are frozen."""
        assert self.case.rules is not None
        return law.meeting_at(self.case.rules, self.meeting.step)

    @property
    def has_ballot(self) -> bool:
        """Whether people are voted on by ballot: a conference may elect, and does where somebody stands."""
        return self.by_law.has_ballot and (self.by_law.ballot != ELECTION or bool(self.case.posts))

    @property
    def label(self) -> str:
        return clean_name(self.by_law.label)

    def facts(self) -> dict[str, object]:
        """What all letters about the meeting may name; the link of a call is left to the personal page."""
        meeting = self.meeting
        return {
            **self.case.facts(),
            "label": self.label,
            "short": _short(self.label),
            "step": meeting.step,
            "steps": len(law.meetings(self.case.rules)) if self.case.rules else 0,
            "convening": meeting.convening,
            "starts_at": meeting.starts_at,
            "place": said(meeting.place),
            "is_hybrid": self.is_hybrid,
            "by_correspondence": self.place is RoundPlace.CORRESPONDENCE,
            "questions_by": self.questions_by,
            "is_sealed": self.is_sealed,
            "chair": said(meeting.chair),
            "has_ballot": self.has_ballot,
            "is_secret": self.by_law.secret == "secret",  # noqa: S105 (a word of the law's file)
            "is_announced": self.by_law.announced,
        }

    @property
    def questions_by(self) -> date | None:
        """The last day for questions to those who are polled, where the law knows them, before the first meeting."""
        rules, starts_at = self.case.rules, self.meeting.starts_at
        if rules is None or starts_at is None or "questions_before" not in rules or self.meeting.convening > 1:
            return None
        return deadlines(rules, local_day(starts_at)).questions

    def paper(self, kind: str) -> str:
        """How one of its papers is called."""
        return paper_name(kind, self.meeting.occurrence)


def _short(label: str) -> str:
    """The label as it follows a verb in a subject: `Hội nghị cán bộ chủ chốt` is `cán bộ chủ chốt` after `Mời họp`."""
    bare = label[len(_BEGINNING) :] if label.lower().startswith(_BEGINNING) else label
    return shortened(bare, LABEL_LETTERS)


def convened(session: Session, number: int) -> Convened:
    """Read the meeting, once for all letters of a session; raises sqlalchemy.exc.NoResultFound where there is none."""
    known: dict[int, Convened] = session.info.setdefault(convened, {})
    if number not in known:
        meeting = session.get_one(Meeting, number)
        round_ = session.get_one(Round, meeting.round_id)
        acts = select(CountersignedAct).where(
            CountersignedAct.procedure_id == meeting.procedure_id, CountersignedAct.state == ActState.SIGNED
        )
        signed = [act for act in session.exec(acts).all() if act.facts.get("meeting_id") == number]
        case = appointing(session, meeting.procedure_id)
        is_sealed = round_.mode is RoundMode.SEALED
        known[number] = Convened(case, meeting, round_.place, is_sealed, tuple(signed))
    return known[number]


def meeting_of(session: Session, message: OutboxMessage) -> Convened:
    """The meeting that a message is about."""
    return convened(session, message.facts["meeting_id"])


def invited(session: Session, message: OutboxMessage, **facts: object) -> tuple[Told, Attendee] | None:
    """A letter to someone on the meeting's list as it is now; None for one who is not, or has no address."""
    of, entry = meeting_of(session, message), session.get_one(RollEntry, message.roll_entry_id)
    on_list = (Attendee.meeting_id == of.meeting.id) & (Attendee.roll_entry_id == entry.id)
    attendee = session.exec(select(Attendee).where(on_list)).first()
    if attendee is None:
        return None
    told = to_entry(entry, of, **_to_tellers(of, entry.email or ""), **facts)
    if told is None or not of.has_ballot:
        return told and (told, attendee)
    return replace(told, reply_to=_teller(of, told.address)), attendee


def _to_tellers(of: Convened, address: str) -> dict[str, object]:
    return {"to_tellers": of.has_ballot and _teller(of, address) is not None}


def _teller(of: Convened, address: str) -> tuple[str, str] | None:
    """Whose mailbox the replies about a ballot reach: never the drafter's."""
    others = [teller for teller in of.case.tellers if teller.email != address]
    return (clean_name(others[0].full_name), others[0].email) if others else None


def summoned(session: Session, of: Convened) -> tuple[int, int]:
    """How many stand on the meeting's list, and how many of them have a ballot."""
    rows = select(func.count()).where(Attendee.meeting_id == of.meeting.id)
    return session.exec(rows).one(), session.exec(rows.where(col(Attendee.has_vote).is_(True))).one()


def event(session: Session, message: OutboxMessage, of: Convened, method: Method, kind: str = "meeting") -> Event:
    """The meeting for a calendar: no personal link in it, no link of a call, no name of a nominee."""
    meeting, agency = of.meeting, session.get(Agency, 1)
    assert meeting.starts_at is not None
    more = "Kết hợp trực tuyến; đường truyền có ở trang riêng, mở từ giấy mời." if of.is_hybrid else ""
    chair = f"Chủ trì: {said(meeting.chair)}." if meeting.chair.strip() else ""
    return Event(
        uid=links.message_id(kind, meeting.procedure_id, f"meeting:{meeting.id}", 1).strip("<>"),
        sequence=len(of.acts) + (method is Method.CANCEL),
        method=method,
        starts_at=meeting.starts_at,
        written_at=message.queued_at,
        summary=said(f"{of.label}: {clean_name(of.case.matter)}"),
        place=said(meeting.place),
        description=" ".join(filter(None, (chair, more))),
        organizer=(clean_name(agency.office or agency.name) if agency else "", settings().mail_from),
    )
