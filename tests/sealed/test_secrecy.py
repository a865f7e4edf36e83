"""What is kept of a sealed round tells no choice, no code, no hour."""

import re
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from ballots import credentials
from models.store import database
from procedures.sealed import closing
from tests.sealed.sealing import Sealed28


def dump() -> str:
    """Every row of every table, as text."""
    with database.reading() as session:
        rows = [session.connection().execute(table.select()).all() for table in SQLModel.metadata.sorted_tables]
    return "\n".join(repr(tuple(row)) for of_table in rows for row in of_table)


@pytest.fixture
def case(any_database: str) -> Sealed28:
    case = Sealed28()
    case.let_vote()
    return case


def test_a_dump_in_mid_round_holds_no_link_no_code_and_no_private_half(case: Sealed28) -> None:
    case.vote(0, 0, 1, 2, 1, 0)
    kept = dump()
    for voter in case.voters():
        code = case.code(voter)
        assert code not in kept
        assert code.replace("-", "") not in kept
        assert str(credentials.private_credential(code, case.uuid)) not in kept
    for place, code in case.recovery.items():
        assert code not in kept
        assert case.key_token(place).partition("-")[2] not in kept


def test_of_a_ballot_no_time_finer_than_the_day_is_kept(case: Sealed28) -> None:
    before = dump()
    assert case.cast(case.ballot(case.voters()[3], 1)).status_code == 200
    new = [line for line in dump().splitlines() if line not in before]
    changed = [line for line in new if "Phiếu" not in line]
    today = case.today
    instants = re.findall(r"datetime\.datetime\([^)]*\)", "\n".join(changed))
    assert not instants
    assert f"datetime.date({today.year}, {today.month}, {today.day})" in "\n".join(changed)


def test_the_web_log_has_no_line_of_a_ballot(case: Sealed28, capsys: pytest.CaptureFixture[str]) -> None:
    raw = case.ballot(case.voters()[0], 1)
    capsys.readouterr()
    assert case.cast(raw).status_code == 200
    case.browser.get(f"/check/{case.uuid}")
    said = capsys.readouterr()
    assert "/b/" not in said.out + said.err
    assert case.uuid not in said.out + said.err


def test_letters_of_the_day_go_to_those_who_voted_and_stand_on_no_desk(case: Sealed28) -> None:
    raw = case.ballot(case.voters()[2], 0)
    assert case.cast(raw).status_code == 200
    with database.transaction() as session:
        sealed = session.get_one(type(case.sealed), case.sealed_id)
        sealed.closes_at = case.world.now() + 5 * (sealed.closes_at - case.world.now()) * 24
        session.add(sealed)
    before = len(case.world.letters("ballot_recorded"))
    case.world.move(days=1)
    for _ in range(2):
        closing.carry_on(case.number)
    letters = case.world.letters("ballot_recorded")
    assert (before, len(letters)) == (0, 1)
    assert letters[0].roll_entry_id == case.voters()[2].roll_entry_id
    page = case.browser.sign_in(case.world.hr).open(f"/hr/outbox?procedure={case.number}")
    assert "Báo đã ghi nhận phiếu" not in page
    assert "Mời bỏ phiếu kín" in page


def test_the_key_folder_is_not_in_the_database(case: Sealed28, tmp_path: Path) -> None:
    keys = list((tmp_path / "keys" / "rounds").iterdir())
    assert [each.stat().st_mode & 0o777 for each in keys] == [0o600]
    assert keys[0].read_bytes().hex() not in dump()
