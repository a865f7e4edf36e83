"""A request that needs a second person, from its form: what was typed, what it means, its review, its sending."""

from collections.abc import Callable
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from models import Role
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.countersigning import choosing, signing
from procedures.countersigning.reading import in_words, resting_if, signer_names
from procedures.countersigning.registry import act_named
from procedures.refusal import Refusal
from procedures.resolution.items.drafting import LONGEST_TEXT
from procedures.resolution.items.listing import items_of
from web import typed
from web.pages import page, see_other

Values = dict[str, str]
Wrong = list[tuple[str, str]]

MOMENTS = ("closes_day", "closes_clock", "remind_day", "remind_clock")
FIELDS = {
    "extend_deadline": MOMENTS,
    "add_forgotten_person": ("person",),
    "change_address": ("person", "email"),
    "annul": (),
    "add_item": ("text", "source", "place", "owner", "due_on"),
    "change_item": ("item", "owner", "due_on"),
    "grant_role": ("email", "role"),
    "revoke_role": ("account", "role"),
    "close_account": ("account",),
    "change_account_address": ("account", "email"),
    "reset_second_factor": ("account",),
}
CONTROLS = {"closes_at": "closes_day", "remind_at": "remind_day"}
LONGEST = {"reason": signing.LONGEST_REASON, "text": LONGEST_TEXT}


def values_of(act: str, given: FormData | dict[str, str]) -> Values:
    """What was typed into the controls of an act, the reason among them."""
    return {name: typed.given(given, name, LONGEST.get(name, 300)) for name in (*FIELDS[act], "reason")}


def shown(
    request: Request,
    actor: Actor,
    act: str,
    procedure_id: int | None,
    values: Values,
    errors: Wrong | None = None,
) -> Response:
    """The form of an act; raises Refusal for someone who may not ask."""
    actor.account_with(*act_named(act).asked_by)
    with reading() as session:
        people = _people(session, act, procedure_id)
        items = items_of(session, procedure_id or 0) if "item" in FIELDS[act] else []
        accounts = choosing.holders_of_roles(session) if "account" in FIELDS[act] else []
        subject = choosing.subject_of(session, procedure_id) if procedure_id else ""
        resting = resting_if(session, act, procedure_id)
    context: dict[str, Any] = {
        "people": people,
        "accounts": accounts,
        "subject": subject,
        "roles": list(Role),
        "resting": resting,
    }
    context["items"] = [item for item in items if item.row.done_on is None]
    status = 422 if errors else 200
    here = _place(act, procedure_id)
    return page(
        request, "corrections/form.html.jinja", status, errors=errors or (), act=act, values=values, **here, **context
    )


def _people(session: Any, act: str, procedure_id: int | None) -> list[choosing.Choice]:
    if "owner" in FIELDS[act]:
        return choosing.possible_owners(session, procedure_id or 0)
    if act == "change_address":
        return choosing.people_on_the_list(session, procedure_id or 0)
    return choosing.people_not_on_the_list(session, procedure_id or 0) if act == "add_forgotten_person" else []


def _place(act: str, procedure_id: int | None) -> dict[str, str]:
    """Where the form posts to, and where one goes back to."""
    back = f"/procedures/{procedure_id}/corrections" if procedure_id else "/accounts"
    return {"base": f"{back}/{act}", "back": back}


def reviewed(request: Request, actor: Actor, act: str, procedure_id: int | None, form: FormData) -> Response:
    """What asking would do, in words; nothing is kept yet."""
    values, errors = values_of(act, form), Wrong()
    facts = facts_of(act, values, errors)
    if not values["reason"].strip():
        errors.append(("reason", Refusal("act_reason_missing").sentence))
    if not errors:
        try:
            with reading() as session:
                row = signing.preview(session, actor, act, facts, values["reason"], procedure_id)
                does, signers = in_words(session, "acts_do", row), signer_names(session, row)
                resting = resting_if(session, act, procedure_id)
            here = _place(act, procedure_id)
            told = {"act": act, "values": values | {"reason": row.reason}, "does": does, "signers": signers}
            told["resting"] = resting
            return page(request, "corrections/review.html.jinja", **here, **told)
        except Refusal as refusal:
            errors.append(_placed(refusal))
    return shown(request, actor, act, procedure_id, values, errors)


