"""`danchu doctor` finds what is well and what is not, on real parts, and says the remedy in words."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import doctor
from cli.main import app
from notifications.sink import Fault, Mischief, Sink
from tests.prefect_server import free_port

Look = Callable[[], Iterator[doctor.Finding]]
RECEIVED = "Authentication-Results: mx.example; spf=pass; dkim=pass; dmarc={dmarc}\nSubject: x\n\ny\n"


def found(look: Look) -> list[tuple[bool, str]]:
    return [(each.well, each.sentence) for each in look()]


async def looked_at_mail(monkeypatch: pytest.MonkeyPatch, port: int, to: str = "") -> list[tuple[bool, str]]:
    monkeypatch.setenv("DANCHU_SMTP_PORT", str(port))
    monkeypatch.setenv("DANCHU_MAIL_FROM", "vanphong@sngv.example")
    doctor.settings.cache_clear()
    return await asyncio.to_thread(found, lambda: doctor.look_at_mail(to))


async def test_a_relay_that_takes_letters_is_well_and_gets_the_letter_of_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Sink() as sink:
        said = await looked_at_mail(monkeypatch, sink.port, "hoa@sngv.example")
    assert [well for well, _ in said] == [True, True, True]
    assert "đón" in said[0][1]
    assert said[-1][1].startswith("Thư thử: sent 250")
    assert len(sink.mails) == 1


async def test_a_relay_that_is_away_or_refuses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    (well, sentence), *_ = await looked_at_mail(monkeypatch, free_port())
    assert not well
    assert "không đón" in sentence
    async with Sink(faults=[Mischief(Fault.BANNER_421)]) as sink:
        (well, sentence), *_ = await looked_at_mail(monkeypatch, sink.port)
    assert not well
    assert "không đón" in sentence


def test_a_migrated_database_with_a_whole_log_is_well(sqlite: None) -> None:
    said = found(doctor.look_at_db)
    assert said[0] == (True, "Bảng đúng bản phát hành.")
    assert said[1] == (True, "Nhật ký nguyên vẹn.")


def test_a_database_without_tables_has_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANCHU_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DANCHU_DATABASE_URL", "")
    doctor.settings.cache_clear()
    ((well, sentence),) = found(doctor.look_at_db)
    assert not well
    assert "danchu migrate" in sentence


@pytest.mark.parametrize(("dmarc", "well"), [("pass", True), ("fail", False)])
def test_a_letter_that_arrived_is_judged_as_its_server_judged_it(dmarc: str, well: bool) -> None:
    said = found(lambda: doctor.look_at_received(RECEIVED.format(dmarc=dmarc).encode()))
    assert said == [(True, "SPF: pass."), (True, "DKIM: pass."), (well, f"DMARC: {dmarc}.")]


def test_pages_that_do_not_answer_have_their_remedy(sqlite: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANCHU_WEB_PORT", str(free_port()))
    monkeypatch.setenv("DANCHU_BASE_URL", "http://danchu.sngv.example")
    doctor.settings.cache_clear()
    said = found(doctor.look_at_web)
    assert said[0] == (False, "Địa chỉ http://danchu.sngv.example: cần https.")
    assert said[1][0] is False
    assert "danchu serve" in said[1][1]


def test_the_command_ends_with_1_where_something_is_not_well(sqlite: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CliRunner().invoke(app, ["doctor", "db"]).exit_code == 0
    monkeypatch.setenv("DANCHU_WEB_PORT", str(free_port()))
    doctor.settings.cache_clear()
    ended = CliRunner().invoke(app, ["doctor", "web"])
    assert ended.exit_code == 1
    assert "✕" in ended.output
