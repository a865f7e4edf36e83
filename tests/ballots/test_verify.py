"""An archive that keeps every rule passes at every stage; one that breaks a rule fails, and the rule is named."""

import io
import random
from typing import Any

import pytest

from ballots import archive, exact
from ballots.archive import Record, head_of, read, spoken
from ballots.exact import Broken
from ballots.verify import Examined, Report, compare, examine, verify
from tests.ballots.faults import FAULTS
from tests.ballots.sealed_world import COUNTS, HOUR, box, broken, records, report, written


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_archive_names_its_rule(name: str) -> None:
    rule, fault = FAULTS[name]
    assert broken(fault()) == rule


def test_at_least_thirty_kinds_of_faults_are_tried() -> None:
    assert len(FAULTS) >= 30


def test_every_stage_of_a_round_passes_as_what_it_is() -> None:
    made = box()
    assert report(written([made.setup])) == Report("open", 0, 0, None)
    assert report(written(made.opened)) == Report("open", 7, 6, None)
    assert report(written(made.closed)) == Report("closed", 7, 6, None)
    assert report(written(made.summed)) == Report("encrypted_tally", 7, 6, None)
    assert report(written(made.shared[:-1])) == Report("partial", 7, 6, None)
    assert report(written(made.shared)) == Report("partial", 7, 6, None)
    assert report(written(made.finished)) == Report("result", 7, 6, COUNTS)


def test_several_processes_find_the_same() -> None:
    assert report(written(box().finished), processes=2) == report(written(box().finished))
    for name in ("a_ballot_of_nobody", "a_borrowed_overall_proof", "an_old_ballot_again_after_the_second_one"):
        rule, fault = FAULTS[name]
        assert broken(fault(), processes=2) == rule


def test_what_was_published_elsewhere_is_compared() -> None:
    found, opened = (examine(io.BytesIO(written(steps))) for steps in (box().finished, box().opened))
    at_close, last = head_of(records(box().closed)).hash, head_of(records(box().finished)).hash
    compare(found, roll=6, head_at_close=at_close, head=last, stage="result")
    compare(found, head_at_close=spoken(at_close), head=last.upper())

    def fails(archive: Examined, **expected: Any) -> str:
        with pytest.raises(Broken) as refusal:
            compare(archive, **expected)
        return refusal.value.rule

    assert fails(found, roll=5) == fails(found, roll=7) == "roll"
    assert fails(found, head_at_close=last) == fails(opened, head_at_close=at_close) == "head-at-close"
    assert fails(found, head=at_close) == "head"
    assert fails(found, stage="partial") == "stage"
    assert broken(written(box().opened), stage="closed") == "stage"


def test_a_hash_is_read_aloud_as_eleven_groups_of_four_digits() -> None:
    groups = spoken("0" * 63 + "7").split(" ")
    assert groups == ["0000"] * 10 + ["0007"]
    assert spoken(f"{10**44 + 5:064x}") == " ".join(["0000"] * 10 + ["0005"])


def test_a_stream_that_cannot_be_wound_back_is_read_too() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert verify(Pipe(written(box().finished))).result == COUNTS


def test_a_stream_is_checked_again_and_again() -> None:
    stream = io.BytesIO(written(box().finished))
    with pytest.raises(Broken):
        examine(io.BytesIO(stream.getvalue()[:-700]))
    assert examine(stream).head == head_of(records(box().finished)).hash


def test_what_is_written_is_read_again() -> None:
    made = records(box().finished)
    again = list(read(io.BytesIO(archive.write(made))))
    assert [(each.name, each.body) for each in again] == [(each.name, each.body) for each in made]


def test_the_archive_is_the_same_when_it_is_made_step_by_step() -> None:
    made = box()
    steps = archive.begin(made.election, made.ceremony.trustees, made.credentials, HOUR)
    for raw in made.cast:
        steps += archive.append_ballot(head_of(steps), raw)
    steps += archive.end_ballots(head_of(steps))
    steps += archive.encrypted_tally(head_of(steps), made.tally.as_json(), made.tally.voters, made.tally.weight)
    for owner, raw in made.partials.items():
        steps += archive.partial_decryption(head_of(steps), owner, raw)
    steps += archive.result(head_of(steps), COUNTS)
    assert archive.write(steps) == written(made.finished)


@pytest.mark.parametrize("seed", range(15))
def test_no_byte_of_an_archive_can_be_changed(seed: int) -> None:
    drawn = random.Random(seed)
    raw = bytearray(written(box().finished))
    place = drawn.randrange(len(raw))
    raw[place] ^= 1 << drawn.randrange(8)
    assert broken(bytes(raw))


@pytest.mark.parametrize("seed", range(15))
def test_no_figure_of_an_archive_can_be_changed_even_when_all_hashes_are_made_right_again(seed: int) -> None:
    drawn = random.Random(seed)
    steps = [(kind, list(parts)) for kind, parts in box().finished]
    _, parts = drawn.choice([step for step in steps if step[1]])
    at = drawn.randrange(len(parts))
    digits = [place for place, sign in enumerate(parts[at]) if chr(sign).isdigit()]
    place = drawn.choice(digits)
    other = str((int(chr(parts[at][place])) + drawn.randrange(1, 10)) % 10).encode()
    parts[at] = parts[at][:place] + other + parts[at][place + 1 :]
    assert broken(written(steps))


@pytest.mark.parametrize("body", [b"[" * 100_000, b"\xff\xfe", b"1e999", b"NaN", b'"\\ud800"', b"9" * 5000, b"{", b""])
@pytest.mark.parametrize("part", range(4))
def test_no_record_makes_the_verifier_fall_over(body: bytes, part: int) -> None:
    kind, parts = box().setup
    replaced = [*parts[:part], body or b" ", *parts[part + 1 :]]
    replaced[3] = replaced[3] if part == 3 else _pointing(replaced)
    assert broken(written([(kind, replaced)])).endswith(("-form", "-parts"))


def _pointing(parts: list[bytes]) -> bytes:
    names = ("election", "trustees", "credentials")
    return exact.compact({name: exact.digest(part) for name, part in zip(names, parts, strict=False)})


def test_a_header_that_promises_more_than_any_record_has_is_refused() -> None:
    first = archive.block(Record("BELENIOS", b"x"), HOUR)
    huge = first[:124] + b"77777777777" + first[135:]
    assert broken(huge) == "file-header"
    assert broken(written(box().opened) + huge) == "file-header"
    for size, rule in ((64 * 1024 * 1024, "file-truncated"), (64 * 1024 * 1024 + 1, "file-header")):
        assert broken(first[:124] + f"{size:011o}".encode() + first[135:]) == rule


def test_a_time_that_eleven_octal_digits_cannot_say_is_refused() -> None:
    def header(timestamp: int) -> Record:
        return Record("BELENIOS", exact.compact({"version": 1, "timestamp": str(timestamp)}))

    assert archive.read_header(header(8**11 - 1)) == 8**11 - 1
    with pytest.raises(Broken, match="header-form"):
        archive.read_header(header(8**11))
