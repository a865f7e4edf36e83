"""The log in words: who reads it, what stands there, what is only counted, and a chain that was touched."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from models import AuditEvent, AuditHead, Role
from models.store import database
from procedures import demo
from procedures.access.actor import Actor
from procedures.countersigning import signing
from procedures.overview import whole_log
from procedures.overview.whole_log import chain_of
from tests.pages.conftest import As
from tests.two_people import done, since, strong, union_of
from tests.web.browser import Browser, words_of
from tests.world import World

INSPECTOR = Actor("Võ Thị Tra", "", 9, roles=frozenset({Role.INSPECTOR}))


def log_of(actor: Actor, procedure_id: int | None = None, page: int = 1) -> whole_log.WholeLog:
    with database.reading() as session:
        return whole_log.whole_log(session, actor, procedure_id, page)


def test_the_log_tells_newest_first_who_did_what(small_world: World, circulated: int, inspector: Browser) -> None:
    union = union_of(small_world)
    done(small_world.hr, union, "annul", circulated)
    words = words_of(inspector.open("/log"))
    assert "Mai Thị Đoàn ký: hủy quy trình; 7 người nhận thư báo." in words
    assert "Trần Văn Bình đề nghị hủy quy trình. Lý do: Theo đề nghị của đơn vị." in words
    assert words.index("Mai Thị Đoàn ký") < words.index("Trần Văn Bình đề nghị") < words.index("mở việc phổ biến")
    assert re.search(r"Chuỗi dấu kiểm nguyên vẹn: \d+ dòng", words)


def test_a_moved_clock_of_the_demo_stands_in_the_log_too(small_world: World, inspector: Browser) -> None:
    demo.move_clock(timedelta(hours=1))
    assert "Người dùng bản chạy thử chỉnh đồng hồ" in words_of(inspector.open("/log"))


def test_answers_are_counted_by_the_day_and_show_nobody(small_world: World, circulated: int) -> None:
    answering_people = [entry for entry in small_world.entries(circulated) if entry.email]
    small_world.acknowledge(circulated, 5)
    sentences = [line.sentence for line in log_of(INSPECTOR).lines]
    assert sentences[0] == "5 người xác nhận đã đọc qua liên kết trong thư."
    assert not any(entry.full_name in " ".join(sentences) for entry in answering_people)


@pytest.mark.parametrize("per_page", [1, 3, 4, 7])
def test_pages_together_hold_everything_once(
    small_world: World, circulated: int, monkeypatch: pytest.MonkeyPatch, per_page: int
) -> None:
    small_world.acknowledge(circulated, 2)
    small_world.opened()
    whole = log_of(small_world.hr)
    monkeypatch.setattr(whole_log, "PER_PAGE", per_page)
    pages = log_of(small_world.hr).pages
    cut = [line for page in range(1, pages + 1) for line in log_of(small_world.hr, None, page).lines]
    assert [line.number for line in cut] == [line.number for line in whole.lines]
    assert [line.sentence for line in cut] == [line.sentence for line in whole.lines]
    assert log_of(small_world.hr, None, pages + 1).lines == []


def test_it_is_cut_down_to_one_procedure(small_world: World, circulated: int, inspector: Browser) -> None:
    other = small_world.opened()
    lines = log_of(INSPECTOR, other).lines
    assert {line.procedure_id for line in lines} == {other}
    words = words_of(inspector.open(f"/log?procedure={other}"))
    assert "Hệ thống gửi thư" not in words
    assert "Hệ thống gửi thư" in words_of(inspector.open("/log"))


def test_a_draft_is_in_the_log_of_hr_alone(small_world: World) -> None:
    draft = small_world.draft()
    assert log_of(INSPECTOR, draft).lines == []
    assert draft not in {number for number, _ in log_of(INSPECTOR).choices}
    assert len(log_of(small_world.hr, draft).lines) == 3


def test_a_touched_line_is_found(small_world: World, circulated: int, inspector: Browser) -> None:
    with database.transaction() as session:
        session.connection().exec_driver_sql("DROP TRIGGER audit_event_no_update")
        event = session.exec(select(AuditEvent).where(AuditEvent.name == "Opened")).one()
        event.facts = {**event.facts, "summoned": 3}
        session.add(event)
    assert f"bị đứt từ dòng {event.number} trong" in words_of(inspector.open("/log"))


def test_a_long_chain_is_checked_when_asked(small_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    small_world.draft()
    monkeypatch.setattr(whole_log, "CHECKED_UNASKED", 1)
    with database.reading() as session:
        assert not chain_of(session, asked=False).is_checked
        assert chain_of(session, asked=True).first_broken is None
        assert chain_of(session, asked=True).events == session.get_one(AuditHead, 1).number


def test_the_log_is_for_those_who_watch(
    small_world: World, clerk: Browser, operator: Browser, hr: Browser, manager: Browser, as_: As
) -> None:
    union = as_(small_world.account("Mai Thị Đoàn", Role.UNION))
    assert [browser.get("/log").status_code for browser in (hr, manager, union)] == [200, 200, 200]
    assert [browser.get("/log").status_code for browser in (clerk, operator)] == [403, 403]
    assert ">Nhật ký</a>" in union.open("/")
    assert ">Nhật ký</a>" not in clerk.open("/")


def test_every_event_of_the_two_person_rule_has_its_words(small_world: World, circulated: int) -> None:
    union = union_of(small_world)
    signing.refuse(union, signing.ask(strong(small_world.hr), "annul", {}, "Nhầm.", circulated), "Không nhầm.")
    signing.withdraw(strong(small_world.hr), signing.ask(strong(small_world.hr), "annul", {}, "Nhầm.", circulated))
    done(small_world.operator, union, "grant_role", None, email="nguoi2@example.gov.vn", role="clerk")
    since(timedelta(days=8))
    done(small_world.operator, union, "revoke_role", None, account_id=small_world.clerk.account_id, role="clerk")
    sentences = " ".join(line.sentence for line in log_of(small_world.hr).lines)
    for said in (
        "không đồng ý hủy quy trình. Lý do: Không nhầm.",
        "rút đề nghị hủy quy trình.",
        "thu vai trò văn thư.",
    ):
        assert said in sentences
