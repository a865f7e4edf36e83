"""Bước 3: who is asked, who is not and why, and whom a draft is about: they have no duty in it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models.store.database import reading
from procedures.access import conflicts, listed
from procedures.access.actor import Actor
from procedures.overview.desks.draft import Candidate, Draft, draft_of
from procedures.refusal import Refusal
from procedures.rounds import roll
from web.bounds import ProcedureId
from web.csrf import form_of
from web.hr.drafts.wizard import Hr, saved, shown
from web.pages import see_other
from web.seen import Seen, after, mark_of

router = APIRouter(prefix="/hr/procedures", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]
UNMARKED = "Bỏ dấu trong lúc soạn"
CONCERNED = "Đã lưu. Dự thảo nói về chính đồng chí nên đồng chí không soạn tiếp được; đề nghị cán bộ tổ chức khác làm."


@router.get("/{procedure_id}/people")
def people(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Ai được gửi: everyone, less those left out with a reason."""
    return shown(request, actor, procedure_id, "people", typed={}, asked=None, about=None, was=was)


@router.post("/{procedure_id}/people")
def chosen(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted, seen: Seen = None) -> Response:
    """Lưu danh sách; whoever was not touched on the page stays as they are kept, whoever saved that meanwhile."""
    ticked = set(map(str, form.getlist("asked")))
    with reading() as session:
        draft = draft_of(session, procedure_id)
    candidates = draft.people
    asked = {each.id for each in candidates if str(each.id) in ticked}
    about = {each.id for each in candidates if str(each.id) in set(map(str, form.getlist("about")))}
    typed = {each.id: str(form.get(f"reason_{each.id}") or "") for each in candidates}
    now = {each.id: mark_of(each.id in asked, typed[each.id], each.id in about) for each in candidates}
    on_the_form = {each.id for each in candidates if f"reason_{each.id}" in form}
    touched = {number for number in on_the_form if now[number] != form.get(f"was_{number}")}
    left_out = {number: typed[number].strip() for number in touched - asked}
    kept = {each.id: each.reason for each in candidates if each.reason and each.id not in touched}
    unexplained = [each for each in candidates if each.id in left_out and not left_out[each.id]]
    why = Refusal("reason_missing").sentence
    errors = [(f"reason_{each.id}", f"{each.full_name}: {why}") for each in unexplained]
    try:
        if not errors:
            roll.leave_out(actor, procedure_id, kept | left_out, seen)
    except Refusal as refusal:
        first = min(on_the_form, default=0)
        seen, errors = after(refusal, procedure_id, seen), [(f"reason_{first}", refusal.sentence)]
    if errors:
        asked = asked & touched | {each.id for each in candidates if not each.reason and each.id not in touched}
        typed = {number: typed[number] for number in touched}
        again = {"typed": typed, "asked": asked, "about": about & touched | draft.listed - touched, "seen": seen}
        return shown(request, actor, procedure_id, "people", 422, errors, was=was, **again)
    if draft.is_about_people:
        _list(actor, draft, about & touched | draft.listed - touched)
    with reading() as session:
        if conflicts.is_listed(session, actor, procedure_id):
            return see_other("/hr", CONCERNED, "wait")
    return saved(procedure_id, "people", str(form.get("then") or ""))


def was(person: Candidate, listed: set[int]) -> str:
    """The mark that the page carries for a person."""
    return mark_of(not person.reason, person.reason, person.id in listed)


def _list(actor: Actor, draft: Draft, about: set[int]) -> None:
    """Mark whom the draft is about; the person who marks comes last, since after that they may mark nobody."""
    own = {each.id for each in draft.people if each.id == actor.staff_member_id or each.email == actor.email}
    for number in draft.listed - about:
        listed.unlist_person(actor, draft.procedure.id or 0, number, UNMARKED)
    for number in sorted(about - draft.listed, key=lambda member: member in own):
        listed.list_person(actor, draft.procedure.id or 0, number)
