"""Hội nghị như văn bản nói đến: its head, who came, what was counted for each post, and what followed."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from sqlmodel import select

from documents.papers.appointment import facts
from law.decisions.appointment import Meeting as LawMeeting
from law.decisions.appointment import Reason
from law.decisions.appointment import meetings as law_meetings
from law.threshold import Base
from models import (
    Account,
    Attendee,
    CaseDocument,
    Conclusion,
    CountEntry,
    DutyKind,
    Meeting,
    Post,
    RollEntry,
    Round,
    RoundPlace,
    SealedRound,
)
from models.paper import paper_name
from notifications import booth
from procedures.access import duties
from procedures.appointment.deciding.concluding import DIFFERS, is_deciding_ballot
from procedures.appointment.steps import COUNTING
from procedures.appointment.view import Result, results_of
from procedures.filing import paper_of
from procedures.meetings import regime, seeing
from procedures.meetings.finding import meetings_of
from procedures.meetings.holding.attendance import Attendance, attendance, summoned
from procedures.meetings.in_law import meeting_in_law
from procedures.meetings.tallying.counting import CORRECTED
from procedures.papers.appointment.case import Case, candidate_of, document_words, official_of, post_of
from procedures.papers.parts import numbered
from procedures.sealed import archive, box, closing, holders, preparing, publishing
from words.dates import local_day, short_date
from words.names import clean_name, order_key, signed_name
from words.sentences import say

COUNT_CITED = "Biên bản kiểm phiếu"
COMRADE = "đồng chí "
NO_OPINIONS = ("không", "không có", "không có ý kiến khác", "không có ý kiến khác nhau")


def law_of(case: Case, meeting: Meeting) -> LawMeeting:
    """What the case's own rules say of a meeting."""
    return meeting_in_law(case.procedure, meeting.step)


def meeting_head(case: Case, meeting: Meeting, began_at: datetime | None = None) -> facts.MeetingHead:
    """A meeting as convened; `began_at` is when it began, where that is known."""
    secretaries = duties.duties_of(case.session, case.number, DutyKind.SECRETARY)
    return facts.MeetingHead(
        name=law_of(case, meeting).label,
        step=meeting.step,
        steps=len(law_meetings(case.rules)),
        starts_at=began_at or meeting.starts_at,
        place=meeting.place,
        chair=chair_of(case, meeting),
        secretary=official_of(case, secretaries[0].account_id) if secretaries else None,
        convening=meeting.convening,
        by_call=case.session.get_one(Round, meeting.round_id).place is RoundPlace.HYBRID,
        ended_at=meeting.ended_at,
    )


def chair_of(case: Case, meeting: Meeting) -> facts.Official:
    """Whoever chairs, as HR wrote it: the name up to the first comma, then the post; nobody written is the head."""
    of_superior = case.appointment.superior_chair if case.appointment.superior_chairs else ""
    name, _, position = clean_name(meeting.chair or of_superior).partition(",")
    if name.casefold().startswith(COMRADE):
        name = name[len(COMRADE) :]
    name = signed_name(name)
    if not name.strip():
        return facts.Official(case.agency.head_name, case.head)
    is_head = name.strip().casefold() == case.agency.head_name.casefold()
    return facts.Official(name.strip(), position.strip() or (case.head if is_head else ""))


def attendance_of(case: Case, meeting: Meeting) -> facts.Attendance:
    """Those with a ballot who were summoned and did not come, and those without one who came."""
    people = sorted(summoned(case.session, meeting), key=lambda each: order_key(each[1].full_name))
    voting = [(attendee, _person(entry)) for attendee, entry in people if attendee.has_vote]
    others = [_person(entry) for attendee, entry in people if not attendee.has_vote and attendee.present_at]
    absent = (_absentee(case, *each) for each in voting if each[0].present_at is None)
    return facts.Attendance(len(voting), tuple(absent), tuple(others))


def _person(entry: RollEntry) -> facts.Official:
    return facts.Official(entry.full_name, entry.position, entry.unit_name)


def _absentee(case: Case, attendee: Attendee, person: facts.Official) -> facts.Absentee:
    document = case.session.get_one(CaseDocument, attendee.excused_by) if attendee.excused_by else None
    reason = attendee.absent_reason or (document.gist if document else "")
    return facts.Absentee(person, reason, document_words(document) if document else "")


def results(case: Case) -> tuple[facts.MeetingResult, ...]:
    """All meetings that came to a conclusion on each of their posts, in the order of the law."""
    held = meetings_of(case.session, case.number)
    return tuple(
        facts.MeetingResult(meeting_head(case, meeting), tallies(case, meeting), counting_words(case, meeting))
        for meeting in held
        if seeing.is_closed(case.session, meeting)
    )


def is_voted_on(case: Case, meeting: Meeting) -> bool:
    """Whether ballots were handed out: of a meeting without a quorum there are none."""
    return regime.is_voted_on(case.session, meeting, attendance(case.session, meeting))


def counting_words(case: Case, meeting: Meeting) -> str:
    """The counting minutes as papers cite them: by number once filed, by day until then; none without a ballot."""
    if not is_voted_on(case, meeting):
        return ""
    filed = numbered(paper_of(case.session, case.number, paper_name(COUNTING, meeting.occurrence)))
    day = f"ngày {short_date(local_day(meeting.starts_at))}" if meeting.starts_at else ""
    return " ".join(filter(None, (COUNT_CITED, filed or day)))


def tallies(case: Case, meeting: Meeting) -> tuple[facts.PostTally, ...]:
    """What was counted and concluded, by the number of the post."""
    there = attendance(case.session, meeting)
    found = sorted(results_of(case.session, meeting), key=lambda result: result.post.number)
    return tuple(_tally(case, meeting, result, there) for result in found)


