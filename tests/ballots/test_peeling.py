"""The record of sealed words: whoever hands on too few, too many or something else is named, and below five nobody."""

import io
import json
from base64 import b64decode, b64encode
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ballots import mix, peeling
from ballots.ballot import tracker
from ballots.exact import Broken, compact, digest
from ballots.group import powers_of_g, random_scalar
from ballots.keys import mix_key
from ballots.peeling import Record, read_record
from ballots.proofs.knowledge import sign
from cli.ballots import app
from tests.ballots.sealed_world import CODES, Box, box, ceremony, written

SAID = ["Nên họp sớm hơn.", "", "Đồng ý", "Đồng ý", "", "x"]
SIZE = mix.SIZES[0]


@cache
def sent() -> list[dict[str, Any]]:
    """An envelope for the last ballot of each voter."""
    made, found = box(), []
    last = {json.loads(raw)["credential"]: raw for raw in made.cast}
    secrets = {str(powers_of_g(secret)): secret for secret in map(made.secret, range(len(made.codes)))}
    for words, (credential, raw) in zip(SAID, last.items(), strict=True):
        found.append(enveloped(made, secrets[credential], raw, mix.wrap(words, SIZE, ceremony().mix_keys, uuid())))
    return found


def base64_of(raw: bytes) -> str:
    return b64encode(raw).decode()


def uuid() -> str:
    return box().election.uuid


def enveloped(made: Box, secret: Any, raw: bytes, envelope: bytes) -> dict[str, Any]:
    signature = sign(mix.to_be_signed(made.election.uuid, tracker(raw), envelope), secret, random_scalar())
    return {
        "credential": str(powers_of_g(secret)),
        "tracker": tracker(raw),
        "words": base64_of(envelope),
        "signature": signature.as_json(),
    }


def record(envelopes: list[dict[str, Any]] | None = None, layers: list[Any] | None = None, **other: Any) -> Record:
    return read_record(raw_record(layers, envelopes, **other))


def raw_record(layers: list[Any] | None = None, envelopes: list[dict[str, Any]] | None = None, **other: Any) -> bytes:
    said = {
        "uuid": uuid(),
        "size": SIZE,
        "ceremony": {"id": ceremony().id, "messages": list(ceremony().messages[:3])},
        "envelopes": sent() if envelopes is None else envelopes,
        "layers": layers or [],
    }
    return compact(said | other)


@cache
def layers() -> list[Any]:
    found: list[Any] = []
    for index, code in CODES.items():
        found.append(json.loads(peeling.peel(record(layers=found), code, index)))
    return found


def closed() -> tuple[dict[str, str], bytes]:
    return peeling.trackers_of(io.BytesIO(written(box().closed)))


def broken(found: Record) -> str:
    with pytest.raises(Broken) as why:
        peeling.check(found, *closed())
    return str(why.value)


def test_three_holders_peel_one_after_the_other_and_all_words_come_out_sorted() -> None:
    for count in range(4):
        peeling.check(record(layers=layers()[:count]), *closed())
    assert peeling.published(record(layers=layers())) == sorted(words for words in SAID if words)
    with pytest.raises(Broken, match="words-turn"):
        peeling.published(record(layers=layers()[:2]))


def test_a_holder_peels_in_turn_and_with_the_own_code_only() -> None:
    for index, code in ((2, CODES[2]), (3, CODES[3]), (4, CODES[1])):
        with pytest.raises(Broken, match="words-turn"):
            peeling.peel(record(), code, index)
    with pytest.raises(Broken, match="ceremony-code"):
        peeling.peel(record(), CODES[2], 1)


def altered(index: int, **change: Any) -> list[Any]:
    """The layers up to one that its holder made otherwise, and signed."""
    found = layers()[:index]
    layer, _ = peeling.read_layer(found[-1] | change)
    signed = peeling.sign_layer(record(layers=found[:-1]), CODES[index], index, layer)
    return [*found[:-1], json.loads(signed)]


@pytest.mark.parametrize("index", [1, 2, 3])
def test_who_drops_adds_or_resizes_is_named(index: int) -> None:
    opened = layers()[index - 1]["opened"]
    wrong = {
        "words-dropped": ({"opened": opened[1:]}, {"opened": sorted([*opened, opened[0]], key=b64decode)}),
        "words-form": ({"opened": opened[::-1]}, {"opened": [each[4:] for each in opened]}, {"unopened": ["b", "a"]}),
    }
    for rule, changes in wrong.items():
        for change in changes:
            assert broken(record(layers=altered(index, **change))) == f"{rule} (holder {index})"
    assert broken(record(layers=altered(index, unopened=["0" * 64]))) == f"words-dropped (holder {index})"
    unsigned = [*layers()[: index - 1], layers()[index - 1] | {"signature": sent()[0]["signature"]}]
    assert broken(record(layers=unsigned)) == f"words-signature (holder {index})"


