"""The meetings of an appointment, as cases ask them: what follows from a count, and how many are summoned."""

from datetime import date

from law.cases.answers import Answer, CaseRule, Given
from law.decisions import appointment
from law.reading import Place
from law.rules import rules_on

NUMBERS = ("summoned", "excused", "present")


def _meeting(day: date, given: Given) -> Answer:
    step = given["step"].whole()
    tally = appointment.Tally(**{key: given[key].whole() for key in NUMBERS}, votes=_votes(given["votes"]))
    previous = tuple(item.text() for item in given["previous"].items())
    head = given["head"].word(appointment.HeadState) if "head" in given else appointment.HeadState.PRESENT
    differs = given["differs"].flag() if "differs" in given else False
    decision = appointment.decide(rules_on("appointment", day), step, tally, previous, head, differs=differs)
    values = {"quorum": decision.quorum.value, "chosen": list(decision.chosen), "reason": decision.reason.value}
    return Answer(values, decision.article.cited)


def _votes(place: Place) -> dict[str, int]:
    return {_name(key, votes): votes.whole() for key, votes in place.entries().items()}


def _name(key: str, place: Place) -> str:
    return Place(key, place.path, place.source).text()


def _electorate(day: date, given: Given) -> Answer:
    step, people, civil_servants = (given[key].whole() for key in ("step", "people", "civil_servants"))
    in_unit = given["constituent_unit"].flag() if "constituent_unit" in given else False
    organisation = appointment.Organisation(people, given["units"].flag(), in_unit)
    held = {_name(key, place): [item.text() for item in place.items()] for key, place in _entries(given)}
    rules = rules_on("appointment", day)
    meeting = appointment.meeting_at(rules, step)
    summoned = appointment.summoned_number(rules, meeting, organisation, civil_servants=civil_servants, positions=held)
    return Answer({"summoned": summoned}, meeting.article.cited)


def _entries(given: Given) -> list[tuple[str, Place]]:
    return list(given["positions"].entries().items())


RULES = {
    "appointment.meeting": CaseRule(("step", *NUMBERS, "votes", "previous"), _meeting, ("head", "differs")),
    "appointment.electorate": CaseRule(
        ("step", "people", "civil_servants", "units", "positions"), _electorate, ("constituent_unit",)
    ),
}
