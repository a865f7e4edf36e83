"""Đính chính kết quả kiểm phiếu: ask, with the scan and the reason, that a count which holds be put right."""

from models.store.database import transaction
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.countersigning import signing
from procedures.filing import Upload, media_type_of, store
from procedures.meetings.tallying.count import Count
from procedures.meetings.tallying.counting import columns

ACT = "count_corrected"


def correct_count(
    actor: Actor, procedure_id: int, meeting_id: int, post_id: int | None, count: Count, reason: str, scan: Upload
) -> int:
    """Ask for a correction of what two tellers had agreed on; returns the request's number. Done when another signs.

    Of a meeting that was typed in the ballots handed out, which are the people present, may change with it.
    Raises Refusal: `count_not_settled`, `count_correction_late`, `count_same`, one that names the line which cannot
    be true, those of a scan, and those of asking for an act.
    """
    actor.account_for(Power.CORRECT)
    media_type_of(scan)
    facts = {"meeting_id": meeting_id, "post_id": post_id, "count": columns(count)}
    with transaction() as session:
        scan_id = store(session, scan)
        signing.preview(session, actor, ACT, {**facts, "scan_id": scan_id}, reason, procedure_id)
    return signing.ask(actor, ACT, {**facts, "scan_id": scan_id}, reason, procedure_id)
