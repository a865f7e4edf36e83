"""Nội dung đang công khai: for everyone who works here, the tables that are posted now, without a name."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from models.store.database import reading
from procedures.opinion.posted import posted, posting
from web.bounds import ProcedureId
from web.pages import page
from web.session import SignedIn

router = APIRouter(prefix="/disclosures", default_response_class=HTMLResponse)


@router.get("")
def listed(request: Request, _actor: SignedIn) -> HTMLResponse:
    """Đang công khai những gì, đến hết ngày nào."""
    with reading() as session:
        found = posted(session)
    return page(request, "disclosures/list.html.jinja", postings=found)


@router.get("/{disclosure_id}")
def one(request: Request, _actor: SignedIn, disclosure_id: ProcedureId) -> HTMLResponse:
    """Một bảng tiếp thu, giải trình."""
    with reading() as session:
        found, table, changes = posting(session, disclosure_id)
    return page(request, "disclosures/one.html.jinja", posting=found, table=table, changes=changes)
