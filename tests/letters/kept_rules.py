"""Letters about the agency's own rules: each kind composed at the moment it would be sent."""

from typing import TYPE_CHECKING

from models import RegulationSort
from notifications.letter import Letter
from procedures.regulation import issuing, reviewing, steps
from tests.ruling import Ruling

if TYPE_CHECKING:
    from tests.letters.story import Story


def kept_rules(story: "Story") -> dict[str, list[Letter]]:
    """Rules that head and union sign, from the clerk's letter to their first review."""
    case = Ruling(story.world, RegulationSort.COORDINATION)
    number = case.opened()
    case.answer()
    case.decide()
    issuing.note_consultation(number)
    issuing.note_adoption(number)
    issuing.note_decision(number)
    kept = {"rules_await_signature": story.letters("rules_await_signature")}
    case.file(steps.COORDINATION, 3, "QC-SNgV")
    issuing.note_issue(number)
    issuing.disclose(number)
    kept["rules_disclosed"] = story.letters("rules_disclosed")
    reviewing.ask(number, 1)
    return kept | {"rules_review_asked": story.letters("rules_review_asked")}
