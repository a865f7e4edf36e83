"""How the databases go about the queries of the portfolio: by an index, never through every answer ever given."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from models import Procedure, ProcedureState, Role
from models.store import database
from procedures.access.actor import Actor
from procedures.overview import turnout
from procedures.overview.finding import Asked, seen_states
from procedures.overview.portfolio import portfolio
from procedures.overview.sight import Sight, What, may_see
from procedures.resolution import circulation
from tests.world import World


def plans_of(work: Callable[[Session], object]) -> list[str]:
    """The plan of each query of the work, as the database explains it; PostgreSQL is kept from reading tables whole."""
    asked: list[tuple[str, Any]] = []

    def listen(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        asked.append((statement, values))

    with database.reading() as session:
        event.listen(Engine, "before_cursor_execute", listen)
        work(session)
        event.remove(Engine, "before_cursor_execute", listen)
        connection = session.connection()
        if not database.is_sqlite():
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN " if database.is_sqlite() else "EXPLAIN "
        told = [connection.exec_driver_sql(explain + query, values).all() for query, values in asked if "FROM" in query]
    return ["\n".join(str(row[-1]) for row in rows) for rows in told]


def reads_by_index(plan: str, table: str) -> bool:
    searched = re.search(rf"SEARCH {table} USING (COVERING )?INDEX", plan)
    return bool(
        searched or re.search(rf"Index (Only )?Scan using \w+ on {table}\b|Bitmap Heap Scan on {table}\b", plan)
    )


def reads_whole(plan: str) -> bool:
    return re.search(r"\bSCAN \w+$|Seq Scan", plan, re.MULTILINE) is not None


@pytest.fixture
def number(world: World) -> int:
    """A resolution that three people have read."""
    number = world.signed(timedelta(days=5))
    circulation.sign(number)
    circulation.circulate(number)
    world.acknowledge(number, 3)
    return number


@pytest.mark.parametrize("unit", ["", "Văn phòng"])
def test_who_was_asked_and_who_answered_is_counted_by_an_index(number: int, unit: str) -> None:
    plan, boxes = plans_of(lambda session: turnout.counts(session, [number], unit))
    assert reads_by_index(plan, "roll_entry"), plan
    assert reads_by_index(plan, "answer"), plan
    assert not reads_whole(boxes), boxes


def test_a_curve_reads_the_answers_of_its_rounds_alone(number: int) -> None:
    boxes, plan = plans_of(lambda session: turnout.curves(session, [number]))
    assert reads_by_index(plan, "answer"), plan
    assert not reads_whole(boxes), boxes


def test_a_page_of_the_portfolio_holds_fifty_and_says_how_many_there_are(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("procedures.overview.finding.PER_PAGE", 2)
    monkeypatch.setattr("procedures.overview.portfolio.PER_PAGE", 2)
    later, sooner = world.signed(timedelta(days=9)), world.signed(timedelta(days=4))
    for each in (later, sooner):
        circulation.sign(each)
        circulation.circulate(each)
    unsigned = world.opened(timedelta(days=3))
    world.move(days=3, hours=1)
    with database.reading() as session:
        pages = [portfolio(session, world.manager, Asked(page=page)) for page in (1, 2, 3)]
        found = portfolio(session, world.manager, Asked(words="NGHI quyet", page=2))
        none = portfolio(session, world.manager, Asked(words="quy chế"))
    assert [[line.id for line in page.running] for page in pages] == [[unsigned, sooner], [later], []]
    assert pages[0].running[0].place.is_late
    assert {(page.running_in_all, page.running_pages) for page in pages} == {(3, 2)}
    assert [line.id for line in found.running] == [later]
    assert (none.running_in_all, none.ended_in_all) == (0, 0)


def test_ended_procedures_stand_on_pages_the_latest_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procedures.overview.finding.PER_PAGE", 2)
    monkeypatch.setattr("procedures.overview.portfolio.PER_PAGE", 2)
    numbers = [world.opened() for _ in range(3)]
    with database.transaction() as session:
        for place, number in enumerate(numbers):
            procedure = session.get_one(Procedure, number)
            procedure.state, procedure.closed_at = ProcedureState.ANNULLED, world.now() + timedelta(seconds=place)
            session.add(procedure)
    year = world.now().year
    with database.reading() as session:
        for words in ("", "hội nghị"):
            pages = [portfolio(session, world.hr, Asked(words, "resolution", year, page)) for page in (1, 2)]
            assert [[line.id for line in page.ended] for page in pages] == [numbers[:0:-1], numbers[:1]]
            assert [(page.ended_in_all, page.ended_pages) for page in pages] == [(3, 2)] * 2
            assert not any(page.running or page.drafts for page in pages)
            assert portfolio(session, world.hr, Asked(words)).ended_in_all == 3
        assert not portfolio(session, world.hr, Asked(kind="opinion")).ended


@pytest.mark.parametrize("unit", ["", "Văn phòng"])
@pytest.mark.parametrize("role", [None, *Role])
def test_what_is_searched_is_what_may_be_seen(role: Role | None, unit: str) -> None:
    actor = Actor("Lê Thị Thư", "", 1, roles=frozenset({role} if role else ()))
    for state in ProcedureState:
        procedure = Procedure(kind="resolution", subject="", state=state)  # pyright: ignore
        may = may_see(actor, procedure, What.COURSE, unit) is not Sight.NOTHING
        assert (state in seen_states(actor, unit)) is may, state
