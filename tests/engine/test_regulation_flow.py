"""Rules of the agency: the flow on a real Prefect server and both databases, from the draft to their reviews."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from flows.opinion import opinion
from flows.regulation import regulation
from models import Decision, Procedure, ProcedureState, RegulationSort, ReviewResult, StepRecord
from models.store import database
from procedures.regulation import drafting, reviewing, steps
from tests.ruling import Ruling, union_of
from tests.world import World

pytestmark = [pytest.mark.usefixtures("prefect"), pytest.mark.asyncio(loop_scope="session")]


def done(number: int) -> list[tuple[str, str]]:
    with database.reading() as session:
        rows = session.exec(select(StepRecord).where(StepRecord.procedure_id == number).order_by(StepRecord.id)).all()
        return [(row.step, row.outcome) for row in rows]


async def run(number: int) -> str:
    return (await regulation(number, return_state=True)).name


async def test_rules_go_from_their_consultation_to_the_review_of_their_first_year(world: World) -> None:
    case = Ruling(world)
    number = case.opened()
    assert await run(number) == "Chờ lấy ý kiến xong"
    case.answer(["Điều 1. Quy chế này quy định việc chi tiêu nội bộ của Sở và đơn vị trực thuộc."])
    assert await run(number) == "Chờ người đứng đầu quyết định ở việc lấy ý kiến"
    case.decide()
    assert await run(number) == "Chờ văn thư vào số quy chế"
    assert [letter.procedure_id for letter in world.letters("rules_await_signature")] == [number]
    assert not world.letters("opinion_decision_awaits_filing")
    case.file(steps.DECISION)
    assert await run(number) == "Đang niêm yết"
    assert len(world.letters("rules_disclosed")) == 8
    world.move(days=21)
    assert await run(number) == "Đang áp dụng"
    world.move(days=320)
    assert await run(number) == "Đang áp dụng"
    world.move(days=30)
    assert await run(number) == "Chờ kết quả rà soát"
    assert await run(number) == "Chờ kết quả rà soát"
    assert len(world.letters("rules_review_asked")) == 2
    reviewing.review(world.hr, number, 1, ReviewResult.KEPT, "")
    assert await run(number) == "Đang áp dụng"
    world.move(days=370)
    assert await run(number) == "Chờ kết quả rà soát"
    reviewing.review(world.manager, number, 2, ReviewResult.REPEALED, "Không còn phù hợp.")
    assert await run(number) == "Đã bãi bỏ"
    with database.reading() as session:
        assert session.get_one(Procedure, number).state is ProcedureState.CLOSED


async def test_the_consultation_takes_the_number_of_the_rules_and_goes_on(world: World) -> None:
    case = Ruling(world)
    number = case.opened()
    case.answer()
    case.decide()
    assert (await opinion(case.consultation, return_state=True)).name == "Chờ văn thư vào số văn bản ban hành"
    await run(number)
    case.file(steps.DECISION)
    await run(number)
    assert (await opinion(case.consultation, return_state=True)).name == "Đang niêm yết"
    assert ("issued", "done") in done(case.consultation)
    assert len(world.letters("opinion_disclosed")) == 8


async def test_a_decision_against_the_draft_ends_the_rules_too(world: World) -> None:
    case = Ruling(world)
    number = case.opened()
    case.answer()
    case.decide(Decision.NOT_ISSUED)
    assert await run(number) == "Không ban hành"
    assert done(number)[-1] == ("regulation_decided", "not_issued")


async def test_rules_of_both_sides_are_one_paper_that_two_sign(world: World) -> None:
    case = Ruling(world, RegulationSort.COORDINATION)
    number = case.opened()
    case.answer()
    case.decide()
    assert await run(number) == "Chờ văn thư vào số quy chế"
    case.file(steps.COORDINATION, 3, "QC-SNgV")
    assert await run(number) == "Đang niêm yết"


async def test_new_rules_in_force_end_those_that_they_replace(world: World) -> None:
    older = Ruling(world)
    first = older.opened()
    older.answer()
    older.decide()
    await run(first)
    older.file(steps.DECISION)
    await run(first)
    world.move(days=21)
    assert await run(first) == "Đang áp dụng"
    newer = Ruling(world)
    second = newer.opened(replaces=first)
    newer.answer()
    newer.decide()
    await run(second)
    assert await run(first) == "Đang áp dụng"
    newer.file(steps.DECISION, 13)
    await run(second)
    assert await run(first) == "Đã có quy chế thay"


@pytest.mark.parametrize("begins_on", [date(2022, 12, 1)])
async def test_under_the_decree_before_the_law_the_conference_adopts_the_rules_on_spending(
    world: World, begins_on: date
) -> None:
    world.move(days=(begins_on - world.today()) / timedelta(days=1))
    case = Ruling(world)
    case.draft()
    drafting.open_(world.hr, case.number)
    assert await run(case.number) == "Chờ nghị quyết hội nghị thông qua"
    case.adopt()
    assert await run(case.number) == "Chờ văn thư vào số quy chế"
    assert ("regulation_consulted", "not_needed") in done(case.number)
    assert ("regulation_adopted", "done") in done(case.number)


async def test_rules_on_democracy_wait_for_the_union_in_their_consultation(world: World) -> None:
    case, union = Ruling(world, RegulationSort.DEMOCRACY), union_of(world)
    number = case.opened()
    case.answer()
    assert await run(number) == "Chờ người đứng đầu quyết định ở việc lấy ý kiến"
    case.decide(union=union)
    assert await run(number) == "Chờ văn thư vào số quy chế"
