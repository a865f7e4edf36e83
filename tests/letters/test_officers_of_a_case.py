"""Letters to those who see to an appointment, with everything that people type hostile, or as long as it may be."""

from datetime import timedelta

from models import Account, Agency, Appointment, Meeting, Nominee, Post, Procedure, RollEntry
from notifications import mime
from notifications.compose.shortening import SUBJECT_LETTERS
from notifications.letter import Letter
from tests.letters.appointed import Appointed
from tests.letters.story import Story, as_read
from tests.letters.test_hostile_and_long import CLEANED, HOSTILE, LONG, SENT_AT, rewrite


def said(story: Story, case: Appointed, text: str) -> list[Letter]:
    """Every letter to officers, and the disclosure, with this text in each field that somebody types."""
    world = case.world
    prepared, held, asked = case.meets(2, is_set=False), case.meets(3), case.meets(4)
    case.makes("meeting_minutes", "counting_minutes", occurrence=31)
    case.concludes(asked, "head_decides")
    case.write("meeting_list_wanted", prepared, to=world.hr)
    case.write("meeting_count_asked", held, to=case.teller)
    case.write("meeting_count_differs", held, case.entered(held), to=case.teller)
    case.write("meeting_minutes_await_signature", held, to=world.clerk)
    case.write("head_choice_asked", asked, to=world.manager)
    for number, days in ((1, 9), (2, -1)):
        case.write("policy_clock_alert", (world.now() + timedelta(days=days)).date(), number, to=world.manager)
    case.write("withdrawal_noted", 1, to=world.manager)
    case.write("case_stopped", to=world.manager)
    case.write("appointment_decision_awaits_filing", to=world.clerk)
    kinds = {message.kind for kind in KINDS for message in world.letters(kind)}
    fill(case, text)
    letters = [letter for kind in kinds for letter in story.letters(kind)]
    case.concludes(case.meets(4, convening=2), "majority", case.nominees[0].id or 0)
    case.files("appointment_decision", symbol=text[:40])
    case.write("appointment_disclosed")
    return letters + story.letters("appointment_disclosed")


KINDS = (
    *("meeting_list_wanted", "meeting_count_asked", "meeting_count_differs", "meeting_minutes_await_signature"),
    "head_choice_asked",
    *("policy_clock_alert", "withdrawal_noted", "case_stopped", "appointment_decision_awaits_filing"),
)


def fill(case: Appointed, text: str) -> None:
    for person in case.people:
        rewrite(RollEntry, person.id or 0, full_name=text[:200])
    for nominee in case.nominees:
        rewrite(Nominee, nominee.id or 0, full_name=text[:200])
    for number in range(1, 6):
        rewrite(Account, number, full_name=text[:200])
    rewrite(Procedure, case.number, subject=f"{text[:400]}")
    rewrite(Appointment, case.number, authority=text[:200])
    rewrite(Post, case.post, title=text[:200], unit_name=text[:200])
    rewrite(Meeting, 1, place=text[:300])
    rewrite(Agency, 1, name=text[:200], contact=text[:300], office=text[:200], head_title=text[:100])


def test_hostile_words_stay_words(story: Story):
    for letter in said(story, Appointed(story.world), HOSTILE):
        assert not any(tag in letter.html for tag in ("<b>", "<script", "alert(1)</"))
        assert CLEANED in letter.text
        assert CLEANED in as_read(letter.html)
        assert not any(mark in letter.text + letter.html for mark in "\r\u202e\u200b")
        assert b"\nBcc:" not in mime.build(letter, SENT_AT)


def test_full_fields_stay_small(story: Story):
    for letter in said(story, Appointed(story.world), LONG * 12):
        assert len(mime.build(letter, SENT_AT)) < mime.SMALL
        assert len(letter.subject) <= SUBJECT_LETTERS
