"""An appointment is drafted and opened: what is wanted, which law is frozen, and nothing that comes with meetings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from law.decisions import appointment as law
from law.rules import Rules
from models import (
    Appointment,
    FiledPaper,
    HeadState,
    PolicyWay,
    ProcedureState,
    RollEntry,
    Round,
    StepRecord,
)
from models.store import database
from procedures import bodies, drafts, gates
from procedures.appointment import drafting
from procedures.appointment.drafting import PostPlan
from procedures.engine import Waiting
from procedures.opinion import drafting as consulting
from procedures.refusal import Refusal
from procedures.rounds import timing
from tests.appointment.appointing import (
    DEPUTY_CHAIR,
    FIRST_NEW_DAY,
    LAST_OLD_DAY,
    SECOND_POST,
    SUBJECT,
    Appointing,
    member,
)
from tests.consulting import PARAGRAPHS
from tests.world import World
from words.sentences import say


@pytest.fixture
def case(world: World) -> Appointing:
    return Appointing(world)


def of_case(case: Appointing) -> Appointment:
    with database.reading() as session:
        return session.get_one(Appointment, case.number)


def rounds_and_people(case: Appointing) -> tuple[int, int]:
    with database.reading() as session:
        rounds = session.exec(select(Round).where(Round.procedure_id == case.number)).all()
        people = session.exec(select(RollEntry).where(RollEntry.procedure_id == case.number)).all()
        return len(rounds), len(people)


def test_a_draft_of_an_appointment_begins_without_a_round_and_with_what_the_agency_is(case: Appointing) -> None:
    case.number = drafting.draft(case.world.hr, SUBJECT)
    assert rounds_and_people(case) == (0, 0)
    assert of_case(case).has_units
    assert of_case(case).head is HeadState.PRESENT


def test_a_draft_of_another_kind_still_begins_with_its_round(case: Appointing) -> None:
    case.number = consulting.draft(case.world.hr, "dự thảo Quy chế")
    assert rounds_and_people(case) == (1, 0)


def test_where_only_deputies_are_known_the_head_is_proposed_as_vacant(case: Appointing) -> None:
    bodies.set_positions(case.world.hr, member(0), [])
    case.number = drafting.draft(case.world.hr, SUBJECT)
    assert of_case(case).head is HeadState.VACANT


def test_an_empty_draft_says_in_words_all_that_it_lacks(case: Appointing) -> None:
    case.number = drafting.draft(case.world.hr, SUBJECT)
    lacking = case.lacking()
    assert lacking == ["authority", "posts", "secretary", "tellers", "decider"]
    assert all(len(say(f"lacking.{key}")) > 20 for key in lacking)
    with pytest.raises(Refusal, match="not_ready") as refused:
        drafting.open_(case.world.hr, case.number)
    assert "Tổ kiểm phiếu cần ít nhất hai người" in refused.value.sentence


def test_a_whole_draft_opens_once_under_the_law_of_today_with_no_list_yet(case: Appointing) -> None:
    case.opened(3)
    drafting.open_(case.world.hr, case.number)
    procedure = case.procedure()
    assert procedure.state is ProcedureState.OPEN
    assert procedure.begun_on == case.today
    assert len(law.meetings(Rules.thaw(procedure.rules))) == 4
    assert rounds_and_people(case) == (0, 0)
    with database.reading() as session:
        records = session.exec(select(StepRecord).where(StepRecord.procedure_id == case.number)).all()
        assert [(each.step, each.facts) for each in records] == [("case_opened", {"posts": 1, "nominees": 1})]


def test_a_case_begun_on_the_last_day_of_the_old_law_keeps_its_five_meetings(case: Appointing) -> None:
    case.old(3)
    assert case.procedure().begun_on == LAST_OLD_DAY
    assert len(law.meetings(Rules.thaw(case.procedure().rules))) == 5


def test_the_old_law_knew_no_leadership_that_decides_on_the_policy_itself(case: Appointing) -> None:
    case.draft(way=PolicyWay.DECIDED, begun_on=LAST_OLD_DAY)
    case.name(3)
    case.file(dated_on=LAST_OLD_DAY)
    assert case.lacking() == ["policy_way"]
    drafting.write_case(case.world.hr, case.number, case.plan(begun_on=FIRST_NEW_DAY))
    assert case.lacking() == ["begun_with_document"]


def test_a_day_that_has_passed_wants_the_document_of_that_day(case: Appointing) -> None:
    begun_on = case.today - timedelta(days=3)
    case.draft(begun_on=begun_on)
    case.name(3)
    assert case.lacking() == ["begun_with_document"]
    case.file(dated_on=case.today)
    assert case.lacking() == ["begun_with_document"]
    case.file(dated_on=begun_on)
    assert case.lacking() == []


def test_the_answer_to_what_was_submitted_may_be_later_than_the_first_act_but_not_earlier(case: Appointing) -> None:
    begun_on = case.today - timedelta(days=3)
    case.draft(way=PolicyWay.SUBMITTED, begun_on=begun_on)
    case.name(3)
    case.file(dated_on=begun_on - timedelta(days=1))
    assert case.lacking() == ["begun_with_document"]
    case.file(dated_on=begun_on + timedelta(days=2))
    assert case.lacking() == []


def test_no_case_begins_tomorrow_or_before_any_law_that_is_known(case: Appointing) -> None:
    case.draft(begun_on=case.today + timedelta(days=1))
    case.name(3)
    assert case.lacking() == ["begun_in_the_past"]
    drafting.write_case(case.world.hr, case.number, case.plan(begun_on=FIRST_NEW_DAY.replace(year=2001)))
    assert case.lacking() == ["law_of_that_day"]


def test_a_policy_that_is_still_to_be_submitted_has_its_proposal_made(case: Appointing) -> None:
    case.opened(3, way=PolicyWay.SUBMITTED)
    with database.reading() as session:
        papers = session.exec(select(FiledPaper.kind).where(FiledPaper.procedure_id == case.number)).all()
    assert list(papers) == ["policy_proposal"]


def test_whoever_drafts_may_send_the_letter_that_summons_to_themselves(case: Appointing) -> None:
    case.draft()
    drafting.invite(case.world.hr, case.number, " Mời đồng chí đến đúng giờ. ")
    assert of_case(case).invitation == "Mời đồng chí đến đúng giờ."
    for _ in range(2):
        drafting.send_preview(case.world.hr, case.number)
    assert [letter.account_id for letter in case.world.letters("meeting_preview")] == [case.world.hr.account_id] * 2


def test_each_of_several_posts_wants_a_person(case: Appointing) -> None:
    case.draft(DEPUTY_CHAIR, SECOND_POST)
    case.name(3, post=1)
    assert case.lacking() == ["nominees"]
    case.name(4, post=2)
    assert case.lacking() == []


def test_a_post_keeps_its_people_under_another_title_and_in_another_place(case: Appointing) -> None:
    case.draft(DEPUTY_CHAIR, SECOND_POST)
    named = case.name(3, post=2)
    kept = case.posts()[1].id
    drafting.set_posts(case.world.hr, case.number, [SECOND_POST, DEPUTY_CHAIR])
    assert (case.posts()[0].id, case.posts()[0].title) == (kept, SECOND_POST.title)
    renamed = PostPlan("Phó Trưởng phòng phụ trách", "Phòng Lãnh sự")
    drafting.set_posts(case.world.hr, case.number, [renamed, DEPUTY_CHAIR])
    assert (case.nominee(named).post_id, case.posts()[0].title) == (kept, "Phó Trưởng phòng phụ trách")
    drafting.set_posts(case.world.hr, case.number, [DEPUTY_CHAIR, replace(SECOND_POST, id=kept)])
    assert [post.id for post in case.posts()][1] == kept


REFUSED_POSTS: dict[str, Callable[[Appointing], list[PostPlan]]] = {
    "post_title_missing": lambda _: [PostPlan("  ")],
    "one_head_post": lambda _: [PostPlan("Giám đốc", is_head=True), PostPlan("Viện trưởng", is_head=True)],
    "too_many_posts": lambda _: [PostPlan(f"Vị trí {number}") for number in range(21)],
    "post_unknown": lambda _: [replace(DEPUTY_CHAIR, id=987)],
    "post_has_nominees": lambda _: [SECOND_POST],
}


@pytest.mark.parametrize("key", REFUSED_POSTS)
def test_posts_that_cannot_be_are_refused_and_leave_all_as_it_was(case: Appointing, key: str) -> None:
    case.draft(DEPUTY_CHAIR, SECOND_POST)
    case.name(3, post=1)
    with pytest.raises(Refusal, match=key) as refused:
        drafting.set_posts(case.world.hr, case.number, REFUSED_POSTS[key](case))
    assert len(refused.value.sentence) > 20
    assert [post.title for post in case.posts()] == [DEPUTY_CHAIR.title, SECOND_POST.title]


def test_a_case_that_goes_on_from_paper_may_name_its_people_after_the_opening(case: Appointing) -> None:
    case.draft(starts_at_step=3)
    drafting.open_(case.world.hr, case.number)
    named = case.name(3)
    assert case.nominee(named).named_at_step == 0
    case.make_eligible(named)
    case.check()
    with pytest.raises(Refusal, match="already_opened"):
        case.name(4)


def test_a_case_starts_at_a_step_that_its_law_has(case: Appointing) -> None:
    case.draft(starts_at_step=5)
    case.name(3)
    assert case.lacking() == ["step_of_the_law"]
    with pytest.raises(Refusal, match="step_unknown"):
        drafting.write_case(case.world.hr, case.number, case.plan(starts_at_step=0))


def test_nothing_of_an_open_case_is_written_or_named_any_more(case: Appointing) -> None:
    named = case.opened(3)[0]
    for act in (
        lambda: drafting.write_case(case.world.hr, case.number, case.plan()),
        lambda: drafting.set_posts(case.world.hr, case.number, [DEPUTY_CHAIR]),
        lambda: case.name(4),
        lambda: drafting.unname(case.world.hr, case.number, named),
    ):
        with pytest.raises(Refusal, match="already_opened"):
            act()


def test_a_draft_that_was_thrown_away_is_not_opened(case: Appointing) -> None:
    case.draft()
    case.name(3)
    drafts.discard(case.world.hr, case.number)
    with pytest.raises(Refusal, match="draft_discarded"):
        drafting.open_(case.world.hr, case.number)


def consultation(case: Appointing, matter: str) -> int:
    number = consulting.draft(case.world.hr, "dự thảo kế hoạch")
    plan = consulting.Plan("dự thảo kế hoạch", matter, "Để mọi người biết.", "Văn phòng Sở", PARAGRAPHS)
    consulting.write_plan(case.world.hr, number, plan)
    timing.set_times(case.world.hr, number, None, case.world.now() + timedelta(days=5), [])
    consulting.open_(case.world.hr, number)
    return number


def test_an_appointment_rests_on_a_consultation_about_the_personnel_plan_and_on_no_other(case: Appointing) -> None:
    spending, people = consultation(case, "spending_rules"), consultation(case, "personnel_plan")
    case.draft()
    with pytest.raises(Refusal, match="consultation_of_another_matter"):
        gates.rest_on(case.world.hr, case.number, spending)
    gates.rest_on(case.world.hr, case.number, people)
    assert case.procedure().rests_on_id == people
    with database.reading() as session:
        assert [each.id for each in gates.consultations(session, "personnel_plan")] == [people]
        assert [each.id for each in gates.consultations(session)] == [people, spending]


def test_an_open_case_waits_for_its_consultation_until_its_policy_is_decided(case: Appointing) -> None:
    people = consultation(case, "personnel_plan")
    case.opened(3)
    gates.rest_on(case.world.hr, case.number, people)
    with pytest.raises(Waiting, match="consultation"):
        gates.wait_for_consultation(case.number)
    case.check()
    gates.wait_for_consultation(case.number)
    with pytest.raises(Refusal, match="already_begun"):
        gates.rest_on(case.world.hr, case.number, None)
