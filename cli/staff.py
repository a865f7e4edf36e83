"""`danchu staff`: look at a staff list before it is taken in."""

import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from documents.incoming.files.plain_text import decoded
from documents.incoming.guard import MOST_BYTES, Unreadable, named
from documents.incoming.people.units import units_in
from documents.incoming.staff_list import StaffList, as_json, read_staff_list

app = typer.Typer(no_args_is_help=True, help="Danh sách cán bộ, công chức, viên chức, người lao động.")
CLEAN, SOME_ROWS, REFUSED = 0, 1, 2


@app.callback()
def staff() -> None:
    """Danh sách cán bộ, công chức, viên chức, người lao động."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="Danh sách: .xlsx, .xls, .csv hoặc .tsv")],
    units: Annotated[Path | None, typer.Option(help="Tệp tên các đơn vị, mỗi dòng một tên")] = None,
    as_object: Annotated[bool, typer.Option("--json", help="In kết quả là một đối tượng JSON trên dòng cuối")] = False,
) -> None:
    """Đọc thử một danh sách: nhận được ai, dòng nào phải sửa. Không ghi gì vào cơ sở dữ liệu."""
    found = _read(file, units)
    if as_object:
        print(json.dumps(as_json(found), ensure_ascii=False))
    else:
        from cli.staff_shown import show

        show(found, file)
    raise typer.Exit(exit_code(found))


@app.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(help="Danh sách: .xlsx, .xls, .csv hoặc .tsv")],
    yes: Annotated[bool, typer.Option("--yes", help="Nhận luôn, không hỏi lại")] = False,
    keep_absent: Annotated[
        bool, typer.Option("--keep-absent", help="Giữ nguyên người không có trong tệp, không ghi là đã rời cơ quan")
    ] = False,
    as_object: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON ở dòng cuối; cần --yes")] = False,
) -> None:
    """Nhận danh sách cán bộ từ tệp: xem trước, rồi nhận các dòng đúng."""
    from cli import people

    people.import_list(file, yes, keep_absent, as_object)


def exit_code(found: StaffList) -> int:
    if found.refused:
        return REFUSED
    return SOME_ROWS if found.errors else CLEAN


def _read(file: Path, units: Path | None) -> StaffList:
    try:
        known = units_in(decoded(bytes_of(units), units.name)) if units else None
        if units and not known:
            raise Unreadable(f"Tệp đơn vị {named(units.name)} không có tên đơn vị nào. Ghi mỗi dòng một tên.")
        return read_staff_list(bytes_of(file), file.name, known, on=_today())
    except Unreadable as refusal:
        return StaffList(refused=refusal.sentence)


def bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"Không mở được tệp {named(file.name)}. Kiểm tra lại tên tệp và quyền đọc.") from error


def _today() -> date:
    """The day by which ages are judged; a list is checked without our database, so by that of a passing one."""
    with sqlite3.connect(":memory:") as passing:
        (day,) = passing.execute("SELECT date('now', '+7 hours')").fetchone()
    passing.close()
    return date.fromisoformat(day)
