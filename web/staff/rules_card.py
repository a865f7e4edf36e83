"""Trang của mỗi người về một quy chế đang công khai: read it, nothing to answer."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from models.store.database import reading
from procedures.regulation.view import card_of_rules
from procedures.rounds.owners import entry_behind
from web.pages import page


def shown(request: Request, token: str) -> HTMLResponse:
    """Toàn văn quy chế."""
    with reading() as session:
        entry = entry_behind(session, token)
        card = card_of_rules(session, entry.procedure_id)
    return page(request, "staff/rules/card.html.jinja", card=card, full_name=entry.full_name)
