"""Giao ước thi đua và danh sách khen thưởng của một hội nghị, dựng từ bản ghi."""

from sqlmodel import Session

from documents.paper import Paper, Signer
from documents.papers.conference.facts import Honoured
from documents.papers.conference.pact import PactFacts, emulation_pact
from documents.papers.conference.rewards import RewardListFacts, reward_list
from models import Agency, Conference, Procedure
from procedures.conference.emulating import pact_of, rewards_of
from procedures.conference.steps import PACT, REWARDS
from procedures.meetings.finding import meetings_of
from procedures.papers.parts import cited, head_of, letterhead, office_of
from procedures.refusal import Refusal


def rewarded(session: Session, procedure_id: int) -> tuple[Honoured, ...]:
    """Who is rewarded, as papers say it."""
    return tuple(Honoured(each.honoured, each.form, each.merit) for each in rewards_of(session, procedure_id))


def _pact(session: Session, procedure_id: int) -> Paper:
    procedure, agency = session.get_one(Procedure, procedure_id), session.get_one(Agency, 1)
    year, meetings = session.get_one(Conference, procedure_id).year, meetings_of(session, procedure_id)
    promises = tuple(pact_of(session, procedure_id))
    if year is None or not promises:
        raise Refusal("paper_not_made")
    return emulation_pact(
        PactFacts(
            letterhead=letterhead(session, procedure, PACT),
            agency=agency.name,
            head=agency.head_title.capitalize(),
            conference=procedure.subject,
            year=year + 1,
            promises=promises,
            signers=(Signer(agency.union_title, agency.union_name), head_of(agency)),
            filed_by=office_of(agency),
            held_at=(meetings[-1].opened_at or meetings[-1].starts_at) if meetings else None,
            law=cited(procedure, "agenda"),
        )
    )


def _rewards(session: Session, procedure_id: int) -> Paper:
    procedure, agency = session.get_one(Procedure, procedure_id), session.get_one(Agency, 1)
    found = rewarded(session, procedure_id)
    if not found:
        raise Refusal("paper_not_made")
    return reward_list(
        RewardListFacts(
            letterhead=letterhead(session, procedure, REWARDS),
            conference=procedure.subject,
            rewards=found,
            signers=(head_of(agency),),
            filed_by=office_of(agency),
        )
    )


MAKERS = {PACT: _pact, REWARDS: _rewards}
