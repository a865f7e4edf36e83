"""From whom a letter comes, where replies go, and which letter it follows."""

import pytest

from models import Account, Agency, LetterState
from models.store import database
from notifications.compose import MESSAGES
from procedures.access import sign_in
from procedures.resolution import answering, drafting
from settings import settings
from tests import databases
from tests.letters.conferred import conference_letters, letters_in_place_of_it
from tests.letters.polled import poll_letters
from tests.letters.sealed import sealed_letters
from tests.letters.story import CONTACT, Story, all_letters


def test_the_office_sends_and_hr_gets_the_replies(story: Story):
    letter = story.circulated().letters("resolution_circulated")[0]
    assert (letter.sender_name, letter.sender_address) == ("Văn phòng Sở Ngoại vụ", settings().mail_from)
    assert letter.reply_to == ("Trần Văn Bình", "hr@example.gov.vn")


def test_an_agency_that_names_no_office_sends_in_its_own_name(story: Story):
    story.change_agency(office="")
    assert story.circulated().letters("resolution_circulated")[0].sender_name == "Sở Ngoại vụ"


def test_the_drafter_is_the_contact_where_the_agency_names_none(story: Story):
    story.change_agency(contact="")
    letter = story.circulated().letters("resolution_circulated")[0]
    assert "Đầu mối: Trần Văn Bình, hr@example.gov.vn. Thư thật" in letter.text


def test_replies_do_not_go_to_a_closed_account(story: Story):
    story.circulated()
    with database.transaction() as session:
        account = session.get_one(Account, story.world.hr.account_id)
        account.closed_at = account.closed_at or story.world.now()
        session.add(account)
    story.change_agency(contact="")
    letter = story.letters("resolution_circulated")[0]
    assert letter.reply_to is None
    assert "Đầu mối" not in letter.text


def test_a_sign_in_code_goes_out_before_the_agency_is_described(story: Story):
    with database.transaction() as session:
        session.delete(session.get_one(Agency, 1))
    sign_in.ask(story.world.operator.email, "192.0.2.1")
    (letter,) = story.letters("sign_in_code")
    assert letter.sender_name == ""
    assert "xin mã đăng nhập bằng địa chỉ thư này" in letter.text


def test_later_letters_follow_the_invitation_of_the_same_person(story: Story):
    story.circulated()
    invitations = {letter.to_name: letter.message_id for letter in story.letters("resolution_circulated")}
    assert {letter.references for letter in story.letters("resolution_circulated")} == {None}
    story.reminded()
    people = story.world.entries(story.number)
    reminders = story.letters("resolution_reminder")
    assert [letter.references for letter in reminders] == [invitations[person.full_name] for person in people]
    answering.acknowledge(story.world.token(people[3]))
    (notice,) = story.letters("answer_recorded")
    assert notice.references == invitations[people[3].full_name]


def test_a_letter_follows_none_that_was_cancelled(story: Story):
    story.circulated().reminded()
    with database.transaction() as session:
        for message in story.messages("resolution_circulated"):
            message.state = LetterState.CANCELLED
            session.merge(message)
    assert {letter.references for letter in story.letters("resolution_reminder")} == {None}


def test_letters_to_one_account_follow_the_first_of_the_same_procedure(story: Story):
    story.previewed().circulated().reported()
    other = story.world.opened()
    first = story.letter_to("resolution_missing", "Trần Văn Bình")
    assert first.references is None
    assert story.letter_to("resolution_closing_paper", "Trần Văn Bình").references == first.message_id
    drafting.send_preview(story.world.hr, other)
    assert story.letters("resolution_preview")[-1].references is None


def test_the_same_letter_composed_twice_is_the_same(story: Story):
    story.circulated()
    assert story.letters("resolution_circulated") == story.letters("resolution_circulated")


def test_a_letter_is_composed_from_a_transaction_that_cannot_write(story: Story):
    story.circulated()
    before = story.messages("resolution_circulated")
    story.letters("resolution_circulated")
    assert story.messages("resolution_circulated") == before


def test_every_letter_can_be_composed_on_either_database(any_database: str, tmp_path_factory: pytest.TempPathFactory):
    told = all_letters()
    databases.fresh(any_database, tmp_path_factory.mktemp("sealed"))
    told |= sealed_letters(CONTACT)
    databases.fresh(any_database, tmp_path_factory.mktemp("polled"))
    told |= poll_letters(CONTACT)
    databases.fresh(any_database, tmp_path_factory.mktemp("conferred"))
    told |= conference_letters(CONTACT)
    databases.fresh(any_database, tmp_path_factory.mktemp("by_letter"))
    assert sorted(told | letters_in_place_of_it(CONTACT)) == sorted(MESSAGES)
