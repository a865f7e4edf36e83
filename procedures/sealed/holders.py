"""Người giữ khóa: whose a mailed link is, who must hold the keys of a procedure, and whether its keys are whole."""

import json
import re
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from models import Account, CeremonyMessage, DutyKind, KeyCeremony, KeyHolder, Role
from notifications import links
from procedures.access import accounts, conflicts, duties
from procedures.countersigning.holders import is_same_person
from procedures.refusal import Refusal

HOLDERS, ROUNDS = 3, 4
HOLDERS_OF_HR = 1
_LINK = re.compile(r"([1-9][0-9]{0,17})-[0-9a-f]{32}")


def holder_behind(session: Session, token: str) -> KeyHolder:
    """The holder whose mailed link this is; raises Refusal `link_unknown`, or `concerned` for one listed since."""
    holder = whose_link(session, token)
    if is_concerned(session, holder):
        raise Refusal("concerned")
    return holder


def is_concerned(session: Session, holder: KeyHolder) -> bool:
    """Whether the procedure is about whoever acts with this key."""
    ceremony = session.get_one(KeyCeremony, holder.ceremony_id)
    return acting(holder) in conflicts.accounts_listed(session, ceremony.procedure_id)


def whose_link(session: Session, token: str) -> KeyHolder:
    """The same, of one listed since too, who may do nothing but destroy the code; raises Refusal `link_unknown`."""
    found = _LINK.fullmatch(token)
    holder = session.get(KeyHolder, int(found[1])) if found else None
    if holder is None or not links.is_genuine_holder(token, holder.id or 0, holder.link_version):
        raise Refusal("link_unknown")
    if session.get_one(Account, acting(holder)).closed_at:
        raise Refusal("link_unknown")
    return holder


def acting(holder: KeyHolder) -> int:
    """The account that acts with this key: the holder's, or the deputy's once the recovery envelope was opened."""
    return holder.deputy_id or holder.account_id


def name_in_log(holder: KeyHolder) -> str:
    """By whom the log says that something was done with this key."""
    return f"account:{acting(holder)}"


def link_of(holder: KeyHolder) -> str:
    """The address of this holder's own page."""
    return links.page(f"/keys/{links.holder_token(holder.id or 0, holder.link_version)}")


def three_tellers(session: Session, procedure_id: int) -> list[Account]:
    """The three people who must hold the keys of a procedure now, in the order in which they got the duty.

    Raises Refusal: `holders_three` where they are more or fewer, `holders_of_hr`, `holders_same_person`.
    """
    listed = conflicts.accounts_listed(session, procedure_id)
    found = [_free(session, duty.account_id, duty.deputy_id, listed) for duty in _tellers(session, procedure_id)]
    tellers = [account for account in found if account]
    if len(tellers) != HOLDERS:
        raise Refusal("holders_three", found=len(tellers))
    of_hr = {account.id for account in accounts.holding(session, Role.HR)}
    if sum(teller.id in of_hr for teller in tellers) > HOLDERS_OF_HR:
        raise Refusal("holders_of_hr")
    if any(is_same_person(one, other) for at, one in enumerate(tellers) for other in tellers[:at]):
        raise Refusal("holders_same_person")
    return tellers


def _tellers(session: Session, procedure_id: int) -> list[Any]:
    return duties.duties_of(session, procedure_id, DutyKind.TELLER)


def _free(session: Session, account_id: int, deputy_id: int | None, listed: set[int]) -> Account | None:
    """The teller, or the deputy of one who may not act; keys do not change hands because someone is slow."""
    for number in (account_id, deputy_id):
        account = session.get(Account, number) if number else None
        if account and not account.closed_at and account.id not in listed:
            return account
    return None


def ceremony_of(session: Session, procedure_id: int) -> KeyCeremony | None:
    """The ceremony whose keys serve the rounds still to be opened: the last one."""
    rows = select(KeyCeremony).where(KeyCeremony.procedure_id == procedure_id, col(KeyCeremony.replaced_at).is_(None))
    return session.exec(rows.order_by(col(KeyCeremony.number).desc())).first()


def holders_of(session: Session, ceremony_id: int) -> list[KeyHolder]:
    """The three holders, in their places."""
    rows = select(KeyHolder).where(KeyHolder.ceremony_id == ceremony_id)
    return list(session.exec(rows.order_by(col(KeyHolder.place))).all())


def names_of(session: Session, ceremony_id: int) -> dict[int, str]:
    """Their names, by place."""
    return {each.place: session.get_one(Account, acting(each)).full_name for each in holders_of(session, ceremony_id)}


def messages_of(session: Session, ceremony_id: int) -> list[CeremonyMessage]:
    """What they have said, in the order of rounds and places."""
    rows = select(CeremonyMessage).where(CeremonyMessage.ceremony_id == ceremony_id)
    return list(session.exec(rows.order_by(col(CeremonyMessage.round), col(CeremonyMessage.place))).all())


def said(session: Session, ceremony: KeyCeremony) -> tuple[str, list[Any]]:
    """What `ballots.keys.read_ceremony` takes: reading checks proofs, so it is done when the transaction is over."""
    return ceremony.uuid, [json.loads(each.body) for each in messages_of(session, ceremony.id or 0)]


def is_still_of_the_tellers(session: Session, ceremony: KeyCeremony) -> bool:
    """Whether those who hold the keys are the tellers of today."""
    try:
        tellers = three_tellers(session, ceremony.procedure_id)
    except Refusal:
        return False
    return {each.id for each in tellers} == {each.account_id for each in holders_of(session, ceremony.id or 0)}


def is_whole(session: Session, ceremony: KeyCeremony) -> bool:
    """Whether the key is made, and each holder has typed the recovery code back."""
    return len(messages_of(session, ceremony.id or 0)) == HOLDERS * ROUNDS


def round_of(messages: Sequence[CeremonyMessage]) -> int:
    """The round that a ceremony has reached, from 1; one more than there are when all is said."""
    return len(messages) // HOLDERS + 1
