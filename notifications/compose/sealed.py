"""Letters about a round of sealed ballots to its voters and to those who hold the keys; one function a message."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from ballots.archive import spoken
from models import (
    Account,
    BoxState,
    CodeMode,
    KeyCeremony,
    KeyHolder,
    OutboxMessage,
    PeeledWords,
    Procedure,
    ProcedureState,
    RollEntry,
    SealedRound,
    VoterCredential,
)
from models.store import clock
from notifications import booth, links, round_keys
from notifications.compose.appointing import appointing
from notifications.compose.shortening import said
from notifications.compose.told import Told, named
from words.names import clean_name

APPOINTMENT = "appointment"


@dataclass(frozen=True)
class Sealing:
    """A procedure with sealed ballots as it stands when a letter about it is sent."""

    procedure: Procedure
    drafter: Account
    matter: str
    tellers: tuple[Account, ...]
    now: datetime

    @property
    def is_open(self) -> bool:
        return self.procedure.state is ProcedureState.OPEN

    def replies_reach(self, address: str) -> tuple[str, str] | None:
        """Replies of a secret round go to one who holds a key, never to HR's drafter nor back to the addressee."""
        for teller in self.tellers:
            if not teller.closed_at and address != teller.email:
                return clean_name(teller.full_name), teller.email
        return None


def keys_asked(session: Session, message: OutboxMessage) -> Told | None:
    """Mời tạo khóa: not once another ceremony has taken its place."""
    holder = session.get_one(KeyHolder, message.facts["holder_id"])
    ceremony = session.get_one(KeyCeremony, holder.ceremony_id)
    about = _sealing(session, message, ceremony)
    if not about.is_open or ceremony.replaced_at:
        return None
    others = [each.full_name for each in about.tellers if each.id != holder.account_id]
    return _to_holder(session, about, holder, others=others)


def keys_to_destroy(session: Session, message: OutboxMessage) -> Told | None:
    """Đề nghị hủy mã khôi phục: not to who has said so already."""
    holder = session.get_one(KeyHolder, message.facts["holder_id"])
    about = _sealing(session, message, session.get_one(KeyCeremony, holder.ceremony_id))
    opened = select(SealedRound.id).where(
        SealedRound.ceremony_id == holder.ceremony_id, SealedRound.state == BoxState.OPENED
    )
    complaints_over = session.exec(opened).first() is not None
    return None if holder.destroyed_on else _to_holder(session, about, holder, complaints_over=complaints_over)


def slips_asked(session: Session, message: OutboxMessage) -> Told | None:
    """Nhờ làm phiếu mã: not once somebody else is asked, nor once the opening was signed."""
    sealed = session.get_one(SealedRound, message.facts["sealed_id"])
    holder = session.get_one(KeyHolder, message.facts["holder_id"])
    about = _sealing(session, message, session.get_one(KeyCeremony, holder.ceremony_id))
    if not about.is_open or sealed.slip_maker_id != holder.id or sealed.state is not BoxState.PREPARED:
        return None
    return _to_holder(session, about, holder, title=said(sealed.title))


def box_to_open(session: Session, message: OutboxMessage) -> Told | None:
    """Mời mở hòm: not once it is open."""
    sealed = session.get_one(SealedRound, message.facts["sealed_id"])
    holder = session.get_one(KeyHolder, message.facts["holder_id"])
    about = _sealing(session, message, session.get_one(KeyCeremony, holder.ceremony_id))
    if not about.is_open or sealed.state is not BoxState.CLOSED or sealed.closed_at is None:
        return None
    return _to_holder(session, about, holder, title=said(sealed.title), head=spoken(sealed.head_at_close))


def words_to_peel(session: Session, message: OutboxMessage) -> Told | None:
    """Đến lượt mở lời kín: not once the layer is off, nor to a holder in whose place the deputy peels."""
    sealed = session.get_one(SealedRound, message.facts["sealed_id"])
    holder = session.get_one(KeyHolder, message.facts["holder_id"])
    about = _sealing(session, message, session.get_one(KeyCeremony, holder.ceremony_id))
    is_off = select(PeeledWords.id).where(PeeledWords.sealed_round_id == sealed.id, PeeledWords.place == holder.place)
    is_theirs = message.account_id == (holder.deputy_id or holder.account_id)
    if not about.is_open or not is_theirs or sealed.words_lost_on or session.exec(is_off).first():
        return None
    absent = session.get_one(Account, holder.account_id).full_name if holder.deputy_id else ""
    return _to_holder(session, about, holder, title=said(sealed.title), in_place_of=absent)