def test_who_says_that_a_good_envelope_does_not_open_is_named_by_the_own_code() -> None:
    first = record()
    lost = mix.peel(first.before(1), mix_key(ceremony(), CODES[1], 1), 1, uuid()).opened[0]
    opened = [each for each in layers()[0]["opened"] if each != base64_of(lost)]
    blamed = mix.distinct(first.before(1))[0]
    found = record(layers=altered(1, opened=opened, unopened=[digest(blamed)]))
    peeling.check(found, *closed())
    with pytest.raises(Broken, match=r"words-swapped \(holder 1\)"):
        peeling.peel_again(found, CODES[1], 1)
    peeling.peel_again(record(layers=layers()), CODES[1], 1)


@pytest.mark.parametrize("index", [1, 2, 3])
def test_who_swaps_an_item_is_named_by_the_own_code(index: int) -> None:
    opened = layers()[index - 1]["opened"]
    other = mix.pad("Tôi đồng ý hết", SIZE)
    for at in range(3, index, -1):
        other = mix.seal_for(ceremony().mix_keys[at - 1], other, uuid(), at)
    swapped = sorted([*opened[1:], base64_of(other)], key=b64decode)
    found = record(layers=altered(index, opened=swapped))
    peeling.check(found, *closed())
    with pytest.raises(Broken, match=rf"words-swapped \(holder {index}\)"):
        peeling.peel_again(found, CODES[index], index)


def test_every_ballot_that_counts_has_its_own_envelope_and_no_other() -> None:
    first, second, *others = sent()
    assert "words-missing" in broken(record([second, *others]))
    assert "words-missing" in broken(record([first, first, second, *others]))
    assert "words-signature" in broken(record([first | {"words": second["words"]}, second, *others]))
    assert "words-missing" in broken(record([first | {"tracker": second["tracker"]}, second, *others]))
    assert "words-signature" in broken(record(uuid=uuid()[::-1]))
    assert "words-form" in broken(record([first | {"words": first["words"][:-4]}, second, *others]))


def test_four_envelopes_are_opened_by_nobody() -> None:
    four = record(sent()[:4])
    trackers, trustees = closed()
    few = {each.credential: trackers[each.credential] for each in four.sent}
    with pytest.raises(Broken, match="words-few"):
        peeling.check(four, few, trustees)
    with pytest.raises(Broken, match="words-few"):
        peeling.peel(four, CODES[1], 1)


def test_what_is_no_record_is_refused_by_its_rule() -> None:
    for raw in (b"", b"[]", b"{}", compact({"uuid": 1, "size": 2048, "ceremony": {}, "envelopes": [], "layers": []})):
        with pytest.raises(Broken, match="words-form"):
            read_record(raw)
    with pytest.raises(Broken, match="words-form"):
        record(size=100)


def command(folder: Path, found: bytes, holder: int, code: str, *options: str) -> tuple[int, str]:
    (folder / "words.json").write_bytes(found)
    (folder / "round.bel").write_bytes(written(box().closed))
    asked = ["peel", str(folder / "words.json"), str(folder / "round.bel"), "--holder", str(holder), *options]
    done = CliRunner().invoke(app, asked, input=f"{code}\n")
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stdout


def test_the_command_peels_as_a_page_does_and_never_shows_the_code(tmp_path: Path) -> None:
    exit_code, said = command(tmp_path, raw_record(), 1, CODES[1])
    assert exit_code == 0
    assert CODES[1] not in said
    assert json.loads((tmp_path / "words.1.json").read_bytes()) == layers()[0]
    assert command(tmp_path, raw_record(layers()), 2, CODES[2], "--again")[0] == 0


def test_the_command_refuses_four_a_wrong_code_and_a_wrong_turn_in_a_sentence(tmp_path: Path) -> None:
    refused = {
        "words-missing": (raw_record(envelopes=sent()[:4]), 1, CODES[1]),
        "ceremony-code": (raw_record(), 1, CODES[2]),
        "words-turn": (raw_record(), 2, CODES[2]),
        "words-form": (b"{}", 1, CODES[1]),
    }
    for rule, (found, holder, code) in refused.items():
        exit_code, said = command(tmp_path, found, holder, code)
        assert exit_code == 1
        assert f"Quy tắc: {rule}" in said
    assert command(tmp_path, raw_record(), 1, "no code")[0] == 1
    assert not (tmp_path / "words.2.json").exists()
