"""A value of the law as controls of a form: which control it gets, and what was chosen or typed in it."""

import re
from enum import StrEnum

from starlette.datastructures import FormData

from law.period import LENGTH_KEYS, Period
from law.rules import Rule
from law.threshold import Strictness, Threshold
from web import typed

SHARE = re.compile(r"[1-9][0-9]{0,3}/[1-9][0-9]{0,3}")
LOWER = (Strictness.AT_LEAST, Strictness.MORE_THAN)


class Control(StrEnum):
    """What a person sees for a value."""

    NUMBER = "number"
    NUMBERS = "numbers"
    SHARE = "share"
    ONE_WORD = "one_word"
    WORDS = "words"


def control_of(rule: Rule) -> Control:
    """The control for a rule, after the form of the law's own value."""
    content = rule.content
    if isinstance(content, Threshold) and content.base:
        return Control.SHARE
    if isinstance(content, Threshold | Period | int):
        return Control.NUMBER
    if isinstance(content, str):
        return Control.ONE_WORD
    return Control.WORDS if any(isinstance(item, str) for item in content) else Control.NUMBERS


def said(rule: Rule, form: FormData) -> dict[str, object]:
    """What was put in the controls `own_value` and `own_strictness`, as an overlay writes it. Raises Unclear."""
    control, given = control_of(rule), [str(item)[:100] for item in form.getlist("own_value")]
    if not any(item.strip() for item in given):
        raise typed.Unclear("Chưa ghi hoặc chưa chọn giá trị của cơ quan.")
    if control is Control.ONE_WORD:
        return {"choice": given[0]}
    if control is Control.WORDS:
        return {"list": given}
    if control is Control.NUMBERS:
        return {"list": sorted({_whole(part) for part in re.split(r"[,;\s]+", given[0].strip())}, reverse=True)}
    if control is Control.SHARE:
        return _share(rule, given[0].strip(), str(form.get("own_strictness") or ""))
    return {_form_of(rule): _whole(given[0])}


def _form_of(rule: Rule) -> str:
    if isinstance(rule.content, int):
        return "number"
    return rule.content.strictness.value if isinstance(rule.content, Threshold) else LENGTH_KEYS[rule.unit]


def _share(rule: Rule, share: str, strictness: str) -> dict[str, object]:
    if not SHARE.fullmatch(share):
        raise typed.Unclear("Ghi tỷ lệ như 2/3 hoặc 1/2.")
    if strictness not in LOWER:
        raise typed.Unclear("Chưa chọn “trên” hay “ít nhất”.")
    assert isinstance(rule.content, Threshold)
    assert rule.content.base
    return {strictness: share, "of": rule.content.base.value}


def _whole(text: str) -> int:
    number = typed.whole(text)
    if number is None:
        raise typed.Unclear("Ghi một số nguyên, ví dụ 5.")
    return number
