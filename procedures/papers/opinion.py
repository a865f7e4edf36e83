"""Văn bản của việc lấy ý kiến: the plan, the sheet for those without mail, the table, the notice of disclosure."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from documents.paper import Letterhead, Paper, Signer
from documents.papers.consultation_plan import (
    AskedUnit,
    ConsultationPlanFacts,
    PlanCitations,
    Schedule,
    consultation_plan,
)
from documents.papers.disclosure_notice import (
    DecisionTaken,
    DisclosureCitations,
    DisclosureNoticeFacts,
    Places,
    disclosure_notice,
)
from documents.papers.opinion_sheet import AskedParagraph, OpinionSheetFacts, Respondent, opinion_sheet
from documents.papers.responses_table import (
    Replies,
    Response,
    ResponsesTableFacts,
    UnionRemark,
    Verdict,
    responses_table,
)
from law.rules import Rules
from models import Account, Agency, Consultation, Decision, Procedure, RollEntry, Round
from models import Verdict as Given
from procedures.corrections import corrections_of
from procedures.engine import recorded
from procedures.opinion.drafting import paragraphs_of
from procedures.opinion.steps import (
    ANSWERED,
    ASKED,
    DISCLOSED,
    NOTICE,
    PLAN,
    SHEET,
    TABLE,
    decision_paper,
    disclosure_of,
    union_must_remark,
)
from procedures.opinion.table import Table, table_of
from procedures.papers.parts import BOARD, basis, cited, head_of, left_out, letterhead, numbered, office_of, posting
from procedures.refusal import Refusal
from procedures.rounds.asking import reminders, round_of
from settings import settings
from words.dates import local_day
from words.names import alphabetical_key

TABLE_MAKER = "Người lập bảng"


@dataclass(frozen=True)
class _Case:
    """All that the papers of one consultation are made of."""

    agency: Agency
    procedure: Procedure
    consultation: Consultation
    rules: Rules
    round: Round
    drafter: str

    @property
    def number(self) -> int:
        return self.procedure.id or 0

    @property
    def draft(self) -> str:
        """The draft as papers call it, its first letter small inside a sentence."""
        subject = self.procedure.subject
        return subject[:1].lower() + subject[1:] if subject[1:2].islower() else subject

    @property
    def head(self) -> str:
        """The head as the agency calls them: `Giám đốc Sở`."""
        return self.agency.head_title.capitalize()

    @property
    def closes_at(self) -> datetime:
        if self.round.closes_at is None:
            raise Refusal("paper_not_made")
        return self.round.closes_at


def _case(session: Session, procedure_id: int) -> _Case:
    procedure = session.get_one(Procedure, procedure_id)
    return _Case(
        agency=session.get_one(Agency, 1),
        procedure=procedure,
        consultation=session.get_one(Consultation, procedure_id),
        rules=Rules.thaw(procedure.rules),
        round=round_of(session, procedure_id),
        drafter=session.get_one(Account, procedure.drafted_by).full_name,
    )


def _plan(session: Session, procedure_id: int) -> Paper:
    case = _case(session, procedure_id)
    return consultation_plan(
        ConsultationPlanFacts(
            letterhead=letterhead(session, case.procedure, PLAN),
            agency=case.agency.name,
            draft=case.draft,
            matter=case.rules[case.consultation.matter].label,
            paragraphs=len(paragraphs_of(session, procedure_id)),
            units=_asked_units(session, procedure_id),
            schedule=_schedule(session, case),
            head=case.head,
            in_charge=case.consultation.responsible,
            union=_union(case.agency),
            contact=case.agency.contact,
            signers=(head_of(case.agency),),
            filed_by=office_of(case.agency),
            purpose=case.consultation.purpose,
            union_remarks=union_must_remark(session, procedure_id),
            left_out=left_out(session, procedure_id),
            citations=_plan_citations(case.procedure, case.consultation.matter),
        )
    )


def _asked_units(session: Session, procedure_id: int) -> tuple[AskedUnit, ...]:
    rows = select(RollEntry.unit_name, RollEntry.email).where(RollEntry.procedure_id == procedure_id)
    counted = Counter((unit, bool(email)) for unit, email in session.exec(rows).all())
    names = sorted({unit for unit, _by_mail in counted}, key=alphabetical_key)
    return tuple(AskedUnit(unit, counted[unit, True], counted[unit, False]) for unit in names)


def _schedule(session: Session, case: _Case) -> Schedule:
    asked_from = case.round.opened_at or case.round.sends_at or case.procedure.opened_at or case.procedure.drafted_at
    return Schedule(
        asked_from=local_day(asked_from),
        closes_at=case.closes_at,
        disclosed_within=case.rules.days("disclosed_within"),
        posted_for=case.rules.days("posted_for"),
        reminders=tuple(local_day(at) for at in reminders(session, case.number)),
    )


def _plan_citations(procedure: Procedure, matter: str) -> PlanCitations:
    return PlanCitations(
        matter=basis(procedure, matter),
        plan=basis(procedure, "plan_by"),
        form=cited(procedure, "asking_form"),
        union=cited(procedure, "union_remarks_on"),
        disclosure=cited(procedure, "disclosed_within"),
    )


def _union(agency: Agency) -> str:
    return f"Ban Chấp hành Công đoàn {agency.name}"


def _sheet(session: Session, procedure_id: int) -> Paper:
    """One sheet for anybody, its name left for the hand; as many copies are printed as there are people."""
    case = _case(session, procedure_id)
    head = (case.agency.governing_body, case.agency.name, case.agency.place)
    facts = OpinionSheetFacts(
        letterhead=Letterhead(*head),
        agency=case.agency.name,
        draft=case.draft,
        paragraphs=_paragraphs(session, procedure_id),
        collector=office_of(case.agency),
        until=case.closes_at,
        seen_by=f"{office_of(case.agency)} và {case.head}",
        citation=cited(case.procedure, ASKED.rule),
    )
    return opinion_sheet(facts, Respondent())


def _paragraphs(session: Session, procedure_id: int) -> tuple[AskedParagraph, ...]:
    return tuple(AskedParagraph(each.number, each.text) for each in paragraphs_of(session, procedure_id))


def _table(session: Session, procedure_id: int) -> Paper:
    case, table = _case(session, procedure_id), table_of(session, procedure_id)
    if table.closed_at is None or table.unanswered:
        raise Refusal("paper_not_made")
    return responses_table(
        ResponsesTableFacts(
            letterhead=letterhead(session, case.procedure, TABLE),
            agency=case.agency.name,
            draft=case.draft,
            asked_from=local_day(case.round.opened_at or case.procedure.drafted_at),
            closed_at=min(table.closed_at, case.closes_at),
            replies=_replies(table),
            paragraphs=_paragraphs(session, procedure_id),
            responses=tuple(
                Response(row.paragraph, row.gist, row.people, Verdict(row.verdict.value), row.response, row.is_sealed)
                for row in table.rows
                if row.verdict
            ),
            signers=(Signer(TABLE_MAKER, case.drafter), head_of(case.agency)),
            citation=cited(case.procedure, ANSWERED.rule),
            union_remark=_union_remark(case),
            corrections=tuple(corrections_of(session, procedure_id)),
        )
    )


def _replies(table: Table) -> Replies:
    return Replies(table.asked, table.agreed, table.commented, table.unopened, table.unreached)


def _union_remark(case: _Case) -> UnionRemark | None:
    given_at = case.consultation.union_remarked_at
    if given_at is None:
        return None
    return UnionRemark(_union(case.agency), case.consultation.union_remark, local_day(given_at))


def _notice(session: Session, procedure_id: int) -> Paper:
    case, table = _case(session, procedure_id), table_of(session, procedure_id)
    if table.closed_at is None:
        raise Refusal("paper_not_made")
    return disclosure_notice(
        DisclosureNoticeFacts(
            letterhead=letterhead(session, case.procedure, NOTICE),
            agency=case.agency.name,
            draft=case.draft,
            asked_from=local_day(case.round.opened_at or case.procedure.drafted_at),
            closed_at=min(table.closed_at, case.closes_at),
            replies=_replies(table),
            accepted=sum(row.verdict is Given.ACCEPTED for row in table.rows),
            explained=sum(row.verdict is Given.EXPLAINED for row in table.rows),
            decision=_decision(session, case),
            places=Places(f"{settings().base_url}/disclosures", _letters(session, procedure_id), (BOARD,)),
            posting=posting(disclosure_of(session, case.number), case.rules),
            head=case.head,
            contact=case.agency.contact,
            signers=(head_of(case.agency),),
            filed_by=office_of(case.agency),
            citations=_disclosure_citations(case.procedure),
        )
    )


def _letters(session: Session, procedure_id: int) -> int:
    disclosed = recorded(session, procedure_id, DISCLOSED)
    return disclosed.facts["letters"] if disclosed else 0


def _decision(session: Session, case: _Case) -> DecisionTaken:
    paper, decided_at = decision_paper(session, case.number), case.consultation.decided_at
    if decided_at is None:
        raise Refusal("paper_not_made")
    is_issued = case.consultation.decision is Decision.ISSUED
    named = f"Văn bản {numbered(paper)}" if numbered(paper) else ""
    taken_on = paper.dated_on if paper and paper.dated_on else local_day(decided_at)
    return DecisionTaken(is_issued and bool(named), taken_on, named, case.consultation.decision_reason)


def _disclosure_citations(procedure: Procedure) -> DisclosureCitations:
    content = cited(procedure, "disclosed_content") if "disclosed_content" in Rules.thaw(procedure.rules) else None
    return DisclosureCitations(
        content=content,
        within=cited(procedure, "disclosed_within"),
        posted=cited(procedure, "posted_for"),
    )


MAKERS = {PLAN: _plan, SHEET: _sheet, TABLE: _table, NOTICE: _notice}
