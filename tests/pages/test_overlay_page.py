"""An agency's own rules, on the page where HR enters them and wherever a procedure would begin."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select
from typer.testing import CliRunner

import settings
from cli.law import app
from law.parameters import Certainty, NotInForce, kinds
from models import AgencyOverlay, AuditEvent
from models.store import database
from procedures import overlay
from procedures.refusal import Refusal
from tests.consulting import Consulting
from tests.web.browser import Browser, words_of
from tests.world import World

RULE = "/law/own/opinion/opinion_period"
DISCLOSED_WITHIN = "/law/own/opinion/disclosed_within"
OWN = {
    "own_value": "7",
    "own_since": "01/01/2026",
    "own_article": "Điều 12",
    "own_document": "Quy chế dân chủ của Sở",
    "own_by": "Trần Thị Mai",
}
CONFIRMED = {"confirm_by": "Trần Thị Mai", "confirm_document": "Công văn 15/PC", "confirm_on": "05/3/2026"}
DAY = date(2026, 11, 23)


def days_of(key: str = "opinion_period", day: date = DAY) -> int:
    with database.reading() as session:
        return overlay.law_on(session, "opinion", day).days(key)


def shown(kind: str, day: str) -> str:
    """What `danchu law show` prints."""
    ended = CliRunner().invoke(app, ["show", kind, "--on", day])
    assert ended.exit_code == 0
    return ended.output


def versions() -> list[AgencyOverlay]:
    with database.reading() as session:
        return list(session.exec(select(AgencyOverlay).order_by(col(AgencyOverlay.id))))


def last_event() -> AuditEvent:
    with database.reading() as session:
        event = session.exec(select(AuditEvent).order_by(col(AuditEvent.number).desc())).first()
    assert event is not None
    return event


def test_every_kind_and_every_rule_has_its_page(hr: Browser) -> None:
    index = hr.open("/law/own")
    for kind in kinds():
        assert f'href="/law/own/{kind}"' in index
        page = hr.open(f"/law/own/{kind}")
        with database.reading() as session:
            lines = overlay.lines(session, kind, DAY)
        for line in lines:
            address = f"/law/own/{kind}/{line.parameter.key}"
            assert f'href="{address}"' in page
            assert (f'action="{address}/value"' in hr.open(address)) == line.parameter.agency_may_change
            assert "None" not in words_of(hr.last)


def test_the_page_says_value_article_and_how_certain_it_is(hr: Browser) -> None:
    said = words_of(hr.open("/law/own/opinion"))

    assert "Thời hạn công khai, kể từ ngày có quyết định, văn bản 5 ngày làm việc Điều 47.2" in said
    assert "luật không quy định hoặc chưa chắc; pháp chế cơ quan xem lại cơ quan được quy định" in said


def test_the_command_shows_what_the_agency_laid_over_the_law(hr: Browser) -> None:
    alone = shown("opinion", "2026-11-23")
    assert "Cơ quan quy định riêng:" not in alone
    hr.open(RULE)
    hr.submit(f"{RULE}/value", OWN)
    hr.open(DISCLOSED_WITHIN)
    hr.submit(f"{DISCLOSED_WITHIN}/confirm", CONFIRMED)

    said = shown("opinion", "2026-11-23")
    own = said.partition("Cơ quan quy định riêng:\n")[2]
    [line] = own.splitlines()
    assert ": 7 ngày làm việc; luật: 5 ngày làm việc (" in line
    assert "Điều 12" in said
    assert "Đã xác nhận: Trần Thị Mai, Công văn 15/PC, ngày 05/3/2026." in said
    assert shown("opinion", "2025-12-31").count("cơ quan đã xác nhận") == 1


def test_the_command_shows_the_law_alone_where_no_agency_keeps_its_data(tmp_path: Path) -> None:
    settings.use({"DANCHU_DATA_DIR": str(tmp_path), "DANCHU_DATABASE_URL": ""})
    assert "chỉ có quy định của luật" in shown("opinion", "2026-11-23")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "danchu.db").touch()
    assert "chỉ có quy định của luật" in shown("opinion", "2026-11-23")


def test_a_value_of_the_agency_counts_for_what_begins_from_its_day(hr: Browser) -> None:
    hr.open(RULE)
    assert hr.submit(f"{RULE}/value", OWN).headers["location"] == "/law/own/opinion"

    assert (days_of(), days_of(day=date(2025, 12, 31))) == (7, 5)
    assert "7 ngày làm việc Pháp chế đã xem: Trần Thị Mai. Điều 12 Quy định riêng của cơ quan." in words_of(
        hr.open("/law/own/opinion")
    )
    assert "riêng của cơ quan; luật: 5 ngày làm việc" in words_of(hr.last)
    assert "/law/co_quan" not in hr.last
    event = last_event()
    assert (event.name, event.facts["key"], event.facts["document"]) == (
        "OwnRuleSet",
        "opinion_period",
        OWN["own_document"],
    )


def test_a_confirmation_takes_the_mark_away(hr: Browser) -> None:
    hr.open("/law/own/opinion/posted_for")
    hr.submit("/law/own/opinion/posted_for/confirm", CONFIRMED)

    with database.reading() as session:
        rule = overlay.law_on(session, "opinion", DAY)["posted_for"]
    assert rule.certainty is Certainty.CONFIRMED
    assert "Đã xác nhận: Trần Thị Mai, Công văn 15/PC, ngày 05/3/2026." in words_of(hr.open("/law/own/opinion"))
    assert last_event().name == "RuleConfirmed"


def test_no_version_is_removed_and_the_same_again_is_none(hr: Browser) -> None:
    for fields in (OWN, OWN, OWN | {"own_value": "9"}):
        hr.open(RULE)
        hr.submit(f"{RULE}/value", fields)

    assert [f"days: {days}" in version.text for days, version in zip((7, 9), versions(), strict=True)] == [True, True]
    assert days_of() == 9


def test_a_value_is_given_back_to_the_law(hr: Browser) -> None:
    hr.open(RULE)
    assert "own_back" not in hr.last
    hr.submit(f"{RULE}/value", OWN)
    hr.open(RULE)
    assert "own_back" in hr.last
    hr.submit(f"{RULE}/value", OWN | {"own_value": "", "own_since": "01/6/2026", "own_back": "1"})

    assert (days_of(day=date(2026, 5, 31)), days_of(day=date(2026, 6, 1))) == (7, 5)
    assert last_event().name == "OwnRuleEnded"


@pytest.mark.parametrize(
    ("address", "fields", "said"),
    [
        (f"{RULE}/value", OWN | {"own_value": ""}, "Chưa ghi hoặc chưa chọn giá trị"),
        (f"{RULE}/value", OWN | {"own_value": "bảy"}, "Ghi một số nguyên"),
        (f"{RULE}/value", OWN | {"own_value": "0"}, "Con số phải từ 1 đến 1000."),
        (f"{RULE}/value", OWN | {"own_value": "1001"}, "Con số phải từ 1 đến 1000."),
        (f"{RULE}/value", OWN | {"own_since": ""}, "Chưa ghi ngày bắt đầu áp dụng."),
        (f"{RULE}/value", OWN | {"own_since": "31/02/2026"}, "Không có ngày 31/02/2026"),
        (f"{RULE}/value", OWN | {"own_article": " "}, "Chưa ghi điều khoản."),
        (f"{RULE}/value", OWN | {"own_by": ""}, "Chưa ghi người làm pháp chế."),
        (f"{RULE}/value", OWN | {"own_document": "x" * 301}, "dài quá 300 ký tự"),
        ("/law/own/opinion/posted_for/value", OWN, "Luật không cho cơ quan quy định khác"),
        ("/law/own/opinion/shown_after/value", OWN | {"own_value": "never"}, 'Không có từ "never"'),
        ("/law/own/conference/letter_ballot_majority/value", OWN | {"own_value": "2/3"}, "Chưa chọn “trên”"),
        ("/law/own/conference/letter_ballot_majority/value", OWN | {"own_value": "0.6"}, "Ghi tỷ lệ như 2/3"),
        (f"{RULE}/confirm", CONFIRMED | {"confirm_by": ""}, "Chưa ghi người làm pháp chế."),
        (f"{RULE}/confirm", CONFIRMED | {"confirm_document": ""}, "Chưa ghi văn bản."),
        (f"{RULE}/confirm", CONFIRMED | {"confirm_on": ""}, "Chưa ghi ngày của văn bản xác nhận."),
        (f"{RULE}/confirm", CONFIRMED | {"confirm_on": "01/01/2199"}, "không thể sau hôm nay"),
    ],
)
def test_what_cannot_be_entered_comes_back_with_a_sentence(
    hr: Browser, address: str, fields: dict[str, str], said: str
) -> None:
    hr.open(address.rsplit("/", 1)[0])
    response = hr.submit(address, fields)

    assert response.status_code == 422
    assert said in words_of(response.text)
    assert versions() == []


@pytest.mark.parametrize(
    ("rule", "value", "content"),
    [
        ("opinion/reminders", "1, 3", (3, 1)),
        ("opinion/reminders_at_most", "2", 2),
        ("opinion/reminders_apart", "48", 48),
        ("opinion/shown_after", "close", "close"),
        ("opinion/shown_to", ["hr", "union"], ("hr", "union")),
        ("opinion/spending_rules", "conference", "conference"),
        ("inspection_board/most_members", "11", 11),
    ],
)
def test_each_form_of_value_can_be_entered(hr: Browser, rule: str, value: object, content: object) -> None:
    kind, key = rule.split("/")
    hr.open(f"/law/own/{rule}")
    assert hr.submit(f"/law/own/{rule}/value", OWN | {"own_value": value}).status_code == 303
    with database.reading() as session:
        assert overlay.law_on(session, kind, DAY)[key].value == content
    assert "None" not in words_of(hr.open(f"/law/own/{rule}"))


def test_a_share_is_entered_with_how_the_limit_counts(hr: Browser) -> None:
    address = "/law/own/conference/letter_ballot_majority"
    hr.open(address)
    hr.submit(f"{address}/value", OWN | {"own_value": "2/3", "own_strictness": "at_least"})

    with database.reading() as session:
        majority = overlay.law_on(session, "conference", DAY).threshold("letter_ballot_majority")
    assert (majority.smallest_number(99), majority.is_met(65, 99)) == (66, False)


def test_managers_read_and_only_hr_writes(hr: Browser, manager: Browser, clerk: Browser, small_world: World) -> None:
    assert "Thời hạn lấy ý kiến" in manager.open("/law/own/opinion")
    assert f'href="{RULE}"' not in manager.last
    assert manager.get(RULE).status_code == 403
    assert manager.submit(f"{RULE}/value", OWN).status_code == 403
    assert clerk.get("/law/own").status_code == 403
    rests_on = {"article": "Điều 1", "document": "Quy chế", "by": "Mai"}
    with pytest.raises(Refusal, match="needs_role"):
        overlay.set_value(small_world.manager, "opinion", "opinion_period", DAY, {"days": 7}, **rests_on)
    with pytest.raises(Refusal, match="needs_role"):
        overlay.confirm(small_world.clerk, "opinion", ["opinion_period"], by="A", document="B", on=DAY)
    assert versions() == []


def test_what_is_no_rule_is_no_page(hr: Browser) -> None:
    for path in ("/law/own/parking", "/law/own/opinion/parking", "/law/own/articles"):
        assert hr.get(path).status_code == 404, path


def test_the_law_of_a_day_without_law_is_refused(small_world: World) -> None:
    with database.reading() as session, pytest.raises(NotInForce):
        overlay.law_on(session, "opinion", date(2015, 2, 24))


def test_the_lawyer_confirms_many_rules_at_once(hr: Browser) -> None:
    page = "/law/own/opinion"
    hr.open(page)
    sent = hr.submit(page, CONFIRMED | {"rules": ["posted_for", "disclosed_within", "posted_for", "parking"]})

    assert sent.headers["location"] == page
    with database.reading() as session:
        rules = overlay.law_on(session, "opinion", DAY)
        confirmed = {rule.key for rule in rules if rule.certainty is Certainty.CONFIRMED}
        told = session.exec(select(AuditEvent).where(AuditEvent.name == "RuleConfirmed")).all()
    assert confirmed == {"posted_for", "disclosed_within"}
    assert sorted(event.facts["key"] for event in told) == ["disclosed_within", "posted_for"]
    assert len(versions()) == 1
    said = hr.open(page)
    assert "Đã ghi xác nhận của pháp chế về 2 quy định." in words_of(said)
    assert 'name="rules" value="posted_for"' not in said
    assert 'name="rules" value="opinion_period"' in said


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (CONFIRMED, "Chưa chọn quy định nào."),
        (CONFIRMED | {"rules": ["parking"]}, "Chưa chọn quy định nào."),
        (CONFIRMED | {"rules": ["posted_for"], "confirm_on": ""}, "Chưa ghi ngày của văn bản xác nhận."),
        (CONFIRMED | {"rules": ["posted_for"], "confirm_by": ""}, "Chưa ghi người làm pháp chế."),
        (CONFIRMED | {"rules": ["posted_for"], "confirm_on": "01/01/2190"}, "không thể sau hôm nay"),
    ],
)
def test_a_confirmation_of_many_that_lacks_something_keeps_what_was_ticked_and_typed(
    hr: Browser, fields: dict[str, object], why: str
) -> None:
    hr.open("/law/own/opinion")
    said = hr.submit("/law/own/opinion", fields)

    assert said.status_code == 422
    assert why in words_of(said.text)
    assert CONFIRMED["confirm_document"] in said.text
    assert ('value="posted_for" checked' in said.text) == ("posted_for" in fields.get("rules", ()))
    assert versions() == []


def test_who_only_reads_the_rules_gets_no_form(manager: Browser) -> None:
    assert "<form" not in manager.open("/law/own/opinion").partition("<main")[2]


def test_whoever_opens_hears_before_what_of_the_law_nobody_confirmed_and_what_papers_will_say(
    hr: Browser, small_world: World
) -> None:
    number = Consulting(small_world).draft()
    with database.reading() as session:
        lines = overlay.lines(session, "opinion", small_world.today())
    of_law = [line.parameter.key for line in lines if not line.rule.article.is_custom]
    warned = f"Pháp chế chưa xác nhận {len(of_law)} quy định của luật áp dụng cho quy trình này."

    assert warned in words_of(hr.open(f"/hr/procedures/{number}/open"))
    assert 'href="/law/own/opinion">Xem và ghi xác nhận' in hr.last
    overlay.confirm(small_world.hr, "opinion", of_law, by="Mai", document="Công văn 15/PC", on=small_world.today())
    assert "Pháp chế chưa xác nhận" not in words_of(hr.open(f"/hr/procedures/{number}/open"))