def counted(case: Case, meeting: Meeting) -> tuple[facts.PostTally, ...]:
    """The same as the meeting itself knew it: who is chosen of two who are tied comes after it."""
    return tuple(replace(tally, choice=None) for tally in tallies(case, meeting))


def _tally(case: Case, meeting: Meeting, result: Result, there: Attendance) -> facts.PostTally:
    over, least = _marks(case, meeting, result.post, result.conclusion)
    return facts.PostTally(
        post=post_of(result.post),
        lines=_lines(case, result),
        reason=Reason(result.conclusion.reason) if result.conclusion.reason != DIFFERS else DIFFERS,
        count=_count(result.count, there) if result.count else None,
        base=Base(result.base),
        over=over,
        least=least,
        others=result.count.others if result.count else 0,
        choice=_choice(case, result.conclusion),
    )


def _lines(case: Case, result: Result) -> tuple[facts.CountLine, ...]:
    """Everyone who was counted, in the order of the ballot."""
    votes = {int(number): cast for number, cast in (result.count.votes if result.count else {}).items()}
    people = sorted((share.nominee.id or 0, share.nominee) for share in result.shares)
    chosen = result.conclusion.chosen
    return tuple(
        facts.CountLine(candidate_of(nominee), votes.get(number, 0), number in chosen) for number, nominee in people
    )


def _count(entry: CountEntry, there: Attendance) -> facts.BallotCount:
    """The ballots; tellers count blank ones apart from the invalid, papers among them."""
    return facts.BallotCount(
        summoned=there.summoned,
        present=there.present,
        issued=entry.issued,
        returned=entry.returned,
        valid=entry.valid,
        invalid=entry.invalid + entry.blank,
        blank=entry.blank,
        excused=there.excused,
    )


def _marks(case: Case, meeting: Meeting, post: Post, conclusion: Conclusion) -> tuple[Fraction | None, Fraction | None]:
    """Above which share, and from which share on, someone goes on at this ballot."""
    at = law_of(case, meeting)
    if at.passes_if_differs and (conclusion.reason == DIFFERS or is_deciding_ballot(case.session, meeting, post)):
        return None, at.passes_if_differs.limit
    return at.passes and at.passes.limit, at.carries and at.carries.limit


def _choice(case: Case, conclusion: Conclusion) -> facts.Choice | None:
    """Who settled a tie, once somebody did and chose one of the tied."""
    if not conclusion.chosen:
        return None
    if conclusion.decided_by:
        chosen_by = _decider(case, conclusion.decided_by)
        return facts.Choice(chosen_by, conclusion.choice_reason, "", _opinions(conclusion.differing_opinions))
    if conclusion.decided_on_document:
        document = case.session.get_one(CaseDocument, conclusion.decided_on_document)
        return facts.Choice(document.issuer, document.gist, document_words(document))
    return None


def _decider(case: Case, account_id: int) -> str:
    """The head, or by name the deputy whom the duty names to act for the head."""
    held = duties.duties_of(case.session, case.number, DutyKind.DECIDER)
    if any(duty.deputy_id == account_id for duty in held):
        return say("case_papers.for_the_head", name=case.session.get_one(Account, account_id).full_name, head=case.head)
    return case.head


def _opinions(typed: str) -> tuple[str, ...]:
    """The differing opinions, a line each; none where the head wrote that there were none."""
    lines = tuple(clean_name(line) for line in typed.splitlines() if line.strip())
    said_none = len(lines) == 1 and lines[0].rstrip(" .").casefold() in NO_OPINIONS
    return () if said_none else lines


def box_of(case: Case, meeting: Meeting) -> facts.SealedBox | None:
    """The opened box of a meeting that voted by sealed ballots; None of one that voted on paper."""
    sealed = archive.of_round(case.session, meeting.round_id)
    if sealed is None or sealed.closed_at is None or sealed.counted_at is None:
        return None
    given = box.given(case.session, sealed)
    names = holders.names_of(case.session, sealed.ceremony_id or 0)
    return facts.SealedBox(
        number=publishing.head_aloud(sealed),
        booth=booth.in_groups(booth.print_of(sealed)),
        opened_by=tuple(name for place, name in names.items() if given.get(place)),
        archive=f"{sealed.uuid}.bel",
        closed_at=sealed.closed_at,
        counted_at=sealed.counted_at,
        slips=_slips(case, sealed),
    )


def _slips(case: Case, sealed: SealedRound) -> facts.DrawnSlips | None:
    if sealed.slips is None:
        return None
    made = len(preparing.halves_of(case.session, sealed))
    return facts.DrawnSlips(made, sealed.slips, closing.returned(case.session, sealed))


def tellers_of(case: Case, meeting: Meeting) -> tuple[facts.Official, ...]:
    """Those with the duty to count, in its order; a deputy who counted instead stands in the holder's place.

    Whoever asked that a count be corrected has not counted.
    """
    entries = select(CountEntry.account_id).where(CountEntry.meeting_id == meeting.id, CountEntry.entry != CORRECTED)
    counted = list(dict.fromkeys(case.session.exec(entries.order_by(CountEntry.id)).all()))  # pyright: ignore
    held = duties.duties_of(case.session, case.number, DutyKind.TELLER)
    named = [
        duty.deputy_id if duty.deputy_id in counted and duty.account_id not in counted else duty.account_id
        for duty in held
    ]
    everyone = dict.fromkeys([*named, *counted])
    return tuple(official_of(case, number) for number in everyone if number)
