"""A meeting that was summoned and will not be held: everyone on its list is told, and it takes nobody."""

import pytest

from models import DocumentKind
from models.store import database
from notifications.compose import compose
from procedures.appointment.nominees import changing
from procedures.countersigning import signing
from procedures.meetings.holding import attending
from tests.meeting_world import Meeting28, refused
from tests.two_people import done, strong

GONE = "Bà Nguyễn Thị Số 6 chuyển công tác."


def withdraw(case: Meeting28, nominee: int) -> None:
    document = case.file(DocumentKind.WITHDRAWAL, number="", nominee_id=nominee)
    signing.sign(strong(case.union), changing.withdraw(strong(case.world.hr), case.number, nominee, GONE, document))


def told_off(case: Meeting28) -> list[str]:
    """What the letters that call the meeting off say, as they would go now."""
    with database.reading() as session:
        letters = [compose(session, message) for message in case.world.letters("meeting_cancelled")]
        return [letter.text for letter in letters if letter]


def on_list(case: Meeting28) -> int:
    return sum(1 for _, entry in case.attendees() if entry.email)


def test_when_the_last_nominee_withdraws_everyone_summoned_hears_it_and_not_why(case: Meeting28) -> None:
    case.summon()
    withdraw(case, case.nominees[0])
    assert told_off(case) == []
    withdraw(case, case.nominees[1])
    said = told_off(case)
    assert len(said) == on_list(case)
    assert all("Không còn nhân sự nào trong danh sách" in text and "Số 6" not in text for text in said)


def test_a_meeting_that_is_off_takes_no_reply_no_check_in_and_does_not_open(case: Meeting28) -> None:
    case.call()
    for nominee in case.nominees:
        withdraw(case, nominee)
    entry = case.entry(0)
    assert refused(attending.reply, entry, case.meeting_id, True) == "meeting_off"
    assert refused(attending.check_in, case.secretary, *case.here, entry.id or 0, True) == "meeting_off"
    assert refused(attending.open_meeting, case.secretary, *case.here) == "meeting_off"


def test_a_summons_that_waits_in_the_queue_is_not_sent_for_a_meeting_that_is_off(case: Meeting28) -> None:
    case.summon()
    for nominee in case.nominees:
        withdraw(case, nominee)
    with database.reading() as session:
        assert {compose(session, message) for message in case.world.letters("meeting_summons")} == {None}


def test_an_annulled_case_tells_each_person_once(case: Meeting28) -> None:
    case.concluded(3, 0)
    case.prepare(2)
    case.summon()
    done(case.world.hr, strong(case.union), "annul", case.number)
    off, ended = case.world.letters("meeting_cancelled"), case.world.letters("procedure_withdrawn")
    people = [message.roll_entry_id for message in (*off, *ended)]
    assert (len(off), len(people)) == (on_list(case), len(set(people)))
    assert all("Quy trình này đã hủy; lý do: Theo đề nghị của đơn vị." in text for text in told_off(case))


@pytest.mark.parametrize("nominee_first", [True, False])
def test_a_reason_that_names_the_nominee_stays_out_of_the_letters(case: Meeting28, nominee_first: bool) -> None:
    case.summon()
    name = case.people()[0].full_name
    reason = f"{name} bị kỷ luật." if nominee_first else f"Kỷ luật đồng chí {name.upper()}."
    signing.sign(strong(case.union), signing.ask(strong(case.world.hr), "annul", {}, reason, case.number))
    said = told_off(case)
    assert said
    assert not any("kỷ luật" in text.lower() for text in said)


def test_nobody_is_told_of_a_meeting_that_has_been_held_or_was_never_summoned(case: Meeting28) -> None:
    case.concluded(3, 0)
    case.prepare(2)
    done(case.world.hr, strong(case.union), "annul", case.number)
    assert case.world.letters("meeting_cancelled") == []
