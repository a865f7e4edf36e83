"""Báo cáo kết quả thực hiện dân chủ ở cơ sở: one paper of a year, for HR's page and for a conference."""

from dataclasses import replace

from sqlmodel import Session

from documents.paper import Letterhead, Paper
from documents.papers.democracy_report import DemocracyReportFacts, Written, democracy_report
from law.parameters import Certainty, NotInForce
from models import Agency, Conference, Procedure, YearHeading
from models.store import clock
from procedures.conference.board import term_of
from procedures.conference.steps import REPORT
from procedures.overlay import law_on
from procedures.papers.parts import head_of, letterhead, office_of
from procedures.papers.year import record
from procedures.refusal import Refusal
from procedures.year_report.writing import entries_of
from words.dates import local_day
from words.sentences import say

STAFF = (
    *(YearHeading.TRAINING, YearHeading.ROTATION, YearHeading.RECRUITMENT, YearHeading.MISSIONS),
    *(YearHeading.EVALUATION, YearHeading.REWARDS, YearHeading.DISCIPLINE, YearHeading.POLICIES),
)
MONEY = (YearHeading.FINANCE, YearHeading.ASSETS)
SYMBOL = "BC-{agency}"


def report_of(session: Session, year: int, head: Letterhead | None = None) -> Paper:
    """The report of a year from the record and from what HR wrote; a conference gives its own letterhead.

    Nothing stands in it that the law does not announce: no result of a ballot, no name with an opinion.
    """
    agency, written = session.get_one(Agency, 1), _written(session, year)
    own = Letterhead(agency.governing_body, agency.name, agency.place, SYMBOL.format(agency=agency.symbol))
    return democracy_report(
        DemocracyReportFacts(
            letterhead=head or own,
            agency=agency.name,
            year=year,
            items=record.items(session, year),
            staff=tuple(written[heading] for heading in STAFF),
            appointed=record.appointments(session, year),
            money=tuple(written[heading] for heading in MONEY),
            asked=record.consultations(session, year),
            held=record.votes(session, year),
            disclosed=record.disclosures(session, year),
            rules=record.rules(session, year),
            petitions=written[YearHeading.PETITIONS],
            inspection_board=_board(session, written[YearHeading.INSPECTION_BOARD]),
            signers=(head_of(agency),),
            filed_by=office_of(agency),
            citation=_citation(session),
        )
    )


def _of_conference(session: Session, procedure_id: int) -> Paper:
    """The report of the year that a conference sums up."""
    year = session.get_one(Conference, procedure_id).year
    if year is None:
        raise Refusal("paper_not_made")
    return report_of(session, year, letterhead(session, session.get_one(Procedure, procedure_id), REPORT))


def _written(session: Session, year: int) -> dict[YearHeading, Written]:
    entries = entries_of(session, year)
    return {
        heading: Written(
            say(f"year_headings.{heading.value}"), tuple(each.said for each in entries if each.heading is heading)
        )
        for heading in YearHeading
    }


def _board(session: Session, written: Written) -> Written:
    """Who the members are and until when, before what is written of their year."""
    if (term := term_of(session)) is None:
        return written
    line = say("yearly.board_line", elected_on=term.elected_on, until=term.until, members=term.members)
    return replace(written, lines=(line, *written.lines))


def _citation(session: Session) -> str | None:
    """The article on what the conference reviews, once the agency's lawyer has confirmed it."""
    try:
        rule = law_on(session, "conference", local_day(clock.now(session)))["held_every"]
    except NotInForce:
        return None
    return rule.article.cited if rule.certainty is Certainty.CONFIRMED else None


MAKERS = {REPORT: _of_conference}
