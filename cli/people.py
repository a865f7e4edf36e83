"""`danchu staff import`: take a staff list in, after the preview that the page shows too."""

import hashlib
import json
import sys
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from cli.staff import REFUSED, bytes_of, exit_code
from cli.staff_shown import show
from documents.incoming.guard import Unreadable
from documents.incoming.staff_list import StaffList, as_json, read_staff_list
from models import StaffCategory
from models.store import clock, schema
from models.store.database import reading
from procedures import people
from procedures.refusal import Refusal
from procedures.staff_changes import Changes, Listed
from words.dates import local_day

NAMES_SHOWN = 20


def import_list(file: Path, yes: bool, keep_absent: bool, as_object: bool) -> None:
    """Look at the file, ask unless `yes`, take its right rows; ends with the exit code of `staff check`."""
    schema.migrate()
    content, found, changes = _looked_at(file)
    leave = not keep_absent and not found.errors
    if not as_object:
        show(found, file)
    if found.refused or not found.people:
        _end(found, None, as_object)
    if not as_object:
        _show_changes(changes, leave, Console())
    if not (yes or (not as_object and typer.confirm("Nhận danh sách này?"))):
        print("Chưa ghi gì.", file=sys.stderr)
        raise typer.Exit(REFUSED)
    try:
        source = hashlib.sha256(content).hexdigest()
        taken = people.take_list(None, listed_of(found), changes.fingerprint, leave, source)
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        raise typer.Exit(REFUSED) from refusal
    _end(found, taken, as_object)


def _looked_at(file: Path) -> tuple[bytes, StaffList, Changes]:
    """The file, what it gives, and what taking it would change."""
    with reading() as session:
        units = list(people.unit_names(session).values())
        try:
            content = bytes_of(file)
            found = read_staff_list(content, file.name, units or None, on=local_day(clock.now(session)))
        except Unreadable as refusal:
            content, found = b"", StaffList(refused=refusal.sentence)
        return content, found, people.compared(session, listed_of(found))


def listed_of(found: StaffList) -> list[Listed]:
    """The people of a list as the record takes them."""
    return [
        Listed(each.full_name, each.unit, StaffCategory(each.category), each.position, each.email, each.birth_year)
        for each in found.people
    ]


def _show_changes(changes: Changes, leave: bool, console: Console) -> None:
    said = (
        f"{len(changes.added)} người mới, {len(changes.changed)} người thay đổi, {changes.unchanged} người giữ nguyên."
    )
    console.print(Text(said))
    if changes.new_units:
        console.print(Text(f"Thêm đơn vị: {', '.join(changes.new_units)}."))
    if changes.held:
        names = ", ".join(change.known.full_name for change in changes.held[:NAMES_SHOWN])
        console.print(Text(f"{len(changes.held)} người đang được hỏi ở một quy trình, giữ địa chỉ cũ: {names}."))
    if changes.leaving:
        what = "ghi là đã rời cơ quan" if leave else "giữ nguyên"
        names = ", ".join(person.full_name for person in changes.leaving[:NAMES_SHOWN])
        more = f" và {len(changes.leaving) - NAMES_SHOWN} người nữa" if len(changes.leaving) > NAMES_SHOWN else ""
        console.print(Text(f"{len(changes.leaving)} người không có trong tệp, {what}: {names}{more}."))


def _end(found: StaffList, taken: people.Taken | None, as_object: bool) -> None:
    if as_object:
        done = {"added": taken.added, "changed": taken.changed, "left": taken.left} if taken else None
        print(json.dumps({**as_json(found), "taken": done}, ensure_ascii=False))
    elif taken:
        print(f"Đã nhận: {taken.added} người mới, {taken.changed} thay đổi, {taken.left} rời cơ quan.")
    raise typer.Exit(exit_code(found) if taken else REFUSED)
