"""A ballot is taken once, whole, in time, and from our own page; nothing else is, and nothing of a choice is kept."""

import json

import pytest
from sqlmodel import select

from ballots import ballot as ballots
from ballots import credentials
from ballots.election import read_election
from models import ArchiveRecord
from models.store import database
from procedures.refusal import Refusal
from procedures.sealed import casting
from tests.sealed.sealing import Sealed28
from tests.two_people import done, strong


@pytest.fixture
def case(any_database: str) -> Sealed28:
    case = Sealed28()
    case.let_vote()
    return case


def rows(case: Sealed28) -> int:
    with database.reading() as session:
        return len(session.exec(select(ArchiveRecord.id).where(ArchiveRecord.height > 0)).all())


def test_a_ballot_is_two_records_and_a_double_click_gets_the_same_receipt(case: Sealed28) -> None:
    raw = case.ballot(case.voters()[0], 1)
    first, second = case.cast(raw), case.cast(raw)
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()
    assert first.json()["tracker"] == ballots.tracker(raw)
    assert (first.json()["height"], first.json()["head"]) == (1, case.sealed.head)
    assert rows(case) == 2


def test_the_last_ballot_counts_and_an_earlier_one_does_not_come_back(case: Sealed28) -> None:
    voter = case.voters()[0]
    first, second = case.ballot(voter, 0), case.ballot(voter, 1)
    assert [case.cast(raw).status_code for raw in (first, second)] == [200, 200]
    again = case.cast(first)
    assert again.status_code == 409
    assert "thay" in again.json()["error"]
    assert rows(case) == 4
    assert [voter.last_height for voter in case.voters()].count(None) == 8
    found = case.browser.get(f"/check/{case.uuid}", params={"tracker": ballots.tracker(first)}).text
    assert "lá sau được tính" in found
    kept = ballots.tracker(second)
    for pasted in (kept, f" {kept}=", f"“{kept}”", f"\u200b{kept[:20]}\n{kept[20:]}"):
        assert "và được tính" in case.browser.get(f"/check/{case.uuid}", params={"tracker": pasted}).text


def test_what_is_no_ballot_is_refused_in_a_sentence_and_leaves_nothing(case: Sealed28) -> None:
    raw = case.ballot(case.voters()[0], 0)
    said = json.loads(raw)
    stranger = ballots.seal(
        read_election(case.sealed.election),
        credentials.private_credential(credentials.new_code(), case.uuid),
        [[1, 0, 0]],
    )
    hostile = [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"credential":1}',
        b"[" * 100_000,
        b"\xff\xfe",
        raw[:-1],
        raw + b" ",
        raw.replace(b'"answers"', b'"Answers"', 1),
        json.dumps({**said, "credential": "0" * 600}).encode(),
        json.dumps({**said, "credential": ["x"] * 1000}).encode(),
        json.dumps({**said, "more": 1}).encode(),
        stranger,
        raw.replace(said["signature"]["proof"]["response"].encode(), b"1", 1),
    ]
    for body in hostile:
        answer = case.cast(body)
        assert answer.status_code == 409, body[:60]
        assert answer.json()["error"].endswith(".")
    assert case.cast(b"x" * (casting.LONGEST_BALLOT + 1)).status_code == 413
    assert rows(case) == 0
    assert case.cast(raw).status_code == 200


def test_what_cannot_be_a_ballot_is_called_damaged_and_not_of_an_unknown_code(case: Sealed28) -> None:
    said = {case.cast(body).json()["error"] for body in (b"null", b"[]", b'"x"', b"7", b"{}", b"[1]")}
    assert said == {Refusal("ballot_broken").sentence}


def test_only_our_own_page_posts_and_no_cookie_is_needed(case: Sealed28) -> None:
    raw = case.ballot(case.voters()[0], 0)
    assert case.cast(raw, origin="https://elsewhere.example").status_code == 403
    assert case.browser.post(f"/b/{case.uuid}/ballots", content=raw).status_code == 403
    case.browser.cookies.clear()
    answer = case.cast(raw)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


def test_the_hour_decides_though_nobody_has_closed_the_box(case: Sealed28) -> None:
    first, second = (case.ballot(voter, 0) for voter in case.voters()[:2])
    case.world.move(minutes=58)
    assert case.cast(first).status_code == 200
    case.world.move(minutes=3)
    late = case.cast(second)
    assert late.status_code == 409
    assert "Đã hết hạn" in late.json()["error"]


def test_get_and_head_change_nothing(case: Sealed28) -> None:
    for path in ("", "/election.json", "/about.json", "/trustees.json", "/archive.bel", "/ballots"):
        for method in ("GET", "HEAD"):
            case.browser.request(method, f"/b/{case.uuid}{path}")
    assert rows(case) == 0
    assert case.sealed.height == 0


def test_while_the_box_takes_ballots_the_public_archive_is_its_beginning(case: Sealed28) -> None:
    before = case.browser.get(f"/b/{case.uuid}/archive.bel").content
    case.vote(0, 1, 0)
    assert case.browser.get(f"/b/{case.uuid}/archive.bel").content == before


def test_an_unknown_round_has_no_ballot_box(case: Sealed28) -> None:
    raw = case.ballot(case.voters()[0], 0)
    unknown = "1" * 16
    assert case.send(f"/b/{unknown}/ballots", raw).status_code == 404
    assert case.browser.get(f"/b/{unknown}/about.json").status_code == 404


def test_a_procedure_that_was_annulled_takes_no_ballot(case: Sealed28) -> None:
    raw = case.ballot(case.voters()[0], 0)
    done(case.world.hr, strong(case.inspector), "annul", case.number)
    assert case.cast(raw).status_code == 409
    assert rows(case) == 0
