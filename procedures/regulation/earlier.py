"""Quy chế ban hành trước khi có phần mềm: entered with number, date and scan, then reviewed like any other."""

from models import Decision, DocumentKind, Regulation
from models.store import clock
from models.store.database import transaction
from procedures import drafts, log
from procedures.access.actor import Actor
from procedures.engine import ask_for_run, record
from procedures.evidence import Filed, checked, keep, unfiled
from procedures.filing import Upload
from procedures.refusal import Refusal
from procedures.regulation.steps import (
    ADOPTED,
    CONSULTED,
    DECIDED,
    DISCLOSED,
    FLOW_REVISION,
    ISSUED,
    KIND,
    OPENED,
    POSTED,
    issued_before,
)
from words.dates import local_day

TAKEN_BEFORE = {
    **dict.fromkeys((CONSULTED, ADOPTED, DISCLOSED, POSTED), "not_applicable"),
    **{DECIDED: Decision.ISSUED.value, ISSUED: "done"},
}
"""How each step stands that was taken, or not, before the product came."""


def enter(actor: Actor, procedure_id: int, filed: Filed, scan: Upload) -> None:
    """The rules of a draft are in force already: from now on they are kept and reviewed under the law of today.

    Again, nothing. Raises Refusal `draft_discarded`, `already_opened` where they are on their way as new rules,
    `sort_unknown`, `earlier_rules_consulted` where staff are being asked about the draft, and those of a document.
    """
    filed = checked(actor, DocumentKind.EARLIER_RULES, filed, scan)
    with transaction() as session:
        procedure = drafts.to_open(session, actor, procedure_id, OPENED, lambda _session, _procedure: [])
        if procedure is None:
            if issued_before(session, procedure_id) is None:
                raise Refusal("already_opened")
            return
        regulation = session.get_one(Regulation, procedure_id)
        if regulation.sort is None:
            raise Refusal("sort_unknown", field="sort")
        if procedure.rests_on_id:
            raise Refusal("earlier_rules_consulted")
        keep(session, actor, unfiled(filed, procedure_id, DocumentKind.EARLIER_RULES), scan)
        today = local_day(clock.now(session))
        drafts.open_under(session, procedure, today, drafts.law_of(session, KIND, today), FLOW_REVISION)
        record(session, procedure, OPENED)
        for step, outcome in TAKEN_BEFORE.items():
            record(session, procedure, step, outcome)
        log.write(session, actor.name_in_log, "EarlierRulesEntered", procedure_id, number=filed.number)
        for number in (procedure_id, regulation.replaces_id):
            if number:
                ask_for_run(session, number)
