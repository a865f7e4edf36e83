"""One circulated resolution as it stands at the moment a letter about it is sent."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from sqlalchemy import bindparam
from sqlmodel import Session, and_, col, select

from law.parameters import NotInForce
from law.rules import Rules, rules_on
from models import Account, Answer, FiledPaper, Procedure, Resolution, RollEntry, Round
from models.store import clock
from notifications.compose.standing import Standing
from words.dates import local_day

# Statements are made once: for three thousand letters, making them anew costs more than asking the database.
_CASE = (
    select(Procedure, Round, Account, Resolution, FiledPaper)
    .join(Resolution, col(Resolution.procedure_id) == Procedure.id)
    .join(Round, and_(col(Round.procedure_id) == Procedure.id, col(Round.number) == 1))
    .join(Account, col(Account.id) == Procedure.drafted_by)
    .outerjoin(FiledPaper, and_(col(FiledPaper.procedure_id) == Procedure.id, col(FiledPaper.kind) == "resolution"))
    .where(Procedure.id == bindparam("procedure_id"))
)
_MISSING = (
    select(RollEntry)
    .outerjoin(Answer, and_(col(Answer.roll_entry_id) == RollEntry.id, col(Answer.round_id) == bindparam("round_id")))
    .where(RollEntry.procedure_id == bindparam("procedure_id"), col(Answer.id).is_(None))
)


@dataclass(frozen=True)
class Case(Standing):
    """The procedure and what belongs to it; `paper` is the resolution in the clerk's register, once it is there."""

    resolution: Resolution
    paper: FiledPaper | None

    def facts(self) -> dict[str, object]:
        """What all letters about the resolution may name."""
        return {
            "subject_of_resolution": self.procedure.subject,
            "number": self.paper.number if self.paper else None,
            "symbol": self.paper.symbol if self.paper else "",
            "dated_on": self.paper.dated_on if self.paper else None,
            "adopted_on": self.resolution.adopted_on,
            "sends_at": self.round.sends_at,
            "closes_at": self.round.closes_at,
            "listed_on": local_day(self.procedure.opened_at or self.now),
            "is_over": self.is_over,
            "now": self.now,
            "seen_by": self.seen_by,
        }

    @cached_property
    def seen_by(self) -> tuple[str, ...]:
        """Who may see the names of those who have not answered: words of the law's vocabulary, `hr` and the like."""
        if self.procedure.rules:
            return _shown_to(json.dumps(self.procedure.rules))
        return _shown_to_on(self.procedure.kind, self.resolution.adopted_on or local_day(self.now))


def case_of(session: Session, procedure_id: int | None) -> Case:
    """Read the case, once for all letters of a session; raises sqlalchemy.exc.NoResultFound where there is none."""
    known: dict[int | None, Case] = session.info.setdefault(case_of, {})
    if procedure_id not in known:
        found = session.exec(_CASE, params={"procedure_id": procedure_id}).one()
        known[procedure_id] = Case(*found[:3], clock.now(session), *found[3:])
    return known[procedure_id]


def missing(session: Session, case: Case) -> list[RollEntry]:
    """Those on the roll who have not answered."""
    return list(session.exec(_MISSING, params={"round_id": case.round.id, "procedure_id": case.procedure.id}).all())


@lru_cache(maxsize=64)
def _shown_to(frozen: str) -> tuple[str, ...]:
    rules = Rules.thaw(json.loads(frozen))
    return rules.names("shown_to") if "shown_to" in rules else ()


def _shown_to_on(kind: str, day: date) -> tuple[str, ...]:
    try:
        return rules_on(kind, day).names("shown_to")
    except NotInForce:
        return ()
