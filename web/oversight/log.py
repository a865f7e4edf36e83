"""Nhật ký: everything that was done, newest first, for those who watch that nothing is done in the dark."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview.whole_log import chain_of, whole_log
from web.bounds import Page, ProcedureInQuery
from web.pages import page
from web.session import requires

router = APIRouter(default_response_class=HTMLResponse)
Reader = Annotated[Actor, Depends(requires(Power.READ_LOG))]


@router.get("/log")
def events(
    request: Request,
    actor: Reader,
    procedure: ProcedureInQuery = None,
    number: Annotated[Page, Query(alias="page")] = 1,
    check: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    """Ai đã làm gì, lúc nào; and whether the chain is whole."""
    with reading() as session:
        found, chain = whole_log(session, actor, procedure, number), chain_of(session, asked=bool(check))
    told = {"log": found, "chain": chain, "procedure": procedure or "", "here": number}
    return page(request, "log/events.html.jinja", **told)
