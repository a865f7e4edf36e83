"""Serve the demo: its own folder, its own mail sink, the product's processes, everything on loopback."""

import asyncio
from pathlib import Path

from cli.children import children, keep_all
from cli.demo import story
from cli.demo.sealed_vote import CODES
from models.store import schema
from models.store.database import reading
from notifications.sink import Sink
from procedures import demo
from settings import use


def environment(folder: Path, web_port: int, prefect_port: int, smtp_port: int) -> dict[str, str]:
    """The settings of a demo in a folder."""
    return {
        "DANCHU_DATA_DIR": str(folder.resolve()),
        "DANCHU_DATABASE_URL": "",
        "DANCHU_BASE_URL": f"http://127.0.0.1:{web_port}",
        "DANCHU_WEB_PORT": str(web_port),
        "DANCHU_PREFECT_PORT": str(prefect_port),
        "DANCHU_SMTP_HOST": "127.0.0.1",
        "DANCHU_SMTP_PORT": str(smtp_port),
        "DANCHU_MAIL_FROM": "vanphong@sngv.example",
        "DANCHU_MAIL_PER_MINUTE": "0",
        "DANCHU_MAIL_PER_SESSION": "200",
        "DANCHU_QUIET_FROM": "0",
        "DANCHU_QUIET_UNTIL": "0",
        "DANCHU_MAIL_TRAY": str((folder / "mail").resolve()),
    }


def prepare() -> None:
    """Make the demo's database on first use; raises Refusal on a database that is not a demo's."""
    schema.migrate()
    with reading() as session:
        begun = demo.is_demo(session)
    if not begun:
        demo.mark(story.BEHIND)
        story.tell()
    demo.refuse_in_public()


async def serve(folder: Path, web_port: int, prefect_port: int) -> None:
    """Run until SIGTERM or SIGINT."""
    async with Sink(folder / "mail") as sink:
        use(environment(folder, web_port, prefect_port, sink.port))
        await asyncio.to_thread(prepare)
        print(f"\n  Bản chạy thử: http://127.0.0.1:{web_port}   (Ctrl+C để dừng)", flush=True)
        print(f"  Mã khôi phục của ba người giữ khóa, để thử mở hòm phiếu kín: {folder / CODES}\n", flush=True)
        await keep_all(children())
