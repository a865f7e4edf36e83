"""A procedure of any kind as it stands at the moment a letter about it is sent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, and_, col, select

from models import Account, Answer, Procedure, ProcedureState, RollEntry, Round
from models.store import clock
from words.dates import local_day

# The statement is made once: for three thousand letters, making it anew costs more than asking the database.
_ENTRY = (
    select(RollEntry, Answer)
    .outerjoin(Answer, and_(col(Answer.roll_entry_id) == RollEntry.id, col(Answer.round_id) == bindparam("round_id")))
    .where(RollEntry.id == bindparam("entry_id"))
)


@dataclass(frozen=True)
class Standing:
    """A procedure, its round and its drafter."""

    procedure: Procedure
    round: Round
    drafter: Account
    now: datetime

    @property
    def is_over(self) -> bool:
        """Whether answers are refused from now on, closed by the flow or not yet."""
        return bool(self.round.closed_at or (self.round.closes_at and self.now >= self.round.closes_at))

    @property
    def is_annulled(self) -> bool:
        return self.procedure.state is ProcedureState.ANNULLED

    @property
    def is_open(self) -> bool:
        return self.procedure.state is ProcedureState.OPEN

    @property
    def is_asking(self) -> bool:
        """Whether an answer is still wanted of those who have given none."""
        return self.is_open and not self.is_over

    def facts(self) -> dict[str, object]:
        """What all letters may name, whatever the kind of procedure."""
        return {
            "matter": self.procedure.subject,
            "kind": self.procedure.kind,
            "closes_at": self.round.closes_at,
            "listed_on": local_day(self.procedure.opened_at or self.now),
        }

    def answered_at(self, session: Session, entry: RollEntry) -> datetime | None:
        """When this person answered last, if ever."""
        theirs = select(Answer.answered_at).where(Answer.round_id == self.round.id, Answer.roll_entry_id == entry.id)
        return session.exec(theirs).first()

    def has_answered(self, session: Session, entry: RollEntry) -> bool:
        return self.answered_at(session, entry) is not None


def person(session: Session, stands: Standing, entry_id: int | None) -> tuple[RollEntry, Answer | None]:
    """Someone on the list, and what they have answered; raises sqlalchemy.exc.NoResultFound where there is none."""
    return session.exec(_ENTRY, params={"round_id": stands.round.id, "entry_id": entry_id}).one()


def standing_of(session: Session, procedure_id: int | None) -> Standing:
    """The procedure with the round that was opened last, or will be first."""
    procedure = session.get_one(Procedure, procedure_id)
    rounds = session.exec(select(Round).where(Round.procedure_id == procedure_id).order_by(col(Round.number))).all()
    opened = [round_ for round_ in rounds if round_.opened_at]
    drafter = session.get_one(Account, procedure.drafted_by)
    return Standing(procedure, opened[-1] if opened else rounds[0], drafter, clock.now(session))
