"""Where the key file of an open round is not on this host, people are told so and no letter is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

import settings
from models import LetterState, OutboxMessage
from models.store import database
from notifications import round_keys
from notifications.compose import compose
from notifications.outbox.claiming import claim
from procedures.sealed import opening, slips
from tests.meeting_world import refused
from tests.opinion.sealed_consulting import SealedConsulting
from tests.sealed.sealing import Sealing
from tests.sealed.test_papers import WithoutMail
from tests.two_people import strong
from tests.web.browser import Browser, words_of
from tests.world import World


@pytest.fixture
def case(sqlite: None) -> Iterator[WithoutMail]:
    """At any hour letters go."""
    settings.use({"DANCHU_QUIET_FROM": "7", "DANCHU_QUIET_UNTIL": "7"})
    case = WithoutMail()
    case.let_vote()
    yield case
    database.engine().dispose()


@contextmanager
def elsewhere(case: Sealing, left_here: bytes = b"") -> Iterator[None]:
    """The key file is on another host for a while; one that a beginning left may stand here in its place."""
    path = round_keys.path_of(case.uuid)
    away = path.rename(path.with_suffix(".away"))
    if left_here:
        path.write_bytes(left_here)
    yield
    away.rename(path)


def test_a_code_that_cannot_be_made_here_is_not_promised(case: WithoutMail) -> None:
    before = len(case.world.letters("ballot_asked"))
    entry = next(voter.roll_entry_id for voter in case.voters()[1:])
    hr = case.browser.sign_in(case.world.hr)
    hr.open(f"/procedures/{case.number}/sealed")
    with elsewhere(case):
        answer = hr.submit(
            f"/procedures/{case.number}/sealed/again", {"sealed": str(case.sealed_id), "person": str(entry)}
        )
        assert refused(slips.printed, strong(case.teller), case.number, case.sealed_id) == "codes_missing"
    assert answer.status_code == 409
    assert "mọi máy phải dùng chung thư mục keys/rounds" in answer.text
    assert len(case.world.letters("ballot_asked")) == before
    opening.send_again(case.world.hr, case.number, case.sealed_id, entry or 0)
    assert len(case.world.letters("ballot_asked")) == before + 1


def test_the_letter_with_the_code_waits_for_a_host_that_has_the_key(case: WithoutMail) -> None:
    asked = case.world.letters("ballot_asked")
    with elsewhere(case):
        claim("host-b", compose, 1000, timedelta(minutes=1))
    waiting = case.world.letters("ballot_asked")
    assert {each.state for each in waiting} == {LetterState.DEFERRED}
    assert {each.last_reply for each in waiting} == {"NoKeyHere"}
    with database.reading() as session:
        texts = [compose(session, session.get_one(OutboxMessage, each.id)) for each in asked]
    codes = {case.code(voter) for voter in case.voters()}
    assert all(any(code in letter.text for code in codes) for letter in texts if letter)


def test_a_key_file_that_another_beginning_left_here_gives_no_code(case: WithoutMail) -> None:
    right = case.code(case.voters()[0])
    with elsewhere(case, b"x" * round_keys.LENGTH):
        assert refused(slips.printed, strong(case.teller), case.number, case.sealed_id) == "codes_missing"
        with pytest.raises(round_keys.NoKeyHere):
            case.code(case.voters()[0])
        claim("host-b", compose, 1000, timedelta(minutes=1))
    assert {each.last_reply for each in case.world.letters("ballot_asked")} == {"NoKeyHere"}
    assert case.code(case.voters()[0]) == right


@pytest.mark.parametrize("left_here", [b"", b"x" * round_keys.LENGTH])
def test_the_operator_sees_an_open_round_whose_codes_this_host_cannot_make(case: WithoutMail, left_here: bytes) -> None:
    operator = Browser().sign_in(case.world.operator)
    assert "Thiếu khóa sinh mã bỏ phiếu" not in operator.open("/operator")
    with elsewhere(case, left_here):
        assert "Thiếu khóa sinh mã bỏ phiếu" in operator.open("/operator")
    case.close()
    assert "Thiếu khóa sinh mã bỏ phiếu" not in operator.open("/operator")


def test_the_card_of_an_opinion_says_why_it_cannot_lead_to_the_booth_here(sqlite: None) -> None:
    case = SealedConsulting(World(people=9))
    case.boxed()
    assert case.seal(0, "Đã gửi.").status_code == 200
    with elsewhere(case):
        for person, promise in ((0, "Ý kiến kín đã gửi còn nguyên"), (1, "Muốn gửi kín thì chưa ký tên")):
            link = case.world.token(case.entry(person))
            said = words_of(case.browser.open(f"/p/{link}"))
            assert "không có tệp sinh mã của cuộc góp ý này" in said
            assert promise in said
            assert "Xem lại trước khi gửi" not in said
        assert case.browser.submit(f"/p/{link}/opinion/way", {"way": "sealed"}).status_code == 200
        case.browser.open(f"/p/{link}")
        going = case.browser.submit(f"/p/{link}/opinion/way", {"way": "named"})
        assert "Xem lại trước khi gửi" in case.browser.open(going.headers["location"])
    assert 'value="sealed" checked' in case.browser.open(f"/p/{link}")
    database.engine().dispose()
