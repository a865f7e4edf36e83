"""Giao ước thi đua, khen thưởng: written before or at the conference, until the paper of each is signed."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models import EmulationPact, Reward
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.conference.steps import PACT, REWARDS
from procedures.filing import draft_paper, is_signed, paper_of
from procedures.meetings.finding import open_procedure
from procedures.meetings.running import check_runs
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged

LONGEST_PACT, MOST_REWARDS = 20_000, 300
LONGEST = {"honoured": 300, "form": 300, "merit": 1000}


@dataclass(frozen=True)
class Honour:
    """Who is rewarded, with what, for what."""

    honoured: str
    form: str
    merit: str = ""


def write_pact(actor: Actor, procedure_id: int, text: str, seen: int | None = None) -> None:
    """Keep the pact, a promise a line; its paper is made the first time, and shows what is kept until it is signed.

    `seen`: as in check_unchanged(). Raises Refusal `pact_missing`, `text_too_long`, `pact_signed`.
    """
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise Refusal("pact_missing", field="text")
    if len(words) > LONGEST_PACT:
        raise Refusal("text_too_long", field="text", at_most=LONGEST_PACT)
    with transaction() as session:
        _begin(session, actor, procedure_id, PACT)
        check_unchanged(session, actor, procedure_id, ("PactWritten",), seen)
        row = session.get(EmulationPact, procedure_id)
        if row is None:
            row = EmulationPact(procedure_id=procedure_id, text="", written_by=0, written_at=clock.now(session))
        row.text, row.written_by, row.written_at = words, actor.account_id or 0, clock.now(session)
        session.add(row)
        draft_paper(session, procedure_id, PACT)
        log.write(session, actor.name_in_log, "PactWritten", procedure_id, lines=len(words.splitlines()))


def add_reward(actor: Actor, procedure_id: int, honour: Honour) -> int:
    """Keep who is rewarded; returns its number. The same again is the first one.

    Raises Refusal `honoured_missing`, `reward_form_missing`, `text_too_long`, `too_many_lines`, `pact_signed`.
    """
    said = {name: " ".join(getattr(honour, name).split()) for name in LONGEST}
    for name, missing in (("honoured", "honoured_missing"), ("form", "reward_form_missing")):
        if not said[name]:
            raise Refusal(missing, field=name)
    for name, at_most in LONGEST.items():
        if len(said[name]) > at_most:
            raise Refusal("text_too_long", field=name, at_most=at_most)
    with transaction() as session:
        _begin(session, actor, procedure_id, REWARDS)
        kept = rewards_of(session, procedure_id)
        if same := next(
            (each for each in kept if (each.honoured, each.form) == (said["honoured"], said["form"])), None
        ):
            return same.number
        if len(kept) >= MOST_REWARDS:
            raise Refusal("too_many_lines", field="honoured", at_most=MOST_REWARDS)
        number = session.exec(select(func.count()).where(Reward.procedure_id == procedure_id)).one() + 1
        by = {"written_by": actor.account_id or 0, "written_at": clock.now(session)}
        session.add(Reward(procedure_id=procedure_id, number=number, **said, **by))
        draft_paper(session, procedure_id, REWARDS)
        log.write(session, actor.name_in_log, "RewardWritten", procedure_id, number=number)
        return number


def remove_reward(actor: Actor, procedure_id: int, number: int) -> None:
    """Take somebody off the list; the line stays in the record. Again, nothing.

    Raises Refusal `line_unknown`, `pact_signed`.
    """
    with transaction() as session:
        _begin(session, actor, procedure_id, REWARDS)
        row = session.exec(_of(procedure_id).where(Reward.number == number)).first()
        if row is None:
            raise Refusal("line_unknown")
        if row.removed_at:
            return
        row.removed_by, row.removed_at = actor.account_id, clock.now(session)
        session.add(row)
        log.write(session, actor.name_in_log, "RewardRemoved", procedure_id, number=number)


def pact_of(session: Session, procedure_id: int) -> list[str]:
    """The promises of the pact, in their order; none where nobody has written one."""
    row = session.get(EmulationPact, procedure_id)
    return [" ".join(line.split()) for line in row.text.splitlines() if line.strip()] if row else []


def rewards_of(session: Session, procedure_id: int) -> list[Reward]:
    """Who is rewarded, in the order in which they were written."""
    return list(session.exec(_of(procedure_id).where(col(Reward.removed_at).is_(None))).all())


def _of(procedure_id: int) -> SelectOfScalar[Reward]:
    return select(Reward).where(Reward.procedure_id == procedure_id).order_by(col(Reward.number))


def _begin(session: Session, actor: Actor, procedure_id: int, paper: str) -> None:
    """Hold an open conference for whoever runs it, before that paper is signed."""
    open_procedure(lock(session, actor, procedure_id))
    check_runs(session, actor, procedure_id)
    if is_signed(paper_of(session, procedure_id, paper)):
        raise Refusal("pact_signed")
