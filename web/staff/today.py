"""Hôm nay: what waits for the person who signed in, oldest clock first; and the supervisor's check."""

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse

from models.store import clock
from models.store.database import reading
from procedures.tasks import Task, tasks_of
from web.pages import page
from web.session import SignedIn
from words.dates import time_left

router = APIRouter(default_response_class=HTMLResponse)

HREFS = {
    "answer": "/p/{token}",
    "draft": "/hr/procedures/{procedure_id}",
    "new_times": "/hr/procedures/{procedure_id}/times",
    "bounced": "/hr/outbox?procedure={procedure_id}",
    "paper_list": "/procedures/{procedure_id}/reading-list",
    "opine": "/p/{token}",
    "sheets": "/hr/procedures/{procedure_id}/sheets",
    "letter_sheets": "/procedures/{procedure_id}/letter-ballot",
    "table": "/hr/procedures/{procedure_id}/table",
    "union_remark": "/procedures/{procedure_id}/union-remark",
    "decision": "/procedures/{procedure_id}/decision",
    "paper": "/procedures/{procedure_id}/papers/{name}",
    "item": "/p/{token}",
    "item_report": "/procedures/{procedure_id}/items/{item}",
    "items_overdue": "/procedures/{procedure_id}",
    "item_without_owner": "/procedures/{procedure_id}/items/{item}",
    "check": "/procedures/{procedure_id}/checks/{check}",
    "check_union": "/procedures/{procedure_id}/checks/{check}",
    "missing": "/procedures/{procedure_id}",
    "overdue": "/procedures/{procedure_id}",
    "countersign": "/countersign/{act_id}",
    "reply": "/p/{token}",
    "report": "/p/{token}",
    "answer_question": "/p/{token}",
    "sealed_keys": "/procedures/{procedure_id}/sealed",
    "sealed_prepare": "/procedures/{procedure_id}/sealed",
    "sealed_consent": "/procedures/{procedure_id}/sealed",
    "sealed_open": "/procedures/{procedure_id}/sealed",
    "keys_to_make": "/keys/{token}",
    "box_to_open": "/keys/{token}",
    "words_to_peel": "/keys/{token}",
    "keys_to_destroy": "/keys/{token}",
    "slips_to_make": "/keys/{token}",
    "slips_to_count": "/procedures/{procedure_id}/sealed",
    "case_late": "/hr/procedures/{procedure_id}/explanation",
    "consultation_annulled": "/hr/procedures/{procedure_id}/consultation",
    "rules_adoption": "/procedures/{procedure_id}/adoption",
    "rules_review": "/procedures/{procedure_id}/reviews/{review}",
    "conference_due": "/procedures/{procedure_id}",
    "trouble": "/operator",
    "courier_silent": "/operator",
    "prefect_away": "/operator",
}

CASES = {
    "documents": "/hr/procedures/{procedure_id}/documents",
    "nominees": "/hr/procedures/{procedure_id}/nominees",
    "meeting": "/hr/procedures/{procedure_id}/meetings/{meeting}",
    "typed": "/hr/procedures/{procedure_id}/meetings/{meeting}/typed",
    "tie": "/procedures/{procedure_id}/meetings/{meeting}/tie",
    "held": "/procedures/{procedure_id}/meetings/{meeting}",
    "count": "/procedures/{procedure_id}/meetings/{meeting}/count",
    "choice": "/procedures/{procedure_id}/meetings/{meeting}/choice",
    "poll": "/hr/procedures/{procedure_id}/reports",
    "agreement": "/procedures/{procedure_id}/agreement",
    "letter_ballot": "/procedures/{procedure_id}/letter-ballot",
    "agenda": "/procedures/{procedure_id}/meetings/{meeting}/agenda",
}


@router.get("/")
def today(request: Request, actor: SignedIn) -> HTMLResponse:
    """Việc cần đồng chí."""
    with reading() as session:
        now, found = clock.now(session), tasks_of(session, actor)
    told = {"now": now, "tasks": [shown(task, now) for task in found], "owes_code": bool(actor.dormant)}
    return page(request, "today/today.html.jinja", **told)


def shown(task: Task, now: datetime) -> dict[str, object]:
    """A task with the address of its page and the time left, as the template wants it."""
    addresses = CASES[task.facts["page"]] if task.key == "case" else HREFS[task.key]
    href = addresses.format(procedure_id=task.procedure_id, **task.facts)
    left = time_left(now, task.at) if task.is_deadline else None
    return {"task": task, "href": href, "left": left, "late": task.is_deadline and task.at <= now}


@router.get("/healthz", response_class=PlainTextResponse)
def healthz() -> PlainTextResponse:
    """That this process answers; says nothing of what it keeps."""
    return PlainTextResponse("ok")
