"""Letters about the agency's own rules; one function a message, named after it."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from law.rules import Rules
from models import (
    Account,
    Disclosure,
    FiledPaper,
    OutboxMessage,
    PaperState,
    Procedure,
    ProcedureState,
    Regulation,
    RegulationReview,
    Role,
    RollEntry,
)
from models.store import clock
from notifications.compose.officers import to_account
from notifications.compose.told import Told, to_entry
from words.dates import local_day

PAPERS = ("regulation_decision", "coordination_rules")


@dataclass(frozen=True)
class OwnRules:
    """The rules as they stand at the moment a letter about them is sent; `paper` brings them into force."""

    procedure: Procedure
    regulation: Regulation
    drafter: Account
    paper: FiledPaper | None

    @property
    def is_open(self) -> bool:
        return self.procedure.state is ProcedureState.OPEN

    def facts(self) -> dict[str, object]:
        """What all letters about the rules may name."""
        return {
            "matter": self.procedure.subject,
            "kind": self.procedure.kind,
            "number": self.paper.number if self.paper else None,
            "symbol": self.paper.symbol if self.paper else "",
            "dated_on": self.paper.dated_on if self.paper else None,
            "two_sign": self.regulation.sort == "coordination_rules",
        }


def rules_await_signature(session: Session, message: OutboxMessage) -> Told | None:
    """Quy chế chờ số, ngày, bản ký: not once it is in the register."""
    rules = _rules(session, message)
    if not rules.is_open or rules.paper is None or rules.paper.state is PaperState.SIGNED:
        return None
    within = Rules.thaw(rules.procedure.rules).days("disclosed_within")
    return to_account(session, message, rules, f"/papers/{rules.paper.kind}", {Role.CLERK}, disclosed_within=within)


def rules_disclosed(session: Session, message: OutboxMessage) -> Told | None:
    """Công khai: which rules, under which number, until when they are posted."""
    rules, entry = _rules(session, message), session.get_one(RollEntry, message.roll_entry_id)
    disclosed = session.exec(select(Disclosure).where(Disclosure.procedure_id == message.procedure_id)).first()
    if disclosed is None or rules.procedure.state is ProcedureState.ANNULLED:
        return None
    facts = {"posted_until": disclosed.posted_until, "listed_on": local_day(disclosed.disclosed_at)}
    return to_entry(entry, rules, **facts)


def rules_review_asked(session: Session, message: OutboxMessage) -> Told | None:
    """Nhắc rà soát: not once somebody has said what the review found."""
    rules, number = _rules(session, message), message.facts["review"]
    of_it = (RegulationReview.procedure_id == message.procedure_id) & (RegulationReview.number == number)
    review = session.exec(select(RegulationReview).where(of_it)).first()
    if not rules.is_open or review is None or review.result:
        return None
    is_late = local_day(clock.now(session)) > review.due_on
    return to_account(session, message, rules, "", {Role.HR, Role.MANAGER}, due_on=review.due_on, is_late=is_late)


def _rules(session: Session, message: OutboxMessage) -> OwnRules:
    procedure = session.get_one(Procedure, message.procedure_id)
    made = select(FiledPaper).where(FiledPaper.procedure_id == procedure.id, col(FiledPaper.kind).in_(PAPERS))
    drafter = session.get_one(Account, procedure.drafted_by)
    return OwnRules(procedure, session.get_one(Regulation, procedure.id), drafter, session.exec(made).first())
