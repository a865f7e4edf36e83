"""Số phiếu của một lần lấy phiếu như văn bản nói đến: the ballots, and the levels that each person was given."""

from documents.papers.appointment import facts as shared
from documents.papers.confidence.facts import PersonCount, PollCount
from models import Meeting, PolledPerson
from procedures.confidence_poll.results import PersonResult, results_of
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.tallying import counting
from procedures.papers.appointment.case import Case
from procedures.sealed import archive, closing


def unopened_of(case: Case, meeting: Meeting) -> PollCount:
    """Of a box that is never opened it is known alone how many ballots are in it."""
    there, sealed = attendance(case.session, meeting), archive.of_round(case.session, meeting.round_id)
    returned = closing.returned(case.session, sealed) if sealed else 0
    return PollCount(there.summoned, there.present, there.issued, returned, returned, 0)


def count_of(case: Case, meeting: Meeting) -> PollCount:
    """Blank ballots, which tellers count apart, are among the invalid on papers."""
    there, entry = attendance(case.session, meeting), counting.settled(case.session, meeting, None)
    assert entry is not None
    invalid = entry.invalid + entry.blank
    return PollCount(there.summoned, there.present, entry.issued, entry.returned, entry.valid, invalid, entry.blank)


def counted_of(case: Case, meeting: Meeting) -> tuple[PersonCount, ...]:
    """Everyone polled, in the order of the ballot."""
    return tuple(_person_of(case, result) for result in results_of(case.session, meeting))


def _person_of(case: Case, result: PersonResult) -> PersonCount:
    found = result.confidence
    return PersonCount(
        person=official_of(result.person),
        levels=tuple(level.ballots for level in result.levels),
        valid=result.valid,
        invalid=result.invalid,
        consequence=found.consequence.value,
        law=case.cited(found.rule.key),
        texts_differ=found.texts_differ,
    )


def official_of(person: PolledPerson) -> shared.Official:
    """Someone polled, as papers name them."""
    return shared.Official(person.full_name, person.position, person.unit_name)


def levels_of(case: Case) -> tuple[str, ...]:
    """How the law's own vocabulary says each level."""
    return tuple(case.rules["levels"].words.split("; "))
