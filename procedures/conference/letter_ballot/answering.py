"""Trả lời phiếu lấy ý kiến thay hội nghị: by the personal link, or on a printed sheet that HR enters."""

from collections.abc import Mapping

from sqlmodel import Session

from models import AnswerChannel, LetterBallot, RollEntry
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.conference.letter_ballot.steps import CHOICES, OTHER, ballot_of, is_over, questions, round_held
from procedures.engine import ask_for_run
from procedures.filing import Upload, store
from procedures.refusal import Refusal
from procedures.rounds.answers import Receipt, answer_of, change, check_open, keep, receipt_in, receipts_of
from words.typed_text import tidied

LONGEST_SAID = 5_000
Choices = Mapping[str, str]


def give(entry: RollEntry, choices: Choices, said: str = "", instead_of: str | None = None) -> Receipt:
    """Record what the owner of a link answers, in place of what they answered before; the same again is one answer.

    `instead_of` marks the answer that the review said would be replaced. Raises Refusal `letter_ballot_unprepared`,
    `round_not_open`, `round_closed`, `answer_moved_on`, `not_on_the_list`, or one that names what is wrong with it.
    """
    with transaction() as session:
        held = _held(session, entry.procedure_id, entry.id or 0)
        return _keep(session, held, choices, said, AnswerChannel.LINK, instead_of=instead_of)


def enter_sheet(actor: Actor, procedure_id: int, entry_id: int, choices: Choices, said: str, scan: Upload) -> Receipt:
    """Enter the printed sheet of one person, with its scan; who answered by the link is not overwritten."""
    actor.account_for(Power.ENTER_PAPER_LIST)
    with transaction() as session:
        lock(session, actor, procedure_id)
        entry = _held(session, procedure_id, entry_id)
        known = receipts_of(session, [entry]).get(entry_id)
        if known and known.channel is AnswerChannel.LINK:
            raise Refusal("answered_by_link", field="person")
        scan_id = store(session, scan)
        receipt = _keep(session, entry, choices, said, AnswerChannel.PAPER, scan_id)
        log.write(session, actor.name_in_log, "LetterSheetEntered", procedure_id, entry=entry_id, scan=scan_id)
        return receipt


def _held(session: Session, procedure_id: int, entry_id: int) -> RollEntry:
    entry = session.get(RollEntry, entry_id, with_for_update=True)
    if entry is None or entry.procedure_id != procedure_id:
        raise Refusal("not_on_the_list", field="person")
    return entry


def _keep(
    session: Session,
    entry: RollEntry,
    choices: Choices,
    said: str,
    channel: AnswerChannel,
    scan_id: int | None = None,
    instead_of: str | None = None,
) -> Receipt:
    ballot = ballot_of(session, entry.procedure_id)
    content = {"choices": checked(ballot, choices, said), "said": tidied(said)}
    round_ = round_held(session, ballot)
    check_open(session, round_)
    if (before := answer_of(session, round_, entry)) is None:
        kept = keep(session, round_, [entry], content, channel, scan_id)[0]
        answer_id, receipt, changes = kept.answer_id, kept.receipt, 0
    else:
        if before.content == content:
            return receipt_in(before)
        receipt = change(session, before, content, channel, scan_id, instead_of)
        answer_id, changes = before.id or 0, before.changes
    messages.letter_ballot_recorded(session, entry.procedure_id, entry, answer_id, changes + 1)
    name = "LetterAnswerChanged" if changes else "LetterAnswered"
    log.write(session, f"entry:{entry.id}", name, entry.procedure_id, channel=channel.value)
    if is_over(session, ballot, clock.now(session)):
        ask_for_run(session, entry.procedure_id)
    return receipt


def checked(ballot: LetterBallot, choices: Choices, said: str) -> dict[str, str]:
    """A choice for each question; raises Refusal where one is missing, or where another opinion has no words."""
    kept = {key: choices.get(key, "") for key in questions(ballot)}
    for key, choice in kept.items():
        if choice not in CHOICES:
            raise Refusal("letter_choice_missing", field=f"choice_{key}")
    if OTHER in kept.values() and not tidied(said):
        raise Refusal("nothing_said", field="said")
    if len(tidied(said)) > LONGEST_SAID:
        raise Refusal("comment_too_long", field="said", at_most=LONGEST_SAID)
    return kept
