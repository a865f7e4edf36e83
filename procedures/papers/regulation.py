"""Văn bản của một quy chế: the head's decision, or the rules that two sign, and the notice of disclosure."""

from sqlmodel import Session

from documents.paper import Paper, Signer
from documents.papers.disclosure_notice import DisclosureCitations, Places
from documents.papers.regulation import Adoption, RegulationFacts, coordination_rules, regulation_decision
from documents.papers.regulation_notice import RegulationNoticeFacts, regulation_notice
from law.decisions import regulation as law
from law.rules import Rules
from models import Agency, DocumentKind, PaperState, Procedure, Regulation
from procedures.engine import recorded
from procedures.evidence import documents_of
from procedures.papers.parts import BOARD, basis, cited, head_of, letterhead, numbered, office_of, posting
from procedures.refusal import Refusal
from procedures.regulation.steps import (
    COORDINATION,
    DECISION,
    DISCLOSED,
    NOTICE,
    UNION,
    disclosure_of,
    issued_as,
    issued_before,
    title_of,
)
from procedures.regulation.text import text_of
from settings import settings
from words.dates import short_date


def _decision(session: Session, procedure_id: int) -> Paper:
    return regulation_decision(_facts(session, procedure_id, DECISION))


def _coordination(session: Session, procedure_id: int) -> Paper:
    return coordination_rules(_facts(session, procedure_id, COORDINATION))


def _facts(session: Session, procedure_id: int, name: str) -> RegulationFacts:
    procedure, agency = session.get_one(Procedure, procedure_id), session.get_one(Agency, 1)
    regulation, text = session.get_one(Regulation, procedure_id), tuple(text_of(session, procedure))
    if regulation.sort is None or not text:
        raise Refusal("paper_not_made")
    consultation = session.get(Procedure, procedure.rests_on_id) if procedure.rests_on_id else None
    issued = issued_as(session, procedure_id)
    is_cited = (issued is not None and issued.state is PaperState.SIGNED) or not procedure.has_lost_consultation
    return RegulationFacts(
        letterhead=letterhead(session, procedure, name),
        agency=agency.name,
        head=agency.head_title,
        title=title_of(procedure),
        text=text,
        signers=_signers(agency, law.signers(Rules.thaw(procedure.rules), regulation.sort.value)),
        filed_by=office_of(agency),
        citation=basis(procedure, regulation.sort.value),
        asked_on=f"dự thảo {title_of(consultation)}" if consultation and is_cited else "",
        adoption=_adoption(session, procedure_id),
        in_force_on=regulation.in_force_on,
        replaces=_replaced(session, regulation),
    )


def _signers(agency: Agency, roles: tuple[str, ...]) -> tuple[Signer, ...]:
    union = Signer(agency.union_title, agency.union_name)
    return tuple(union if role == UNION else head_of(agency) for role in roles)


def _adoption(session: Session, procedure_id: int) -> Adoption | None:
    filed = documents_of(session, procedure_id, DocumentKind.CONFERENCE_RESOLUTION)
    return Adoption(filed[-1].number, filed[-1].dated_on) if filed else None


def _replaced(session: Session, regulation: Regulation) -> str:
    if regulation.replaces_id is None:
        return ""
    older, number = session.get_one(Procedure, regulation.replaces_id), numbered_as(session, regulation.replaces_id)
    return f"{title_of(older)} ({number})" if number else title_of(older)


def numbered_as(session: Session, procedure_id: int) -> str:
    """What brought the rules into force: `Quyết định số 12/QĐ-SNgV ngày 05/3/2026`, empty until then."""
    if before := issued_before(session, procedure_id):
        return f"số {before.number} ngày {short_date(before.dated_on)}"
    paper = issued_as(session, procedure_id)
    named = numbered(paper)
    if not named or paper is None:
        return ""
    return f"Quyết định {named}" if paper.kind == DECISION else named


def _notice(session: Session, procedure_id: int) -> Paper:
    procedure, agency = session.get_one(Procedure, procedure_id), session.get_one(Agency, 1)
    disclosed = recorded(session, procedure_id, DISCLOSED)
    letters = disclosed.facts["letters"] if disclosed else 0
    issued = numbered_as(session, procedure_id)
    return regulation_notice(
        RegulationNoticeFacts(
            letterhead=letterhead(session, procedure, NOTICE),
            agency=agency.name,
            title=title_of(procedure),
            issued_as=f"ban hành theo {issued}" if issued.startswith("Quyết định") else issued,
            places=Places(f"{settings().base_url}/disclosures", letters, (BOARD,)),
            posting=posting(disclosure_of(session, procedure_id), Rules.thaw(procedure.rules)),
            contact=agency.contact,
            signers=(head_of(agency),),
            filed_by=office_of(agency),
            citations=DisclosureCitations(
                content=cited(procedure, "disclosed_content"),
                within=cited(procedure, "disclosed_within"),
                posted=cited(procedure, "posted_for"),
            ),
        )
    )


MAKERS = {DECISION: _decision, COORDINATION: _coordination, NOTICE: _notice}
