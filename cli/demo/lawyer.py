"""Pháp chế đã đối chiếu: in the demo a lawyer confirmed all that was read in the law, nothing that is recalled."""

from datetime import timedelta

from law.parameters import Certainty, kinds
from models.store import clock
from models.store.database import reading
from procedures import overlay
from procedures.access.actor import Actor
from words.dates import local_day

BEFORE = timedelta(days=20)
DOCUMENT = "Báo cáo rà soát số 06/BC-TTr"


def confirm(hr: Actor, lawyer: str) -> None:
    """Enter the lawyer's word on every rule that was read in its text; papers then cite its article."""
    with reading() as session:
        today = local_day(clock.now(session))
        read = {
            kind: [line.parameter.key for line in overlay.lines(session, kind, today) if _is_read(line)]
            for kind in kinds()
        }
    for kind, keys in read.items():
        if keys:
            overlay.confirm(hr, kind, keys, by=lawyer, document=DOCUMENT, on=today - BEFORE)


def _is_read(line: overlay.Line) -> bool:
    return line.rule.certainty is Certainty.READ
