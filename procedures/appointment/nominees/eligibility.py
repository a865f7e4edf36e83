"""Điều kiện bổ nhiệm và thành phần hồ sơ: what was found of each nominee, item by item, and whether it suffices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from law.articles import Article
from law.decisions import appointment as law
from law.rules import Rules
from models import Conclusion, Finding, FindingKind, Meeting, Nominee, Post, Procedure, ProcedureState
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.appointment.steps import DOSSIER_COMPLETE, ELIGIBILITY_CHECKED, PROPOSAL, is_signed, open_posts
from procedures.drafts import rules_of
from procedures.engine import ask_for_run, recorded
from procedures.filing import Upload, paper_of, store
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged
from words.dates import local_day

LONGEST_EVIDENCE = 1000
REPLACED_BY = "dossier_replaced_by"
MADE_HERE = "dossier.proposal"
KINDS = {FindingKind.ELIGIBILITY: law.eligibility, FindingKind.DOSSIER: law.dossier}


@dataclass(frozen=True)
class Item:
    """One line of a nominee's checklist; its `key` is that of its rule, `met` is None where nobody has looked yet.

    `too_old`: the paper is older on the day asked about than `max_age_months` allow. What is `replaceable` may be
    replaced by the data of the national database.
    """

    kind: FindingKind
    key: str
    label: str
    words: str
    article: Article
    max_age_months: int | None
    replaceable: bool
    met: bool | None = None
    evidence: str = ""
    dated_on: date | None = None
    from_database: bool = False
    scan_id: int | None = None
    too_old: bool = False

    @property
    def is_good(self) -> bool:
        """Met, and its paper young enough."""
        return self.met is True and not self.too_old


@dataclass(frozen=True)
class Found:
    """What HR found of one item: met or not (None: not looked at after all), and on what that rests."""

    met: bool | None
    evidence: str = ""
    dated_on: date | None = None
    from_database: bool = False


def find(
    actor: Actor,
    procedure_id: int,
    nominee_id: int,
    key: str,
    met: bool | None,
    evidence: str = "",
    dated_on: date | None = None,
    from_database: bool = False,
    scan: Upload | None = None,
    seen: int | None = None,
) -> None:
    """Say of one condition, or one part of the dossier, whether it is met; `met` None takes back what was said.

    A scan stays until another takes its place. `seen`: as in check_unchanged(). Raises Refusal: `concerned`,
    `procedure_over`, `nominee_unknown`, `nominee_has_withdrawn`, `item_unknown`, `item_made_here`,
    `eligibility_settled`, `dossier_settled`, `finding_evidence_missing`, `finding_date_missing`, `date_in_future`,
    `not_replaceable`, and those of a scan.
    """
    account_id = actor.account_for(Power.DRAFT)
    found = Found(met, evidence.strip()[:LONGEST_EVIDENCE], dated_on, from_database)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        nominee = nominee_of(session, procedure, nominee_id)
        item = next((each for each in checklist(session, nominee) if each.key == key), None)
        if item is None:
            raise Refusal("item_unknown", field="item")
        _check_open(session, procedure, nominee, item)
        about = {"nominee": nominee_id, "item": key}
        check_unchanged(session, actor, procedure_id, ("ItemFound",), seen, about=about)
        if met is not None:
            _check_found(item, found, bool(scan or item.scan_id), local_day(clock.now(session)))
        scan_id = store(session, scan) if scan and met is not None else item.scan_id
        _write(session, nominee_id, item, found, scan_id, account_id)
        said = {True: "met", False: "not_met", None: "open"}[met]
        log.write(session, actor.name_in_log, "ItemFound", procedure_id, **about, found=said)
        if procedure.state is ProcedureState.OPEN:
            ask_for_run(session, procedure_id)


def nominee_of(session: Session, procedure: Procedure, nominee_id: int) -> Nominee:
    """A nominee of a running procedure; raises Refusal `procedure_over`, `nominee_unknown`, `nominee_has_withdrawn`."""
    if procedure.state not in (ProcedureState.DRAFT, ProcedureState.OPEN):
        raise Refusal("procedure_over")
    nominee = session.get(Nominee, nominee_id)
    if nominee is None or nominee.procedure_id != procedure.id:
        raise Refusal("nominee_unknown", field="nominee")
    if nominee.withdrawn_at:
        raise Refusal("nominee_has_withdrawn", field="nominee", name=nominee.full_name)
    return nominee


def _check_open(session: Session, procedure: Procedure, nominee: Nominee, item: Item) -> None:
    """Conditions are settled when they have been checked, or the meeting that named the person has been counted."""
    if item.key == MADE_HERE:
        raise Refusal("item_made_here", field="item")
    if item.kind is FindingKind.DOSSIER:
        if recorded(session, procedure.id or 0, DOSSIER_COMPLETE):
            raise Refusal("dossier_settled", field="item")
    elif _is_settled_for_good(session, procedure.id or 0, nominee):
        raise Refusal("eligibility_settled", field="item", name=nominee.full_name)


def _is_settled_for_good(session: Session, procedure_id: int, nominee: Nominee) -> bool:
    if not nominee.named_at_step:
        return recorded(session, procedure_id, ELIGIBILITY_CHECKED) is not None
    concluded = select(Conclusion.id).join(Meeting).where(Conclusion.post_id == nominee.post_id)
    concluded = concluded.where(Conclusion.reason != law.Reason.NO_QUORUM.value)
    return session.exec(concluded.where(Meeting.step == nominee.named_at_step)).first() is not None


def _check_found(item: Item, found: Found, has_scan: bool, today: date) -> None:
    if found.from_database and not item.replaceable:
        raise Refusal("not_replaceable", field="from_database")
    if not (found.evidence or (found.met and (found.from_database or has_scan))):
        raise Refusal("finding_evidence_missing", field="evidence")
    is_dated = found.met and item.max_age_months is not None and not found.from_database
    if is_dated and found.dated_on is None:
        raise Refusal("finding_date_missing", field="dated_on", months=item.max_age_months)
    if found.dated_on is not None and found.dated_on > today:
        raise Refusal("date_in_future", field="dated_on")


def _write(session: Session, nominee_id: int, item: Item, found: Found, scan_id: int | None, account_id: int) -> None:
    of_it = (Finding.nominee_id == nominee_id) & (Finding.key == item.key)
    row = session.exec(select(Finding).where(of_it)).first()
    if found.met is None:
        if row:
            session.delete(row)
        return
    now = clock.now(session)
    if row is None:
        row = Finding(
            nominee_id=nominee_id, kind=item.kind, key=item.key, met=found.met, found_by=account_id, found_at=now
        )
    row.met, row.evidence, row.dated_on = found.met, found.evidence, found.dated_on
    row.from_database, row.scan_id = found.from_database, scan_id
    row.found_by, row.found_at = account_id, now
    session.add(row)


def checklist(session: Session, nominee: Nominee, day: date | None = None) -> list[Item]:
    """The conditions and the parts of the dossier by the case's own rules, with what was found; ages on that day.

    Without a day: today.
    """
    procedure = session.get_one(Procedure, nominee.procedure_id)
    rules, on = rules_of(session, procedure), day or local_day(clock.now(session))
    rows = session.exec(select(Finding).where(Finding.nominee_id == nominee.id)).all()
    found = {row.key: row for row in rows}
    items = [_item(rules, kind, each, found, on) for kind, of in KINDS.items() for each in of(rules)]
    return [_made_here(session, procedure, item) if item.key == MADE_HERE else item for item in items]


def _item(rules: Rules, kind: FindingKind, item: law.Item, found: Mapping[str, Finding], day: date) -> Item:
    key, is_replaceable = f"{kind.value}.{item.key}", kind is FindingKind.DOSSIER and REPLACED_BY in rules
    fixed, row = (kind, key, item.label, item.words, item.article, item.max_age_months, is_replaceable), found.get(key)
    if row is None:
        return Item(*fixed)
    is_paper = row.dated_on is not None and not row.from_database
    too_old = is_paper and row.dated_on is not None and law.is_too_old(item, row.dated_on, day)
    return Item(*fixed, row.met, row.evidence, row.dated_on, row.from_database, row.scan_id, too_old)


def _made_here(session: Session, procedure: Procedure, item: Item) -> Item:
    """What the case itself makes and the clerk files: met once the proposal is in the register."""
    paper = paper_of(session, procedure.id or 0, PROPOSAL)
    if not is_signed(paper) or paper is None:
        return item
    return replace(item, met=True, evidence=f"{paper.number}/{paper.symbol}", dated_on=paper.dated_on)


def is_checked(session: Session, nominee: Nominee) -> bool:
    """Whether it is known of a nominee that every condition is met, or that one is not."""
    found = _conditions(session, nominee)
    return False in found or None not in found


def is_eligible(session: Session, nominee: Nominee) -> bool:
    """Whether every condition of the law is met."""
    return all(_conditions(session, nominee))


def _conditions(session: Session, nominee: Nominee) -> list[bool | None]:
    """What was found of each condition, in the order of the law; its list alone is read of the case's own rules."""
    procedure, kind = session.get_one(Procedure, nominee.procedure_id), FindingKind.ELIGIBILITY
    rules = Rules.thaw_one(procedure.rules, kind.value) if procedure.rules else rules_of(session, procedure)
    rows = session.exec(select(Finding).where(Finding.nominee_id == nominee.id, Finding.kind == kind)).all()
    found = {row.key: row.met for row in rows}
    return [found.get(f"{kind.value}.{key}") for key in rules.names(kind.value)]


def eligible(session: Session, post: Post) -> list[Nominee]:
    """Those on the list for a post who meet every condition and have not withdrawn, in the order of naming."""
    return [nominee for nominee in on_the_list(session, post) if is_eligible(session, nominee)]


def on_the_list(session: Session, post: Post) -> list[Nominee]:
    """Those on the list for a post who have not withdrawn, in the order of naming."""
    rows = select(Nominee).where(Nominee.post_id == post.id, col(Nominee.withdrawn_at).is_(None))
    return list(session.exec(rows.order_by(col(Nominee.id))).all())


def checklist_is_settled(session: Session, procedure_id: int) -> bool:
    """Whether each post that is still to be filled has someone on its list, and all of them have been checked."""
    lists = [on_the_list(session, post) for post in open_posts(session, procedure_id)]
    return all(people and all(is_checked(session, each) for each in people) for people in lists)


def dossier_is_complete(session: Session, nominee: Nominee, day: date) -> bool:
    """Whether each part of the dossier is there, none too old on that day; but for what the case makes at its end."""
    parts = [item for item in checklist(session, nominee, day) if item.kind is FindingKind.DOSSIER]
    return all(item.is_good for item in parts if item.key != MADE_HERE)
