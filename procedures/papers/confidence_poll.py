"""Văn bản của một lần lấy phiếu tín nhiệm: each made from the record, by its kind."""

from collections.abc import Callable, Mapping

from sqlmodel import Session, select

from documents.paper import Block, Paper, Paragraph, Signer
from documents.papers.appointment import facts as shared
from documents.papers.appointment.meeting_minutes import MeetingMinutesFacts, meeting_minutes
from documents.papers.appointment.summons_list import SummonsListFacts, summons_list
from documents.papers.confidence.ballot import ConfidenceBallotFacts, confidence_ballot
from documents.papers.confidence.counting_minutes import PollCountingFacts, poll_counting_minutes
from documents.papers.confidence.facts import PersonCount, PollCount, levels_table
from documents.papers.confidence.invitation import PollInvitationFacts, poll_invitation
from documents.papers.confidence.notice import ConfidenceNoticeFacts, confidence_notice
from documents.papers.confidence.summary import PollResultFacts, confidence_report, confidence_summary
from law.decisions.confidence import deadlines
from models import ConfidencePoll, CountEntry, Meeting, Round, RoundPlace
from procedures.confidence_poll import steps
from procedures.confidence_poll.results import is_voted_on
from procedures.confidence_poll.steps import last_days
from procedures.corrections import corrections_of
from procedures.meetings.finding import meetings_of
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.tallying import counting
from procedures.meetings.tallying.ballots import polled
from procedures.meetings.tallying.sealed import is_sealed, is_too_few
from procedures.papers.appointment.case import Case, case_of
from procedures.papers.appointment.held import attendance_of, box_of, counting_words, law_of, meeting_head, tellers_of
from procedures.papers.appointment.of_meetings import summoned_of
from procedures.papers.at_a_meeting import Maker, ballot_head, dated, named, of_a_meeting
from procedures.papers.parts import head_of
from procedures.papers.poll_counts import count_of, counted_of, levels_of, official_of, unopened_of
from procedures.refusal import Refusal
from words.dates import local_day

MATTER = "lấy phiếu tín nhiệm"
TOO_FEW = "Số người có mặt chưa đủ để tiến hành hội nghị; hội nghị được triệu tập lại."
LIST_MAKER = "Người lập danh sách"
CHAIR = "Người chủ trì"


def _notice(case: Case, meeting: Meeting) -> Paper:
    poll, last = _poll(case), last_days(case.session, case.procedure)
    return confidence_notice(
        ConfidenceNoticeFacts(
            letterhead=case.letterhead(steps.NOTICE),
            agency=case.agency.name,
            organiser=poll.organiser,
            term=poll.term,
            meeting=meeting_head(case, meeting),
            people=_people(case),
            voters=attendance(case.session, meeting).summoned,
            signers=(_signer(case, meeting),),
            filed_by=case.office,
            reports_by=last.papers_to_hr if last else None,
            papers_by=last.papers_to_voters if last else None,
            questions_by=last.questions if last else None,
            answers_by=last.answers if last else None,
            basis=_basis(case, meeting),
            is_sealed=is_sealed(case.session, meeting),
            law=case.basis("organised_by"),
        )
    )


def _invitation(case: Case, meeting: Meeting) -> Paper:
    poll, starts_at = _poll(case), meeting.starts_at
    asks = starts_at is not None and meeting.convening == 1
    return poll_invitation(
        PollInvitationFacts(
            letterhead=case.letterhead(named(steps.INVITATION, meeting)),
            agency=case.agency.name,
            organiser=poll.organiser,
            meeting=meeting_head(case, meeting),
            signers=(_signer(case, meeting),),
            filed_by=case.office,
            by_correspondence=_by_correspondence(case, meeting),
            is_sealed=is_sealed(case.session, meeting),
            questions_by=deadlines(case.rules, local_day(starts_at)).questions if starts_at and asks else None,
            note=poll.invitation,
            reply_to=case.agency.contact,
        )
    )


def _summons_list(case: Case, meeting: Meeting) -> Paper:
    people = summoned_of(case, meeting)
    return summons_list(
        SummonsListFacts(
            letterhead=case.letterhead(named(steps.SUMMONS_LIST, meeting)),
            meeting=meeting_head(case, meeting),
            posts=(),
            people=people,
            signers=(Signer(LIST_MAKER, case.drafter), _signer(case, meeting)),
            capacities=tuple(dict.fromkeys(each.capacity for each in people)),
            law=case.cited("body.key_cadres"),
            matter=MATTER,
        )
    )


def _ballot(case: Case, meeting: Meeting) -> Paper:
    return confidence_ballot(
        ConfidenceBallotFacts(
            letterhead=ballot_head(case, meeting),
            meeting=meeting_head(case, meeting),
            organiser=_poll(case).organiser,
            people=_people(case),
            levels=levels_of(case),
            by_correspondence=_by_correspondence(case, meeting),
        )
    )


def _minutes(case: Case, meeting: Meeting) -> Paper:
    return meeting_minutes(
        MeetingMinutesFacts(
            letterhead=dated(case, steps.MINUTES, meeting),
            meeting=meeting_head(case, meeting, meeting.opened_at),
            posts=(),
            attendance=attendance_of(case, meeting),
            course=meeting.course,
            tallies=(),
            announced=law_of(case, meeting).announced,
            filed_by=case.office,
            counting_minutes=counting_words(case, meeting),
            announced_law=case.cited("polling.announced"),
            corrections=tuple(corrections_of(case.session, case.number, meeting.id)),
            matter=MATTER,
            result=_result(case, meeting),
        )
    )


