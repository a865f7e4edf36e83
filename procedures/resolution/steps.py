"""Các bước của việc phổ biến nghị quyết, theo thứ tự luật, và bước nào đang chờ gì."""

from models import PaperState
from models.store.database import reading
from procedures.engine import Step, Waiting
from procedures.filing import paper_of

KIND = "resolution"
FLOW_REVISION = 2
ITEMS_SINCE = 2

OPENED = Step("opened", "urged_by")
SIGNED = Step("signed", "urged_by")
CIRCULATED = Step("circulated", "circulation_form")
REMINDED = Step("reminded", "urged_by")
CLOSED = Step("closed", "reading_period")
MISSING_NAMED = Step("missing_named", "urged_by")
REPORTED = Step("reported", "checked_every")
STEPS = (OPENED, SIGNED, CIRCULATED, REMINDED, CLOSED, MISSING_NAMED, REPORTED)

ENTRUSTED = Step("item_entrusted", "urged_by")
URGED = Step("item_urged", "urged_by")
CHECK_ASKED = Step("check_asked", "checked_every")
CHECK_URGED = Step("check_urged", "checked_every")
CHECKED = Step("checked", "checked_every")
CHECK_TOLD = Step("check_told", "check_told_to")
FOLLOWED = Step("followed", "followed_for")

CHECK_REPORT, OUTCOME = "items_check", "items_outcome"


def wait_for_signature(procedure_id: int) -> None:
    """The clerk enters number, date and signed scan first."""
    with reading() as session:
        paper = paper_of(session, procedure_id, "resolution")
        if paper is None or paper.state is not PaperState.SIGNED:
            raise Waiting("signature")
