"""Ai giữ vai trò nào: open to every holder of a role; HR and the operator ask for changes that another signs."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import Role
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.countersigning.choosing import holders_of_roles, unheld_roles
from procedures.countersigning.reading import requests_on_accounts
from web.csrf import form_of
from web.oversight import act_forms
from web.pages import page
from web.session import requires

router = APIRouter(prefix="/accounts", default_response_class=HTMLResponse)
Reader = Annotated[Actor, Depends(requires(*Role))]
Asker = Annotated[Actor, Depends(requires(Power.ASK_ABOUT_ROLES))]
Act = Literal["grant_role", "revoke_role", "close_account", "change_account_address", "reset_second_factor"]
Posted = Annotated[FormData, Depends(form_of)]
Chosen = Annotated[str, Query(max_length=20)]


@router.get("")
def accounts(request: Request, actor: Reader) -> HTMLResponse:
    """Các tài khoản, vai trò, và những thay đổi gần đây."""
    with reading() as session:
        holders, nobody = holders_of_roles(session), unheld_roles(session)
        asked = requests_on_accounts(session, actor)
    told = {"holders": holders, "unheld": nobody, "asked": asked, "may_ask": actor.may(Power.ASK_ABOUT_ROLES)}
    return page(request, "accounts/list.html.jinja", **told)


@router.get("/{act}")
def form(request: Request, actor: Asker, act: Act, account: Chosen = "", role: Chosen = "") -> Response:
    """Điền thay đổi cần đề nghị và lý do."""
    values = act_forms.values_of(act, {"account": account, "role": role})
    return act_forms.shown(request, actor, act, None, values)


@router.post("/{act}/review")
def reviewed(request: Request, actor: Asker, act: Act, posted: Posted) -> Response:
    """Xem lại điều sẽ xảy ra."""
    return act_forms.reviewed(request, actor, act, None, posted)


@router.post("/{act}")
def asked(request: Request, actor: Asker, act: Act, posted: Posted) -> Response:
    """Gửi đề nghị cho người thứ hai ký."""
    return act_forms.sent(request, actor, act, None, posted)
