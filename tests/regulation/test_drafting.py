"""Rules of the agency are drafted: what the law of the day asks of them, and the consultation they rest on."""

from datetime import date, timedelta

import pytest

from models import Consultation, Procedure, Regulation, RegulationSort
from models.store import database
from procedures import gates
from procedures.opinion.drafting import paragraphs_of
from procedures.refusal import Refusal
from procedures.regulation import drafting
from procedures.regulation.view import view_of
from tests.consulting import Consulting
from tests.ruling import PARAGRAPHS, SUBJECT, Ruling
from tests.world import World


def lacking(number: int) -> list[str]:
    with database.reading() as session:
        return drafting.lacking(session, session.get_one(Procedure, number))


def test_a_bare_draft_lacks_its_sort_and_its_text(world: World) -> None:
    number = drafting.draft(world.hr, SUBJECT)
    assert lacking(number) == ["rules_sort", "rules_text"]


def test_rules_that_staff_are_asked_about_are_not_opened_without_a_consultation(world: World) -> None:
    case = Ruling(world)
    number = case.draft()
    with pytest.raises(Refusal, match="not_ready"):
        drafting.open_(world.hr, number)
    case.consult()
    assert lacking(number) == []
    drafting.open_(world.hr, number)
    drafting.open_(world.hr, number)


def test_a_consultation_begins_with_the_text_and_the_matter_of_the_rules_once(world: World) -> None:
    number = Ruling(world, RegulationSort.COORDINATION).draft()
    consultation = drafting.consult(world.hr, number)
    assert drafting.consult(world.hr, number) == consultation
    with database.reading() as session:
        assert session.get_one(Consultation, consultation).matter == "other_rules"
        assert [each.text for each in paragraphs_of(session, consultation)] == PARAGRAPHS


def test_another_sort_lets_go_of_a_consultation_about_something_else(world: World) -> None:
    number = Ruling(world).draft()
    drafting.consult(world.hr, number)
    text = drafting.Text(SUBJECT, RegulationSort.DEMOCRACY, paragraphs=list(PARAGRAPHS))
    drafting.write_text(world.hr, number, text)
    assert lacking(number) == ["rules_consultation"]


def test_rules_rest_only_on_a_consultation_about_their_own_sort(world: World) -> None:
    number = Ruling(world).draft()
    other = Consulting(world, "yearly_work_plan").opened()
    with pytest.raises(Refusal, match="consultation_of_another_matter"):
        gates.rest_on(world.hr, number, other)


@pytest.mark.parametrize(("day", "by_conference"), [(date(2023, 6, 30), True), (date(2023, 7, 1), False)])
def test_the_last_day_of_the_decree_sends_spending_to_the_conference_and_the_first_of_the_law_asks(
    world: World, day: date, by_conference: bool
) -> None:
    world.move(days=(day - world.today()) / timedelta(days=1))
    case = Ruling(world)
    number = case.draft()
    if by_conference:
        with pytest.raises(Refusal, match="sort_by_conference"):
            drafting.consult(world.hr, number)
    else:
        case.consult()
    drafting.open_(world.hr, number)
    with database.reading() as session:
        assert session.get_one(Regulation, number).by_conference is by_conference


def test_only_rules_in_force_can_be_replaced(world: World) -> None:
    first = Ruling(world).opened()
    with pytest.raises(Refusal, match="replaces_nothing"):
        Ruling(world).draft(replaces=first)


def test_nobody_but_hr_drafts_rules(world: World) -> None:
    with pytest.raises(Refusal, match="needs_role"):
        drafting.draft(world.manager, SUBJECT)


def test_rules_that_were_opened_do_not_let_go_of_the_consultation_that_the_law_wants(world: World) -> None:
    case = Ruling(world)
    number = case.draft()
    case.consult()
    gates.rest_on(world.hr, number, None)
    assert lacking(number) == ["rules_consultation"]
    case.consult()
    drafting.open_(world.hr, number)
    with pytest.raises(Refusal, match="rules_need_consultation"):
        gates.rest_on(world.hr, number, None)
    with database.reading() as session:
        assert session.get_one(Procedure, number).rests_on_id


@pytest.mark.parametrize("by_conference", [False, True])
def test_a_step_that_these_rules_do_without_is_never_shown_as_coming(world: World, by_conference: bool) -> None:
    number = Ruling(world).opened()
    if by_conference:
        with database.transaction() as session:
            session.get_one(Regulation, number).by_conference = True
            session.get_one(Procedure, number).rests_on_id = None
    with database.reading() as session:
        steps = {step.key: (step.status, step.outcome) for step in view_of(session, world.hr, number).steps}
    comes, spared = ("regulation_consulted", "regulation_adopted")[:: -1 if by_conference else 1]
    assert (steps[comes], steps[spared]) == (("ahead", ""), ("skipped", "not_needed"))