def _result(case: Case, meeting: Meeting) -> tuple[Block, ...]:
    if not is_voted_on(case.session, meeting):
        return (Paragraph(TOO_FEW),)
    if not law_of(case, meeting).announced:
        return ()
    return (levels_table(count_of(case, meeting), counted_of(case, meeting), levels_of(case)),)


def _counting_minutes(case: Case, meeting: Meeting) -> Paper:
    if is_too_few(case.session, meeting):
        return poll_counting_minutes(_counting_facts(case, meeting, unopened_of(case, meeting), ()))
    _check_voted_on(case, meeting)
    return poll_counting_minutes(_counting_facts(case, meeting, count_of(case, meeting), counted_of(case, meeting)))


def _counting_facts(
    case: Case, meeting: Meeting, count: PollCount, people: tuple[PersonCount, ...]
) -> PollCountingFacts:
    entered = select(CountEntry.entered_at).where(CountEntry.meeting_id == meeting.id)
    first_counts = entered.where(CountEntry.entry != counting.CORRECTED)
    box = box_of(case, meeting)
    counted_at = box.counted_at if box else max(case.session.exec(first_counts).all(), default=None)
    return PollCountingFacts(
        letterhead=dated(case, steps.COUNTING, meeting),
        meeting=meeting_head(case, meeting, meeting.opened_at),
        count=count,
        people=people,
        levels=levels_of(case),
        tellers=tellers_of(case, meeting),
        kept_at=case.office,
        counted_at=counted_at,
        by_correspondence=_by_correspondence(case, meeting),
        basis=_basis(case, meeting),
        box=box,
        is_too_few=is_too_few(case.session, meeting),
        law=case.cited("percent_of"),
        corrections=tuple(corrections_of(case.session, case.number, meeting.id)),
    )


def _summary(case: Case, meeting: Meeting) -> Paper:
    return confidence_summary(_result_facts(case, meeting, steps.SUMMARY))


def _report(case: Case, meeting: Meeting) -> Paper:
    return confidence_report(_result_facts(case, meeting, steps.REPORT))


def _result_facts(case: Case, meeting: Meeting, kind: str) -> PollResultFacts:
    _check_voted_on(case, meeting)
    poll = _poll(case)
    return PollResultFacts(
        letterhead=case.letterhead(kind),
        agency=case.agency.name,
        organiser=poll.organiser,
        authority=poll.authority,
        term=poll.term,
        meeting=meeting_head(case, meeting),
        count=count_of(case, meeting),
        people=counted_of(case, meeting),
        levels=levels_of(case),
        signers=(_signer(case, meeting),),
        filed_by=case.office,
        minutes=counting_words(case, meeting),
        law=case.cited("percent_of"),
        is_sealed=is_sealed(case.session, meeting),
        basis=_basis(case, meeting),
        corrections=tuple(corrections_of(case.session, case.number, meeting.id)),
    )


def _check_voted_on(case: Case, meeting: Meeting) -> None:
    if not is_voted_on(case.session, meeting) or counting.settled(case.session, meeting, None) is None:
        raise Refusal("paper_not_made")


def _people(case: Case) -> tuple[shared.Official, ...]:
    return tuple(map(official_of, polled(case.session, case.number)))


def _poll(case: Case) -> ConfidencePoll:
    return case.session.get_one(ConfidencePoll, case.number)


def _by_correspondence(case: Case, meeting: Meeting) -> bool:
    return case.session.get_one(Round, meeting.round_id).place is RoundPlace.CORRESPONDENCE


def _basis(case: Case, meeting: Meeting) -> str:
    """The document that lets ballots go out without a meeting, where there is none."""
    return _poll(case).correspondence_basis if _by_correspondence(case, meeting) else ""


def _signer(case: Case, meeting: Meeting) -> Signer:
    """The chair, for whoever organises the poll; the head where HR has written neither."""
    chair, organiser = meeting_head(case, meeting).chair, _poll(case).organiser
    if not organiser:
        return head_of(case.agency)
    return Signer((chair.position or CHAIR).upper(), chair.full_name, capacity=f"TM. {organiser.upper()}")


def _of_the_last(make: Maker) -> Callable[[Session, int], Paper]:
    """A paper of the whole poll speaks of the meeting that was held last."""

    def made(session: Session, procedure_id: int) -> Paper:
        return make(case_of(session, procedure_id), meetings_of(session, procedure_id)[-1])

    return made


_OF_MEETINGS: Mapping[str, Maker] = {
    steps.INVITATION: _invitation,
    steps.SUMMONS_LIST: _summons_list,
    steps.BALLOT: _ballot,
    steps.MINUTES: _minutes,
    steps.COUNTING: _counting_minutes,
}
_OF_THE_POLL: Mapping[str, Maker] = {steps.NOTICE: _notice, steps.SUMMARY: _summary, steps.REPORT: _report}
MAKERS: dict[str, Callable[..., Paper]] = {
    **{kind: of_a_meeting(make) for kind, make in _OF_MEETINGS.items()},
    **{kind: _of_the_last(make) for kind, make in _OF_THE_POLL.items()},
}
