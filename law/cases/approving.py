"""Votes on one person and the confidence poll, as cases ask them."""

from datetime import date

from law.cases.answers import Answer, CaseRule, Given, whole_numbers
from law.decisions import approval, confidence
from law.rules import rules_on


def _present_agency(day: date, given: Given) -> Answer:
    numbers = whole_numbers(given)
    return _result(approval.present_agency(rules_on("appointment_external", day), **numbers))


def _key_cadres(day: date, given: Given) -> Answer:
    numbers = whole_numbers(given)
    rules = rules_on("reappointment", day)
    base = rules.threshold("key_cadres").base
    asked = str(base)
    for key in given:
        if key not in ("agree", asked):
            raise given[key].wrong(f'ngày ấy tỷ lệ tính trên "{asked}"')
    if asked not in numbers:
        raise given["agree"].wrong(f'thiếu khóa "{asked}"')
    return _result(approval.key_cadres(rules, agree=numbers["agree"], of=numbers[asked]))


def _leadership(kind: str, of: str) -> CaseRule:
    def decided(day: date, given: Given) -> Answer:
        numbers = whole_numbers(given)
        return _result(approval.leadership(rules_on(kind, day), agree=numbers["agree"], of=numbers[of]))

    return CaseRule((of, "agree"), decided)


def _result(approved: approval.Approved) -> Answer:
    return Answer({"result": approved.result.value}, approved.article.cited)


def _confidence(day: date, given: Given) -> Answer:
    numbers = whole_numbers(given)
    found = confidence.level(rules_on("confidence_poll", day), **numbers)
    return Answer({"result": found.consequence.value}, found.article.cited)


def _last_days(day: date, _given: Given) -> Answer:
    """`date` is the day of the poll."""
    rules = rules_on("confidence_poll", day)
    found = {name: last.isoformat() for name, last in vars(confidence.deadlines(rules, day)).items()}
    return Answer(found, rules["papers_to_hr_before"].article.cited)


RULES = {
    "appointment_external.present_agency": CaseRule(("summoned", "agree"), _present_agency),
    "reappointment.key_cadres": CaseRule(("agree",), _key_cadres, ("present", "summoned")),
    "reappointment.leadership": _leadership("reappointment", "summoned"),
    "extension.leadership": _leadership("extension", "members"),
    "confidence.level": CaseRule(("returned", "low"), _confidence),
    "confidence.deadlines": CaseRule((), _last_days),
}
