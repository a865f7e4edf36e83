"""The ceremony of the keys: the browser says, byte for byte, what Python says, and refuses what Python refuses."""

import copy

import pytest

from ballots import keys
from ballots.election import new_uuid
from ballots.exact import Broken
from ballots.keys.ceremony import Ceremony, read_ceremony
from tests.booth.box import made_keys, spoken_through

SAY = """async ({id, messages, code, index}) => {
  try {
    return await (await ceremony.Ceremony.read(id, messages)).say(recovery.plain(code), index);
  } catch (error) {
    if (!(error instanceof numbers.Broken)) throw error;
    return {rule: error.rule, at: error.at};
  }
}"""
READ = """async ({id, messages}) => {
  try {
    const read = await ceremony.Ceremony.read(id, messages);
    const {round, waitsFor} = read;
    const keys = round > 1 ? read.mixKeys.map(numbers.toHex) : [];
    return {round, waitsFor, keys, trustees: round > 3 ? new TextDecoder().decode(read.trustees) : ""};
  } catch (error) {
    if (!(error instanceof numbers.Broken)) throw error;
    return {rule: error.rule};
  }
}"""
SHARE = """async ({id, messages, code, index}) =>
  `${await (await ceremony.Ceremony.read(id, messages)).share(recovery.plain(code), index)}`"""


@pytest.fixture(scope="module")
def codes() -> list[str]:
    return [keys.new_recovery_code() for _ in range(keys.HOLDERS)]


def test_every_message_is_the_same_bytes_on_both_sides(js, codes):
    ceremony = Ceremony(new_uuid())
    while not ceremony.is_done:
        for index in list(ceremony.waits_for):
            given = {"id": ceremony.id, "messages": list(ceremony.messages), "code": codes[index - 1], "index": index}
            said = js(SAY, given)
            assert said == keys.say(ceremony, codes[index - 1], index)
            assert list(said) == ["ceremony", "round", "index", "body", "signature"]
            ceremony = ceremony.hear(said)
    assert ceremony.round == 5


@pytest.mark.parametrize("rounds", range(5))
def test_both_sides_read_the_same_in_a_ceremony_that_has_come_this_far(rounds, js, codes):
    ceremony = spoken_through(codes, Ceremony(new_uuid()), rounds)
    found = js(READ, {"id": ceremony.id, "messages": list(reversed(ceremony.messages))})
    assert (found["round"], found["waitsFor"]) == (ceremony.round, ceremony.waits_for)
    assert found["keys"] == [key.hex() for key in ceremony.mix_keys] if rounds else not found["keys"]
    assert found["trustees"] == (ceremony.trustees.decode() if rounds > 2 else "")


def test_the_code_and_the_public_messages_rebuild_a_holders_share(js):
    made = made_keys()
    for index, code in enumerate(made.codes, 1):
        given = {"id": made.ceremony.id, "messages": list(made.ceremony.messages), "code": code, "index": index}
        assert js(SHARE, given) == str(keys.share(made.ceremony, code, index))


def test_the_code_of_another_holder_is_refused(js, codes):
    ceremony = spoken_through(codes, Ceremony(new_uuid()), 1)
    given = {"id": ceremony.id, "messages": list(ceremony.messages), "code": codes[1], "index": 1}
    assert js(SAY, given) == {"rule": "ceremony-code", "at": "1"}


def test_a_share_that_does_not_fit_names_who_sent_it(js, codes):
    """Holder 2 signs a dealing whose share for holder 1 is wrong: the message is in order, the share is not."""
    from ballots.keys import ceremony as speaking
    from ballots.keys import holder
    from ballots.keys.recovery import Secrets

    ceremony = spoken_through(codes, Ceremony(new_uuid()), 1)
    for index in (1, 3):
        ceremony = ceremony.hear(keys.say(ceremony, codes[index - 1], index))
    wrong = copy.deepcopy(keys.say(ceremony, codes[1], 2))
    wrong["body"]["shares"][0] = "7"
    unsigned = {key: value for key, value in wrong.items() if key != "signature"}
    signature = holder._signed(Secrets(codes[1], ceremony.id, 2), speaking.to_be_signed(unsigned))
    ceremony = ceremony.hear({**unsigned, "signature": signature.as_json()})
    given = {"id": ceremony.id, "messages": list(ceremony.messages), "code": codes[0], "index": 1}
    assert js(SAY, given) == {"rule": "ceremony-share", "at": "2"}


def _other(messages):
    messages[0]["ceremony"] = "1" * 16


def _unsigned(messages):
    messages[0]["signature"]["response"] = "5"


def _foreign_cert(messages):
    messages[0]["body"]["cert"] = messages[1]["body"]["cert"]


def _wrong_coefficients(messages):
    messages[3]["body"]["coefexps"] = messages[4]["body"]["coefexps"]


def _wrong_key(messages):
    messages[6]["body"] = messages[7]["body"]


def _wrong_trustees(messages):
    messages[9]["body"]["trustees"] = "0" * 64


def _too_early(messages):
    del messages[1]


@pytest.mark.parametrize(
    "change",
    [_other, _unsigned, _foreign_cert, _wrong_coefficients, _wrong_key, _wrong_trustees, _too_early],
)
def test_both_sides_refuse_a_ceremony_that_was_tampered_with(change, js):
    ceremony = made_keys().ceremony
    messages = copy.deepcopy(sorted(ceremony.messages, key=lambda message: (message["round"], message["index"])))
    change(messages)
    with pytest.raises(Broken):
        read_ceremony(ceremony.id, messages)
    assert js(READ, {"id": ceremony.id, "messages": messages})["rule"].startswith("ceremony")