def ballot_asked(session: Session, message: OutboxMessage) -> Told | None:
    """Mời bỏ phiếu: the code is made again from the round's key, and is in no letter once the round has closed.

    Raises NoKeyHere on a host without it: the letter waits for one that has it.
    """
    sealed, entry, about = _to_vote(session, message)
    if not about.is_open or sealed.state is not BoxState.OPEN or about.now >= sealed.closes_at:
        return None
    code = round_keys.code_of(sealed.uuid, session.exec(_credential(sealed, entry)).one())
    facts = {"voter_code": code, "by_mail": sealed.codes is CodeMode.BASIC}
    return _to_voter(about, entry, sealed, f"/b/{sealed.uuid}#{code}", **facts)


def ballot_recorded(session: Session, message: OutboxMessage) -> Told | None:
    """Đã ghi nhận phiếu: not once the closing letter says it."""
    sealed, entry, about = _to_vote(session, message)
    if not about.is_open or sealed.closed_at is not None:
        return None
    return _to_voter(about, entry, sealed, f"/check/{sealed.uuid}")


def ballots_closed(session: Session, message: OutboxMessage) -> Told | None:
    """Hòm đã đóng: whether a ballot of this person is in it."""
    sealed, entry, about = _to_vote(session, message)
    voter = session.exec(_credential(sealed, entry)).first()
    facts = {
        "returned_on": voter.returned_on if voter else None,
        "too_few": sealed.state is BoxState.TOO_FEW,
        "head": spoken(sealed.head_at_close),
        "closed_at": sealed.closed_at,
    }
    return _to_voter(about, entry, sealed, f"/check/{sealed.uuid}", **facts)


def _credential(sealed: SealedRound, entry: RollEntry) -> SelectOfScalar[VoterCredential]:
    of_entry = VoterCredential.roll_entry_id == entry.id
    return select(VoterCredential).where(VoterCredential.sealed_round_id == sealed.id, of_entry)


def _to_vote(session: Session, message: OutboxMessage) -> tuple[SealedRound, RollEntry, Sealing]:
    sealed = session.get_one(SealedRound, message.facts["sealed_id"])
    entry = session.get_one(RollEntry, message.roll_entry_id)
    return sealed, entry, _sealing(session, message, session.get_one(KeyCeremony, sealed.ceremony_id))


def _sealing(session: Session, message: OutboxMessage, ceremony: KeyCeremony) -> Sealing:
    procedure = session.get_one(Procedure, message.procedure_id)
    own = col(KeyHolder.account_id) == Account.id
    holders = select(Account).join(KeyHolder, own).where(KeyHolder.ceremony_id == ceremony.id)
    return Sealing(
        procedure=procedure,
        drafter=session.get_one(Account, procedure.drafted_by),
        matter=_matter(session, procedure),
        tellers=tuple(session.exec(holders.order_by(col(KeyHolder.place))).all()),
        now=clock.now(session),
    )


def _matter(session: Session, procedure: Procedure) -> str:
    """What the procedure is called; of an appointment without the names that HR may have typed into it."""
    if procedure.kind == APPOINTMENT:
        return said(appointing(session, procedure.id).matter)
    return said(procedure.subject)


def _to_voter(about: Sealing, entry: RollEntry, sealed: SealedRound, path: str, **facts: object) -> Told | None:
    if not entry.email:
        return None
    shared = {
        "matter": about.matter,
        "title": said(sealed.title),
        "closes_at": sealed.closes_at,
        "booth_hash": booth.in_groups(booth.print_of(sealed)),
        "booth_now": booth.changed_to(sealed),
    }
    tellers = [teller.full_name for teller in about.tellers]
    return Told(
        entry.full_name,
        entry.email,
        link=links.page(path),
        reply_to=about.replies_reach(entry.email),
        asks=named(about.tellers[0]) if about.tellers else "",
        facts={**shared, "tellers": tellers, **facts},
    )


def _to_holder(session: Session, about: Sealing, holder: KeyHolder, **facts: object) -> Told | None:
    account = session.get_one(Account, holder.deputy_id or holder.account_id)
    if account.closed_at:
        return None
    return Told(
        account.full_name,
        account.email,
        link=links.page(f"/keys/{links.holder_token(holder.id or 0, holder.link_version)}"),
        reply_to=about.replies_reach(account.email),
        asks=named(about.drafter),
        facts={"matter": about.matter, **facts},
    )
