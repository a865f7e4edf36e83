"""One consultation of the staff as it stands at the moment a letter about it is sent."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import bindparam
from sqlmodel import Session, and_, col, func, select

from law.decisions.opinion import Counts, counts
from law.rules import Rules
from models import (
    Account,
    Answer,
    Consultation,
    Disclosure,
    FiledPaper,
    MergedOpinion,
    PaperState,
    Procedure,
    RollEntry,
    Round,
    SealedRound,
    StepRecord,
    Verdict,
    VoterCredential,
)
from models.store import clock
from notifications import booth
from notifications.compose.standing import Standing

# Statements are made once: for three thousand letters, making them anew costs more than asking the database.
_CASE = (
    select(Procedure, Round, Account, Consultation)
    .join(Consultation, col(Consultation.procedure_id) == Procedure.id)
    .join(Round, and_(col(Round.procedure_id) == Procedure.id, col(Round.number) == 1))
    .join(Account, col(Account.id) == Procedure.drafted_by)
    .where(Procedure.id == bindparam("procedure_id"))
)
_BOX = select(SealedRound).where(SealedRound.procedure_id == bindparam("procedure_id"), col(SealedRound.words) > 0)
_OF_RULES = (
    select(FiledPaper)
    .join(Procedure, col(Procedure.id) == FiledPaper.procedure_id)
    .where(Procedure.rests_on_id == bindparam("procedure_id"), FiledPaper.state == PaperState.SIGNED)
    .where(col(FiledPaper.kind).in_(("regulation_decision", "coordination_rules")))
)
SEES_ONLY_WHO = "unit_head_own"


@dataclass(frozen=True)
class Consulted(Standing):
    """The procedure and what belongs to it; `papers` by kind, as they stand in the clerk's register."""

    consultation: Consultation
    papers: dict[str, FiledPaper]
    disclosure: Disclosure | None
    of_rules: FiledPaper | None
    box: SealedRound | None

    @property
    def issued(self) -> FiledPaper | None:
        """What was issued: the own decision, or the signed rules that rest on this consultation."""
        return self.papers.get("decision") or self.of_rules

    @cached_property
    def rules(self) -> Rules | None:
        """The procedure's own rules; none while it is a draft."""
        return Rules.thaw(self.procedure.rules) if self.procedure.rules else None

    def is_signed(self, kind: str) -> bool:
        paper = self.papers.get(kind)
        return paper is not None and paper.state is PaperState.SIGNED

    def facts(self) -> dict[str, object]:
        """What all letters about the consultation may name."""
        shown_to = self.rules.names("shown_to") if self.rules else ()
        return {
            **super().facts(),
            "sends_at": self.round.sends_at,
            "is_over": self.is_over,
            "now": self.now,
            "offers_sealed": self.consultation.offers_sealed,
            "booth_hash": booth.in_groups(booth.print_of(self.box)) if self.consultation.offers_sealed else "",
            "names_seen_by": [role for role in shown_to if role != SEES_ONLY_WHO],
        }


@dataclass(frozen=True)
class Tabled(Counts):
    """The same people, and how many opinions stand in the table, and what was answered to them."""

    opinions: int
    accepted: int
    explained: int


def consulted(session: Session, procedure_id: int | None) -> Consulted:
    """Read the case, once for all letters of a session; raises sqlalchemy.exc.NoResultFound where there is none."""
    known: dict[int | None, Consulted] = session.info.setdefault(consulted, {})
    if procedure_id not in known:
        found = session.exec(_CASE, params={"procedure_id": procedure_id}).one()
        filed = session.exec(select(FiledPaper).where(FiledPaper.procedure_id == procedure_id)).all()
        disclosed = session.exec(select(Disclosure).where(Disclosure.procedure_id == procedure_id)).first()
        papers = {paper.kind: paper for paper in filed}
        of_rules = session.exec(_OF_RULES, params={"procedure_id": procedure_id}).first()
        box = session.exec(_BOX, params={"procedure_id": procedure_id}).first() if found[3].offers_sealed else None
        known[procedure_id] = Consulted(*found[:3], clock.now(session), found[3], papers, disclosed, of_rules, box)
    return known[procedure_id]


def said(session: Session, procedure_id: int, round_id: int) -> Counts:
    """How many people of a consultation were asked, agreed with the whole draft, commented; sealed ones with them."""
    asked = session.exec(select(func.count()).where(RollEntry.procedure_id == procedure_id)).one()
    choices = session.exec(select(Answer.content).where(Answer.round_id == round_id)).all()
    agreed = sum(content["choice"] == "agree" for content in choices)
    sealed = sealed_ones(session, procedure_id)
    return counts(
        asked=asked,
        agreed=agreed + sealed.agreed,
        commented=len(choices) - agreed + sealed.commented,
        unopened=sealed.unopened,
    )


@dataclass(frozen=True)
class SealedOnes:
    """How many answered sealed: what they chose, or that their box has not been opened."""

    agreed: int = 0
    commented: int = 0
    unopened: int = 0


def sealed_ones(session: Session, procedure_id: int) -> SealedOnes:
    """Those of a consultation; nobody while its box takes ballots."""
    returned = (
        select(func.count(col(VoterCredential.id)))
        .join(SealedRound)
        .where(SealedRound.procedure_id == procedure_id, col(SealedRound.closed_at).is_not(None))
        .where(SealedRound.words > 0, col(VoterCredential.last_height).is_not(None))
    )
    if not (everyone := session.exec(returned).one()):
        return SealedOnes()
    heard = select(StepRecord.facts).where(StepRecord.procedure_id == procedure_id, StepRecord.step == "sealed_heard")
    facts = session.exec(heard).first() or {}
    if "agreed" not in facts:
        return SealedOnes(unopened=everyone)
    return SealedOnes(facts["agreed"], facts["commented"])


def counts_of(session: Session, case: Consulted) -> Tabled:
    """Count what people said and what was answered, once for all letters of a session."""
    known: dict[int, Tabled] = session.info.setdefault(counts_of, {})
    number = case.procedure.id or 0
    if number not in known:
        verdicts = session.exec(select(MergedOpinion.verdict).where(MergedOpinion.procedure_id == number)).all()
        answered = (len(verdicts), verdicts.count(Verdict.ACCEPTED), verdicts.count(Verdict.EXPLAINED))
        people = said(session, number, case.round.id or 0)
        known[number] = Tabled(people.asked, people.agreed, people.commented, people.unopened, *answered)
    return known[number]
