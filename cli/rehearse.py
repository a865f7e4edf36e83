"""`danchu rehearse KIND`: play a whole procedure and say whether every promise was kept."""

import asyncio
import json
import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli import sample
from cli.rehearsal.appointment import judging as appointment
from cli.rehearsal.appointment.appointing import AppointmentPlay
from cli.rehearsal.cast import Cast, cast_of
from cli.rehearsal.conference import judging as conference
from cli.rehearsal.conference.conferring import ConferencePlay
from cli.rehearsal.confidence_poll import judging as confidence_poll
from cli.rehearsal.confidence_poll.polling import PollPlay
from cli.rehearsal.faults import Fault, bad_relay, mishaps
from cli.rehearsal.opinion import judging as opinion
from cli.rehearsal.opinion.consulting import ConsultationPlay
from cli.rehearsal.play import Mishap, Tell
from cli.rehearsal.promises import Verdict, keep
from cli.rehearsal.regulation import judging as regulation
from cli.rehearsal.regulation.ruling import RulesPlay
from cli.rehearsal.resolution import judging as resolution
from cli.rehearsal.resolution.carrying_out import CarryingOutPlay
from cli.rehearsal.stage import Stage, stage


class Kind(StrEnum):
    """Loại quy trình diễn tập được."""

    RESOLUTION = "resolution"
    OPINION = "opinion"
    APPOINTMENT = "appointment"
    CONFIDENCE_POLL = "confidence_poll"
    REGULATION = "regulation"
    CONFERENCE = "conference"


SECRET = (Kind.APPOINTMENT, Kind.CONFIDENCE_POLL, Kind.OPINION, Kind.CONFERENCE)
"""Kinds with rounds whose ballots are secret, or may be."""

FEWEST = 8
"""So many people take part in any kind but a conference, which the law has an own way for in the smallest agencies."""


class Mode(StrEnum):
    """Cách bỏ phiếu kín."""

    PAPER = "paper"
    SEALED = "sealed"


@dataclass(frozen=True)
class Asked:
    """What was asked for on the command line."""

    kind: Kind
    people: int
    seed: int
    fault: Fault | None
    regime: date | None
    mode: Mode


def rehearse(
    kind: Annotated[Kind, typer.Argument(help="Loại quy trình")],
    people: Annotated[int, typer.Option(min=7, max=3000, help="Số người của cơ quan mẫu")] = 28,
    seed: Annotated[int, typer.Option(help="Số gieo: cùng số thì cùng diễn biến")] = 1,
    mode: Annotated[Mode, typer.Option(help="Cách bỏ phiếu của các vòng kín; vòng ghi tên không đổi")] = Mode.PAPER,
    fault: Annotated[Fault | None, typer.Option(help="Sự cố xảy ra giữa chừng")] = None,
    regime: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Ngày bắt đầu, để áp dụng luật ngày đó")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Thư mục giữ thư, văn bản, cơ sở dữ liệu")] = None,
    keep_stage: Annotated[bool, typer.Option("--keep", help="Giữ thư mục tạm")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON ở dòng cuối")] = False,
) -> None:
    """Diễn tập trọn một quy trình với cơ quan tạm, thư thật, máy chủ Prefect thật; thoát 0 khi mọi cam kết đều giữ."""
    if why := unplayable(kind, mode, people):
        typer.echo(why, err=True)
        raise typer.Exit(2)
    folder = Path(tempfile.mkdtemp(prefix="danchu-rehearsal-"))
    kept = out or folder
    kept.mkdir(parents=True, exist_ok=True)
    try:
        asked = Asked(kind, people, seed, fault, regime.date() if regime else None, mode)
        verdict = asyncio.run(_play(folder, kept, asked))
    finally:
        if not keep_stage:
            shutil.rmtree(folder, ignore_errors=True)
    for said in verdict.broken:
        typer.echo(f"KHÔNG GIỮ: {said}", err=True)
    if not as_json:
        typer.echo("Mọi cam kết đều giữ." if not verdict.broken else "Có cam kết không giữ, xem trên.")
    typer.echo(json.dumps(verdict.report, ensure_ascii=False, indent=None if as_json else 2))
    raise typer.Exit(1 if verdict.broken else 0)


def unplayable(kind: Kind, mode: Mode, people: int) -> str:
    """Why this kind cannot be rehearsed in a mode or with so many people; empty where it can."""
    if people < FEWEST and kind is not Kind.CONFERENCE:
        return f"Loại quy trình này diễn tập với ít nhất {FEWEST} người."
    if mode is Mode.SEALED and kind not in SECRET:
        return "Loại quy trình này chưa diễn tập được với phiếu kín niêm phong. Diễn tập với --mode paper."
    return ""


async def _play(folder: Path, out: Path, asked: Asked) -> Verdict:
    began = time.monotonic()
    cast = cast_of(asked.people, asked.seed)
    relay = bad_relay(asked.seed) if asked.fault is Fault.SMTP else []
    opens_on = None if asked.kind is Kind.RESOLUTION else asked.regime
    async with stage(folder, relay, opens_on=opens_on) as built, mishaps(built, asked.fault, asked.seed) as mishap:
        play = _cast_in(asked, built, cast, out, mishap, lambda scene: _tell(scene, time.monotonic() - began))
        await play.run()
    await asyncio.to_thread(keep, folder, out)
    seconds = time.monotonic() - began
    if isinstance(play, AppointmentPlay):
        return appointment.judge(out, play, seconds)
    if isinstance(play, PollPlay):
        return confidence_poll.judge(out, play, seconds)
    if isinstance(play, RulesPlay):
        return regulation.judge(out, play, seconds)
    if isinstance(play, ConferencePlay):
        return conference.judge(out, play, seconds)
    if isinstance(play, ConsultationPlay):
        return opinion.judge(out, play, seconds)
    return resolution.judge(out, play, seconds)


def _cast_in(
    asked: Asked, built: Stage, cast: Cast, out: Path, mishap: Mishap, tell: Tell
) -> AppointmentPlay | PollPlay | ConferencePlay | ConsultationPlay | RulesPlay | CarryingOutPlay:
    """The play that was asked for, ready to run."""
    is_rough, is_sealed = asked.fault is Fault.KILL, asked.mode is Mode.SEALED
    if asked.kind is Kind.APPOINTMENT:
        return AppointmentPlay(built, cast, out, mishap, tell, asked.seed, asked.regime, is_rough, is_sealed)
    if asked.kind is Kind.CONFIDENCE_POLL:
        return PollPlay(built, cast, out, mishap, tell, asked.seed, is_rough, is_sealed)
    if asked.kind is Kind.REGULATION:
        return RulesPlay(built, cast, out, mishap, tell, asked.seed, asked.regime)
    if asked.kind is Kind.CONFERENCE:
        return ConferencePlay(built, cast, out, mishap, tell, asked.seed, asked.regime, is_rough, is_sealed)
    if asked.kind is Kind.OPINION:
        return ConsultationPlay(built, cast, out, mishap, tell, asked.seed, is_sealed)
    return CarryingOutPlay(built, cast, out, mishap, tell, adopted_on=asked.regime or sample.ADOPTED_ON)


def _tell(scene: str, seconds: float) -> None:
    typer.echo(f"{seconds:6.1f} s  {scene}", err=True)
