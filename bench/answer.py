"""Answers a second, each durable before the browser hears of it: the real page beside three bare statements."""

from pathlib import Path
from urllib.parse import urlencode

from sqlmodel import func, select

import settings
from bench import agency, raw
from bench.load import Burst, burst, form_post
from bench.processes import await_page, free_port, running
from bench.table import Table, middle, p95
from models import Answer, OutboxMessage, RollEntry
from models.store import database
from notifications import links
from tests.world import World

ANSWERS, ROUNDS, CONNECTIONS, RAW = 3_000, 3, 50, 2_000
KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def measure(folder: Path) -> Table:
    """Each kind of database in turn."""
    table = Table(
        "2. One answer, durable: POST /p/<link>/answer, 50 kept connections",
        "three statements a transaction by the database's own driver (SQLite: 1 connection; PostgreSQL: 8)",
    )
    for kind in KINDS:
        _measure(table, kind, folder / kind)
    table.notes.append(f"{ANSWERS} answers in {ROUNDS} parts, baselines between them; each with CSRF, log and notice")
    return table


def _measure(table: Table, kind: str, folder: Path) -> None:
    port, other = free_port(), free_port()
    agency.fresh(folder, kind, DANCHU_WEB_PORT=str(port), DANCHU_BASE_URL=f"http://127.0.0.1:{port}")
    agency.circulated(World(people=ANSWERS))
    requests = _requests(port)
    bare: list[float] = []
    parts: list[tuple[Burst, Burst, Burst]] = []
    with (
        running("cli.main", "web"),
        running("uvicorn", "bench.plain:create_app", "--factory", "--port", str(other), "--no-access-log"),
    ):
        await_page(f"http://127.0.0.1:{port}/healthz")
        await_page(f"http://127.0.0.1:{other}/healthz")
        for number in range(ROUNDS):
            bare.append(_bare_rate(kind, folder / f"raw-{number}.db"))
            mine = requests[number::ROUNDS]
            parts.append((burst(port, mine, CONNECTIONS), *(_plain(other, way, len(mine)) for way in WAYS)))
    _check(parts)
    _report(table, KINDS[kind], bare, parts)


WAYS = ("plain", "asynchronous")


def _requests(port: int) -> list[bytes]:
    """The post of every person on the list, in no order of the list."""
    with database.reading() as session:
        tokens = [links.token(entry.id or 0, entry.link_version) for entry in session.exec(select(RollEntry)).all()]
    bodies = {token: {"csrf": links.form_token("link", token), "choice": "read"} for token in sorted(tokens, key=hash)}
    return [form_post(port, f"/p/{token}/answer", urlencode(body).encode()) for token, body in bodies.items()]


def _plain(port: int, way: str, number: int) -> Burst:
    body = urlencode({"csrf": "x" * 24, "choice": "read"}).encode()
    return burst(port, [form_post(port, f"/p/17-0123456789abcdef/{way}", body)] * number, CONNECTIONS)


def _bare_rate(kind: str, file: Path) -> float:
    if kind == "sqlite":
        return raw.sqlite_rate(file, RAW)
    return raw.postgresql_rate(settings.settings().database, RAW)


def _check(parts: list[tuple[Burst, Burst, Burst]]) -> None:
    """Every post was accepted, kept and told to its owner: a fast wrong answer is no answer."""
    accepted = sum(mine.statuses.get(303, 0) for mine, *_ in parts)
    with database.reading() as session:
        kept = session.exec(select(func.count()).select_from(Answer)).one()
        told = session.exec(select(func.count()).where(OutboxMessage.kind == "answer_recorded")).one()
    if not accepted == kept == told == ANSWERS:
        raise AssertionError(f"accepted {accepted}, kept {kept}, told {told}: {[mine.statuses for mine, *_ in parts]}")


def _report(table: Table, engine: str, bare: list[float], parts: list[tuple[Burst, Burst, Burst]]) -> None:
    ratio = middle([mine.rate / theirs for (mine, *_), theirs in zip(parts, bare, strict=True)])
    table.add(f"{engine}, three statements", middle(bare), "/s", 1.0)
    table.add(f"{engine}, danchu's page", middle([mine.rate for mine, *_ in parts]), "/s", ratio, ">= 0.13")
    for index, way in enumerate(WAYS, start=1):
        rates = [part[index].rate for part in parts]
        shares = [part[index].rate / theirs for part, theirs in zip(parts, bare, strict=True)]
        table.add(f"{engine}, {way} handler without database", middle(rates), "/s", middle(shares))
    mine, plain = (middle([p95(part[side].latencies) for part in parts]) for side in (0, 1))
    relative = middle([p95(part[0].latencies) / p95(part[1].latencies) for part in parts])
    table.add(f"{engine}, p95 without database", plain * 1000, "ms", 1.0)
    table.add(f"{engine}, p95 of danchu's page", mine * 1000, "ms", relative, "<= 6")
