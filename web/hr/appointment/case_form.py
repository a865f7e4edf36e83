"""Các ô của bước Nội dung: what was typed of a case, and the plan that it means."""

from datetime import date

from starlette.datastructures import FormData

from models import HeadState, PolicyWay
from procedures.appointment.drafting import CasePlan
from procedures.drafts import LONGEST_SUBJECT
from procedures.overview.desks.appointment.case import CaseDesk
from web import typed
from words.dates import short_date

Values = dict[str, str]
Wrong = list[tuple[str, str]]
LONGEST = {"subject": LONGEST_SUBJECT, "purpose": 2000, "authority": 200, "superior_chair": 300}
SAID = {"subject": "Tên", "purpose": "Nhu cầu", "authority": "Tên cơ quan", "superior_chair": "Họ tên, chức vụ"}
NAMES = (*LONGEST, "begun_on", "starts_at_step", "way", "decides", "head", "superior")
FLAGS = ("has_units", "constituent_unit", "party_leads")
MISSING = {
    "way": "Chọn cách quyết định chủ trương.",
    "decides": "Chọn người ra quyết định bổ nhiệm.",
    "head": "Chọn tình trạng của người đứng đầu.",
    "superior": "Chọn người chủ trì.",
}
AMONG = {
    "way": set(PolicyWay),
    "decides": {"head", "authority"},
    "head": set(HeadState),
    "superior": {"own", "superior"},
}


def values_of(desk: CaseDesk) -> tuple[Values, list[str]]:
    """What is kept, as it would be typed, and the boxes ticked; nothing is chosen for a case not written yet."""
    case, begun_on = desk.case, desk.procedure.begun_on
    values = {"subject": desk.procedure.subject, "purpose": case.purpose, "authority": case.authority}
    values |= {"superior_chair": case.superior_chair, "starts_at_step": str(case.starts_at_step)}
    values["begun_on"] = short_date(begun_on) if begun_on else ""
    chosen = {
        "way": case.way.value,
        "decides": "head" if case.head_decides else "authority",
        "head": case.head.value,
        "superior": "superior" if case.superior_chairs else "own",
    }
    is_written = bool(case.purpose or case.authority or case.head_decides)
    values |= chosen if is_written else dict.fromkeys(chosen, "")
    return values, [flag for flag in FLAGS if getattr(case, flag)]


def posted(form: FormData) -> tuple[Values, list[str]]:
    """The same as it was sent."""
    values = {name: str(form.get(name) or "")[: LONGEST.get(name, 40) + 1] for name in NAMES}
    ticked = set(map(str, form.getlist("flags")))
    return values, [flag for flag in FLAGS if flag in ticked]


def plan_of(values: Values, flags: list[str], errors: Wrong) -> CasePlan | None:
    """The case that was typed; what cannot be is added to `errors`."""
    errors += [(name, sentence) for name, sentence in MISSING.items() if values[name] not in AMONG[name]]
    for name, most in LONGEST.items():
        if len(values[name].strip()) > most:
            errors.append((name, f"{SAID[name]} dài quá {most} ký tự. Viết gọn lại."))
    begun_on, step = _day(values, errors), values["starts_at_step"]
    if errors:
        return None
    return CasePlan(
        subject=values["subject"],
        way=PolicyWay(values["way"]),
        purpose=values["purpose"],
        authority=values["authority"],
        head_decides=values["decides"] == "head",
        head=HeadState(values["head"]),
        has_units="has_units" in flags,
        constituent_unit="constituent_unit" in flags,
        party_leads="party_leads" in flags,
        superior_chairs=values["superior"] == "superior",
        superior_chair=values["superior_chair"],
        begun_on=begun_on,
        starts_at_step=int(step) if step in set("123456789") else 0,
    )


def _day(values: Values, errors: Wrong) -> date | None:
    try:
        return typed.day(values["begun_on"])
    except typed.Unclear as unclear:
        errors.append(("begun_on", unclear.sentence))
        return None
