"""Bước 2: the posts to be filled, and who is named for each: chosen from the staff list, with the work planned."""

import re
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from models.store.database import reading
from procedures.access.actor import Actor
from procedures.appointment import drafting
from procedures.appointment.nominees import changing, naming
from procedures.overview.desks.appointment.case import CaseDesk
from procedures.overview.desks.staff import Staff, staff
from procedures.refusal import Refusal
from web.bounds import LARGEST, Page, ProcedureId
from web.csrf import form_of
from web.hr.appointment.wizard import Hr, desk_of, shown
from web.pages import Errors, page, see_other
from web.seen import Seen, after, last_event

router = APIRouter(prefix="/hr/procedures/{procedure_id}/posts", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]
PostId = Annotated[int, Path(ge=1, le=LARGEST)]
NomineeId = Annotated[int, Path(ge=1, le=LARGEST)]
Words = Annotated[str, Query(max_length=100)]
Typed = Annotated[str, Form(max_length=2000)]
LONGEST, MOST_ROWS = 200, 21
NAMED = "Đã ghi nhân sự. Người này không giữ nhiệm vụ trong quy trình."
Row = tuple[str, str, str]


@router.get("")
def posts(
    request: Request, _actor: Hr, procedure_id: ProcedureId, rows: Annotated[int, Query(ge=0, le=MOST_ROWS)] = 0
) -> Response:
    """Vị trí đã ghi, và nhân sự của từng vị trí; `rows` more lines to fill in."""
    seen = last_event(procedure_id)
    desk = desk_of(procedure_id)
    kept = [(str(each.post.id), each.post.title, each.post.unit_name) for each in desk.posts]
    blank: list[Row] = [("", "", "")] * max(rows, 0 if kept else 1)
    return _shown(request, procedure_id, [*kept, *blank], _head_of(desk), seen)


def _head_of(desk: CaseDesk) -> str:
    return next((str(place) for place, each in enumerate(desk.posts, 1) if each.post.is_head), "")


@router.post("")
def written(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted, seen: Seen = None) -> Response:
    """Lưu các vị trí; a line left empty is none."""
    rows, head = _rows(form), str(form.get("head") or "")[:3]
    given = [(place, row) for place, row in enumerate(rows, 1) if row[1].strip() or row[2].strip()]
    errors = [(f"title_{place}", "Ghi tên chức vụ.") for place, row in given if not row[1].strip()]
    errors += [
        (f"{name}_{place}", f"Dài quá {LONGEST} ký tự. Viết gọn lại.")
        for place, row in given
        for name, words in (("title", row[1]), ("unit", row[2]))
        if len(words.strip()) > LONGEST
    ]
    plans = [
        drafting.PostPlan(row[1], row[2], str(place) == head, int(row[0]) if row[0] else None) for place, row in given
    ]
    if not errors:
        try:
            drafting.set_posts(actor, procedure_id, plans, seen)
        except Refusal as refusal:
            seen = after(refusal, procedure_id, seen)
            errors.append(("title_1", refusal.sentence))
    if errors:
        return _shown(request, procedure_id, rows, head, seen, errors)
    more = form.get("then") == "more"
    return see_other(f"/hr/procedures/{procedure_id}/posts{'?rows=1' if more else ''}", "Đã lưu vị trí.")


def _rows(form: FormData) -> list[Row]:
    """The lines of the form: the post's number where it stands already, its title, its unit."""
    columns = [[str(value)[:2000] for value in form.getlist(name)] for name in ("post", "title", "unit")]
    known = [number if re.fullmatch(r"[0-9]{1,9}", number) else "" for number in columns[0]]
    return list(zip(known, columns[1], columns[2], strict=False))[:MOST_ROWS]


def _shown(
    request: Request, procedure_id: int, rows: Sequence[Row], head: str, seen: int | None, errors: Errors = ()
) -> Response:
    return shown(request, procedure_id, "posts", errors, rows=rows, head=head, seen=seen)


@router.get("/{post_id}/people")
def choosing(
    request: Request,
    _actor: Hr,
    procedure_id: ProcedureId,
    post_id: PostId,
    q: Words = "",
    number: Annotated[Page, Query(alias="page")] = 1,
) -> Response:
    """Chọn người trong danh sách cán bộ."""
    return _choosing(request, procedure_id, post_id, q, number)


@router.post("/{post_id}/people")
def named(
    request: Request,
    actor: Hr,
    procedure_id: ProcedureId,
    post_id: PostId,
    q: Words = "",
    number: Annotated[Page, Query(alias="page")] = 1,
    person: Annotated[str, Form(max_length=10)] = "",
    planned_work: Typed = "",
) -> Response:
    """Ghi nhân sự vào vị trí."""
    values = {"person": person, "planned_work": planned_work}
    if not re.fullmatch(r"[0-9]{1,9}", person):
        return _choosing(request, procedure_id, post_id, q, number, [("person", "Chọn một người.")], values)
    if len(planned_work.strip()) > naming.LONGEST_WORK:
        too_long = f"Dự kiến phân công dài quá {naming.LONGEST_WORK} ký tự. Viết gọn lại."
        return _choosing(request, procedure_id, post_id, q, number, [("planned_work", too_long)], values)
    try:
        _name(actor, procedure_id, post_id, int(person), planned_work)
    except Refusal as refusal:
        return _choosing(
            request, procedure_id, post_id, q, number, [(refusal.field or "person", refusal.sentence)], values
        )
    return see_other(f"/hr/procedures/{procedure_id}/posts", NAMED)


def _name(actor: Actor, procedure_id: int, post_id: int, person: int, planned_work: str) -> None:
    """In a draft; or, once it is open, at the step at which the law lets another person be introduced."""
    try:
        naming.name_person(actor, procedure_id, post_id, person, planned_work)
    except Refusal as refusal:
        if refusal.key != "already_opened":
            raise
        changing.add_nominee(actor, procedure_id, post_id, person, planned_work)


@router.post("/people/{nominee_id}/unname")
def unnamed(actor: Hr, procedure_id: ProcedureId, nominee_id: NomineeId) -> Response:
    """Bỏ khỏi danh sách nhân sự của bản nháp."""
    naming.unname(actor, procedure_id, nominee_id)
    return see_other(f"/hr/procedures/{procedure_id}/posts", "Đã bỏ khỏi danh sách nhân sự.")


def _choosing(
    request: Request,
    procedure_id: int,
    post_id: int,
    q: str,
    number: int,
    errors: Errors = (),
    values: dict[str, str] | None = None,
) -> Response:
    desk = desk_of(procedure_id)
    post = next((each.post for each in desk.posts if each.post.id == post_id), None)
    if post is None:
        raise HTTPException(404)
    found = _staff(q, number)
    named_already = {each.nominee.staff_member_id for each in desk.people}
    told = {"desk": desk, "post": post, "staff": found, "named": named_already, "q": q, "number": number}
    told["values"] = values or {"person": "", "planned_work": ""}
    return page(request, "hr/appointment/choose.html.jinja", 422 if errors else 200, errors=errors, **told)


def _staff(q: str, number: int) -> Staff:
    with reading() as session:
        return staff(session, q, page=number)
