"""Cho ý kiến: by the personal link or on a printed sheet that HR enters; the last one before the deadline counts."""

from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, delete, select

from models import AnswerChannel, Comment, DraftParagraph, Procedure, RollEntry
from models.store.database import transaction
from notifications import links, messages
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.filing import Upload, store
from procedures.opinion import sealing
from procedures.opinion.drafting import CONSULTED
from procedures.opinion.steps import KIND
from procedures.refusal import Refusal
from procedures.rounds.answers import Receipt, answer_of, change, check_open, keep, receipt_in, receipts_of
from procedures.rounds.asking import round_held
from procedures.sealed.words import once
from words.typed_text import tidied

AGREES, COMMENTS = "agree", "comment"
WHOLE = 0
LONGEST_COMMENT = 5_000
Said = Mapping[int, str]


def give(token: str, choice: str, said: Said, instead_of: str | None = None) -> Receipt:
    """Record what the owner of this link says of the draft, in place of what they said before.

    `choice` is `agree` or `comment`; `said` maps the numbers of paragraphs (0: the whole draft) to words, blank ones
    are left out. `instead_of` is the mark (mark_of) of the opinion that the person knows to replace, where a page has
    said so. The same again changes nothing and sends nothing. Raises Refusal `link_unknown`, `round_not_open`,
    `round_closed`, `round_annulled`, `answer_moved_on`, or one that names what is wrong with the opinion.
    """
    with transaction() as session:
        entry = _held(session, token)
        return _keep(session, entry, choice, said, AnswerChannel.LINK, instead_of=instead_of)


def enter_sheet(actor: Actor, procedure_id: int, entry_id: int, choice: str, said: Said, scan: Upload) -> Receipt:
    """Enter the printed sheet of one person, with its scan; who answered by the link is not overwritten."""
    actor.account_for(Power.ENTER_PAPER_LIST)
    with transaction() as session:
        lock(session, actor, procedure_id)
        entry = session.get(RollEntry, entry_id, with_for_update=True)
        if entry is None or entry.procedure_id != procedure_id:
            raise Refusal("not_on_the_list", field="person")
        if entry.email and sealing.is_veiled(session, procedure_id):
            raise Refusal("sheet_by_mail", field="person")
        known = receipts_of(session, [entry]).get(entry_id)
        if known and known.channel is AnswerChannel.LINK:
            raise Refusal("answered_by_link", field="person")
        scan_id = store(session, scan)
        receipt = _keep(session, entry, choice, said, AnswerChannel.PAPER, scan_id)
        log.write(session, actor.name_in_log, "SheetEntered", procedure_id, entry=entry_id, scan=scan_id)
        return receipt


def _held(session: Session, token: str) -> RollEntry:
    entry_id = links.entry_of(token)
    entry = session.get(RollEntry, entry_id, with_for_update=True) if entry_id else None
    if entry is None or not links.is_genuine(token, entry.id or 0, entry.link_version):
        raise Refusal("link_unknown")
    if session.get_one(Procedure, entry.procedure_id).kind != KIND:
        raise Refusal("link_unknown")
    return entry


def _keep(
    session: Session,
    entry: RollEntry,
    choice: str,
    said: Said,
    channel: AnswerChannel,
    scan_id: int | None = None,
    instead_of: str | None = None,
) -> Receipt:
    if once.has_sealed(session, entry):
        raise Refusal("opinion_sealed", field="choice")
    comments = checked(choice, said)
    _check_paragraphs(session, entry.procedure_id, comments)
    round_ = round_held(session, entry.procedure_id)
    check_open(session, round_)
    if (before := answer_of(session, round_, entry)) is None:
        kept = keep(session, round_, [entry], {"choice": choice}, channel, scan_id)[0]
        answer_id, receipt, changes = kept.answer_id, kept.receipt, 0
    else:
        if before.content["choice"] == choice and comments_of(session, before.id or 0) == comments:
            return receipt_in(before)
        receipt = change(session, before, {"choice": choice}, channel, scan_id, instead_of)
        answer_id, changes = before.id or 0, before.changes
        session.exec(delete(Comment).where(col(Comment.answer_id) == answer_id))
    for paragraph, text in comments.items():
        session.add(Comment(procedure_id=entry.procedure_id, answer_id=answer_id, paragraph=paragraph, text=text))
    messages.opinion_recorded(session, entry.procedure_id, entry, answer_id, changes + 1)
    if not sealing.is_veiled(session, entry.procedure_id):  # else the log would tell who has not answered sealed
        name = "OpinionChanged" if changes else "OpinionGiven"
        log.write(session, f"entry:{entry.id}", name, entry.procedure_id, channel=channel.value)
    return receipt


def checked(choice: str, said: Said) -> dict[int, str]:
    """What was said, without blanks; raises Refusal where choice and words do not fit, or a comment is too long."""
    comments = {paragraph: text for paragraph, given in sorted(said.items()) if (text := tidied(given))}
    if choice not in (AGREES, COMMENTS):
        raise Refusal("nothing_chosen", field="choice")
    if choice == AGREES and comments:
        raise Refusal("agrees_and_comments", field="choice")
    if choice == COMMENTS and not comments:
        raise Refusal("nothing_said", field="said_0")
    for paragraph, text in comments.items():
        if len(text) > LONGEST_COMMENT:
            raise Refusal("comment_too_long", field=f"said_{paragraph}", at_most=LONGEST_COMMENT)
    return comments


def comments_of(session: Session, answer_id: int) -> dict[int, str]:
    """What one answer says, by the number of the paragraph."""
    rows = select(Comment).where(Comment.answer_id == answer_id).order_by(col(Comment.paragraph))
    return {comment.paragraph: comment.text for comment in session.exec(rows).all()}


def _check_paragraphs(session: Session, procedure_id: int, comments: Said) -> None:
    of_draft = (DraftParagraph.procedure_id == procedure_id) & (DraftParagraph.version == CONSULTED)
    check_numbers(session.exec(select(DraftParagraph.number).where(of_draft)).all(), comments)


def check_numbers(numbers: Iterable[int], comments: Said) -> None:
    """Raise Refusal `paragraph_unknown` where something is said of a paragraph that is none of these."""
    if not set(comments) <= {WHOLE, *numbers}:
        raise Refusal("paragraph_unknown")
