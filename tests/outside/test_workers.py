"""A rehearsal carried by Prefect's workers, or by the courier: the same end, and the same words on Prefect's page."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from cli import prefect_server
from cli.rehearsal.cast import Cast, cast_of
from cli.rehearsal.faults import no_mishap
from cli.rehearsal.opinion import judging as opinion
from cli.rehearsal.opinion.consulting import ConsultationPlay
from cli.rehearsal.play import Play
from cli.rehearsal.post import text_of
from cli.rehearsal.promises import Verdict
from cli.rehearsal.resolution import judging as resolution
from cli.rehearsal.resolution.circulating import CirculationPlay
from procedures import demo
from procedures.engine import Step
from procedures.opinion import steps as of_opinion
from procedures.resolution import steps as of_resolution
from settings import ROOT
from tests.outside.processes import until
from tests.outside.served import Served, served
from words.sentences import say

pytestmark = pytest.mark.xdist_group("outside")
PEOPLE, SEED = 8, 3
PREFECT = str(Path(sys.executable).with_name("prefect"))


@asynccontextmanager
async def worker(product: Served) -> AsyncIterator[None]:
    """A work pool, the deployments of prefect.yaml, and one process worker, as the operator's guide says."""
    environment = {**os.environ, **prefect_server.environment()}
    for command in (["work-pool", "create", "danchu", "--type", "process"], ["deploy", "--all"]):
        await asyncio.to_thread(obey, command, environment)
    log = (product.folder / "worker.log").open("wb")
    process = subprocess.Popen(
        [PREFECT, "worker", "start", "--pool", "danchu", "--type", "process"],
        env=environment,
        cwd=ROOT,
        stdout=log,
        stderr=subprocess.STDOUT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        yield
        assert process.poll() is None, (product.folder / "worker.log").read_text(encoding="utf-8")
    finally:
        process.send_signal(signal.SIGINT)
        try:
            await asyncio.to_thread(process.wait, 20)
        except subprocess.TimeoutExpired:
            process.kill()
            await asyncio.to_thread(process.wait)
        log.close()


def obey(command: list[str], environment: dict[str, str]) -> None:
    told = subprocess.run(
        [PREFECT, *command], env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr


@dataclass(frozen=True)
class Kind:
    """What is played and how it is judged; its steps after the opening; how Prefect calls its runs and their ends."""

    play: type[Play]
    judge: Callable[..., Verdict]
    steps: tuple[Step, ...]
    reminded: Step
    runs: str
    ends: set[str]
    may_end: set[str]


KINDS = {
    "resolution": Kind(
        CirculationPlay,
        resolution.judge,
        of_resolution.STEPS[1:],
        of_resolution.REMINDED,
        r"Nghị quyết 1 · bước \d",
        {"Chờ xác nhận đã đọc", "Còn người chưa đọc"},
        {"Chờ văn thư vào số và bản ký"},
    ),
    "opinion": Kind(
        ConsultationPlay,
        opinion.judge,
        of_opinion.STEPS[1:],
        of_opinion.REMINDED,
        r"Lấy ý kiến 1 · bước \d\d?",
        {"Chờ ý kiến", "Chờ tiếp thu, giải trình", "Chờ ý kiến Công đoàn", "Đang niêm yết", "Đã ban hành"},
        {"Chờ văn thư vào số kế hoạch", "Chờ người đứng đầu quyết định", "Chờ văn thư vào số văn bản ban hành"},
    ),
}


@pytest.mark.parametrize(
    ("kind", "starter"), [("resolution", "inline"), ("resolution", "deployment"), ("opinion", "deployment")]
)
async def test_a_rehearsal_comes_to_its_end_and_prefect_shows_each_step_of_the_law_by_its_name(
    tmp_path: Path, kind: str, starter: str
) -> None:
    cast, played = cast_of(PEOPLE, SEED), KINDS[kind]
    async with served(tmp_path, DANCHU_FLOW_STARTER=starter) as product:
        await asyncio.to_thread(demo.mark)
        await product.start()
        await until(lambda: product.is_up("prefect"))
        async with worker(product) if starter == "deployment" else nullcontext():
            play = played.play(product, cast, tmp_path, no_mishap, lambda _: None)  # pyright: ignore
            await play.run()
            await until(lambda: product.is_settled() and Seen(product).is_over)
            seen = await asyncio.to_thread(Seen, product)
    assert played.judge(tmp_path, play, 0).broken == []
    assert_says_each_step(seen, played)
    assert_knows_nobody(tmp_path, cast, product)


class Seen:
    """What Prefect's own page shows: names of runs and of tasks, and the words of last states."""

    def __init__(self, product: Served) -> None:
        runs, tasks = (
            httpx.post(f"{product.prefect}/{kind}/filter", json={"limit": 200}, timeout=20).raise_for_status().json()
            for kind in ("flow_runs", "task_runs")
        )
        self.runs = [run["name"] for run in runs]
        self.tasks = [task["name"] for task in tasks]
        self.ends = {run["state"]["name"] for run in runs}
        self.is_over = all(run["state"]["type"] == "COMPLETED" for run in runs)
        self.tags = {tag for run in runs for tag in run["tags"]}


def assert_says_each_step(seen: Seen, kind: Kind) -> None:
    numbers = {step.key: 1 if step is kind.reminded else 0 for step in kind.steps}
    assert sorted(seen.tasks) == sorted(say(f"steps.{key}", number=number) for key, number in numbers.items())
    assert all(re.fullmatch(kind.runs, name) for name in seen.runs), seen.runs
    assert kind.ends <= seen.ends <= kind.ends | kind.may_end
    assert seen.tags == {"procedure:1"}


def assert_knows_nobody(folder: Path, cast: Cast, product: Served) -> None:
    """Neither Prefect's database nor the processes' own log holds a name, an address or a link."""
    kept = b"".join(
        path.read_bytes() for path in [*(folder / "prefect").rglob("*"), folder / "serve.log"] if path.is_file()
    )
    people = {text for person in cast.people for text in (person.full_name, person.email) if text}
    tokens = {mark for mail in product.sink.mails for mark in re.findall(r"/p/\d+-([0-9a-f]{32})", text_of(mail))}
    assert tokens
    assert [text for text in people | tokens if text.encode() in kept] == []
