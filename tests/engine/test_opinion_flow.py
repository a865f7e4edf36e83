"""Staff are consulted: the flow on a real Prefect server and both databases, from the plan to the last posted day."""

from datetime import timedelta

import pytest
from sqlmodel import select

from flows.opinion import opinion
from models import Decision, Procedure, ProcedureState, StepRecord
from models.store import database
from procedures import gates
from procedures.opinion import responding, sealing, steps
from tests.consulting import Consulting
from tests.opinion.sealed_consulting import SealedConsulting
from tests.world import World

pytestmark = [pytest.mark.usefixtures("prefect"), pytest.mark.asyncio(loop_scope="session")]


def done(number: int) -> list[tuple[str, str]]:
    with database.reading() as session:
        rows = session.exec(select(StepRecord).where(StepRecord.procedure_id == number).order_by(StepRecord.id)).all()
        return [(row.step, row.outcome) for row in rows]


async def run(number: int) -> str:
    return (await opinion(number, return_state=True)).name


async def test_a_consultation_goes_from_its_plan_to_the_end_of_its_posting(world: World) -> None:
    case = Consulting(world)
    number = case.opened(timedelta(days=5), (timedelta(days=2),))
    assert await run(number) == "Chờ văn thư vào số kế hoạch"
    assert not world.letters("opinion_asked")
    case.file("consultation_plan")
    assert await run(number) == "Chờ ý kiến"
    assert len(world.letters("opinion_asked")) == 8
    case.say(0)
    case.say(1, {2: "Nên khoán theo cấp."})
    case.say(2, {2: "nên khoán  theo cấp.", 0: "Dự thảo dài."})
    world.move(days=2, minutes=1)
    assert await run(number) == "Chờ ý kiến"
    assert len(world.letters("opinion_reminder")) == 5
    world.move(days=3)
    assert await run(number) == "Chờ tiếp thu, giải trình"
    assert [(row.paragraph, row.people) for row in case.rows()] == [(0, 1), (2, 2)]
    case.respond_to_all()
    responding.settle(world.hr, number)
    assert await run(number) == "Chờ người đứng đầu quyết định"
    responding.decide(world.manager, number, Decision.ISSUED)
    assert await run(number) == "Chờ văn thư vào số văn bản ban hành"
    case.file("decision", 12, "QĐ-SNgV")
    assert await run(number) == "Đang niêm yết"
    assert len(world.letters("opinion_disclosed")) == 8
    world.move(days=21)
    assert await run(number) == "Đã ban hành"
    assert [step for step, _ in done(number)] == [step.key for step in steps.STEPS]
    with database.reading() as session:
        assert session.get_one(Procedure, number).state is ProcedureState.CLOSED


async def test_everyone_having_answered_does_not_end_it_because_anyone_may_still_change(world: World) -> None:
    case = Consulting(world)
    number = case.opened()
    case.file("consultation_plan")
    await run(number)
    for person in range(8):
        case.say(person)
    assert await run(number) == "Chờ ý kiến"
    case.say(3, {1: "Tôi nghĩ lại."})


async def test_the_union_is_heard_before_the_rules_on_democracy_are_decided(world: World) -> None:
    case = Consulting(world, "democracy_rules")
    number = case.opened()
    case.file("consultation_plan")
    await run(number)
    world.move(days=5, minutes=1)
    await run(number)
    responding.settle(world.hr, number)
    assert await run(number) == "Chờ ý kiến Công đoàn"
    responding.remark(case.union, number, "Nhất trí.")
    assert await run(number) == "Chờ người đứng đầu quyết định"
    responding.decide(world.manager, number, Decision.NOT_ISSUED, "Chờ hướng dẫn mới.")
    assert await run(number) == "Đang niêm yết"


async def test_a_procedure_that_rests_on_a_consultation_begins_when_its_table_is_whole(world: World) -> None:
    first, later = Consulting(world), Consulting.__new__(Consulting)
    later.world, later.matter = world, "personnel_plan"
    awaited, waiting = first.opened(), later.opened()
    gates.rest_on(world.hr, waiting, awaited)
    later.file("consultation_plan", 8)
    assert await run(waiting) == "Chờ lấy ý kiến xong"
    assert not world.letters("opinion_asked")
    first.file("consultation_plan")
    await run(awaited)
    world.move(days=4)
    assert await run(waiting) == "Chờ lấy ý kiến xong"
    world.move(days=1, minutes=1)
    await run(awaited)
    responding.settle(world.hr, awaited)
    await run(awaited)
    assert await run(waiting) != "Chờ lấy ý kiến xong"


async def test_letters_wait_for_the_box_and_the_table_for_what_was_said_sealed(world: World) -> None:
    case = SealedConsulting(world)
    number = case.opened()
    case.make_keys()
    case.sealed_id = sealing.prepare(world.hr, number)
    case.agree()
    case.consulting.file("consultation_plan")
    assert await run(number) == "Chờ ký mở hòm ý kiến kín"
    case.sign_opening()
    assert await run(number) == "Chờ ý kiến"
    assert (len(world.letters("opinion_asked")), len(world.letters("ballot_asked"))) == (8, 0)
    for person in range(5):
        assert case.seal(person, "Khoán quá thấp.").status_code == 200
    case.consulting.say(5, {2: "Giữ mức cũ."})
    world.move(days=5, minutes=1)
    assert await run(number) == "Chờ mở ý kiến kín"
    case.peeled()
    assert await run(number) == "Chờ tiếp thu, giải trình"
    assert [(row.people, row.is_sealed) for row in case.consulting.rows()] == [(5, True), (1, False)]
    assert ("sealed_heard", "heard") in done(number)