def sent(request: Request, actor: Actor, act: str, procedure_id: int | None, form: FormData) -> Response:
    """Gửi đề nghị; or back to the form with what was typed."""
    values, errors = values_of(act, form), Wrong()
    if form.get("then") == "edit":
        return shown(request, actor, act, procedure_id, values)
    facts = facts_of(act, values, errors)
    if not errors:
        try:
            signing.ask(actor, act, facts, values["reason"], procedure_id)
            said = "Đã gửi đề nghị. Việc được làm khi có người thứ hai ký."
            return see_other(_place(act, procedure_id)["back"], said, "wait")
        except Refusal as refusal:
            errors.append(_placed(refusal))
    return shown(request, actor, act, procedure_id, values, errors)


def _placed(refusal: Refusal) -> tuple[str, str]:
    """The control that a refusal speaks of; raises it again where it is not about what was typed."""
    if refusal.field is None and refusal.key in ("needs_role", "second_factor_needed", "concerned", "role_too_new"):
        raise refusal
    return CONTROLS.get(refusal.field or "", refusal.field or "reason"), refusal.sentence


def facts_of(act: str, values: Values, errors: Wrong) -> dict[str, Any]:
    """What the typed values mean; what cannot be read is added to `errors`."""
    read: dict[str, Callable[[Values, Wrong], dict[str, Any]]] = {
        "person": lambda given, wrong: {_PERSON[act]: _number(given, "person", wrong, "Chọn một người.")},
        "account": lambda given, wrong: {"account_id": _number(given, "account", wrong, "Chọn một tài khoản.")},
        "email": lambda given, _wrong: {"email": given["email"]},
        "role": _role,
        "closes_day": _deadline,
        "item": lambda given, wrong: {"item": _number(given, "item", wrong, "Chọn một việc.")},
        "owner": _owner if act == "change_item" else _new_owner,
        "due_on": _last_day,
    }
    read |= {name: _as_typed(name) for name in ("text", "source", "place")}
    facts: dict[str, Any] = {}
    for name in FIELDS[act]:
        facts |= read[name](values, errors) if name in read else {}
    return facts


_PERSON = {"add_forgotten_person": "staff_member_id", "change_address": "roll_entry_id"}


def _number(values: Values, name: str, errors: Wrong, sentence: str) -> int:
    number = values[name]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        errors.append((name, sentence))
        return 0
    return int(number)


def _as_typed(name: str) -> Callable[[Values, Wrong], dict[str, Any]]:
    return lambda given, _wrong: {name: given[name]}


def _new_owner(values: Values, errors: Wrong) -> dict[str, Any]:
    return {"owner_id": _number(values, "owner", errors, "Chọn người phụ trách.")}


def _owner(values: Values, errors: Wrong) -> dict[str, Any]:
    """Left open, the owner stays."""
    return _new_owner(values, errors) if values["owner"] else {"owner_id": 0}


def _last_day(values: Values, errors: Wrong) -> dict[str, Any]:
    """Left open, it is refused or stays, as the act has it."""
    try:
        day = typed.day(values["due_on"])
    except typed.Unclear as unclear:
        errors.append(("due_on", unclear.sentence))
        return {}
    return {"due_on": day.isoformat() if day else ""}


def _role(values: Values, errors: Wrong) -> dict[str, Any]:
    if values["role"] not in {role.value for role in Role}:
        errors.append(("role", "Chọn một vai trò."))
    return {"role": values["role"]}


def _deadline(values: Values, errors: Wrong) -> dict[str, Any]:
    closes_at, remind_at = (typed.moment(values, name, errors) for name in ("closes", "remind"))
    if closes_at is None and not errors:
        errors.append(("closes_day", "Chưa ghi hạn mới. Ghi ngày và giờ."))
    reminders = [remind_at.isoformat()] if remind_at else []
    return {"closes_at": closes_at.isoformat() if closes_at else "", "remind_at": reminders}
