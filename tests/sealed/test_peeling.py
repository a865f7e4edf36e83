"""The page of a holder peels sealed words: all three in turn, a deputy for one who is away, and who cheats is named."""

import json
from base64 import b64decode, b64encode
from typing import Any

import pytest
from sqlmodel import select

from ballots import peeling
from ballots.exact import Broken
from models import AuditEvent, DutyKind, KeyHolder, PeeledWords, Role
from models.store import database
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.sealed.words import record
from tests.sealed.wording import Worded28

SAID = ("Nên họp sớm hơn.", "", "Đồng ý", "Đồng ý", "", "Công khai quy hoạch.")


@pytest.fixture
def case(any_database: str) -> Worded28:
    case = Worded28()
    case.to_the_peeling(*SAID)
    return case


def layers() -> list[PeeledWords]:
    with database.reading() as session:
        return list(session.exec(select(PeeledWords).order_by(PeeledWords.place)).all())


def events(name: str) -> list[dict[str, Any]]:
    with database.reading() as session:
        rows = select(AuditEvent).where(AuditEvent.name == name).order_by(AuditEvent.number)
        return [{**each.facts, "by": each.actor} for each in session.exec(rows).all()]


def published(case: Worded28) -> list[str]:
    with database.reading() as session:
        return peeling.published(record.read(session, case.sealed))


def test_three_holders_peel_in_turn_and_what_comes_out_is_sorted(case: Worded28) -> None:
    case.open_with(1, 2)
    assert [case.state(place)["words"]["turn"] for place in (1, 2, 3)] == [1, 1, 1]
    answers = [case.hand_on(place) for place in (1, 2, 3)]
    assert [answer.json() for answer in answers] == [{"done": False}, {"done": False}, {"done": True}]
    assert published(case) == sorted(words for words in SAID if words)
    assert case.state(1)["words"] is None
    assert [letter.facts["holder_id"] for letter in case.world.letters("words_to_peel")] == [
        holder.id for holder in case.holders()[1:]
    ]
    assert [(each["place"], each["opened"], each["unopened"]) for each in events("WordsPeeled")] == [
        (place, 6, 0) for place in (1, 2, 3)
    ]


def test_a_holder_is_asked_for_the_share_first_and_then_for_the_layer(case: Worded28) -> None:
    assert case.state(1)["purpose"] == "opening"
    case.open_with(1)
    assert [case.state(place)["purpose"] for place in (1, 2)] == ["peeling", "opening"]
    case.open_with(2)
    assert [case.state(place)["purpose"] for place in (1, 2, 3)] == ["peeling"] * 3


def test_nobody_peels_out_of_turn_or_before_the_time_for_objections_is_over(any_database: str) -> None:
    case = Worded28()
    case.let_vote()
    case.say_words(*SAID)
    case.close()
    assert case.send(f"/keys/{case.key_token(1)}/words", b"{}").status_code == 409
    assert case.browser.get(f"/keys/{case.key_token(1)}/words.json").status_code == 409
    case.wait_for_objections()
    first = case.layer(1)
    assert case.hand_on(2, first).status_code == 409
    assert [case.hand_on(1, first).status_code for _ in range(2)] == [200, 200]
    assert case.hand_on(1, case.layer(2)).status_code == 409
    assert len(layers()) == 1


def altered(case: Worded28, place: int, **change: Any) -> bytes:
    """What a holder signs who does not hand on what was inside."""
    found = case.record(place)
    layer, _ = peeling.read_layer(json.loads(peeling.peel(found, case.recovery[place], place)) | change)
    return peeling.sign_layer(found, case.recovery[place], place, layer)


def test_who_drops_doubles_or_resizes_words_is_refused_and_named(case: Worded28) -> None:
    opened = json.loads(case.layer(1))["opened"]
    doubled = sorted([*opened, opened[0]], key=b64decode)
    wrong = [{"opened": opened[1:]}, {"opened": doubled}, {"opened": [each[4:] for each in opened]}]
    for change in wrong:
        answer = case.hand_on(1, altered(case, 1, **change))
        assert answer.status_code == 409
        assert "nhật ký" in answer.json()["error"]
    assert not layers()
    [holder, *_] = case.holders()
    named = events("WordsWrong")
    assert [each["by"] for each in named] == [f"account:{holder.account_id}"] * 3
    assert [each["rule"] for each in named] == ["words-dropped", "words-dropped", "words-form"]
    unsigned = json.dumps(json.loads(case.layer(1)) | {"signature": {"challenge": "1", "response": "2"}})
    assert case.hand_on(1, unsigned.encode()).status_code == 409
    assert events("WordsWrong")[-1]["rule"] == "words-signature"
    for raw in (b"", b"[]", b'{"index":1}', b"\xff"):
        assert case.send(f"/keys/{case.key_token(1)}/words", raw).status_code == 409
    assert case.hand_on(1).status_code == 200


