"""A resolution is carried out: the flow on a real Prefect server, on both databases, over a year of the clock."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from flows.resolution import resolution
from models import AuditEvent, Procedure, ProcedureState, Resolution
from models.store import database
from procedures.resolution import drafting
from procedures.resolution.items import checking, schedule
from tests.carrying_out import CarryingOut
from tests.world import World

pytestmark = [pytest.mark.usefixtures("prefect"), pytest.mark.asyncio(loop_scope="session")]


async def run(case: CarryingOut) -> str:
    return (await resolution(case.number, return_state=True)).name


async def circulated_to_the_end(case: CarryingOut) -> None:
    """Opened, signed, sent, read by all."""
    drafting.open_(case.world.hr, case.number)
    case.world.sign(case.number)
    await run(case)
    case.world.acknowledge(case.number, 8)


def due(case: CarryingOut) -> datetime | None:
    with database.reading() as session:
        return session.get_one(Procedure, case.number).next_due


def move_to(case: CarryingOut, at: datetime | None) -> None:
    assert at
    case.world.move(seconds=(at - case.world.now()).total_seconds() + 60)


async def test_the_owners_hear_of_their_items_once_the_circulation_is_over_and_not_before(world: World) -> None:
    case = CarryingOut(world)
    drafting.open_(world.hr, case.number)
    world.sign(case.number)
    assert await run(case) == "Chờ xác nhận đã đọc"
    assert not world.letters("item_entrusted")
    world.acknowledge(case.number, 8)
    assert await run(case) == await run(case) == "Đang thực hiện"
    assert [letter.roll_entry_id for letter in world.letters("item_entrusted")] == [1, 2, 3]
    assert len(world.letters("resolution_closing_paper")) == 3


async def test_a_year_is_walked_by_its_own_dates_alone(world: World) -> None:
    case = CarryingOut(world)
    await circulated_to_the_end(case)
    await run(case)
    case.accept(1)
    waited = []
    for _ in range(40):
        waited.append(await run(case))
        if waited[-1] == "Chờ người đứng đầu, Công đoàn kiểm tra":
            number = len([step for step in case.steps() if step[0] == "check_asked"])
            case.assess(number)
            checking.conclude(world.manager, case.number, number)
            checking.agree(case.union, case.number, number, "Nhất trí.")
        elif waited[-1] == "Chờ văn thư vào số báo cáo kiểm tra":
            case.file(f"items_check-{number}", 20 + number)
        elif waited[-1] == "Còn việc chưa xong":
            break
        else:
            move_to(case, due(case))
    done = case.steps()
    followed = [(step, occurrence) for step, occurrence, _ in done if step in ("check_asked", "checked", "check_told")]
    assert followed == [(step, n) for n in (1, 2) for step in ("check_asked", "checked", "check_told")]
    assert done[-1] == ("followed", 0, "items_left")
    assert [letter.number for letter in world.letters("items_checked")] == [1] * 8 + [2] * 8
    assert len(world.letters("item_reminder")) == 4
    assert len(world.letters("items_ended")) == 4
    with database.reading() as session:
        procedure = session.get_one(Procedure, case.number)
        assert (procedure.state, procedure.outcome, procedure.next_due) == (ProcedureState.CLOSED, "items_left", None)


async def test_nobody_is_reminded_of_what_is_done_or_reported_as_done(world: World) -> None:
    case = CarryingOut(world)
    await circulated_to_the_end(case)
    await run(case)
    case.accept(1)
    case.report(2)
    for _ in range(6):
        move_to(case, due(case))
        await run(case)
    assert {letter.roll_entry_id for letter in world.letters("item_reminder")} == {3}
    urged = {(occurrence // 1000, outcome) for step, occurrence, outcome in case.steps() if step == "item_urged"}
    assert urged == {(2, "not_needed"), (3, "done")}


async def test_two_runs_at_once_leave_the_letters_of_one(world: World) -> None:
    case = CarryingOut(world)
    await circulated_to_the_end(case)
    await asyncio.gather(*(resolution(case.number, return_state=True) for _ in range(3)))
    assert len(world.letters("item_entrusted")) == 3


async def test_the_resolution_of_the_next_yearly_conference_takes_its_place(world: World) -> None:
    case = CarryingOut(world)
    await circulated_to_the_end(case)
    await run(case)
    world.move(days=300)
    await run(case)
    later = world.draft()
    with database.transaction() as session:
        row = session.get_one(Resolution, later)
        row.adopted_on = case.today()
        session.add(row)
    drafting.open_(world.hr, later)
    assert await run(case) == "Còn việc chưa xong"
    assert ("check_asked", 2, "not_needed") in case.steps()


async def test_that_of_an_extraordinary_one_does_not(world: World) -> None:
    case = CarryingOut(world)
    await circulated_to_the_end(case)
    await run(case)
    world.move(days=30)
    later = world.draft()
    with database.transaction() as session:
        row = session.get_one(Resolution, later)
        row.adopted_on, row.is_extraordinary = case.today(), True
        session.add(row)
    drafting.open_(world.hr, later)
    assert await run(case) == "Đang thực hiện"
    with database.reading() as session:
        assert not schedule.predecessors(session, session.get_one(Procedure, later))


async def test_a_history_of_the_first_revision_is_walked_again_without_a_letter_or_a_row(world: World) -> None:
    number = world.signed(timedelta(days=5))
    with database.transaction() as session:
        procedure = session.get_one(Procedure, number)
        procedure.flow_revision = 1
        values = {key: rule for key, rule in procedure.rules["values"].items() if key not in LATER}
        procedure.rules = {**procedure.rules, "values": values}
        session.add(procedure)
    await resolution(number, return_state=True)
    world.acknowledge(number, 8)
    assert (await resolution(number, return_state=True)).name == "Mọi người đã đọc"
    with database.reading() as session:
        before = len(session.exec(select(AuditEvent)).all())
        assert session.get_one(Procedure, number).state is ProcedureState.CLOSED
    assert (await resolution(number, return_state=True)).name == "Mọi người đã đọc"
    with database.reading() as session:
        assert len(session.exec(select(AuditEvent)).all()) == before
    kinds = ("item_entrusted", "item_reminder", "items_check_asked", "items_ended")
    assert [world.letters(kind) for kind in kinds] == [[]] * 4


LATER = ("followed_for", "check_asked_before", "item_reminders")
