"""Các bước của việc phổ biến nghị quyết, theo thứ tự luật, và bước nào đang chờ gì."""

from models import PaperState
from models.store.database import reading
from procedures.engine import Step, Waiting
from procedures.filing import paper_of

KIND = "resolution"
FLOW_REVISION = 1

OPENED = Step("opened", "urged_by")
SIGNED = Step("signed", "urged_by")
CIRCULATED = Step("circulated", "circulation_form")
REMINDED = Step("reminded", "urged_by")
CLOSED = Step("closed", "reading_period")
MISSING_NAMED = Step("missing_named", "urged_by")
REPORTED = Step("reported", "checked_every")
STEPS = (OPENED, SIGNED, CIRCULATED, REMINDED, CLOSED, MISSING_NAMED, REPORTED)


def wait_for_signature(procedure_id: int) -> None:
    """The clerk enters number, date and signed scan first."""
    with reading() as session:
        paper = paper_of(session, procedure_id, "resolution")
        if paper is None or paper.state is not PaperState.SIGNED:
            raise Waiting("signature")