def test_who_swaps_words_is_found_by_peeling_again_with_the_own_code(case: Worded28) -> None:
    opened = json.loads(case.layer(1))["opened"]
    swapped = sorted([*opened[1:], b64encode(bytes(len(b64decode(opened[0])))).decode()], key=b64decode)
    assert case.hand_on(1, altered(case, 1, opened=swapped)).status_code == 200
    assert case.hand_on(2).status_code == 200
    assert events("WordsPeeled")[-1]["unopened"] == 1
    with database.reading() as session:
        found = record.read(session, case.sealed)
    peeling.peel_again(found, case.recovery[2], 2)
    with pytest.raises(Broken, match=r"words-swapped \(holder 1\)"):
        peeling.peel_again(found, case.recovery[1], 1)


def test_one_bad_envelope_does_not_stop_the_others(any_database: str) -> None:
    case = Worded28()
    case.let_vote()
    case.say_words(*SAID)
    voter = case.voters()[6]
    garbage = b"\x04" + bytes(len(case.envelope("")) - 1)
    assert case.cast(case.with_envelope(voter, case.ballot(voter, 0), garbage)).status_code == 200
    case.close()
    case.wait_for_objections()
    assert case.hand_on(1).status_code == 200
    assert (events("WordsPeeled")[0]["opened"], events("WordsPeeled")[0]["unopened"]) == (6, 1)


def test_below_five_nothing_is_peeled(any_database: str) -> None:
    case = Worded28()
    case.to_the_peeling(*SAID[:4])
    assert case.state(1)["words"] is None
    assert case.browser.get(f"/keys/{case.key_token(1)}/words.json").status_code == 409
    answer = case.send(f"/keys/{case.key_token(1)}/words", b'{"index":1,"opened":[],"unopened":[],"signature":{}}')
    assert answer.status_code == 409


def deputy_of(case: Worded28, place: int, *roles: Role) -> Actor:
    """Someone whom HR names for the teller at a place."""
    deputy = case.world.account("Lý Văn Thay", *(roles or (Role.CLERK, Role.MANAGER)))
    account_id = case.holders()[place - 1].account_id
    duties.assign(case.world.hr, case.number, DutyKind.TELLER, account_id, deputy.account_id)
    return deputy


def witness(case: Worded28, by: int, absent: int) -> Any:
    return case.send(f"/keys/{case.key_token(by)}/witness", json.dumps({"place": absent}))


def test_a_deputy_peels_with_the_envelope_of_one_who_is_away_when_two_are_there(case: Worded28) -> None:
    case.open_with(1, 3)
    case.hand_on(1)
    deputy = deputy_of(case, 2)
    void = case.key_token(2)
    assert witness(case, 1, 2).json() == {"by_deputy": False}
    assert witness(case, 1, 2).json() == {"by_deputy": False}
    assert case.state(3)["words"]["witnesses"] == [1]
    assert witness(case, 3, 2).json() == {"by_deputy": True}
    assert case.browser.get(f"/keys/{void}/state.json").status_code == 410
    letter = case.world.letters("words_to_peel")[-1]
    assert letter.account_id == deputy.account_id
    assert case.state(2)["holders"][1]["name"] == "Lý Văn Thay"
    assert case.hand_on(2).status_code == 200
    assert layers()[1].deputy_id == deputy.account_id
    assert events("WordsPeeled")[-1]["by"] == f"account:{deputy.account_id}"
    case.hand_on(3)
    assert published(case) == sorted(words for words in SAID if words)


def test_without_a_fit_deputy_or_two_witnesses_no_envelope_is_opened(case: Worded28) -> None:
    case.open_with(1, 3)
    assert "Chưa cử người thay" in witness(case, 2, 1).json()["error"]
    assert witness(case, 1, 1).status_code == 409
    assert witness(case, 1, 2).status_code == 409
    for place in (True, "1", 0, 9, None):
        assert case.send(f"/keys/{case.key_token(2)}/witness", json.dumps({"place": place})).status_code == 409
    other = case.holders()[2].account_id
    duties.assign(case.world.hr, case.number, DutyKind.TELLER, case.holders()[0].account_id, other)
    assert "không mở thay được" in witness(case, 2, 1).json()["error"]
    deputy_of(case, 1)
    assert witness(case, 2, 1).json() == {"by_deputy": False}
    with database.reading() as session:
        assert session.get_one(KeyHolder, case.holders()[0].id).deputy_id is None
