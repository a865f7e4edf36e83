"""Reads a file of cases and sets each beside the law's answer; whoever disagrees gets a line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.cases.answers import Answer
from law.cases.known import RULES
from law.parameters import NotInForce
from law.reading import BadData, Place, read_text
from law.rules import load_all
from law.threshold import Impossible

CASE_KEYS = ("rule", "date", "given", "expect")


class Refused(StrEnum):
    """Why a case has no answer."""

    NOT_IN_FORCE = "not_in_force"
    BAD_INPUT = "bad_input"


@dataclass(frozen=True)
class Verdict:
    """One case beside the law's answer."""

    name: str
    expected: Mapping[str, object]
    answer: Answer

    @property
    def agrees(self) -> bool:
        """Every key of `expect` must be equal, in kind too: true is not 1. Expecting nothing never agrees."""
        got = self.answer.values
        return bool(self.expected) and all(_same(value, got.get(key)) for key, value in self.expected.items())

    def line(self) -> str:
        """One line for a person: name, expected, got, why."""
        name, expected, got = " ".join(self.name.split()), _written(self.expected), _written(self.answer.values)
        return f"{name} | cần: {expected} | được: {got} | {self.answer.why}"


def check(text: str, name: str) -> list[Verdict]:
    """Runs every case of a file. Raises BadData: not a list of cases, or a mistake in the law's own data."""
    load_all()
    return [_verdict(place, at) for at, place in enumerate(read_text(text, name).items(), 1)]


def answer(rule: str, day: date, given: Place) -> Answer:
    """The law's answer to one case; refusals are answers too."""
    try:
        if rule not in RULES:
            raise given.wrong(f'không có quy tắc "{rule}"')
        known = RULES[rule]
        return known.decide(day, given.fields(required=known.required, optional=known.optional))
    except NotInForce as refusal:
        return Answer({"refused": Refused.NOT_IN_FORCE.value}, str(refusal))
    except (BadData, Impossible) as refusal:
        return Answer({"refused": Refused.BAD_INPUT.value}, str(refusal))


def _verdict(place: Place, at: int) -> Verdict:
    case = place.entries()
    name = str(case["name"].value) if "name" in case else f"Trường hợp {at}"
    expected = case["expect"].entries() if "expect" in case else {}
    return Verdict(name, {key: item.value for key, item in expected.items()}, _case_answer(place))


def _case_answer(place: Place) -> Answer:
    try:
        case = place.fields(required=CASE_KEYS, optional=("name", "because"))
        return answer(case["rule"].text(), case["date"].day(), case["given"])
    except BadData as refusal:
        return Answer({"refused": Refused.BAD_INPUT.value}, str(refusal))


def _same(expected: object, got: object) -> bool:
    return type(expected) is type(got) and json.dumps(expected) == json.dumps(got)


def _written(values: Mapping[str, object]) -> str:
    return ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()) or "không nêu"
