"""A sealed round from the keys to the result; the archive passes the program that others wrote."""

import io
import subprocess
from pathlib import Path

import pytest

from ballots.verify import verify
from models.store import database
from procedures.meetings.tallying.tally import tally_of
from procedures.sealed import box, publishing
from tests.sealed.sealing import Sealed28


@pytest.fixture
def case(any_database: str) -> Sealed28:
    return Sealed28()


def test_nine_vote_two_open_and_the_result_is_what_was_cast(case: Sealed28, tmp_path: Path) -> None:
    case.whole([0, 0, 0, 0, 0, 1, 1, 2, 0])
    with database.reading() as session:
        assert box.counts_of(session, case.sealed) == [[6, 2, 1]]
        tally = tally_of(session, case.meeting, case.post())
    assert (tally.present, tally.returned) == (9, 9)
    assert tally.votes == {str(case.nominees[0]): 6, str(case.nominees[1]): 2}
    case.conclude()
    whole = case.whole_archive()
    assert passes_belenios(whole, case.uuid, tmp_path)
    report = verify(io.BytesIO(whole), roll=9, head_at_close=case.sealed.head_at_close, head=case.sealed.head)
    assert (report.stage, report.counted, report.result) == ("result", 9, [[6, 2, 1]])


def test_of_a_result_that_the_law_does_not_announce_the_public_archive_ends_with_the_ballots(
    case: Sealed28, tmp_path: Path
) -> None:
    case.whole([0, 0, 1, 0, 0])
    case.conclude()
    public = case.browser.get(f"/b/{case.uuid}/archive.bel").content
    assert passes_belenios(public, case.uuid, tmp_path)
    report = verify(io.BytesIO(public), roll=9, head_at_close=case.sealed.head_at_close)
    assert (report.stage, report.ballots, report.result) == ("closed", 5, None)
    case.browser.sign_in(case.world.operator)
    assert case.browser.get(case.archive_address).status_code == 403


def test_the_holders_read_what_they_counted_once_the_result_is_shown_to_them(case: Sealed28) -> None:
    case.whole([0, 0, 1, 0, 2])
    assert case.state(1)["counted"] == []
    case.conclude()
    for place in (1, 2, 3):
        (seen,) = case.state(place)["counted"]
        (question,) = seen["questions"]
        assert [count for _, count in question[1]] == [3, 1, 1]
        assert (seen["returned"], seen["voters"], seen["spoken"]) == (5, 9, publishing.head_aloud(case.sealed))
        assert len(seen["opened_by"]) == 2


def passes_belenios(archive: bytes, uuid: str, folder: Path) -> bool:
    (folder / f"{uuid}.bel").write_bytes(archive)
    command = ["belenios-tool", "election", "verify", "--dir", str(folder)]
    told = {"BELENIOS_USE_URANDOM": "1", "PATH": "/usr/bin"}
    return subprocess.run(command, capture_output=True, env=told, timeout=120, check=False).returncode == 0
