"""Hội nghị trên bàn của cán bộ tổ chức: the plan as it is drafted, and what it lacks."""

from dataclasses import dataclass

from sqlmodel import Session

from law.decisions import conference as law
from law.rules import Rules
from law.show import in_words
from models import AgendaItem, Conference, Nominee, Procedure, ProcedureState, StaffMember
from procedures.conference.electing import candidates_of
from procedures.conference.preparing.agenda import AGENDA, agenda_rule, by_law, titles
from procedures.conference.preparing.drafting import consultations, lacking
from procedures.conference.steps import agenda_of, drafts_of
from procedures.conference.voting import planned
from procedures.drafts import rules_of
from procedures.meetings.regime import staff_at_work
from words.names import order_key


@dataclass(frozen=True)
class ConferenceDesk:
    """A conference as HR drafts it; `linked` are the consultations chosen among `consultations`."""

    procedure: Procedure
    conference: Conference
    rules: Rules
    agenda: list[AgendaItem]
    agenda_rule: str
    consultations: list[Procedure]
    linked: list[Procedure]
    candidates: list[Nominee]
    people: list[StaffMember]
    lacking: list[str]

    @property
    def staff(self) -> int:
        return len(self.people)

    @property
    def has_board(self) -> bool:
        """Whether the agency has an inspection board: one that is small enough has none."""
        return self.agenda_rule == AGENDA

    @property
    def is_optional(self) -> bool:
        """Whether the law leaves it to so small an agency to hold a conference."""
        return law.is_optional(self.rules, self.staff)

    @property
    def is_draft(self) -> bool:
        return self.procedure.state is ProcedureState.DRAFT

    @property
    def titles(self) -> dict[str, str]:
        return dict(titles(self.rules))

    @property
    def voted_sealed(self) -> tuple[str, ...]:
        """All that is put to the vote by sealed ballots, beside an election."""
        return planned(self.conference)

    @property
    def sealed_from(self) -> int | None:
        """From how many voters on ballots may be sealed; None under rules that know no such ballots."""
        return int(self.rules.threshold("sealed_from").limit) if "sealed_from" in self.rules else None

    def said(self, key: str) -> str:
        """The value of one of the conference's rules, in words."""
        return in_words(self.rules[key])


def conference_desk(session: Session, procedure_id: int) -> ConferenceDesk:
    """The conference of this number; raises NoResultFound where the procedure is none."""
    procedure, conference = session.get_one(Procedure, procedure_id), session.get_one(Conference, procedure_id)
    rules, is_draft = rules_of(session, procedure), procedure.state is ProcedureState.DRAFT
    return ConferenceDesk(
        procedure=procedure,
        conference=conference,
        rules=rules,
        agenda=by_law(session, procedure, rules) if is_draft else agenda_of(session, procedure_id),
        agenda_rule=agenda_rule(session, rules, rules.on),
        consultations=consultations(session),
        linked=drafts_of(session, procedure_id),
        candidates=candidates_of(session, procedure_id),
        people=sorted(staff_at_work(session).values(), key=lambda each: order_key(each.full_name)),
        lacking=lacking(session, procedure) if is_draft else [],
    )
