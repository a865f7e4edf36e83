"""The pages that show everything, on 10,000 procedures and a million answers, beside their own queries asked bare."""

import random
import time
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import partial
from io import StringIO
from pathlib import Path

from bench import agency, many
from bench.bare import Ask, Asked, asked_by, driver
from bench.load import burst, page_get
from bench.processes import await_page, free_port, running
from bench.table import Table, middle, p95
from models.store.database import transaction
from procedures.access import sign_in
from tests.web.browser import Browser
from tests.world import World

PROCEDURES, FEW = 10_000, 1_000
ROUNDS, REQUESTS, CLIENTS, DIFFERENT = 5, 20, 10, 20
KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
LEAST = """SELECT p.id, p.subject, r.closes_at, (SELECT count(*) FROM roll_entry e WHERE e.procedure_id = p.id),
    (SELECT count(*) FROM answer a WHERE a.round_id = r.id) FROM procedure p JOIN round r ON r.procedure_id = p.id
    WHERE p.state = 'open' AND r.opened_at IS NOT NULL ORDER BY r.closes_at, p.id LIMIT 50"""


@dataclass
class Measured:
    """Seconds of one sort of page: its queries bare, itself to one client and to several; and pages a second."""

    what: str
    addresses: list[str]
    goal: str = ""
    bare: list[float] = field(default_factory=list[float])
    page: list[float] = field(default_factory=list[float])
    ratios: list[float] = field(default_factory=list[float])
    crowd: list[float] = field(default_factory=list[float])
    rates: list[float] = field(default_factory=list[float])


def measure(folder: Path, small: bool = False) -> Table:
    """Each kind of database in turn."""
    table = Table(
        "8. Portfolio and procedure, signed in as a manager",
        "the very queries of the page with their values, asked by the driver alone, every row fetched",
    )
    for kind in KINDS:
        _measure(table, kind, folder / kind, FEW if small else PROCEDURES)
    table.notes.append(
        f"p50 of {ROUNDS} x {REQUESTS} requests, baselines between them; a ratio is the median of the rounds'"
    )
    table.notes.append("the first page shows 50 that run; a page of a year, taken at random, 50 that ended in it")
    return table


def _measure(table: Table, kind: str, folder: Path, procedures: int) -> None:
    port = free_port()
    agency.fresh(folder, kind, DANCHU_WEB_PORT=str(port), DANCHU_BASE_URL=f"http://127.0.0.1:{port}")
    world = World()
    begun = time.perf_counter()
    counts = many.fill(procedures, world.hr.account_id or 0, world.now())
    said = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    table.notes.append(f"{KINDS[kind]}: {said}, put in within {time.perf_counter() - begun:.0f} s")
    browser = _signed_in(world)
    pages = _pages(procedures, world)
    with redirect_stdout(StringIO()):  # each request is logged
        queries = [{each: asked_by(partial(browser.open, each)) for each in page.addresses} for page in pages]
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    with running("cli.main", "web"), driver() as ask:
        await_page(f"http://127.0.0.1:{port}/healthz")
        least = [ask([(LEAST, ())]) for _ in range(REQUESTS * 2)][REQUESTS:]
        for _ in range(ROUNDS):
            for page, known in zip(pages, queries, strict=True):
                _round(page, known, ask, port, cookies)
    _report(table, KINDS[kind], least, pages)


def _signed_in(world: World) -> Browser:
    with transaction() as session:
        secret = sign_in.open_session(session, world.manager.account_id, None)
    return Browser().take(secret)


def _pages(procedures: int, world: World) -> list[Measured]:
    """What is opened: the first page; pages at random of those that ended in past years; procedures that run."""
    chance, year = random.Random(procedures), world.now().year
    in_a_year = procedures // many.YEARS // 50
    past = [(year - chance.randint(1, many.YEARS - 2), chance.randint(1, in_a_year)) for _ in range(DIFFERENT)]
    run = [procedures - chance.randint(many.UNSENT, many.OPEN - 1) for _ in range(DIFFERENT)]
    return [
        Measured("first page", ["/procedures"], "<= 2"),
        Measured("page of a year", [f"/procedures?year={of}&page={page}" for of, page in past], "<= 2"),
        Measured("one procedure", [f"/procedures/{number}" for number in run]),
    ]


def _round(page: Measured, queries: dict[str, Asked], ask: Ask, port: int, cookies: str) -> None:
    addresses = (page.addresses * REQUESTS)[:REQUESTS]
    requests = [page_get(port, address, cookies) for address in addresses]
    bare = [ask(queries[address]) for address in addresses]
    alone, crowd = burst(port, requests, 1), burst(port, requests, CLIENTS)
    if {*alone.statuses, *crowd.statuses} != {200}:
        raise AssertionError(f"{page.what}: {alone.statuses}, {crowd.statuses}")
    page.bare += bare
    page.page += alone.latencies
    page.ratios.append(middle(alone.latencies) / middle(bare))
    page.crowd += crowd.latencies
    page.rates.append(crowd.rate)


def _report(table: Table, engine: str, least: list[float], pages: list[Measured]) -> None:
    table.add(f"{engine}, one plain query of the first page, p50", middle(least) * 1000, "ms")
    table.add(f"{engine}, the same, p95", p95(least) * 1000, "ms")
    for page in pages:
        name = f"{engine}, {page.what}"
        table.add(f"{name}, its queries alone, p50", middle(page.bare) * 1000, "ms", 1.0)
        table.add(f"{name}, p50", middle(page.page) * 1000, "ms", middle(page.ratios), page.goal)
        table.add(f"{name}, p95", p95(page.page) * 1000, "ms", p95(page.page) / p95(page.bare))
        table.add(f"{name}, {CLIENTS} clients, p95", p95(page.crowd) * 1000, "ms")
        table.add(f"{name}, {CLIENTS} clients", middle(page.rates), "/s")
