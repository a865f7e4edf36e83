"""Rules that were issued before the product came are entered with their document, and reviewed from then on."""

from datetime import date, timedelta

import pytest

from models import DocumentKind, Procedure, ProcedureState, RegulationSort, Role
from models.store import database
from procedures.evidence import Filed, documents_of
from procedures.papers.regulation import numbered_as
from procedures.papers.year import record
from procedures.refusal import Refusal
from procedures.regulation import drafting, earlier, issuing, reviewing, steps
from tests.ruling import PARAGRAPHS, SUBJECT, Ruling
from tests.web.browser import Browser, words_of
from tests.world import SCAN, World

ISSUER = "Giám đốc Sở"


def drafted(world: World) -> int:
    number = drafting.draft(world.hr, SUBJECT)
    drafting.write_text(world.hr, number, drafting.Text(SUBJECT, RegulationSort.SPENDING))
    return number


def entered(world: World, dated_on: date) -> int:
    number = drafted(world)
    earlier.enter(world.hr, number, Filed(" 56/QĐ-SNgV ", dated_on, ISSUER), SCAN)
    return number


def next_review(number: int) -> date:
    with database.reading() as session:
        turn = steps.turn_of(session, session.get_one(Procedure, number), 1)
    assert turn
    return turn.due_on


def a_year_ago(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


def test_entered_rules_are_in_force_once_with_their_document(world: World) -> None:
    number = entered(world, world.today() - timedelta(days=700))
    earlier.enter(world.hr, number, Filed("56/QĐ-SNgV", world.today() - timedelta(days=700), ISSUER), SCAN)
    with database.reading() as session:
        assert session.get_one(Procedure, number).state is ProcedureState.OPEN
        assert [each.id for each in drafting.in_force(session)] == [number]
        (document,) = documents_of(session, number, DocumentKind.EARLIER_RULES)
        assert document.number == "56/QĐ-SNgV"


@pytest.mark.parametrize(("days_before", "is_past"), [(0, False), (1, True)])
def test_the_first_review_is_the_next_whose_day_is_not_past(world: World, days_before: int, is_past: bool) -> None:
    today = world.today()
    fifteen_years_ago = a_year_ago(today - timedelta(days=days_before), 15)
    coming = fifteen_years_ago.replace(year=fifteen_years_ago.year + 15)
    due_on = next_review(entered(world, fifteen_years_ago))
    if coming >= today and not is_past:
        assert coming <= due_on <= coming + timedelta(days=12)
    else:
        assert due_on >= coming.replace(year=coming.year + 1)


def test_a_review_is_asked_for_and_other_rules_may_replace_them(world: World) -> None:
    number = entered(world, world.today() - timedelta(days=360))
    assert reviewing.ask(number, 1) == "done"
    case = Ruling(world)
    later = case.opened(replaces=number)
    case.answer()
    case.decide()
    for note in (issuing.note_consultation, issuing.note_adoption, issuing.note_decision):
        note(later)
    case.file(steps.DECISION)
    issuing.note_issue(later)
    assert reviewing.note_review(number, 1) == "replaced"


def test_the_report_of_the_year_names_what_was_issued_in_it_and_not_what_was_entered_in_it(world: World) -> None:
    entered(world, world.today() - timedelta(days=700))
    with database.reading() as session:
        assert record.rules(session, world.today().year) == ()
    number = entered(world, world.today())
    with database.reading() as session:
        (line,) = record.rules(session, world.today().year)
        assert numbered_as(session, number) in line
        assert "số 56/QĐ-SNgV ngày" in line


@pytest.mark.parametrize(
    ("filed", "refusal"),
    [
        (Filed("", date(2024, 2, 24), ISSUER), "document_number_missing"),
        (Filed("56/QĐ", date(2024, 2, 24), " "), "document_issuer_missing"),
        (Filed("56/QĐ", date(9999, 1, 1), ISSUER), "date_in_future"),
    ],
)
def test_a_document_that_cannot_be_leaves_the_draft_a_draft(world: World, filed: Filed, refusal: str) -> None:
    number = drafted(world)
    with pytest.raises(Refusal, match=refusal):
        earlier.enter(world.hr, number, filed, SCAN)
    with database.reading() as session:
        assert session.get_one(Procedure, number).state is ProcedureState.DRAFT
        assert documents_of(session, number) == []


def test_a_draft_that_staff_are_asked_about_or_without_its_sort_is_not_of_before(world: World) -> None:
    document = Filed("56/QĐ-SNgV", date(2024, 2, 24), ISSUER)
    with pytest.raises(Refusal, match="sort_unknown"):
        earlier.enter(world.hr, drafting.draft(world.hr, SUBJECT), document, SCAN)
    case = Ruling(world)
    number = case.draft()
    case.consult()
    with pytest.raises(Refusal, match="earlier_rules_consulted"):
        earlier.enter(world.hr, number, document, SCAN)


def test_rules_that_are_on_their_way_as_new_ones_are_not_of_before(world: World) -> None:
    number = Ruling(world).opened()
    with pytest.raises(Refusal, match="already_opened"):
        earlier.enter(world.hr, number, Filed("56/QĐ-SNgV", date(2024, 2, 24), ISSUER), SCAN)
    with database.reading() as session:
        assert steps.issued_before(session, number) is None


def test_the_clerk_enters_nothing(world: World) -> None:
    number = drafted(world)
    with pytest.raises(Refusal, match="needs_role"):
        earlier.enter(world.clerk, number, Filed("56/QĐ", date(2024, 2, 24), ISSUER), SCAN)


def test_hr_enters_them_on_the_page_which_keeps_what_was_typed(world: World) -> None:
    hr, number = Browser().sign_in(world.hr), drafted(world)
    drafting.write_text(world.hr, number, drafting.Text(SUBJECT, RegulationSort.SPENDING, paragraphs=list(PARAGRAPHS)))
    at = f"/hr/procedures/{number}/rules"
    assert "Quy chế này đã ban hành từ trước" in words_of(hr.open(f"{at}/check"))
    typed = {"number": "56/QĐ-SNgV", "dated_on": "31/2/2024", "issuer": ISSUER}
    refused = hr.submit(f"{at}/earlier", typed, {"scan": (SCAN.name, SCAN.content)})
    assert refused.status_code == 422
    assert "Không có ngày 31/2/2024" in words_of(refused.text)
    assert 'value="56/QĐ-SNgV"' in refused.text
    right = typed | {"dated_on": "24/02/2024"}
    assert hr.submit(f"{at}/earlier", right, {"scan": (SCAN.name, SCAN.content)}).headers["location"] == (
        f"/procedures/{number}"
    )
    shown = words_of(hr.open(f"/procedures/{number}"))
    assert "Ban hành trước khi dùng phần mềm: số 56/QĐ-SNgV ngày 24/02/2024, Giám đốc Sở ký" in shown
    assert "Lấy ý kiến" not in shown
    (scan,) = [part.split('"')[0] for part in hr.last.split('href="') if part.startswith("/hr/procedures/")]
    assert hr.get(scan).content == SCAN.content


def test_staff_do_not_enter_rules(world: World) -> None:
    number, union = drafted(world), Browser().sign_in(world.account("Hoàng Thị Đoàn", Role.UNION))
    union.open("/")
    assert union.submit(f"/hr/procedures/{number}/rules/earlier", {}).status_code == 403
