"""Quy định riêng: what the law says a kind, what the agency's lawyer confirmed, and where the agency set its own."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from law.parameters import kinds, parameters_of
from law.show import content_in_words, in_words
from models.store import clock
from models.store.database import reading
from procedures import overlay
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overlay import Line
from procedures.refusal import Refusal
from web import typed
from web.csrf import form_of
from web.law.own_value import control_of, said
from web.pages import Errors, page, see_other
from web.seen import Seen, after, last_event
from web.session import requires
from words.dates import local_day

router = APIRouter(prefix="/law/own", default_response_class=HTMLResponse)
Reader = Annotated[Actor, Depends(requires(Power.READ_OWN_RULES))]
Keeper = Annotated[Actor, Depends(requires(Power.KEEP_OWN_RULES))]
Posted = Annotated[FormData, Depends(form_of)]
Name = Annotated[str, Path(max_length=80)]
TYPED = tuple(f"confirm_{name}" for name in ("by", "document", "on")) + tuple(
    f"own_{name}" for name in ("since", "article", "document", "by", "value", "strictness")
)
SAID: dict[str, Any] = {"in_words": in_words, "content_in_words": content_in_words}


@router.get("")
def every_kind(request: Request, _actor: Reader) -> HTMLResponse:
    """Từng loại quy trình, với số quy định chưa được xác nhận."""
    rows = [(kind, parameters_of(kind).label, _lines(kind)) for kind in kinds()]
    return page(request, "law/own.html.jinja", rows=rows)


@router.get("/{kind}")
def of_kind(request: Request, actor: Reader, kind: Name) -> HTMLResponse:
    """Mọi quy định của một loại; của HR thêm biểu ghi xác nhận nhiều quy định một lần."""
    seen = last_event(None)
    return _kind(request, actor, kind, FormData(), seen)


@router.post("/{kind}")
def confirmed_together(request: Request, actor: Keeper, kind: Name, form: Posted, seen: Seen = None) -> Response:
    """Ghi xác nhận của pháp chế về những quy định đã đánh dấu."""
    known = {line.parameter.key for line in _lines(kind)}
    keys = [key for key in dict.fromkeys(map(str, form.getlist("rules"))) if key in known]
    try:
        _confirm(actor, kind, keys, form, seen)
    except (typed.Unclear, Refusal) as wrong:
        return _kind(request, actor, kind, form, _known(wrong, seen), [(_control(wrong), wrong.sentence)])
    return see_other(f"/law/own/{kind}", f"Đã ghi xác nhận của pháp chế về {len(keys)} quy định.")


@router.get("/{kind}/{key}")
def of_rule(request: Request, _actor: Keeper, kind: Name, key: Name) -> HTMLResponse:
    """Một quy định: xác nhận, hoặc ghi giá trị riêng."""
    seen = last_event(None)
    return _rule(request, kind, _line(kind, key), FormData(), seen)


@router.post("/{kind}/{key}/confirm")
def confirmed(request: Request, actor: Keeper, kind: Name, key: Name, form: Posted, seen: Seen = None) -> Response:
    """Ghi xác nhận của pháp chế."""
    line = _line(kind, key)
    try:
        _confirm(actor, kind, [key], form, seen)
    except (typed.Unclear, Refusal) as wrong:
        return _rule(request, kind, line, form, _known(wrong, seen), [(_control(wrong), wrong.sentence)])
    return see_other(f"/law/own/{kind}", f"Đã ghi xác nhận của pháp chế: {line.parameter.label}.")


@router.post("/{kind}/{key}/value")
def changed(request: Request, actor: Keeper, kind: Name, key: Name, form: Posted, seen: Seen = None) -> Response:
    """Ghi giá trị riêng của cơ quan, hoặc bỏ nó để trở lại mức của luật."""
    line, field = _line(kind, key), "since"
    try:
        since = typed.day(_typed(form, "own_since"))
        if since is None:
            raise typed.Unclear("Chưa ghi ngày bắt đầu áp dụng.")
        field = "value"
        value = {"ended": True} if form.get("own_back") else said(line.law, form)
        rests_on = {name: _typed(form, f"own_{name}") for name in ("article", "document", "by")}
        overlay.set_value(actor, kind, key, since, value, **rests_on, seen=seen)
    except (typed.Unclear, Refusal) as wrong:
        return _rule(request, kind, line, form, _known(wrong, seen), [(f"own_{_field(wrong, field)}", wrong.sentence)])
    return see_other(f"/law/own/{kind}", f"Đã ghi quy định riêng của cơ quan: {line.parameter.label}.")


def _confirm(actor: Actor, kind: str, keys: list[str], form: FormData, seen: int | None) -> None:
    """Enter who confirmed these rules, by which document, on which day. Raises Unclear, Refusal."""
    on = typed.day(_typed(form, "confirm_on"))
    if on is None:
        raise typed.Unclear("Chưa ghi ngày của văn bản xác nhận.")
    said_by = {name: _typed(form, f"confirm_{name}") for name in ("by", "document")}
    overlay.confirm(actor, kind, keys, **said_by, on=on, seen=seen)


def _control(wrong: typed.Unclear | Refusal) -> str:
    field = _field(wrong, "on")
    return field if field == "rules" else f"confirm_{field}"


def _lines(kind: str) -> list[Line]:
    if kind not in kinds():
        raise HTTPException(404)
    with reading() as session:
        return overlay.lines(session, kind, local_day(clock.now(session)))


def _line(kind: str, key: str) -> Line:
    for line in _lines(kind):
        if line.parameter.key == key:
            return line
    raise HTTPException(404)


def _label(kind: str) -> str:
    return parameters_of(kind).label


def _known(wrong: typed.Unclear | Refusal, seen: int | None) -> int | None:
    return after(wrong, None, seen) if isinstance(wrong, Refusal) else seen


def _kind(
    request: Request, actor: Actor, kind: str, form: FormData, seen: int | None, errors: Errors = ()
) -> HTMLResponse:
    context: dict[str, Any] = {
        "lines": _lines(kind),
        "kind": kind,
        "label": _label(kind),
        "may_write": actor.may(Power.KEEP_OWN_RULES),
        "seen": seen,
        "values": {name: _typed(form, name) for name in TYPED},
        "ticked": [str(key) for key in form.getlist("rules")],
    }
    return page(request, "law/own_kind.html.jinja", 422 if errors else 200, errors=errors, **context, **SAID)


def _rule(
    request: Request, kind: str, line: Line, form: FormData, seen: int | None, errors: Errors = ()
) -> HTMLResponse:
    context: dict[str, Any] = {
        "kind": kind,
        "label": _label(kind),
        "line": line,
        "seen": seen,
        "values": {name: _typed(form, name) for name in TYPED},
        "chosen": [str(item) for item in form.getlist("own_value")],
        "control": control_of(line.law).value,
    }
    return page(request, "law/own_rule.html.jinja", 422 if errors else 200, errors=errors, **context, **SAID)


def _field(wrong: typed.Unclear | Refusal, otherwise: str) -> str:
    return (wrong.field if isinstance(wrong, Refusal) else None) or otherwise


def _typed(form: FormData, name: str) -> str:
    return str(form.get(name) or "")[:1000]
