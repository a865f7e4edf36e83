"""Văn bản của một hội nghị cán bộ, công chức: each made from the record, by its kind."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session, select

from documents.paper import Paper, Signer
from documents.papers.appointment.facts import MeetingHead, Official
from documents.papers.appointment.summons_list import SummonsListFacts, summons_list
from documents.papers.conference.ballot import BoardBallotFacts, board_ballot
from documents.papers.conference.counting import BoardCountingFacts, board_counting
from documents.papers.conference.facts import AgendaLine, CandidateCount, ElectionCount, Exchange, HandsCounted
from documents.papers.conference.invitation import ConferenceInvitationFacts, conference_invitation
from documents.papers.conference.minutes import ConferenceMinutesFacts, conference_minutes
from documents.papers.conference.plan import ConferencePlanFacts, conference_plan
from law.decisions import conference as law
from law.show import in_words
from models import Conference, CountEntry, Meeting, Nominee, ProcedureState, StaffMember
from procedures.conference import electing, steps, voting
from procedures.conference.conducting import questions_of
from procedures.conference.emulating import pact_of
from procedures.conference.preparing.agenda import titles
from procedures.conference.steps import agenda_of, drafts_of
from procedures.corrections import corrections_of
from procedures.meetings import regime
from procedures.meetings.finding import FIRST, meeting_at, posts_at
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.tallying import counting
from procedures.papers.appointment.case import Case, case_of
from procedures.papers.appointment.held import attendance_of, box_of, meeting_head, tellers_of
from procedures.papers.appointment.of_meetings import summoned_of
from procedures.papers.at_a_meeting import Maker, ballot_head, dated, named, of_a_meeting
from procedures.papers.parts import head_of
from procedures.papers.year.emulation import rewarded
from procedures.refusal import Refusal
from words.dates import short_date
from words.sentences import say

LIST_MAKER = "Người lập danh sách"
ANNULLED = ProcedureState.ANNULLED


def _plan(case: Case, meeting: Meeting) -> Paper:
    conference = _conference(case)
    return conference_plan(
        ConferencePlanFacts(
            letterhead=case.letterhead(steps.PLAN),
            conference=case.procedure.subject,
            meeting=meeting_head(case, meeting),
            cause=conference.cause.value,
            attending=conference.attending.value,
            people=attendance(case.session, meeting).summoned,
            presidium=_lines(conference.presidium),
            secretaries=_lines(conference.secretaries),
            agenda=_agenda(case),
            drafts=tuple(each.subject for each in drafts_of(case.session, case.number) if each.state is not ANNULLED),
            preparation=conference.preparation,
            union_remark=conference.union_remark,
            seats=conference.board_seats,
            is_sealed=conference.is_sealed,
            sealed_matters=voting.planned(conference),
            signers=(Signer(case.agency.union_title, case.agency.union_name), head_of(case.agency)),
            filed_by=case.office,
            law=case.basis("planned_by"),
        )
    )


def _invitation(case: Case, meeting: Meeting) -> Paper:
    return conference_invitation(
        ConferenceInvitationFacts(
            letterhead=case.letterhead(named(steps.INVITATION, meeting)),
            agency=case.agency.name,
            conference=case.procedure.subject,
            meeting=meeting_head(case, meeting),
            agenda=_agenda(case),
            signers=(head_of(case.agency),),
            filed_by=case.office,
            note=_conference(case).invitation,
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
            signers=(Signer(LIST_MAKER, case.drafter), head_of(case.agency)),
            law=case.cited("quorum"),
            matter=say("conference_papers.matter"),
            has_ballot=regime.has_ballot(case.session, meeting),
        )
    )


def _minutes(case: Case, meeting: Meeting) -> Paper:
    conference, there = _conference(case), attendance(case.session, meeting)
    measured = law.quorum(case.rules, summoned=there.summoned, present=there.present)
    return conference_minutes(
        ConferenceMinutesFacts(
            letterhead=dated(case, steps.MINUTES, meeting),
            conference=case.procedure.subject,
            meeting=_began(case, meeting),
            attendance=attendance_of(case, meeting),
            present=there.present,
            quorum=measured.needed,
            presidium=_lines(conference.presidium),
            secretaries=_lines(conference.secretaries),
            agenda=_agenda(case),
            exchanges=_exchanges(case),
            votes=_votes(case, meeting),
            filed_by=case.office,
            election=_election(case, meeting),
            rewards=rewarded(case.session, case.number),
            pact=tuple(pact_of(case.session, case.number)),
            majority=in_words(case.rules["resolution_majority"]),
            course=meeting.course,
            corrections=tuple(corrections_of(case.session, case.number, meeting.id)),
            law=case.cited("quorum"),
        )
    )


def _ballot(case: Case, meeting: Meeting) -> Paper:
    return board_ballot(
        BoardBallotFacts(
            letterhead=ballot_head(case, meeting),
            conference=case.procedure.subject,
            meeting=meeting_head(case, meeting),
            seats=_conference(case).board_seats,
            people=tuple(map(_official, electing.candidates_of(case.session, case.number))),
        )
    )


def _counting_minutes(case: Case, meeting: Meeting) -> Paper:
    if (election := _election(case, meeting)) is None:
        raise Refusal("paper_not_made")
    return board_counting(
        BoardCountingFacts(
            letterhead=dated(case, steps.COUNTING, meeting),
            conference=case.procedure.subject,
            meeting=_began(case, meeting),
            election=election,
            tellers=tellers_of(case, meeting),
            kept_at=case.office,
            majority=in_words(case.rules["resolution_majority"]),
            counted_at=election.box.counted_at if election.box else _counted_at(case, meeting),
            law=case.cited("resolution_majority"),
            corrections=tuple(corrections_of(case.session, case.number, meeting.id)),
        )
    )


def _counted_at(case: Case, meeting: Meeting) -> datetime | None:
    """When the tellers' counts ended; a correction came later."""
    entered = select(CountEntry.entered_at).where(CountEntry.meeting_id == meeting.id)
    return max(case.session.exec(entered.where(CountEntry.entry != counting.CORRECTED)).all(), default=None)


