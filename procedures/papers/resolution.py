"""Văn bản của việc phổ biến nghị quyết: the resolution, the list to sign on, the closing notice, who acknowledged."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from documents.paper import Paper, Signer
from documents.papers.closing_notice import ClosingNoticeFacts, FollowUp, Missing, Review, UnitCount, closing_notice
from documents.papers.reading_list import (
    Acknowledgement,
    Means,
    Reader,
    ReadingListFacts,
    acknowledgement_list,
    signing_list,
)
from documents.papers.resolution import AdoptedArticle, ResolutionFacts, Vote, resolution
from law.decisions.clock import due
from law.parameters import NotInForce
from law.rules import Rules
from law.working_days import count_working_days
from models import Account, Agency, AnswerChannel, Procedure, Resolution, ResolutionArticle, Round
from procedures.corrections import corrections_of
from procedures.engine import recorded
from procedures.filing import paper_of
from procedures.overview import turnout
from procedures.overview.turnout import Person
from procedures.papers.parts import basis_of, cited, head_of, left_out, letterhead, numbered, office_of, rule_elsewhere
from procedures.refusal import Refusal
from procedures.resolution.card import articles_of
from procedures.resolution.steps import CIRCULATED
from procedures.rounds.asking import round_of
from words.dates import local_day
from words.names import alphabetical_key, folded

LIST_MAKER = "Người lập danh sách"
BASIS = re.compile(r"^căn cứ (vào )?", re.IGNORECASE)
MEANS = {AnswerChannel.LINK: Means.MAIL, AnswerChannel.PAPER: Means.PAPER}


@dataclass(frozen=True)
class _Case:
    """All that the papers of one circulated resolution are made of."""

    agency: Agency
    procedure: Procedure
    resolution: Resolution
    articles: list[ResolutionArticle]
    round: Round
    people: list[Person]
    drafter: str
    circulated_on: date | None
    signed: str

    @property
    def ended_at(self) -> datetime | None:
        """When the round ended by its deadline or earlier, however late a machine that stood still closed it."""
        ends = [at for at in (self.round.closed_at, self.round.closes_at) if at]
        return min(ends, default=None)

    @property
    def named(self) -> str:
        """The resolution as other papers call it: `Nghị quyết số 05/NQ-HNCBCC ngày 05/3/2026 của Hội nghị ...`."""
        return " ".join(filter(None, ("Nghị quyết", self.signed, "của", self.resolution.conference)))


def _case(session: Session, procedure_id: int) -> _Case:
    circulated = recorded(session, procedure_id, CIRCULATED)
    procedure = session.get_one(Procedure, procedure_id)
    return _Case(
        agency=session.get_one(Agency, 1),
        procedure=procedure,
        resolution=session.get_one(Resolution, procedure_id),
        articles=articles_of(session, procedure_id),
        round=round_of(session, procedure_id),
        people=turnout.people(session, procedure_id),
        drafter=session.get_one(Account, procedure.drafted_by).full_name,
        circulated_on=local_day(circulated.recorded_at) if circulated else None,
        signed=numbered(paper_of(session, procedure_id, "resolution")),
    )


def _resolution(session: Session, procedure_id: int) -> Paper:
    case = _case(session, procedure_id)
    present, in_favour = case.resolution.present, case.resolution.in_favour
    law = rule_elsewhere(session, case.procedure, "conference", "resolution_majority")
    bases = tuple(BASIS.sub("", basis) for basis in case.resolution.bases)
    return resolution(
        ResolutionFacts(
            letterhead=letterhead(session, case.procedure, "resolution"),
            agency=case.agency.name,
            conference=case.resolution.conference,
            adopted_on=case.resolution.adopted_on or local_day(case.procedure.drafted_at),
            articles=tuple(AdoptedArticle(each.heading, _lines(each.paragraphs)) for each in case.articles),
            signers=(Signer(case.agency.union_title, case.agency.union_name), head_of(case.agency)),
            filed_by=office_of(case.agency),
            citation=basis_of(law),
            other_bases=bases,
            names_the_law=law is not None and any(folded(law.article.named) in folded(basis) for basis in bases),
            vote=None if present is None or in_favour is None else Vote(in_favour, present),
        )
    )


def _lines(paragraphs: list[object]) -> str:
    """A paragraph a line; points stand under their paragraph as they were written."""
    lines = [line for each in paragraphs for line in (each if isinstance(each, list) else [each])]
    return "\n".join(str(line) for line in lines)


def _reading_list(session: Session, procedure_id: int) -> Paper:
    """To be signed by hand: those without an address."""
    case = _case(session, procedure_id)
    readers = tuple(Reader(each.full_name, each.unit, each.position) for each in case.people if not each.has_mail)
    return signing_list(_list_facts(session, case, "reading_list", readers))


def _acknowledgement_list(session: Session, procedure_id: int) -> Paper:
    """Who acknowledged, how and when, up to the end of the round."""
    case = _case(session, procedure_id)
    if case.round.closed_at is None:
        raise Refusal("paper_not_made")
    readers = tuple(Reader(each.full_name, each.unit, each.position, _given(each)) for each in case.people)
    return acknowledgement_list(_list_facts(session, case, "acknowledgement_list", readers))


def _given(person: Person) -> Acknowledgement | None:
    if person.channel is None or person.answered_at is None:
        return None
    return Acknowledgement(MEANS[person.channel], person.answered_at)


def _list_facts(session: Session, case: _Case, kind: str, readers: tuple[Reader, ...]) -> ReadingListFacts:
    if case.ended_at is None:
        raise Refusal("paper_not_made")
    return ReadingListFacts(
        letterhead=letterhead(session, case.procedure, kind),
        document=case.named,
        readers=readers,
        signers=(Signer(LIST_MAKER, case.drafter),),
        collector=office_of(case.agency),
        until=case.ended_at,
    )


def _closing_notice(session: Session, procedure_id: int) -> Paper:
    case = _case(session, procedure_id)
    closed = case.ended_at
    if closed is None or case.circulated_on is None:
        raise Refusal("paper_not_made")
    missing = tuple(Missing(each.full_name, each.unit) for each in case.people if each.channel is None)
    return closing_notice(
        ClosingNoticeFacts(
            letterhead=letterhead(session, case.procedure, "closing_notice"),
            agency=case.agency.name,
            resolution=case.named,
            circulated_from=case.circulated_on,
            circulated_until=local_day(closed),
            units=_unit_counts(case.people),
            signers=(head_of(case.agency),),
            filed_by=office_of(case.agency),
            missing=missing,
            left_out=left_out(session, procedure_id),
            corrections=tuple(corrections_of(session, procedure_id)),
            follow_up=_follow_up(case, local_day(closed)) if missing else None,
            review=_review(case),
            citation=cited(case.procedure, "urged_by"),
        )
    )


def _unit_counts(people: list[Person]) -> tuple[UnitCount, ...]:
    total = Counter(person.unit for person in people)
    by_channel = Counter((person.unit, person.channel) for person in people)
    return tuple(
        UnitCount(unit, total[unit], by_channel[unit, AnswerChannel.LINK], by_channel[unit, AnswerChannel.PAPER])
        for unit in sorted(total, key=alphabetical_key)
    )


def _follow_up(case: _Case, closed_on: date) -> FollowUp:
    """As many working days again as there were to read it."""
    days = Rules.thaw(case.procedure.rules).days("reading_period")
    return FollowUp(office_of(case.agency), count_working_days(closed_on, days))


def _review(case: _Case) -> Review | None:
    """The half-yearly check, from the day of adoption; None where that year's days off are not known yet."""
    if case.resolution.adopted_on is None:
        return None
    by = f"{case.agency.head_title.capitalize()} phối hợp với Ban Chấp hành Công đoàn"
    try:
        until = due(case.resolution.adopted_on, Rules.thaw(case.procedure.rules).period("checked_every"))
    except NotInForce:
        return None
    return Review(by, until)


MAKERS = {
    "resolution": _resolution,
    "reading_list": _reading_list,
    "closing_notice": _closing_notice,
    "acknowledgement_list": _acknowledgement_list,
}
