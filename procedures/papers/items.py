"""Văn bản của việc thực hiện nghị quyết: the report of each check, and what became of each item in the end."""

from sqlmodel import Session

from documents.paper import Paper, Signer
from documents.papers.items_report import ItemsReportFacts, ReportedItem, Standing, items_check, items_outcome
from models import Agency, CheckedItem, ItemState, Procedure, Resolution, ResolutionCheck, StaffMember, Unit
from models.store import clock
from procedures.corrections import corrections_of
from procedures.filing import paper_of
from procedures.papers.parts import cited, head_of, letterhead, numbered, office_of
from procedures.refusal import Refusal
from procedures.resolution.items.checking import assessed
from procedures.resolution.items.listing import Item, items_of
from procedures.resolution.items.schedule import check_of
from procedures.resolution.steps import CHECK_REPORT, KIND, OUTCOME
from words.dates import local_day
from words.sentences import say


def _check(session: Session, procedure_id: int, number: int) -> Paper:
    """As the head concluded it, whatever has been done since."""
    check = check_of(session, procedure_id, number)
    if check is None or check.concluded_at is None:
        raise Refusal("paper_not_made")
    procedure, agency, rows = (
        session.get_one(Procedure, procedure_id),
        session.get_one(Agency, 1),
        _rows(session, check),
    )
    concluded_on = local_day(check.concluded_at)
    items = [
        _reported(session, item, row.assessment, kept=row)
        for item in items_of(session, procedure_id)
        if (row := rows.get(item.row.id or 0))
    ]
    return items_check(
        ItemsReportFacts(
            letterhead=letterhead(session, procedure, f"{CHECK_REPORT}-{number}"),
            agency=agency.name,
            head=agency.head_title,
            resolution=named(session, procedure),
            until=concluded_on,
            items=tuple(items),
            signers=(Signer(agency.union_title, agency.union_name), head_of(agency)),
            filed_by=office_of(agency),
            check=number,
            conclusion=check.conclusion,
            union_remark=check.union_remark,
            citation=cited(procedure, "checked_every"),
        )
    )


def _rows(session: Session, check: ResolutionCheck) -> dict[int, CheckedItem]:
    return {row.item_id: row for row in assessed(session, check)}


def _outcome(session: Session, procedure_id: int) -> Paper:
    """As it stood on the day on which the following ended."""
    procedure, agency = session.get_one(Procedure, procedure_id), session.get_one(Agency, 1)
    until = local_day(procedure.closed_at or clock.now(session))
    items = [last_reported(session, each) for each in items_of(session, procedure_id, until)]
    return items_outcome(
        ItemsReportFacts(
            letterhead=letterhead(session, procedure, OUTCOME),
            agency=agency.name,
            head=agency.head_title,
            resolution=named(session, procedure),
            until=until,
            items=tuple(items),
            signers=(head_of(agency),),
            filed_by=office_of(agency),
            corrections=tuple(corrections_of(session, procedure_id)),
        )
    )


def named(session: Session, procedure: Procedure) -> str:
    """`Nghị quyết số 05/NQ-HNCBCC ngày 05/3/2026 của Hội nghị ...`."""
    signed, conference = numbered(paper_of(session, procedure.id or 0, KIND)), session.get_one(Resolution, procedure.id)
    return " ".join(filter(None, ("Nghị quyết", signed, "của", conference.conference)))


def last_reported(session: Session, item: Item) -> ReportedItem:
    """An item with what was reported when it was done, or last."""
    report = item.accepted or next(iter(item.reports), None)
    if report is None:
        return _reported(session, item, "")
    return _reported(session, item, report.said, has_file=report.scan_id is not None)


def _reported(
    session: Session, item: Item, said: str, *, has_file: bool = False, kept: CheckedItem | None = None
) -> ReportedItem:
    """An item; state, owner and last day are those that a check has kept, if it has."""
    row, state = item.row, (kept.state if kept else None) or item.state
    owner = session.get_one(StaffMember, kept.owner_id) if kept and kept.owner_id else item.owner
    return ReportedItem(
        number=row.number,
        text=row.text,
        source=row.place.rstrip(" .") or say(f"item_sources.{row.source}"),
        owner=owner.full_name,
        unit=session.get_one(Unit, owner.unit_id).name,
        due_on=(kept.due_on if kept else None) or row.due_on,
        standing=Standing(state.value),
        said=said,
        has_file=has_file,
        done_on=row.done_on if state is ItemState.DONE else None,
    )


MAKERS = {CHECK_REPORT: _check, OUTCOME: _outcome}
