"""The rules of the sample agency on the way: they wait for the consultation on their draft."""

from cli import sample
from models import RegulationSort
from procedures import gates
from procedures.access.actor import Actor
from procedures.regulation import drafting

DRAFT = sample.SPENDING_RULES


def wait_for(hr: Actor, consultation: int) -> int:
    """Draft the rules that everyone is asked about and open them; returns their number."""
    number = drafting.draft(hr, DRAFT.subject)
    text = drafting.Text(DRAFT.subject, RegulationSort.SPENDING, paragraphs=list(DRAFT.paragraphs))
    drafting.write_text(hr, number, text)
    gates.rest_on(hr, number, consultation)
    drafting.open_(hr, number)
    return number
