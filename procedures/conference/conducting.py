"""Điều hành hội nghị: the item that is on, questions with their answers, votes by show of hands, the end."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from law.decisions import conference as law
from models import AgendaItem, BoxState, ConferenceQuestion, ConferenceVote, Meeting, StaffMember
from models.sealed_round import NEVER_OPENED
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.conference import voting
from procedures.conference.steps import has_quorum, vote_on_resolution
from procedures.filing import is_signed, paper_of
from procedures.meetings import regime
from procedures.meetings.finding import running
from procedures.meetings.holding import minutes
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.running import check_runs
from procedures.refusal import Refusal
from procedures.sealed import archive
from procedures.unchanged import changed_since, check_unchanged

VOTES = ("presidium", "matter", "resolution")
LONGEST = {"asked_by": 300, "text": 3000, "answered_by": 300, "answer": 3000, "matter": 500, "said": 10_000}


@dataclass(frozen=True)
class Hands:
    """Hands that were counted; or secret ballots on paper, of which so many were invalid (None: it was hands)."""

    in_favour: int
    against: int = 0
    abstained: int = 0
    invalid: int | None = None

    @property
    def all(self) -> int:
        return self.in_favour + self.against + self.abstained + (self.invalid or 0)


@dataclass(frozen=True)
class Spoken:
    """What somebody asked or proposed, and the answer; with an owner and a last day it is to be done."""

    asked_by: str
    text: str
    answered_by: str = ""
    answer: str = ""
    owner_id: int | None = None
    due_on: date | None = None


def begin_item(actor: Actor, procedure_id: int, meeting_id: int, number: int) -> None:
    """The conference comes to an item of its agenda; again, nothing happens. Raises Refusal `agenda_of_nothing`."""
    with transaction() as session:
        _meeting(session, actor, procedure_id, meeting_id)
        item = _item(session, procedure_id, number)
        if item.begun_at:
            return
        item.begun_at = clock.now(session)
        session.add(item)
        log.write(session, actor.name_in_log, "AgendaItemBegun", procedure_id, item=number)


def write_item(
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    number: int,
    presenter: str,
    said: str,
    seen: int | None = None,
) -> None:
    """Keep who reported and what was said; until the minutes are signed. `seen`: as in check_unchanged().

    Raises Refusal `text_too_long`, `written_meanwhile`.
    """
    words = said.replace("\r\n", "\n").strip()
    _check_lengths(said=words)
    with transaction() as session:
        _meeting(session, actor, procedure_id, meeting_id)
        check_unchanged(session, actor, procedure_id, ("AgendaItemWritten",), seen, about={"item": number})
        item = _item(session, procedure_id, number)
        item.presenter, item.said = " ".join(presenter.split())[:300], words
        item.begun_at = item.begun_at or clock.now(session)
        session.add(item)
        log.write(session, actor.name_in_log, "AgendaItemWritten", procedure_id, item=number)


def _item(session: Session, procedure_id: int, number: int) -> AgendaItem:
    of_it = (AgendaItem.procedure_id == procedure_id) & (AgendaItem.number == number)
    if (item := session.exec(select(AgendaItem).where(of_it)).first()) is None:
        raise Refusal("agenda_of_nothing", field="number")
    return item


def write_question(
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    number: int,
    spoken: Spoken,
    seen: int | None = None,
    is_new: bool = False,
) -> None:
    """Keep what was asked and answered, under a number: a new one, or one that is written anew.

    A new one whose number somebody else took meanwhile comes after it. `seen`: as in check_unchanged().
    Raises Refusal `question_missing`, `asker_missing`, `text_too_long`,
    `promise_incomplete`, `item_owner_missing`, `question_number`, `written_meanwhile`.
    """
    asked_by, text = " ".join(spoken.asked_by.split()), spoken.text.strip()
    if not asked_by:
        raise Refusal("asker_missing", field="asked_by")
    if not text:
        raise Refusal("question_missing", field="text")
    _check_lengths(asked_by=asked_by, text=text, answered_by=spoken.answered_by, answer=spoken.answer)
    with transaction() as session:
        _meeting(session, actor, procedure_id, meeting_id)
        said, about = ("QuestionWritten",), {"number": number}
        if is_new and changed_since(session, actor, procedure_id, said, seen, about):
            number = next_question(session, procedure_id)
        check_unchanged(session, actor, procedure_id, said, seen, about=about | {"number": number})
        row = _question(session, procedure_id, number)
        row.asked_by, row.text = asked_by, text
        row.answered_by, row.answer = " ".join(spoken.answered_by.split()), spoken.answer.strip()
        row.owner_id, row.due_on = _promised(session, spoken)
        session.add(row)
        log.write(session, actor.name_in_log, "QuestionWritten", procedure_id, number=number)


def _question(session: Session, procedure_id: int, number: int) -> ConferenceQuestion:
    of_it = select(ConferenceQuestion).where(ConferenceQuestion.procedure_id == procedure_id)
    if known := session.exec(of_it.where(ConferenceQuestion.number == number)).first():
        return known
    if number != next_question(session, procedure_id):
        raise Refusal("question_number", field="text")
    now = clock.now(session)
    return ConferenceQuestion(procedure_id=procedure_id, number=number, asked_by="", text="", noted_at=now)


def next_question(session: Session, procedure_id: int) -> int:
    """The number of the question that comes next."""
    rows = select(func.count()).where(ConferenceQuestion.procedure_id == procedure_id)
    return session.exec(rows).one() + 1


def _promised(session: Session, spoken: Spoken) -> tuple[int | None, date | None]:
    """Who does something about it, until when: both or neither."""
    if spoken.owner_id is None and spoken.due_on is None:
        return None, None
    if spoken.owner_id is None or spoken.due_on is None:
        raise Refusal("promise_incomplete", field="due_on")
    owner = session.get(StaffMember, spoken.owner_id)
    if owner is None or owner.left_on:
        raise Refusal("item_owner_missing", field="owner")
    return spoken.owner_id, spoken.due_on


def questions_of(session: Session, procedure_id: int) -> list[ConferenceQuestion]:
    """What was asked, in its order."""
    rows = select(ConferenceQuestion).where(ConferenceQuestion.procedure_id == procedure_id)
    return list(session.exec(rows.order_by(col(ConferenceQuestion.number))).all())


def record_vote(
    actor: Actor, procedure_id: int, meeting_id: int, number: int, key: str, matter: str, hands: Hands
) -> bool:
    """Keep the hands or ballots that were counted, and whether the law calls it carried; returns that.

    `number` is the vote's place at this conference, so that a form sent twice is one vote. What was put to the vote
    again is another vote. Raises Refusal `vote_of_nothing`, `vote_matter_missing`, `text_too_long`, `more_hands`,
    `hands_negative`, `vote_number`, and those of voting.check_form() where sealed ballots are planned.
    """
    words = _matter(key, matter)
    with transaction() as session:
        meeting = _meeting(session, actor, procedure_id, meeting_id)
        present = attendance(session, meeting).present
        if known := _vote(session, meeting, number):
            _check_same(known, key, words, hands)
            return known.is_carried
        voting.check_form(session, meeting, key, words, is_by_hand=hands.invalid is None)
        _check_hands(hands, present)
        rules = regime.rules_of(session, meeting)
        carried = law.resolution(rules, present=present, in_favour=hands.in_favour).met
        vote = ConferenceVote(
            meeting_id=meeting_id,
            number=number,
            key=key,
            matter=words,
            present=present,
            in_favour=hands.in_favour,
            against=hands.against,
            abstained=hands.abstained,
            invalid=hands.invalid,
            is_carried=carried,
            recorded_by=actor.account_id or 0,
            recorded_at=clock.now(session),
        )
        session.add(vote)
        facts = {"number": number, "about": key, "in_favour": hands.in_favour, "present": present}
        log.write(session, actor.name_in_log, "HandsCounted", procedure_id, meeting=meeting_id, **facts)
        return carried


def _matter(key: str, matter: str) -> str:
    """What was put to the vote, in words; raises Refusal where nothing was, or in too many."""
    if key not in VOTES:
        raise Refusal("vote_of_nothing", field="key")
    words = " ".join(matter.split())
    if key == "matter" and not words:
        raise Refusal("vote_matter_missing", field="matter")
    _check_lengths(matter=words)
    return words


def _vote(session: Session, meeting: Meeting, number: int) -> ConferenceVote | None:
    """The vote of this number; raises Refusal `vote_number` where it is not the next one either."""
    rows = select(ConferenceVote).where(ConferenceVote.meeting_id == meeting.id)
    known = {vote.number: vote for vote in session.exec(rows).all()}
    if number not in known and number != len(known) + 1:
        raise Refusal("vote_number", field="in_favour")
    return known.get(number)


def _check_same(vote: ConferenceVote, key: str, matter: str, hands: Hands) -> None:
    said = vote.key, vote.matter, Hands(vote.in_favour, vote.against, vote.abstained, vote.invalid)
    if said != (key, matter, hands):
        raise Refusal("vote_number", field="in_favour")


def _check_hands(hands: Hands, present: int) -> None:
    for name in ("in_favour", "against", "abstained", "invalid"):
        if (getattr(hands, name) or 0) < 0:
            raise Refusal("hands_negative", field=name)
    if hands.all > present:
        raise Refusal("more_hands", field="in_favour", present=present, hands=hands.all)


def close(actor: Actor, procedure_id: int, meeting_id: int, ended_at: datetime) -> None:
    """End the conference.

    Raises Refusal `resolution_not_voted` before the resolution was voted on, `election_open` while people elect by
    sealed ballots or have to vote again, those of voting.check_done() and of minutes.end_meeting().
    """
    with transaction() as session:
        meeting = _meeting(session, actor, procedure_id, meeting_id)
        if vote_on_resolution(session, meeting) is None:
            raise Refusal("resolution_not_voted", field="ended_at")
        box = archive.of_round(session, meeting.round_id)
        if box and box.state in (BoxState.SIGNED, BoxState.OPEN, *NEVER_OPENED):
            raise Refusal("election_open", field="ended_at")
        voting.check_done(session, meeting)
    minutes.end_meeting(actor, procedure_id, meeting_id, ended_at)


def _meeting(session: Session, actor: Actor, procedure_id: int, meeting_id: int) -> Meeting:
    """The conference that is on, held, for whoever runs it, until its minutes are signed."""
    meeting = running(session, actor, procedure_id, meeting_id)
    check_runs(session, actor, procedure_id)
    if meeting.opened_at is None:
        raise Refusal("meeting_not_opened")
    if not has_quorum(session, meeting):
        raise Refusal("conference_without_quorum")
    if is_signed(paper_of(session, procedure_id, f"{minutes.MINUTES}-{meeting.occurrence}")):
        raise Refusal("minutes_signed")
    return meeting


def _check_lengths(**texts: str) -> None:
    for name, text in texts.items():
        if len(text) > LONGEST[name]:
            raise Refusal("text_too_long", field=name, at_most=LONGEST[name])
