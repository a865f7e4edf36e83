"""What was found of each nominee: the conditions and the dossier by the case's own law, with evidence and ages."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import AuditEvent, FindingKind, Nominee, PaperState, Procedure
from models.store import database
from procedures.access.actor import Actor
from procedures.appointment.nominees import eligibility
from procedures.appointment.steps import DOSSIER_COMPLETE, PROPOSAL
from procedures.engine import record
from procedures.filing import Upload, draft_paper, paper_of
from procedures.refusal import Refusal
from tests.appointment.appointing import LAST_OLD_DAY, Appointing
from tests.world import SCAN, World

ELIGIBILITY, DOSSIER = FindingKind.ELIGIBILITY, FindingKind.DOSSIER


@pytest.fixture
def case(world: World) -> Appointing:
    return Appointing(world)


def keys(items: list[eligibility.Item]) -> list[str]:
    return [item.key for item in items]


def one(case: Appointing, nominee: int, key: str, day: date | None = None) -> eligibility.Item:
    found = [*case.items(nominee, ELIGIBILITY, day), *case.items(nominee, DOSSIER, day)]
    return next(item for item in found if item.key == key)


def eligible(case: Appointing) -> list[int]:
    with database.reading() as session:
        return [each.id or 0 for each in eligibility.eligible(session, case.posts()[0])]


def is_settled(case: Appointing) -> bool:
    with database.reading() as session:
        return eligibility.checklist_is_settled(session, case.number)


def is_complete(case: Appointing, nominee: int, day: date | None = None) -> bool:
    with database.reading() as session:
        return eligibility.dossier_is_complete(session, session.get_one(Nominee, nominee), day or case.today)


def fill_dossier(case: Appointing, nominee: int, dated_on: date) -> None:
    for item in case.items(nominee, DOSSIER):
        if item.key != eligibility.MADE_HERE:
            case.find(nominee, item.key, dated_on=dated_on)


def test_the_checklist_is_that_of_the_law_with_an_article_for_each_line(case: Appointing) -> None:
    nominee = case.opened(3)[0]
    items = [*case.items(nominee, ELIGIBILITY), *case.items(nominee, DOSSIER)]
    assert len(case.items(nominee, DOSSIER)) == 10
    assert {"eligibility.health", "dossier.health"} < set(keys(items))
    assert all(item.label and item.words and item.article.citation and item.met is None for item in items)


def test_a_case_under_the_old_law_has_its_own_conditions(case: Appointing) -> None:
    nominee = case.old(3)[0]
    assert "eligibility.post_below" not in keys(case.items(nominee, ELIGIBILITY))
    assert not any(item.replaceable for item in case.items(nominee, DOSSIER))


def test_a_nominee_is_eligible_when_every_condition_is_met(case: Appointing) -> None:
    named = case.opened(3, 4)
    assert not is_settled(case)
    case.make_eligible(*named)
    assert is_settled(case)
    assert eligible(case) == named


def test_one_condition_that_is_not_met_settles_a_nominee(case: Appointing) -> None:
    good, bad = case.opened(3, 4)
    case.make_eligible(good)
    case.find(bad, "eligibility.age", False, "Còn 20 tháng đến tuổi nghỉ hưu")
    assert is_settled(case)
    assert eligible(case) == [good]


def test_what_was_said_too_early_can_be_taken_back(case: Appointing) -> None:
    nominee = case.opened(3)[0]
    case.make_eligible(nominee)
    case.find(nominee, "eligibility.age", None, "")
    assert one(case, nominee, "eligibility.age").met is None
    assert not is_settled(case)


def test_a_post_without_anyone_on_its_list_is_not_settled(case: Appointing) -> None:
    case.draft(starts_at_step=2)
    assert not is_settled(case)


def test_the_same_word_in_the_conditions_and_in_the_dossier_is_two_lines(case: Appointing) -> None:
    nominee = case.opened(3)[0]
    case.find(nominee, "eligibility.health", False, "Chưa khám")
    case.find(nominee, "dossier.health", True, "Giấy khám sức khỏe", dated_on=case.today)
    assert (one(case, nominee, "eligibility.health").met, one(case, nominee, "dossier.health").met) == (False, True)


def test_a_paper_is_good_for_six_months_to_the_day(case: Appointing) -> None:
    nominee = case.opened(3)[0]
    case.find(nominee, "dossier.cv", dated_on=date(2026, 5, 24))
    assert not one(case, nominee, "dossier.cv", date(2026, 11, 24)).too_old
    assert one(case, nominee, "dossier.cv", date(2026, 11, 25)).too_old
    assert not one(case, nominee, "dossier.cv", date(2026, 11, 25)).is_good


def test_a_part_without_an_age_never_grows_too_old(case: Appointing) -> None:
    nominee = case.opened(3)[0]
    case.find(nominee, "dossier.diplomas", dated_on=date(1999, 1, 1))
    assert one(case, nominee, "dossier.diplomas").is_good


def test_what_the_national_database_holds_needs_no_date_and_no_words(case: Appointing) -> None:
    nominee = case.opened(3)[0]
    case.find(nominee, "dossier.cv", said="", from_database=True)
    assert one(case, nominee, "dossier.cv", date(2036, 1, 1)).is_good


def test_a_dossier_is_complete_when_its_parts_are_there_and_young(case: Appointing) -> None:
    nominee = case.opened(3)[0]
    fill_dossier(case, nominee, case.today)
    assert is_complete(case, nominee)
    assert not is_complete(case, nominee, case.today + timedelta(days=200))
    case.find(nominee, "dossier.assets", False, "Chưa nộp")
    assert not is_complete(case, nominee)


def test_what_the_case_itself_makes_is_met_when_its_proposal_is_in_the_register(case: Appointing) -> None:
    nominee = case.opened(3)[0]
    with pytest.raises(Refusal, match="item_made_here"):
        case.find(nominee, eligibility.MADE_HERE)
    with database.transaction() as session:
        draft_paper(session, case.number, PROPOSAL)
    assert one(case, nominee, eligibility.MADE_HERE).met is None
    with database.transaction() as session:
        paper = paper_of(session, case.number, PROPOSAL)
        assert paper
        paper.state, paper.number, paper.symbol, paper.dated_on = PaperState.SIGNED, 31, "TTr-SNgV", case.today
        session.add(paper)
    item = one(case, nominee, eligibility.MADE_HERE)
    assert (item.met, item.evidence) == (True, "31/TTr-SNgV")


REFUSED = {
    "item_unknown": ("eligibility.luck", True, "Có", {}),
    "finding_evidence_missing": ("eligibility.age", True, "  ", {}),
    "finding_date_missing": ("dossier.cv", True, "Có", {}),
    "date_in_future": ("dossier.cv", True, "Có", {"dated_on": date(2999, 1, 1)}),
    "not_replaceable": ("eligibility.age", True, "Có", {"from_database": True}),
    "scan_unknown_type": ("eligibility.age", True, "Có", {"scan": Upload("x.txt", b"chu")}),
}


@pytest.mark.parametrize("key", REFUSED)
def test_a_finding_that_rests_on_nothing_is_refused_and_nothing_is_kept(case: Appointing, key: str) -> None:
    nominee = case.opened(3)[0]
    item, met, said, of = REFUSED[key]
    with pytest.raises(Refusal, match=key) as refused:
        case.find(nominee, item, met, said, **of)
    assert len(refused.value.sentence) > 20
    assert all(each.met is None for each in case.items(nominee, ELIGIBILITY))


def test_a_scan_alone_is_evidence_of_what_is_met_and_stays_until_another_comes(case: Appointing) -> None:
    nominee = case.opened(3)[0]
    with pytest.raises(Refusal, match="finding_evidence_missing"):
        case.find(nominee, "eligibility.age", False, "", scan=SCAN)
    case.find(nominee, "eligibility.age", True, "", scan=SCAN)
    scan = one(case, nominee, "eligibility.age").scan_id
    case.find(nominee, "eligibility.age", True, "Giấy khai sinh")
    assert scan is not None
    assert one(case, nominee, "eligibility.age").scan_id == scan


def test_conditions_are_settled_once_they_have_been_checked_and_the_dossier_goes_on(case: Appointing) -> None:
    nominee = case.opened(3)[0]
    case.make_eligible(nominee)
    case.check()
    with pytest.raises(Refusal, match="eligibility_settled"):
        case.find(nominee, "eligibility.age", False, "Tính lại")
    case.find(nominee, "dossier.diplomas")
    with database.transaction() as session:
        record(session, session.get_one(Procedure, case.number), DOSSIER_COMPLETE)
    with pytest.raises(Refusal, match="dossier_settled"):
        case.find(nominee, "dossier.diplomas", False, "Thiếu")


def test_what_is_found_is_hrs_to_say_and_names_nobody_in_the_log(case: Appointing) -> None:
    nominee = case.opened(3)[0]
    stranger: Actor = case.union
    with pytest.raises(Refusal, match="needs_role"):
        eligibility.find(stranger, case.number, nominee, "eligibility.age", True, "Có")
    case.find(nominee, "eligibility.age", True, "Sinh năm 1980")
    with database.reading() as session:
        event = session.exec(select(AuditEvent).where(AuditEvent.name == "ItemFound")).one()
        assert event.facts == {"nominee": nominee, "item": "eligibility.age", "found": "met"}


def test_the_law_of_the_case_counts_and_not_that_of_today(case: Appointing) -> None:
    case.draft(begun_on=LAST_OLD_DAY)
    assert len(case.items(case.name(3), ELIGIBILITY)) < 8
