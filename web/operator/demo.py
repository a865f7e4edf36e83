"""Bản chạy thử: the mail tray, the clock and taking a person's place; without the demo's marker none of it exists."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import col, select

from models import Account, RoleHolding, StaffMember, Unit
from models.store import clock
from models.store.database import reading
from notifications.sink import KeptMail, read_folder
from procedures import demo
from procedures.refusal import Refusal
from settings import settings
from web import session as browsing
from web.pages import page, see_other
from words.names import order_key


def in_demo() -> None:
    """Only where the database was made a demo's."""
    with reading() as session:
        if not demo.is_demo(session):
            raise HTTPException(404)


router = APIRouter(prefix="/demo", default_response_class=HTMLResponse, dependencies=[Depends(in_demo)])


@router.get("/mail")
def tray(request: Request) -> HTMLResponse:
    """Thư mà bản chạy thử đã gửi, mới nhất trước."""
    mails = [{"number": mail.number, "to": mail.header("To"), "subject": mail.header("Subject")} for mail in kept()]
    return page(request, "demo/tray.html.jinja", mails=mails[::-1][:300], total=len(mails))


@router.get("/mail/{number}")
def one(request: Request, number: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> HTMLResponse:
    """Một lá thư như người nhận thấy."""
    mail = next((mail for mail in kept() if mail.number == number), None)
    if mail is None:
        raise HTTPException(404)
    headers = [(name, mail.header(name)) for name in ("From", "To", "Reply-To", "Subject", "Date", "Message-ID")]
    return page(request, "demo/mail.html.jinja", mail_headers=headers, lines=text_of(mail.message).splitlines())


@router.get("/clock")
def clock_page(request: Request) -> HTMLResponse:
    """Giờ của bản chạy thử."""
    return page(request, "demo/clock.html.jinja", now=_now(), error=None)


@router.post("/clock")
def move(request: Request, hours: Annotated[str, Form(max_length=12)] = "") -> Response:
    """Cho đồng hồ đi tới."""
    try:
        by = timedelta(hours=float(hours.replace(",", ".")))
        demo.move_clock(by)
    except (ValueError, OverflowError):
        return page(request, "demo/clock.html.jinja", 422, now=_now(), error="not_a_number", has_errors=True)
    except Refusal as refusal:
        return page(request, "demo/clock.html.jinja", 422, now=_now(), error=refusal.sentence, has_errors=True)
    return see_other("/demo/clock", "Đồng hồ của bản thử đã đi tới.")


@router.get("/be")
def cast(request: Request) -> HTMLResponse:
    """Chọn người để đóng vai."""
    return page(request, "demo/be.html.jinja", holders=_holders(), members=_members())


@router.post("/be")
def be(
    account: Annotated[int | None, Form(ge=1, le=2**31 - 1)] = None,
    member: Annotated[int | None, Form(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """Đóng vai một người của cơ quan mẫu."""
    secret = demo.become(account, None if account else member)
    response = see_other("/")
    browsing.begin(response, secret)
    return response


def kept() -> list[KeptMail]:
    folder = settings().mail_tray
    return read_folder(folder) if folder and folder.is_dir() else []


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    return part.get_content() if part else ""


def _now() -> object:
    with reading() as session:
        return clock.now(session)


def _holders() -> list[dict[str, object]]:
    with reading() as session:
        rows = select(Account, RoleHolding.role).join(RoleHolding).order_by(col(RoleHolding.id))
        return [
            {"id": account.id, "name": account.full_name, "role": f"roles.{role.value}"}
            for account, role in session.exec(rows).all()
        ]


def _members() -> list[dict[str, object]]:
    with reading() as session:
        rows = session.exec(select(StaffMember, Unit).join(Unit).where(col(StaffMember.left_on).is_(None))).all()
    rows = sorted(rows, key=lambda row: (row[1].name, order_key(row[0].full_name)))
    return [{"id": member.id, "name": member.full_name, "unit": unit.name} for member, unit in rows]
