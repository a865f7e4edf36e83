"""`danchu doctor`: is everything that danchu stands on as it should be, said in words with the remedy."""

import asyncio
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.utils import make_msgid
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from cli import prefect_server
from settings import settings

if TYPE_CHECKING:
    from notifications.smtp import Delivery

app = typer.Typer(invoke_without_command=True, help="Khám: cơ sở dữ liệu, Prefect, máy thư, địa chỉ trang.")


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and the sentence."""

    well: bool
    sentence: str


@app.callback()
def doctor(context: typer.Context) -> None:
    """Không nêu tên thì khám tất cả."""
    if context.invoked_subcommand is None:
        _tell(finding for look in (look_at_db, look_at_prefect, look_at_mail, look_at_web) for finding in look())


@app.command()
def db() -> None:
    """Cơ sở dữ liệu."""
    _tell(look_at_db())


@app.command()
def prefect() -> None:
    """Máy chủ Prefect."""
    _tell(look_at_prefect())


@app.command()
def web() -> None:
    """Địa chỉ trang."""
    _tell(look_at_web())


@app.command()
def mail(
    to: Annotated[str, typer.Option(help="Gửi một thư thử tới địa chỉ này")] = "",
    received: Annotated[Path | None, typer.Option(help="Tệp .eml của thư thử đã nhận, để xem dấu xác thực")] = None,
) -> None:
    """Máy thư: nối được không, gửi thử, và thư đến nơi có được xác thực không."""
    if received:
        _tell(look_at_received(received.read_bytes()))
    _tell(look_at_mail(to))


def _tell(findings: Iterator[Finding]) -> None:
    ill = 0
    for finding in findings:
        print(f"{'✓' if finding.well else '✕'} {finding.sentence}")
        ill += not finding.well
    if ill:
        raise typer.Exit(1)


def look_at_db() -> Iterator[Finding]:
    """Reachable, migrated, its log unbroken, room on the disk."""
    from sqlalchemy.exc import SQLAlchemyError

    from models.store import schema
    from models.store.database import is_sqlite, reading
    from procedures import log

    try:
        current = schema.is_current()
    except SQLAlchemyError as error:
        yield Finding(False, f"Không mở được cơ sở dữ liệu ({type(error).__name__}). Xem lại DANCHU_DATABASE_URL.")
        return
    if not current:
        yield Finding(False, "Bảng chưa đúng bản phát hành. Chạy danchu migrate.")
        return
    yield Finding(True, "Bảng đúng bản phát hành.")
    with reading() as session:
        broken = log.verify(session)
    said = "Nhật ký nguyên vẹn." if broken is None else f"Nhật ký bị sửa từ sự kiện số {broken}. Báo Ban Thanh tra."
    yield Finding(broken is None, said)
    if is_sqlite():
        free = shutil.disk_usage(settings().data_dir).free // 2**20
        yield Finding(free > 500, f"Đĩa còn {free} MB trống." + ("" if free > 500 else " Dọn bớt, cần ít nhất 500 MB."))


def look_at_prefect() -> Iterator[Finding]:
    """Whether the server answers."""
    os.environ.update(prefect_server.environment())
    from flows.starting import is_prefect_there

    there = asyncio.run(is_prefect_there())
    address = settings().prefect_api
    yield Finding(there, f"Prefect trả lời tại {address}." if there else f"Prefect không trả lời tại {address}.")


def look_at_mail(to: str = "") -> Iterator[Finding]:
    """Whether the relay takes a letter; without an address it is asked no more than its greeting."""
    from notifications.relay import agency_relay
    from notifications.smtp import Outcome, opened

    relay = agency_relay()
    at = f"{relay.host}:{relay.port} ({relay.security.value})"
    problem = asyncio.run(_problem(lambda: opened(relay)))
    yield Finding(not problem, f"Máy thư {at} đón." if not problem else f"Máy thư {at} không đón: {problem}.")
    domain = settings().mail_from.rpartition("@")[2]
    real = "." in domain
    yield Finding(real, f"Người gửi {settings().mail_from}." if real else "DANCHU_MAIL_FROM chưa phải hộp thư thật.")
    if not to or problem:
        return
    delivery = asyncio.run(_sent_to(to))
    said = f"Thư thử: {delivery.outcome.value} {delivery.code or ''} {delivery.reply}"
    yield Finding(delivery.outcome is Outcome.SENT, said)


async def _sent_to(address: str) -> "Delivery":
    from models.store import clock
    from notifications.letter import Letter
    from notifications.mime import build
    from notifications.relay import agency_relay
    from notifications.smtp import Connection

    letter = Letter(
        message_id=make_msgid(domain=settings().mail_from.rpartition("@")[2]),
        sender_name="danchu",
        sender_address=settings().mail_from,
        to_name="",
        to_address=address,
        reply_to=None,
        subject="Thư thử của danchu: dấu tiếng Việt phải đủ",
        text="Thư này để thử máy thư. Lưu nguyên bản (.eml) rồi chạy: danchu doctor mail --received TỆP\n",
        html="<p>Thư này để thử máy thư.</p>",
    )
    raw = build(letter, clock.machine())
    async with Connection(agency_relay()) as connection:
        return await connection.deliver(raw, settings().mail_from, address)


async def _problem(connect: Callable) -> str:
    from aiosmtplib import SMTPException

    try:
        smtp = await connect()
        await smtp.quit()
    except (OSError, SMTPException) as error:
        return type(error).__name__
    return ""


def look_at_received(raw: bytes) -> Iterator[Finding]:
    """SPF, DKIM and DMARC as the receiving server judged the test letter."""
    judged = " ".join(str(line) for line in message_from_bytes(raw).get_all("Authentication-Results") or [])
    if not judged:
        yield Finding(False, "Thư không có Authentication-Results: máy nhận không ghi, hoặc chưa lưu nguyên bản.")
    for mark in ("spf", "dkim", "dmarc") if judged else ():
        found = re.search(rf"\b{mark}=(\w+)", judged)
        verdict = found[1] if found else "không thấy"
        yield Finding(verdict == "pass", f"{mark.upper()}: {verdict}.")


def look_at_web() -> Iterator[Finding]:
    """The address that letters link to."""
    parts = urlsplit(settings().base_url)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    safe = parts.scheme == "https" or local
    yield Finding(safe, f"Địa chỉ {settings().base_url}{'.' if safe else ': cần https.'}")
    import httpx

    try:
        answer = httpx.get(f"http://{settings().web_host}:{settings().web_port}/healthz", timeout=5)
        yield Finding(answer.status_code == 200, f"Trang trả lời {answer.status_code}.")
    except httpx.HTTPError as error:
        yield Finding(False, f"Trang không trả lời ({type(error).__name__}). Chạy danchu serve.")
