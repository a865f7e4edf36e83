"""Nhận danh sách cán bộ từ tệp: hand in, look at what would change, take it whole or not at all."""

import hmac
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session
from starlette.exceptions import HTTPException

from documents.incoming.guard import MOST_BYTES, too_heavy
from documents.incoming.staff_list import StaffList, read_staff_list
from models import StaffCategory, StoredFile
from models.store import clock
from models.store.database import reading
from notifications import links
from procedures import handed_in, people
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.filing import Upload
from procedures.refusal import Refusal
from procedures.staff_changes import Changes, Listed
from web.pages import Errors, page, see_other
from web.session import SESSION, cookie, requires
from words.dates import local_day

router = APIRouter(prefix="/hr/staff/import", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.KEEP_STAFF))]
Key = Annotated[str, Path(pattern=r"^[1-9][0-9]{0,8}-[A-Za-z0-9_-]{24}$")]
FIRST_ROWS = 10
MOST_SHOWN = 200


@dataclass(frozen=True)
class Preview:
    """What a file gives, what taking it would change; who has an account, and whom open procedures are about (ids)."""

    file: StoredFile
    read: StaffList
    changes: Changes
    held: set[int]
    considered: dict[int, list[str]]

    @property
    def may_leave(self) -> bool:
        """Every row was read, so whoever is absent may have left."""
        return not self.read.errors


@router.get("")
def asked(request: Request, _actor: Hr) -> HTMLResponse:
    """Chọn tệp."""
    return page(request, "hr/import_file.html.jinja")


@router.post("")
def handed(request: Request, actor: Hr, file: UploadFile | None = None) -> Response:
    """Đọc tệp: a file that cannot be read at all is not kept."""
    name = (file.filename if file else "") or ""
    content = file.file.read(MOST_BYTES + 1) if file else b""
    refused = too_heavy(name).sentence if len(content) > MOST_BYTES else None
    if not refused:
        with reading() as session:
            refused = _read(session, content, name).refused
    if refused:
        return page(request, "hr/import_file.html.jinja", 422, errors=[("file", refused)])
    file = handed_in.keep(actor, Upload(name, content))
    return see_other(f"/hr/staff/import/{_key(request, file)}")


@router.get("/{key}")
def looked_at(request: Request, _actor: Hr, key: Key) -> HTMLResponse:
    """Xem trước: nothing has been written."""
    return _shown(request, key)


@router.post("/{key}")
def taken(
    request: Request,
    actor: Hr,
    key: Key,
    seen: Annotated[str, Form(max_length=64)] = "",
    absent: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Nhận danh sách."""
    with reading() as session:
        preview = _preview(session, request, key)
    must_choose = preview.may_leave and preview.changes.leaving
    if must_choose and absent not in ("leave", "keep"):
        unsaid = "Chưa chọn việc với những người không có trong tệp. Chọn một trong hai dòng."
        return _shown(request, key, 422, [("absent", unsaid)])
    leave = preview.may_leave and absent == "leave"
    try:
        done = people.take_list(actor, _listed(preview.read), seen, leave, preview.file.sha256)
    except Refusal as refusal:
        return _shown(request, key, 422, [("absent", refusal.sentence)])
    handed_in.drop(actor, preview.file.id or 0)
    said = f"Đã nhận danh sách: {done.added} người mới, {done.changed} người thay đổi, {done.left} người rời cơ quan."
    return see_other("/hr/staff", said)


@router.post("/{key}/drop")
def dropped(request: Request, actor: Hr, key: Key) -> Response:
    """Bỏ tệp này."""
    with reading() as session:
        file = _file(session, request, key)
    handed_in.drop(actor, file.id or 0)
    return see_other("/hr/staff/import", "Đã bỏ tệp. Danh sách trong máy không đổi.")


def _shown(request: Request, key: str, status: int = 200, errors: Errors = ()) -> HTMLResponse:
    with reading() as session:
        preview = _preview(session, request, key)
    most = {"first_rows": FIRST_ROWS, "most_shown": MOST_SHOWN}
    return page(request, "hr/import_preview.html.jinja", status, preview=preview, key=key, errors=errors, **most)


def _preview(session: Session, request: Request, key: str) -> Preview:
    file = _file(session, request, key)
    read = _read(session, file.content, file.name)
    changes = people.compared(session, _listed(read))
    return Preview(file, read, changes, people.with_account(session), people.under_consideration(session))


def _read(session: Session, content: bytes, name: str) -> StaffList:
    units = list(people.unit_names(session).values())
    return read_staff_list(content, name, units or None, on=local_day(clock.now(session)))


def _listed(read: StaffList) -> list[Listed]:
    return [
        Listed(each.full_name, each.unit, StaffCategory(each.category), each.position, each.email, each.birth_year)
        for each in read.people
    ]


def _key(request: Request, file: StoredFile) -> str:
    """The address of a list in hand: only the session that handed it in can make it."""
    return f"{file.id}-{links.form_token('staff list', cookie(request, SESSION), file.id, file.sha256)}"


def _file(session: Session, request: Request, key: str) -> StoredFile:
    file = handed_in.kept(session, int(key.partition("-")[0]))
    if not hmac.compare_digest(key, _key(request, file)):
        raise HTTPException(404)
    return file
