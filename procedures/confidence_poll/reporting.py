"""Báo cáo tự đánh giá: filed by whoever is polled through the own link, or by HR for them; read by the voters."""

from sqlmodel import Session

from models import PolledPerson, Procedure, ProcedureState, StoredFile
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.confidence_poll.people import meeting_of_voter, polled_behind
from procedures.confidence_poll.steps import REPORTS_FILED
from procedures.engine import ask_for_run, recorded
from procedures.filing import Upload, media_type_of, store
from procedures.refusal import Refusal
from procedures.rounds.owners import entry_behind


def hand_in(token: str, report: Upload) -> None:
    """File the own report through the own link; a later one takes its place until the papers are with HR.

    Raises Refusal `link_unknown`, `not_polled`, `not_running`, `reports_closed`, those of a scan.
    """
    media_type_of(report)
    with transaction() as session:
        entry = entry_behind(session, token)
        procedure = session.get_one(Procedure, entry.procedure_id, with_for_update={"key_share": True})
        _keep(session, procedure, polled_behind(session, entry), report, None, f"entry:{entry.id}")


def hand_in_for(actor: Actor, procedure_id: int, polled_id: int, report: Upload) -> None:
    """HR files the report that someone brought on paper. Raises Refusal as `hand_in`."""
    actor.account_for(Power.DRAFT)
    media_type_of(report)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        person = session.get(PolledPerson, polled_id)
        if person is None or person.procedure_id != procedure_id:
            raise Refusal("not_polled", field="person")
        _keep(session, procedure, person, report, actor.account_id, actor.name_in_log)


def _keep(
    session: Session, procedure: Procedure, person: PolledPerson, report: Upload, by: int | None, who: str
) -> None:
    number = procedure.id or 0
    if procedure.state is not ProcedureState.OPEN:
        raise Refusal("not_running")
    if recorded(session, number, REPORTS_FILED):
        raise Refusal("reports_closed")
    file_id = store(session, report)
    if person.report_id and _same(session, person.report_id, file_id):
        return
    person.report_id, person.reported_at, person.reported_by = file_id, clock.now(session), by
    session.add(person)
    log.write(session, who, "ReportFiled", number, person=person.staff_member_id)
    ask_for_run(session, number)


def _same(session: Session, one: int, other: int) -> bool:
    return session.get_one(StoredFile, one).sha256 == session.get_one(StoredFile, other).sha256


def report_for(session: Session, token: str, polled_id: int) -> StoredFile:
    """The report of someone polled, for whoever votes, once the papers are out, or for its own author.

    Raises Refusal `link_unknown`, `report_not_yours`.
    """
    entry, person = entry_behind(session, token), session.get(PolledPerson, polled_id)
    if person is None or person.procedure_id != entry.procedure_id or person.report_id is None:
        raise Refusal("report_not_yours")
    is_own = person.staff_member_id == entry.staff_member_id
    if not is_own and meeting_of_voter(session, entry) is None:
        raise Refusal("report_not_yours")
    return session.get_one(StoredFile, person.report_id)
