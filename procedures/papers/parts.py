"""Những phần mà mọi văn bản đều có: the letterhead, who signs, the law once confirmed, who was left out."""

from sqlmodel import Session, col, select

from documents.paper import Letterhead, Signer
from documents.papers.closing_notice import Missing
from documents.papers.disclosure_notice import Posting
from law.articles import Article
from law.parameters import Certainty, NotInForce
from law.rules import Rule, Rules
from models import Agency, Disclosure, FiledPaper, LeftOut, Procedure, StaffMember, Unit
from procedures.filing import paper_of, split
from procedures.kinds import kind_of
from procedures.overlay import law_on
from procedures.refusal import Refusal
from words.dates import local_day, short_date
from words.document_number import document_number

BOARD = "bảng tin tại trụ sở và nơi làm việc của các đơn vị liên quan"


def letterhead(session: Session, procedure: Procedure, name: str) -> Letterhead:
    """With the clerk's number and day once they are filed; the symbol is proposed until then, by the paper's kind."""
    agency, filed = session.get_one(Agency, 1), paper_of(session, procedure.id or 0, name)
    head = (agency.governing_body, agency.name, agency.place)
    if filed is None or filed.number is None:
        kind, _ = split(name)
        return Letterhead(*head, kind_of(procedure).symbols.get(kind, "").format(agency=agency.symbol))
    return Letterhead(*head, filed.symbol, filed.number, filed.dated_on)


def head_of(agency: Agency) -> Signer:
    return Signer(agency.head_title, agency.head_name)


def office_of(agency: Agency) -> str:
    """The unit that collects answers and keeps the papers."""
    return agency.office or agency.name


def numbered(paper: FiledPaper | None) -> str:
    """`số 05/NQ-HNCBCC ngày 05/3/2026` once the clerk has filed it; empty until then."""
    if paper is None or paper.number is None or paper.dated_on is None:
        return ""
    return f"số {document_number(paper.number, paper.symbol)} ngày {short_date(paper.dated_on)}"


def cited(procedure: Procedure, key: str) -> str | None:
    """The article of one of the procedure's own rules, once the agency's lawyer has confirmed it."""
    article = _confirmed(Rules.thaw(procedure.rules)[key])
    return article.cited if article else None


def basis(procedure: Procedure, key: str) -> str | None:
    """The same as it stands among the bases of a paper."""
    return basis_of(Rules.thaw(procedure.rules)[key])


def basis_of(rule: Rule | None) -> str | None:
    """How a rule stands among the bases of a paper, once the agency's lawyer has confirmed it."""
    article = _confirmed(rule)
    return article.as_basis if article else None


def _confirmed(rule: Rule | None) -> Article | None:
    return rule.article if rule and rule.certainty is Certainty.CONFIRMED else None


def rule_elsewhere(session: Session, procedure: Procedure, kind: str, key: str) -> Rule | None:
    """A rule of another kind, as it was in force on the day this procedure began; None where nothing was."""
    try:
        return law_on(session, kind, procedure.begun_on or local_day(procedure.drafted_at))[key]
    except NotInForce:
        return None


def left_out(session: Session, procedure_id: int) -> tuple[Missing, ...]:
    """Whom HR left off the list, each with the unit and the reason."""
    rows = (
        select(StaffMember.full_name, Unit.name, LeftOut.reason)
        .join(LeftOut, col(LeftOut.staff_member_id) == StaffMember.id)
        .join(Unit, col(StaffMember.unit_id) == Unit.id)
        .where(LeftOut.procedure_id == procedure_id)
    )
    return tuple(Missing(*row) for row in session.exec(rows).all())


def posting(disclosure: Disclosure | None, rules: Rules) -> Posting:
    """From when to when something is public, beside the law's clock; raises Refusal `paper_not_made` before it is."""
    if disclosure is None:
        raise Refusal("paper_not_made")
    return Posting(
        posted_from=local_day(disclosure.disclosed_at),
        posted_until=disclosure.posted_until,
        posted_for=rules.days("posted_for"),
        within=rules.days("disclosed_within"),
        counted_from=disclosure.counted_from,
        due_on=disclosure.due_on or local_day(disclosure.disclosed_at),
    )
