"""Sealed words: an envelope goes with each ballot, of one size; no row says who wrote what, or when."""

import json
from base64 import b64decode, b64encode

import pytest
from sqlmodel import select

from ballots import ballot, mix
from models import SealedWords
from models.store import database
from tests.sealed.sealing import Sealed28
from tests.sealed.test_secrecy import dump
from tests.sealed.wording import SIZE, Worded28

SECRET = "Trưởng phòng hay quát người trẻ."


@pytest.fixture
def case(any_database: str) -> Worded28:
    case = Worded28()
    case.let_vote()
    return case


def rows() -> list[SealedWords]:
    with database.reading() as session:
        return list(session.exec(select(SealedWords)).all())


def test_the_booth_is_told_how_much_may_be_written_and_by_whose_keys_it_is_sealed(case: Worded28) -> None:
    told = case.browser.get(f"/b/{case.uuid}/about.json").json()
    assert told["words"] == 2
    assert [said["round"] for said in told["ceremony"]["messages"]] == [1, 1, 1]
    assert told["ceremony"]["id"] == case.state(1)["ceremony"]


def test_an_envelope_is_kept_beside_its_ballot_and_the_last_goes_with_the_last(case: Worded28) -> None:
    voter = case.voters()[0]
    first, second = case.worded(voter, 0, "Lần đầu"), case.worded(voter, 1, "Lần sau")
    answers = [case.cast(body) for body in (first, first, second)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert answers[0].json() == answers[1].json()
    [row] = rows()
    assert row.envelope == envelope_in(second)
    assert case.cast(first).status_code == 409
    assert [each.envelope for each in rows()] == [envelope_in(second)]


def envelope_in(body: bytes) -> bytes:
    return b64decode(json.loads(body)["words"])


def test_envelopes_are_of_one_size_and_who_says_nothing_sends_one_too(case: Worded28) -> None:
    case.say_words("", "x", SECRET, "a" * (SIZE - 4))
    assert {len(row.envelope) for row in rows()} == {SIZE + 3 * mix.LAYER}
    assert {len(row.signature) for row in rows()} == {64}
    assert {len(row.id) for row in rows()} == {32}


def test_a_dump_in_mid_round_holds_no_words_no_time_and_no_order(case: Worded28) -> None:
    before = dump()
    case.say_words("", SECRET, "Đồng ý")
    kept = dump()
    assert SECRET not in kept
    assert "datetime.datetime" not in "\n".join(
        line for line in kept.splitlines() if line not in before and "Phiếu" not in line
    )
    ids = [row.id for row in rows()]
    assert len(set(ids)) == 3
    if database.engine().dialect.name == "sqlite":
        with database.engine().connect() as connection, pytest.raises(Exception, match="rowid"):
            connection.exec_driver_sql("SELECT rowid FROM sealed_words")


def test_hostile_envelopes_are_refused_in_a_sentence_and_leave_nothing(case: Worded28) -> None:
    one, other = case.voters()[:2]
    raw, envelope = case.ballot(one, 0), case.envelope(SECRET)
    good = json.loads(case.with_envelope(one, raw, envelope))
    of_other = json.loads(case.with_envelope(other, case.ballot(other, 0), envelope))
    hostile = {
        "another size": case.with_envelope(one, raw, envelope + b"\0"),
        "too short": case.with_envelope(one, raw, envelope[:-1]),
        "nothing in it": case.with_envelope(one, raw, b""),
        "signed for another round": case.with_envelope(one, raw, envelope, uuid=case.uuid[::-1]),
        "signed for another ballot": json.dumps(good | {"ballot": case.ballot(one, 1).decode()}).encode(),
        "signed by another voter": json.dumps(good | {"words_signature": of_other["words_signature"]}).encode(),
        "a ballot without an envelope": raw,
        "an envelope without a ballot": json.dumps({key: good[key] for key in ("words", "words_signature")}).encode(),
        "no Base64": json.dumps(good | {"words": "ế" * 40}).encode(),
        "half a letter": json.dumps(good | {"ballot": "\ud800"}).encode(),
        "one key more": json.dumps(good | {"more": 1}).encode(),
    }
    for what, body in hostile.items():
        answer = case.cast(body)
        assert answer.status_code in (409, 422), what
        assert answer.json()["error"], what
    assert not rows()
    assert {voter.last_height for voter in case.voters()} == {None}


def test_the_envelope_of_another_voter_cannot_be_sent_again(case: Worded28) -> None:
    one, other = case.voters()[:2]
    envelope = case.envelope(SECRET)
    assert case.cast(case.with_envelope(one, case.ballot(one, 0), envelope)).status_code == 200
    copied = case.cast(case.with_envelope(other, case.ballot(other, 0), envelope))
    assert copied.status_code == 409
    assert "của người khác" in copied.json()["error"]
    assert case.voters()[1].last_height is None


def test_a_ballot_does_not_come_again_with_another_envelope(case: Worded28) -> None:
    voter = case.voters()[0]
    raw = case.ballot(voter, 0)
    first, other = (case.with_envelope(voter, raw, case.envelope(words)) for words in ("a", "b"))
    assert case.cast(first).status_code == 200
    assert case.cast(other).status_code == 409
    assert [row.envelope for row in rows()] == [envelope_in(first)]


def test_a_round_without_words_takes_no_envelope(any_database: str) -> None:
    case = Sealed28()
    case.let_vote()
    voter = case.voters()[0]
    raw = case.ballot(voter, 0)
    body = {"ballot": raw.decode(), "words": b64encode(b"x").decode(), "words_signature": {}}
    assert case.cast(json.dumps(body).encode()).status_code == 409
    assert case.cast(raw).status_code == 200
    assert ballot.tracker(raw)
    assert not rows()
