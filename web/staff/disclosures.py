"""Nội dung đang công khai: for everyone who works here, the tables that are posted now, without a name."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from models.store.database import reading
from procedures.opinion.posted import posted, posting
from procedures.regulation import posted as rules
from web.bounds import ProcedureId
from web.pages import page
from web.session import SignedIn

router = APIRouter(prefix="/disclosures", default_response_class=HTMLResponse)


@router.get("")
def listed(request: Request, _actor: SignedIn) -> HTMLResponse:
    """Đang công khai những gì, đến hết ngày nào."""
    with reading() as session:
        found, own_rules = posted(session), rules.posted(session)
    return page(request, "disclosures/list.html.jinja", postings=found, rules=own_rules)


@router.get("/{disclosure_id}")
def one(request: Request, _actor: SignedIn, disclosure_id: ProcedureId) -> HTMLResponse:
    """Một bảng tiếp thu, giải trình, hoặc một quy chế."""
    with reading() as session:
        if own_rules := rules.posting(session, disclosure_id):
            return page(request, "disclosures/rules.html.jinja", card=own_rules)
        found, table, changes = posting(session, disclosure_id)
    return page(request, "disclosures/one.html.jinja", posting=found, table=table, changes=changes)
