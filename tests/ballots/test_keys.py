"""Three holders make a key that no one of them has; any two open; the code and what was said are all they need."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from ballots import exact
from ballots.exact import Broken
from ballots.group import G, P, Q, powers_of_g
from ballots.keys import Ceremony, Message, mix_key, new_recovery_code, read_ceremony, say, share
from ballots.keys.ceremony import to_be_signed
from ballots.keys.recovery import Secrets
from ballots.keys.trustees import read_trustees
from ballots.proofs.knowledge import sign
from tests.ballots.sealed_world import CODES, ceremony

Change = Callable[[dict[str, Any]], object]


def until(round_: int, index: int = 1) -> Ceremony:
    """The ceremony when holder `index` is about to speak in this round."""
    return read_ceremony(ceremony().id, ceremony().messages[: 3 * (round_ - 1) + index - 1])


def signed_again(message: Message, index: int, change: Change) -> Message:
    """A message that its holder, a cheat, changed and signed."""
    changed: dict[str, Any] = json.loads(exact.compact(message))
    change(changed["body"])
    del changed["signature"]
    holder = Secrets(CODES[index], ceremony().id, index)
    text = to_be_signed(changed)
    return {**changed, "signature": sign(text, holder.signing, holder.nonce(text)).as_json()}


def refused(held: Ceremony, message: Any) -> str:
    with pytest.raises(Broken) as refusal:
        held.hear(message)
    return refusal.value.rule


def test_the_ceremony_says_for_whom_it_waits() -> None:
    held = Ceremony(ceremony().id)
    assert (held.round, held.waits_for, held.is_done) == (1, [1, 2, 3], False)
    held = held.hear(ceremony().messages[1])
    assert (held.round, held.waits_for) == (1, [1, 3])
    assert until(2).waits_for == [1, 2, 3]
    assert (ceremony().round, ceremony().waits_for, ceremony().is_done) == (5, [], True)


def test_what_a_holder_says_is_the_same_again_and_hearing_it_again_changes_nothing() -> None:
    for round_ in (1, 2, 3, 4):
        held = until(round_)
        message = say(held, CODES[1], 1)
        assert message is not None
        assert exact.compact(message) == exact.compact(ceremony().messages[3 * (round_ - 1)])
        after = held.hear(message)
        assert after.hear(json.loads(exact.compact(message))) == after
        assert say(after, CODES[1], 1) is None


def test_messages_of_a_round_may_come_in_any_order() -> None:
    first = list(ceremony().messages[:3])
    turned = read_ceremony(ceremony().id, [*reversed(first), *ceremony().messages[3:]])
    assert turned.trustees == ceremony().trustees
    assert turned.public_key == ceremony().public_key


def test_the_published_keys_are_those_of_the_ceremony() -> None:
    trustees = read_trustees(ceremony().trustees)
    assert trustees.public_key == ceremony().public_key
    assert trustees.verification_keys == [ceremony().verification_key(index) for index in (1, 2, 3)]


@pytest.mark.parametrize("owners", [(1, 2), (1, 3), (2, 3), (1, 2, 3)])
def test_any_two_shares_make_the_private_key(owners: tuple[int, ...]) -> None:
    shares = {owner: share(ceremony(), CODES[owner], owner) for owner in owners}
    ways = read_trustees(ceremony().trustees).ways_to_open(owners)
    assert len(ways) == len(owners) - 1
    for way in ways:
        private = sum(shares[owner] * weight for owner, weight in way.items()) % Q
        assert powers_of_g(private) == ceremony().public_key


@pytest.mark.parametrize("owners", [(), (1,), (2,), (3,), (4, 5), (1, 4)])
def test_one_share_makes_nothing(owners: tuple[int, ...]) -> None:
    assert read_trustees(ceremony().trustees).ways_to_open(owners) == []


def test_a_share_belongs_to_the_public_half_that_was_shown() -> None:
    for index, code in CODES.items():
        assert powers_of_g(share(ceremony(), code, index)) == ceremony().verification_key(index)
        assert mix_key(ceremony(), code, index) == Secrets(code, ceremony().id, index).mix


def test_another_code_does_not_speak_for_a_holder_nor_find_the_share() -> None:
    for attempt in (say, share, mix_key):
        with pytest.raises(Broken, match="ceremony-code"):
            attempt(until(2), CODES[2], 1)
    with pytest.raises(Broken, match="ceremony-code"):
        say(until(4), new_recovery_code(), 1)
    with pytest.raises(ValueError, match="no recovery code"):
        say(until(4), CODES[1][:-1], 1)


def test_nobody_speaks_out_of_turn_or_twice() -> None:
    first, fourth = ceremony().messages[0], ceremony().messages[3]
    assert refused(Ceremony(ceremony().id), fourth) == "ceremony-round"
    other = say(Ceremony(ceremony().id), new_recovery_code(), 1)
    assert refused(until(1, 2), other) == "ceremony-round"
    assert refused(ceremony(), {**first, "round": 5}) == "ceremony-other"
    assert refused(until(2), {**first, "round": 0}) == "ceremony-other"


@pytest.mark.parametrize("field", [{"ceremony": "Another1234567"}, {"index": 4}, {"index": 0}])
def test_a_message_of_another_ceremony_or_of_nobody_is_not_heard(field: dict[str, Any]) -> None:
    assert refused(Ceremony(ceremony().id), {**ceremony().messages[0], **field}) == "ceremony-other"


@pytest.mark.parametrize("round_", [2, 3, 4])
def test_nobody_speaks_for_another(round_: int) -> None:
    message = ceremony().messages[3 * (round_ - 1)]
    assert refused(until(round_), {**message, "index": 2}) == "ceremony-signature"


def test_a_certificate_says_its_place_and_is_of_nobody_else() -> None:
    as_second = say(Ceremony(ceremony().id), CODES[1], 2)
    assert as_second is not None
    cert = as_second["body"]["cert"]  # pyright: ignore
    moved = signed_again(ceremony().messages[0], 1, lambda body: body.update(cert=cert))
    assert refused(Ceremony(ceremony().id), moved) == "ceremony-signature"
    unsigned = signed_again(
        ceremony().messages[0], 1, lambda body: body["cert"].update(signature=ceremony().messages[0]["signature"])
    )
    assert refused(Ceremony(ceremony().id), unsigned) == "ceremony-certificate"


@pytest.mark.parametrize(
    ("round_", "change", "rule"),
    [
        (1, lambda body: body.update(mix="AAAA"), "form"),
        (1, lambda body: body.update(mix=body["mix"] + "="), "form"),
        (1, lambda body: body.update(note="x"), "form"),
        (1, lambda body: body["cert"].update(message=body["cert"]["message"] + " "), "form"),
        (2, lambda body: body["shares"].pop(), "form"),
        (2, lambda body: body["shares"].__setitem__(0, str(Q)), "scalar"),
        (2, lambda body: body.update(certs_signature=body["coefexps"]["signature"]), "coefficients"),
        (2, lambda body: body["coefexps"].update(signature=body["certs_signature"]), "coefficients"),
        (2, lambda body: body["coefexps"].update(message=f'{{"coefexps":["{G}"]}}'), "form"),
        (2, lambda body: body["coefexps"].update(message=f'{{"coefexps":["{G}","{P - 1}"]}}'), "member"),
        (2, lambda body: body["coefexps"].update(message=f'{{"coefexps":["{G}","1"]}}'), "member"),
        (3, lambda body: body["verification_key"].update(public_key=str(G)), "key"),
        (3, lambda body: body["verification_key"].update(signature=body["verification_key"]["pok"]), "key"),
        (3, lambda body: body["verification_key"].update(pok=body["verification_key"]["signature"]), "key"),
        (4, lambda body: body.update(trustees="0" * 64), "trustees"),
    ],
)
def test_a_wrong_message_is_not_heard_though_its_holder_signed_it(round_: int, change: Change, rule: str) -> None:
    message = signed_again(ceremony().messages[3 * (round_ - 1)], 1, change)
    assert refused(until(round_), message) == f"ceremony-{rule}"


def test_a_wrong_share_is_noticed_by_who_gets_it_and_its_sender_is_named() -> None:
    wrong = signed_again(ceremony().messages[3], 1, lambda body: body["shares"].__setitem__(1, "7"))
    held = read_ceremony(ceremony().id, [*ceremony().messages[:3], wrong, *ceremony().messages[4:6]])
    assert say(held, CODES[3], 3)
    with pytest.raises(Broken, match="ceremony-share") as refusal:
        say(held, CODES[2], 2)
    assert refusal.value.at == "holder 1"


@pytest.mark.parametrize("message", [None, [], {}, "x", {"ceremony": 1}, {"body": []}])
def test_what_is_no_message_is_not_heard(message: Any) -> None:
    assert refused(Ceremony(ceremony().id), message) == "ceremony-form"


def test_what_is_not_there_yet_is_not_asked_for() -> None:
    for attempt in (lambda: until(3).trustees, lambda: until(2).public_key, lambda: until(1).mix_keys):
        with pytest.raises(Broken, match="ceremony-round"):
            attempt()


def test_no_message_holds_a_secret() -> None:
    said = exact.compact([*ceremony().messages]).decode()
    for index, code in CODES.items():
        holder = Secrets(code, ceremony().id, index)
        secrets = (holder.signing, holder.encryption, *holder.coefficients, holder.mix, share(ceremony(), code, index))
        assert not [secret for secret in secrets if str(secret) in said]
        assert code not in said
