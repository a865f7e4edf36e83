"""Letters to the people whom a meeting of the law summons; one function a message, named after it."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from law.decisions import appointment as law
from law.parameters import NotInForce
from law.rules import Rules, rules_on
from models import Account, Conference, ConfidencePoll, CountersignedAct, Meeting, OutboxMessage, RoundPlace
from notifications import links
from notifications.calendar import Method, attached
from notifications.compose.appointing import Appointing, appointing
from notifications.compose.convened import Convened, convened, event, invited, meeting_of
from notifications.compose.previews import PREVIEW_CODE, PREVIEW_PATH
from notifications.compose.shortening import said, shortened
from notifications.compose.thread import is_overtaken
from notifications.compose.told import Told, invitation_lines, named
from words.dates import local_day

REASON_LETTERS, INVITATION_LETTERS = 300, 700


def meeting_summons(session: Session, message: OutboxMessage) -> Told | None:
    """Giấy mời: not once the meeting has begun or is off, nor to one who is on the list no more."""
    of = meeting_of(session, message)
    found = invited(session, message, **_invitation(of)) if of.is_to_come else None
    if found is None:
        return None
    told, attendee = found
    facts = {**told.facts, "capacity": said(attendee.capacity), "has_vote": attendee.has_vote}
    return replace(told, facts=facts, attachments=(attached(event(session, message, of, Method.PUBLISH)),))


def meeting_reminder(session: Session, message: OutboxMessage) -> Told | None:
    """Nhắc: not once the person has said whether they come, or the meeting has begun or is off."""
    of = meeting_of(session, message)
    found = invited(session, message) if of.is_to_come else None
    return found[0] if found and found[1].will_attend is None else None


def meeting_moved(session: Session, message: OutboxMessage) -> Told | None:
    """Giờ, nơi mới: not once it has been moved again, has begun or is off."""
    of, act = meeting_of(session, message), _act(session, message)
    found = invited(session, message) if of.is_to_come and not is_overtaken(session, message) else None
    if found is None:
        return None
    told, attendee = found
    was = datetime.fromisoformat(act.facts["was"]) if act.facts.get("was") else None
    facts = {**told.facts, **_reason(act), "was": was, "has_replied": attendee.will_attend is not None}
    return replace(told, facts=facts, attachments=(attached(event(session, message, of, Method.PUBLISH)),))


def meeting_cancelled(session: Session, message: OutboxMessage) -> Told | None:
    """Không họp nữa: to everyone on the list, unless the meeting has been held."""
    of, act = meeting_of(session, message), _act(session, message)
    facts = _off_because(of, act)
    found = invited(session, message, **facts) if of.meeting.starts_at and not of.meeting.opened_at else None
    if found is None:
        return None
    return replace(found[0], attachments=(attached(event(session, message, of, Method.CANCEL)),))


def meeting_preview(session: Session, message: OutboxMessage) -> Told | None:
    """Gửi thử: the summons's words, to the drafter, with a link and a code that open nothing."""
    account, of = session.get_one(Account, message.account_id), _previewed(session, message)
    if account.closed_at or of is None or of.case.is_annulled:
        return None
    sample = {"capacity": "ghi theo từng người", "has_vote": True, "to_tellers": of.has_ballot}
    files = (attached(event(session, message, of, Method.PUBLISH, "preview")),) if of.meeting.starts_at else ()
    return Told(
        account.full_name,
        account.email,
        link=links.page(PREVIEW_PATH),
        code=PREVIEW_CODE,
        asks=named(of.drafter),
        facts={**of.facts(), **_invitation(of), **sample},
        attachments=files,
    )


def _previewed(session: Session, message: OutboxMessage) -> Convened | None:
    """The meeting of the message, the newest one, or the law's first while none is prepared; None without a law."""
    newest = select(Meeting.id).where(Meeting.procedure_id == message.procedure_id)
    order = (col(Meeting.step).desc(), col(Meeting.convening).desc())
    number = message.facts.get("meeting_id") or session.exec(newest.order_by(*order)).first()
    if number:
        return convened(session, number)
    case = appointing(session, message.procedure_id)
    rules = case.rules or _rules_of(case)
    if rules is None:
        return None
    procedure = case.procedure.model_copy(update={"rules": rules.frozen()})
    first = Meeting(procedure_id=message.procedure_id or 0, round_id=0, step=1, key=law.meeting_at(rules, 1).key)
    if conference := session.get(Conference, message.procedure_id):
        first.starts_at, first.place = conference.starts_at, conference.place
    place, is_sealed = RoundPlace.HALL, False
    if poll := session.get(ConfidencePoll, message.procedure_id):
        first.starts_at, first.place, first.chair = poll.starts_at, poll.place, poll.chair
        place = RoundPlace.CORRESPONDENCE if poll.by_correspondence else place
        is_sealed = poll.is_sealed
    return Convened(replace(case, procedure=procedure), first, place, is_sealed, acts=())


def _rules_of(case: Appointing) -> Rules | None:
    try:
        return rules_on(case.procedure.kind, case.procedure.begun_on or local_day(case.now))
    except NotInForce:
        return None


def _invitation(of: Convened) -> dict[str, object]:
    """The agency's own words, without a line that names whom the case is about; why the meeting is held again."""
    case, meeting = of.case, of.meeting
    typed = invitation_lines(shortened(case.appointment.invitation, INVITATION_LETTERS))
    lines = [line for line in typed if not case.names_somebody(line)]
    again = said(meeting.reason) if meeting.convening > 1 and not of.acts else ""
    return {"invitation": lines, "again_because": "" if case.names_somebody(again) else again}


def _act(session: Session, message: OutboxMessage) -> CountersignedAct:
    return session.get_one(CountersignedAct, message.facts["act_id"])


def _off_because(of: Convened, act: CountersignedAct) -> dict[str, object]:
    """Why it is off: of a withdrawal, and of what names somebody, that nobody is left or that the case has ended."""
    is_told = of.case.is_annulled and not of.case.names_somebody(act.reason)
    return {"is_annulled": of.case.is_annulled, "reason": said(act.reason, REASON_LETTERS) if is_told else ""}


def _reason(act: CountersignedAct) -> dict[str, object]:
    """The reason as a sentence ends: once."""
    return {"reason": said(act.reason, REASON_LETTERS)}
