"""The `danchu` command: what belongs to one command is imported when that command is called."""

import asyncio
import gc
import importlib
import logging
import os
import signal
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

ELSEWHERE = {
    "law": "cli.law:app",
    "ballots": "cli.ballots:app",
    "staff": "cli.staff:app",
    "booth": "cli.booth:app",
    "doctor": "cli.doctor:app",
    "rehearse": "cli.rehearse:rehearse",
    "status": "cli.procedures:status",
    "papers": "cli.procedures:papers",
    "draft": "cli.procedures:draft",
}
MOST_RETURNED = 1_000_000
KEEP_ALIVE = 75  # seconds: longer than browsers and proxies rest between two requests, or one meets a closed door

COLLECTED_AFTER = (20_000, 10, 2)  # new objects; rounds of the youngest; rounds of the middle ones


class OnDemand(TyperGroup):
    """Imports a command that stands elsewhere only when it is named: a small one starts fast, in little memory."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*ELSEWHERE, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = ELSEWHERE[cmd_name].partition(":")
        found = getattr(importlib.import_module(module), attribute)
        if not isinstance(found, typer.Typer):
            alone = typer.Typer(add_completion=False)
            alone.command(cmd_name)(found)
            return typer.main.get_command(alone)
        group = typer.main.get_group(found)
        group.name = cmd_name
        return group


app = typer.Typer(
    cls=OnDemand,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="danchu: quy trình dân chủ ở cơ sở, chạy đúng trình tự luật định.",
)
accounts_app = typer.Typer(no_args_is_help=True, help="Tài khoản và vai trò.")
app.add_typer(accounts_app, name="accounts")


@app.command()
def migrate() -> None:
    """Đưa cơ sở dữ liệu lên đúng bản phát hành này."""
    from models.store import schema

    schema.migrate()
    print("Cơ sở dữ liệu đã đúng bản phát hành này.")


@app.command()
def web() -> None:
    """Chạy các trang."""
    import uvicorn

    from law.rules import load_all
    from settings import settings
    from web.edge import masking

    _refuse_public_demo()
    load_all()
    masking.configure()
    collect_seldom()
    uvicorn.run(
        "web.app:create_app",
        factory=True,
        host=settings().web_host,
        port=settings().web_port,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        proxy_headers=settings().trusted_proxy,
    )


def collect_seldom() -> None:
    """Let Python look less often for objects that hold each other.

    A PDF makes hundreds of thousands at once, and by Python's own measure all that the process has loaded is searched
    with them again and again: a tenth to a fifth of the time.
    """
    gc.set_threshold(*COLLECTED_AFTER)


@app.command()
def courier() -> None:
    """Chạy người đưa thư: gửi thư và chạy các bước đến hạn."""
    from cli import prefect_server

    os.environ.update(prefect_server.environment())
    logging.basicConfig(level=logging.WARNING)
    from cli.courier import Courier

    async def work() -> None:
        one = Courier()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, one.stopping.set)
        await one.work()

    asyncio.run(work())


@app.command()
def serve() -> None:
    """Chạy trọn sản phẩm trên một máy: các trang, người đưa thư, máy chủ Prefect."""
    from cli.children import children, keep_all
    from models.store import schema
    from settings import settings

    schema.migrate()
    _refuse_public_demo()
    print(f"danchu đang chạy tại {settings().base_url}", flush=True)
    asyncio.run(keep_all(children()))


@app.command()
def demo(
    folder: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu của bản chạy thử; mặc định: var/demo")] = None,
    port: Annotated[int, typer.Option(help="Cổng của các trang")] = 8080,
    prefect_port: Annotated[int, typer.Option(help="Cổng của máy chủ Prefect")] = 4200,
) -> None:
    """Chạy cơ quan mẫu 28 người: mỗi loại thủ tục một việc đang chạy, có hộp thư, đồng hồ chỉnh được."""
    from cli.demo.serving import serve
    from procedures.refusal import Refusal
    from settings import ROOT

    try:
        asyncio.run(serve(folder or ROOT / "var" / "demo", port, prefect_port))
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        raise typer.Exit(2) from refusal


def _refuse_public_demo() -> None:
    from procedures import demo
    from procedures.refusal import Refusal

    try:
        demo.refuse_in_public()
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        raise typer.Exit(2) from refusal


@app.command()
def returned() -> None:
    """Nhận một thư bị trả lại từ lệnh của máy thư (pipe): lá thư đó được ghi là không tới."""
    from notifications.outbox import take_back

    taken = take_back(sys.stdin.buffer.read(MOST_RETURNED))
    print("Đã ghi thư không tới." if taken else "Không phải thư trả lại của danchu, bỏ qua.")


Holders = Annotated[list[str], typer.Option(help='"Họ và tên <thư điện tử>"; lặp lại được')]


@accounts_app.command()
def init(
    hr: Holders = [],  # noqa: B006 (typer reads the default, nobody changes it)
    clerk: Holders = [],  # noqa: B006
    operator: Holders = [],  # noqa: B006
    manager: Holders = [],  # noqa: B006
    union: Holders = [],  # noqa: B006
    inspector: Holders = [],  # noqa: B006
) -> None:
    """Đặt những người giữ vai trò đầu tiên, trên cơ sở dữ liệu còn trống."""
    from cli.people_named import people_named
    from models import Role
    from models.store import schema
    from procedures.access import accounts
    from procedures.refusal import Refusal
    from settings import settings

    given = {
        Role.HR: hr,
        Role.CLERK: clerk,
        Role.OPERATOR: operator,
        Role.MANAGER: manager,
        Role.UNION: union,
        Role.INSPECTOR: inspector,
    }
    schema.migrate()
    try:
        made = accounts.init({role: people_named(texts) for role, texts in given.items() if texts})
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        raise typer.Exit(2) from refusal
    print(f"Đã mở {made} tài khoản. Đăng nhập tại {settings().base_url}/sign-in bằng thư điện tử.")


def run() -> None:
    """The entry point of the script."""
    app()


if __name__ == "__main__":
    run()