def _election(case: Case, meeting: Meeting) -> ElectionCount | None:
    """What was counted, once the meeting is concluded; None where nobody was elected by ballot."""
    results = electing.results_at(case.session, meeting)
    posts = posts_at(case.session, meeting)
    entry = counting.settled(case.session, meeting, posts[0]) if results else None
    if entry is None:
        return None
    there = attendance(case.session, meeting)
    return ElectionCount(
        seats=_conference(case).board_seats,
        summoned=there.summoned,
        present=there.present,
        issued=entry.issued,
        returned=entry.returned,
        valid=entry.valid,
        invalid=entry.invalid + entry.blank,
        blank=entry.blank,
        needed=case.rules.threshold("resolution_majority").smallest_number(there.present),
        candidates=tuple(
            CandidateCount(_official(each.nominee), each.votes, each.is_elected, each.is_tied) for each in results
        ),
        box=box_of(case, meeting),
    )


def _official(nominee: Nominee) -> Official:
    return Official(nominee.full_name, nominee.position, nominee.unit_name)


def _began(case: Case, meeting: Meeting) -> MeetingHead:
    return meeting_head(case, meeting, meeting.opened_at)


def _agenda(case: Case) -> tuple[AgendaLine, ...]:
    of = titles(case.rules)
    return tuple(AgendaLine(of[item.key], item.presenter, item.said) for item in agenda_of(case.session, case.number))


def _exchanges(case: Case) -> tuple[Exchange, ...]:
    return tuple(
        Exchange(
            asked_by=each.asked_by,
            text=each.text,
            answered_by=each.answered_by,
            answer=each.answer,
            owner=case.session.get_one(StaffMember, each.owner_id).full_name if each.owner_id else "",
            due=short_date(each.due_on) if each.due_on else "",
        )
        for each in questions_of(case.session, case.number)
    )


def _votes(case: Case, meeting: Meeting) -> tuple[HandsCounted, ...]:
    return tuple(
        HandsCounted(
            matter=say(f"hands.{vote.key}", matter=vote.matter, invalid=vote.invalid, sealed_as=vote.sealed_as),
            present=vote.present,
            in_favour=vote.in_favour,
            against=vote.against,
            abstained=vote.abstained,
            is_carried=vote.is_carried,
        )
        for vote in voting.votes_at(case.session, meeting)
    )


def _conference(case: Case) -> Conference:
    return case.session.get_one(Conference, case.number)


def _lines(typed: str) -> tuple[str, ...]:
    """What was typed a person a line."""
    return tuple(filter(None, (" ".join(line.split()) for line in typed.splitlines())))


def _of_the_first(make: Maker) -> Callable[[Session, int], Paper]:
    """The plan speaks of the conference as it was first convened."""

    def made(session: Session, procedure_id: int) -> Paper:
        return make(case_of(session, procedure_id), meeting_at(session, procedure_id, FIRST))

    return made


_OF_MEETINGS: Mapping[str, Maker] = {
    steps.INVITATION: _invitation,
    steps.SUMMONS_LIST: _summons_list,
    steps.MINUTES: _minutes,
    steps.BALLOT: _ballot,
    steps.COUNTING: _counting_minutes,
}
MAKERS: dict[str, Callable[..., Paper]] = {
    **{kind: of_a_meeting(make) for kind, make in _OF_MEETINGS.items()},
    steps.PLAN: _of_the_first(_plan),
}
