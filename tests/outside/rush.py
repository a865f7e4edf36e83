"""Everyone says something of every paragraph at once: `python -m tests.outside.rush --people 300`."""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlmodel import select

from cli import sample
from models import Comment, RollEntry
from models.store import database
from notifications import links
from procedures.opinion import asking, drafting
from procedures.opinion.answering import COMMENTS
from procedures.opinion.table import table_of
from tests.consulting import Consulting
from tests.outside.served import Served, served
from tests.world import World

CONNECTIONS = 50
WITHIN = 60
PARAGRAPHS = list(sample.SPENDING_RULES.paragraphs)


async def rush(folder: Path, people: int) -> dict[str, Any]:
    """Ask so many people, let all press at once, close, and compare the table with what they sent."""
    async with served(folder) as product:
        world = World(people=people)
        case = Consulting(world)
        number = asked(case)
        await product.start()
        tokens = await asyncio.to_thread(tokens_of, number)
        began = time.monotonic()
        statuses = await press(product, tokens)
        seconds = time.monotonic() - began
        world.move(days=6)
        asking.close(number)
        return {"people": people, "seconds": round(seconds, 1), "statuses": statuses, **compared(number, tokens)}


def asked(case: Consulting) -> int:
    """A consultation on the sample draft, its letters queued."""
    number = case.draft(timedelta(days=5))
    plan = drafting.Plan(sample.SPENDING_RULES.subject, case.matter, "", "Văn phòng Sở", PARAGRAPHS)
    drafting.write_plan(case.world.hr, number, plan)
    drafting.open_(case.world.hr, number)
    case.file("consultation_plan")
    asking.note_plan(number)
    asking.ask(number)
    return number


def tokens_of(number: int) -> dict[int, str]:
    with database.reading() as session:
        entries = session.exec(select(RollEntry).where(RollEntry.procedure_id == number)).all()
        return {entry.id or 0: links.token(entry.id or 0, entry.link_version) for entry in entries}


def words_of(entry: int, paragraph: int) -> str:
    return f"Người số {entry} đề nghị sửa đoạn {paragraph} cho rõ hơn."


async def press(product: Served, tokens: dict[int, str]) -> dict[int, int]:
    """Everyone posts the reviewed answer, on kept connections; every tenth presses twice."""
    statuses: Counter[int] = Counter()
    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    async with httpx.AsyncClient(base_url=product.base, limits=limits, timeout=120) as client:

        async def one(entry: int, token: str) -> None:
            said = {f"said_{n}": words_of(entry, n) for n in range(1, len(PARAGRAPHS) + 1)}
            form = {"csrf": links.form_token("link", token), "choice": COMMENTS, **said}
            for _ in range(2 if entry % 10 == 0 else 1):
                answer = await client.post(f"/p/{token}/opinion/answer", data=form, headers={"Origin": product.base})
                statuses[answer.status_code] += 1

        await asyncio.gather(*(one(entry, token) for entry, token in tokens.items()))
    return dict(statuses)


def compared(number: int, tokens: dict[int, str]) -> dict[str, Any]:
    """What was sent beside what is kept and what stands in the table: lost, doubled, missing from the table."""
    sent = Counter(words_of(entry, n) for entry in tokens for n in range(1, len(PARAGRAPHS) + 1))
    with database.reading() as session:
        kept = Counter(session.exec(select(Comment.text).where(Comment.procedure_id == number)).all())
        table = table_of(session, number, with_names=True)
    tabled = Counter(voice.text for row in table.rows for voice in row.voices)
    return {
        "opinions": sent.total(),
        "lost": (sent - kept).total(),
        "doubled": (kept - sent).total(),
        "not_in_table": (sent - tabled).total(),
        "rows": len(table.rows),
        "commented": table.commented,
    }


def is_kept(report: dict[str, Any]) -> bool:
    """Whether none was lost, none doubled, and the table is complete."""
    nothing = [report[name] for name in ("lost", "doubled", "not_in_table")]
    return not any(nothing) and set(report["statuses"]) == {303} and report["commented"] == report["people"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.outside.rush", description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    with tempfile.TemporaryDirectory(prefix="danchu-rush-") as folder:
        report = asyncio.run(rush(Path(folder), parser.parse_args().people))
    sys.stdout.write(f"{json.dumps(report)}\n")
    sys.exit(0 if is_kept(report) and report["seconds"] <= WITHIN else 1)
