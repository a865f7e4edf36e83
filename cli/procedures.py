"""`danchu status`, `papers`, `draft`: procedures from the machine itself, without a browser."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
import yaml
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from sqlmodel import Session, col, select

from cli.drafts import IN_FILES, DraftKind
from models import Nudge, Procedure, Role, StepRecord
from models.store.database import reading
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.refusal import Refusal
from words.dates import moment_short
from words.sentences import say

NOT_THERE = 2


def status(
    procedure: Annotated[int | None, typer.Argument(help="Số của quy trình; bỏ trống: tất cả")] = None,
    as_object: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON ở dòng cuối")] = False,
) -> None:
    """Quy trình đang ở bước nào, chờ gì, đến khi nào; chỉ có số và tên bước."""
    with reading() as session:
        asked = select(Procedure).order_by(col(Procedure.id))
        rows = session.exec(asked.where(Procedure.id == procedure) if procedure else asked).all()
        found = [_standing(session, each) for each in rows]
    if procedure and not found:
        _end(f"Không có quy trình số {procedure}.")
    print(json.dumps({"procedures": found}, ensure_ascii=False)) if as_object else _show(found)


def _standing(session: Session, procedure: Procedure) -> dict[str, Any]:
    steps = select(StepRecord).where(StepRecord.procedure_id == procedure.id).order_by(col(StepRecord.id))
    nudge = session.get(Nudge, procedure.id)
    return {
        "id": procedure.id,
        "kind": procedure.kind,
        "state": procedure.state.value,
        "outcome": procedure.outcome,
        "steps": [f"{row.step}/{row.occurrence}" if row.occurrence else row.step for row in session.exec(steps).all()],
        "waiting_for": procedure.waiting_for,
        "until": procedure.next_due.isoformat() if procedure.next_due else None,
        "trouble": nudge.trouble if nudge else None,
    }


def _show(found: list[dict[str, Any]]) -> None:
    table = Table("Số", "Loại", "Trạng thái", "Bước đã xong", "Đang chờ", "Đến", "Lỗi")
    for each in found:
        until = moment_short(datetime.fromisoformat(each["until"])) if each["until"] else ""
        waits = say(f"waits.{each['waiting_for']}") if each["waiting_for"] else ""
        done = str(len(each["steps"]))
        table.add_row(str(each["id"]), each["kind"], each["state"], done, waits, until, each["trouble"] or "")
    Console().print(table)


def papers(
    procedure: Annotated[int, typer.Argument(help="Số của quy trình")],
    out: Annotated[Path, typer.Option(help="Thư mục nhận văn bản")],
) -> None:
    """Ghi mọi văn bản của một quy trình ra tệp HTML, PDF và Word."""
    from documents import docx, html, pdf
    from models import FiledPaper
    from procedures.papers import OF_OTHERS
    from procedures.papers import paper as written

    out.mkdir(parents=True, exist_ok=True)
    with reading() as session:
        made = select(FiledPaper).where(FiledPaper.procedure_id == procedure, col(FiledPaper.kind).not_in(OF_OTHERS))
        rows = session.exec(made.order_by(col(FiledPaper.id))).all()
        contents = {row.name: written(session, procedure, row.name) for row in rows}
    if not contents:
        _end(f"Quy trình số {procedure} chưa có văn bản nào, hoặc không có quy trình đó.")
    for name, paper in contents.items():
        (out / f"{name}.html").write_text(html.render(paper), encoding="utf-8")
        (out / f"{name}.pdf").write_bytes(pdf.render(paper))
        (out / f"{name}.docx").write_bytes(docx.render(paper))
        print(out / f"{name}.pdf")


def draft(
    kind: Annotated[DraftKind, typer.Argument(help="Loại quy trình")],
    file: Annotated[Path, typer.Argument(help="Tệp YAML của bản nháp")],
) -> None:
    """Soạn sẵn một bản nháp từ tệp; chỉ cán bộ tổ chức mở được, trên trang của mình."""
    try:
        given = IN_FILES[kind].model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        print(f"Đã có bản nháp số {given.write(_first_hr())}. Mở ở trang của cán bộ tổ chức.")
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        _end(f"Không đọc được {file}. Cần một tệp YAML, chữ UTF-8.")
    except ValidationError as wrong:
        _end("\n".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in wrong.errors()))
    except Refusal as refusal:
        _end(refusal.sentence)


def _first_hr() -> Actor:
    with reading() as session:
        holders = accounts.holding(session, Role.HR)
    if not holders:
        _end("Chưa có tài khoản cán bộ tổ chức. Chạy danchu accounts init.")
    return Actor(holders[0].full_name, holders[0].email, account_id=holders[0].id, roles=frozenset({Role.HR}))


def _end(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise typer.Exit(NOT_THERE)
