"""What is kept of a sealed round tells no choice, no code, no hour; while it is open HR does not learn who abstains."""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel, select

from ballots import credentials
from models import OutboxMessage
from models.store import database
from procedures.sealed import closing
from tests import databases
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
        assert case.token(place).partition("-")[2] not in kept


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


def seen_by_hr(folder: Path, abstains: int) -> dict[str, str]:
    """Every page that HR can open while five of nine have voted and this one, among others, has not."""
    folder.mkdir()
    databases.fresh("sqlite", folder)
    case = Sealed28()
    case.let_vote()
    voters = case.voters()
    voting = [voter for at, voter in enumerate(voters) if at not in (abstains, 6, 7, 8)][:5]
    for voter in voting:
        assert case.cast(case.ballot(voter, 0)).status_code == 200
    hr = case.browser.sign_in(case.world.hr)
    addresses = (
        *("/", "/hr", "/procedures", f"/procedures/{case.number}", f"/procedures/{case.number}/sealed"),
        *(f"/hr/outbox?procedure={case.number}", f"/log?procedure={case.number}", f"/check/{case.uuid}"),
        *(f"/procedures/{case.number}/meetings/{case.meeting_id}", f"/b/{case.uuid}/about.json", "/who-sees-what"),
    )
    pages = {re.sub(case.uuid, "UUID", each): plain(hr.get(each).text, case.uuid) for each in addresses}
    pages["letters"] = "\n".join(sorted(f"{each.kind} {each.roll_entry_id}" for each in letters_listed()))
    database.engine().dispose()
    return pages


def letters_listed() -> list[Any]:
    with database.reading() as session:
        rows = select(OutboxMessage).where(OutboxMessage.kind != "ballot_recorded")
        return list(session.exec(rows).all())


def plain(text: str, uuid: str) -> str:
    """The text without what differs from run to run: the round's name, times, tokens of forms, heads of the chain."""
    text = text.replace(uuid, "UUID")
    text = re.sub(r'name="csrf" value="[^"]*"', "", text)
    text = re.sub(r"\d{1,2}:\d{2}(:\d{2})?|\d{1,2}/\d{1,2}/\d{4}", "TIME", text)
    text = re.sub(r"còn [^<]*|\d+ (giây|phút|giờ) trước", "LEFT", text)
    return re.sub(r"[0-9a-f]{12,64}|(\d{4}[ -]){3,}\d{4}|[A-Za-z0-9+/]{43}=?", "HASH", text)


def test_two_rounds_that_differ_in_who_abstained_show_hr_the_same(tmp_path: Path) -> None:
    one, other = seen_by_hr(tmp_path / "one", 0), seen_by_hr(tmp_path / "other", 5)
    assert one.keys() == other.keys()
    for address, page in one.items():
        assert page == other[address], address


def test_the_comparison_finds_a_name_that_is_planted() -> None:
    page = "<p>Nguyễn Thị Số 0 chưa bỏ phiếu lúc 10:00</p>"
    assert plain(page, "x") != plain(page.replace("Số 0", "Số 5"), "x")
    assert plain(page, "x") == plain(page.replace("10:00", "11:30"), "x")


def test_the_key_folder_is_not_in_the_database(case: Sealed28, tmp_path: Path) -> None:
    keys = list((tmp_path / "keys" / "rounds").iterdir())
    assert [each.stat().st_mode & 0o777 for each in keys] == [0o600]
    assert keys[0].read_bytes().hex() not in dump()
