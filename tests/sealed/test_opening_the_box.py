"""The box: closed at its hour, opened by two once objections are heard, never under five; a wrong share is named."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from models import ArchiveRecord, AuditEvent, BoxState
from models.store import database
from notifications import round_keys
from procedures.meetings.summoning import paper_again
from procedures.sealed import box, closing, publishing
from tests.meeting_world import refused
from tests.sealed.sealing import Sealed28


@pytest.fixture
def case(any_database: str) -> Sealed28:
    case = Sealed28()
    case.let_vote()
    return case


def events(name: str) -> list[AuditEvent]:
    with database.reading() as session:
        return list(session.exec(select(AuditEvent).where(AuditEvent.name == name)).all())


def test_at_its_hour_the_box_closes_the_codes_go_and_everyone_is_told_once(case: Sealed28) -> None:
    case.vote(0, 0, 1, 1, 2)
    assert round_keys.read(case.uuid)
    case.close()
    closing.carry_on(case.number)
    assert case.sealed.state is BoxState.CLOSED
    assert case.sealed.head_at_close == case.sealed.head
    assert round_keys.read(case.uuid) is None
    assert len(case.world.letters("ballots_closed")) == 9
    assert len(case.world.letters("box_to_open")) == 3
    assert len(events("SealedRoundClosed")) == 1
    with database.reading() as session:
        assert publishing.turnout(session, case.sealed) == publishing.Turnout(5, 9, True)


def test_with_four_voters_the_box_is_never_opened(case: Sealed28) -> None:
    voter, *_ = case.voters()
    case.vote(0, 0, 1, 1)
    assert case.cast(case.ballot(voter, 2)).status_code == 200
    case.close()
    assert case.sealed.state is BoxState.TOO_FEW
    case.wait_for_objections()
    assert case.state(1)["purpose"] == "nothing"
    answer = case.send(f"/keys/{case.key_token(1)}/decryption", json.dumps({"partial": "{}", "strong": "{}"}))
    assert answer.status_code == 409
    assert not case.world.letters("box_to_open")


def test_one_key_does_not_open_it_nor_two_before_the_time_for_objections(case: Sealed28) -> None:
    case.vote(0, 0, 1, 1, 2)
    case.close()
    early = case.send(f"/keys/{case.key_token(1)}/decryption", case.share(1))
    assert early.status_code == 409
    assert "khiếu nại" in early.json()["error"]
    case.wait_for_objections()
    assert [answer.json() for answer in case.open_with(2, 2)] == [{"opened": False}, {"opened": False}]
    assert case.sealed.state is BoxState.CLOSED
    assert case.open_with(3)[0].json() == {"opened": True}
    with database.reading() as session:
        assert box.counts_of(session, case.sealed) == [[2, 2, 1]]


def test_shares_given_in_the_same_moment_open_the_box_once(case: Sealed28) -> None:
    case.vote(0, 0, 1, 1, 2)
    case.close()
    case.wait_for_objections()
    given = [(f"/keys/{case.key_token(place)}/decryption", case.share(place)) for place in (1, 2, 3)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda each: case.send(*each), given * 2))
    assert {answer.status_code for answer in answers} <= {200, 409}, "who comes when it is open hears so"
    assert case.sealed.state is BoxState.OPENED
    assert len(events("BoxOpened")) == 1
    with database.reading() as session:
        assert box.counts_of(session, case.sealed) == [[2, 2, 1]]


def test_a_wrong_share_is_kept_and_its_sender_named_and_two_others_open_the_box(case: Sealed28) -> None:
    case.vote(0, 0, 1, 1, 2)
    case.close()
    case.wait_for_objections()
    right = json.loads(case.share(1))
    factors = json.loads(right["partial"])
    factors["decryption_factors"][0][0] = factors["decryption_factors"][0][1]
    wrong = json.dumps({**right, "partial": json.dumps(factors, separators=(",", ":"))})
    assert case.send(f"/keys/{case.key_token(1)}/decryption", wrong).status_code == 409
    others = json.dumps(right)
    assert case.send(f"/keys/{case.key_token(2)}/decryption", others).status_code == 409
    with database.reading() as session:
        assert box.given(session, case.sealed) == {1: False, 2: False}
    assert len(events("ShareWrong")) == 2
    page = case.browser.sign_in(case.world.hr).open(f"/procedures/{case.number}/sealed")
    assert page.count("KHÔNG ĐÚNG") == 2
    assert [answer.json() for answer in case.open_with(2, 3)] == [{"opened": False}, {"opened": True}]


def test_the_archive_cannot_be_changed_even_by_the_database_owner(case: Sealed28) -> None:
    case.vote(0)
    for change in ("body = body", "height = 7"):
        with pytest.raises(Exception, match="append-only"), database.transaction() as session:
            session.connection().exec_driver_sql(f"UPDATE archive_record SET {change}")
    with pytest.raises(Exception, match="append-only"), database.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM archive_record")
    with database.reading() as session:
        assert len(session.exec(select(ArchiveRecord.id)).all()) > 2


@pytest.mark.parametrize(
    ("returned", "voters", "shown"),
    [(0, 9, 0), (4, 9, 0), (5, 9, 5), (9, 9, 5), (8, 28, 5), (24, 28, 20), (25, 28, 25), (28, 28, 25), (2, 2, 0)],
)
def test_turnout_is_shown_in_steps_of_five_and_the_last_three_never(returned: int, voters: int, shown: int) -> None:
    assert publishing.shown(returned, voters) == shown


def test_after_too_few_ballots_the_meeting_votes_on_paper_and_two_tellers_count(case: Sealed28) -> None:
    assert refused(paper_again.vote_on_paper, case.world.hr, *case.here) == "sealed_goes_on"
    case.vote(0, 0, 1, 1)
    case.close()
    hr = case.browser.sign_in(case.world.hr)
    page = f"/procedures/{case.number}/sealed"
    assert "Bỏ phiếu lại trên giấy" in hr.open(page)
    for _ in range(2):
        assert hr.submit(f"{page}/paper", {"meeting": str(case.meeting_id)}).status_code == 303
    assert len(case.world.letters("meeting_count_asked")) >= 3
    case.counted(5, 4)
    assert case.conclude().chosen == [case.nominees[0]]
    assert case.sealed.state is BoxState.TOO_FEW
