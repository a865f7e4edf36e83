"""Letters about acts that two people sign: what was done (deadline, end, address, role), who shall sign, who has."""

from datetime import datetime

from sqlmodel import Session, select

from models import Account, ActState, CountersignedAct, OutboxMessage, Procedure, RoleHolding, RollEntry, StaffMember
from notifications import links
from notifications.compose.standing import standing_of
from notifications.compose.thread import is_overtaken
from notifications.compose.told import Told, answered_by, named, personal, to_entry

HOME, ROLES, TO_SIGN = "/", "/accounts", "/countersign/"


def deadline_extended(session: Session, message: OutboxMessage) -> Told | None:
    """Hạn mới: not once the person has answered, the round is over, or a later deadline has been told."""
    stands, entry = standing_of(session, message.procedure_id), session.get_one(RollEntry, message.roll_entry_id)
    if stands.has_answered(session, entry) or not stands.is_open or stands.is_over or is_overtaken(session, message):
        return None
    act = _act(session, message)
    return to_entry(entry, stands, reason=_reason(act), was=datetime.fromisoformat(act.facts["was"]))


def procedure_withdrawn(session: Session, message: OutboxMessage) -> Told | None:
    """Đã hủy: to everyone who had been asked."""
    stands, entry = standing_of(session, message.procedure_id), session.get_one(RollEntry, message.roll_entry_id)
    return to_entry(entry, stands, reason=_reason(_act(session, message)), answered=stands.has_answered(session, entry))


def address_changed(session: Session, message: OutboxMessage) -> Told | None:
    """Địa chỉ đã đổi: both addresses hear of it; the new one not if it has been changed again."""
    stands, entry = standing_of(session, message.procedure_id), session.get_one(RollEntry, message.roll_entry_id)
    act, is_old = _act(session, message), bool(message.facts["is_old"])
    if not is_old and entry.email != act.facts["email"]:
        return None
    has_link = stands.round.opened_at is not None and not is_old
    is_asked = has_link and stands.is_open and not stands.is_over and not stands.has_answered(session, entry)
    elsewhere = message.facts.get("elsewhere", 0)
    facts = {"is_old": is_old, "has_link": has_link, "is_asked": is_asked, "elsewhere": elsewhere}
    address = act.facts["was"] if is_old else act.facts["email"]
    return Told(
        entry.full_name,
        address,
        link=personal(entry) if has_link else links.page(HOME),
        code=links.typed_code(entry.id or 0, entry.link_version) if has_link else "",
        reply_to=answered_by(stands.drafter, address),
        asks=named(stands.drafter),
        facts={**stands.facts(), **facts, "reason": _reason(act)},
    )


def account_address_changed(session: Session, message: OutboxMessage) -> Told | None:
    """Mã đăng nhập tới địa chỉ khác: both addresses hear of it; the new one not if it has been changed again."""
    account, act = session.get_one(Account, message.account_id), _act(session, message)
    is_old = bool(message.facts["is_old"])
    if not is_old and account.email != act.facts["email"]:
        return None
    facts = {"is_old": is_old, "reason": _reason(act), "hands": _hands(session, act)}
    address = act.facts["was"] if is_old else account.email
    asker = session.get_one(Account, act.asked_by)
    return Told(account.full_name, address, link=links.page(HOME), asks=named(asker), facts=facts)


def role_changed(session: Session, message: OutboxMessage) -> Told | None:
    """Vai trò thay đổi: to whoever holds a role, and to the person concerned."""
    account, act = session.get_one(Account, message.account_id), _act(session, message)
    asker, facts = session.get_one(Account, act.asked_by), act.facts
    concerned = session.get(Account, facts["account_id"]) or session.get_one(StaffMember, facts["staff_member_id"])
    holds_any = session.exec(select(RoleHolding.id).where(RoleHolding.account_id == account.id)).first()
    sees_roles = bool(holds_any) and account.closed_at is None
    return Told(
        account.full_name,
        account.email,
        link=links.page(ROLES if sees_roles else HOME),
        reply_to=answered_by(asker, account.email),
        asks=named(asker),
        facts={
            "act": act.act,
            "person": concerned.full_name,
            "role": facts.get("role", ""),
            "reason": _reason(act),
            "hands": _hands(session, act),
            "sees_roles": sees_roles,
        },
    )


def signature_wanted(session: Session, message: OutboxMessage) -> Told | None:
    """Chờ đồng chí ký: not once it is settled, or the account is closed."""
    account, act = session.get_one(Account, message.account_id), _act(session, message)
    if act.state is not ActState.ASKED or account.closed_at:
        return None
    asker = session.get_one(Account, act.asked_by)
    return Told(
        account.full_name,
        account.email,
        link=links.page(f"{TO_SIGN}{act.id}"),
        reply_to=answered_by(asker, account.email),
        asks=named(asker),
        facts={
            "act": act.act,
            "matter": _matter(session, act),
            "reason": _reason(act),
            "asked_by": asker.full_name,
            "asked_as": act.asked_as,
        },
    )


def act_settled(session: Session, message: OutboxMessage) -> Told | None:
    """Đề nghị đã được ký, hoặc không được đồng ý: to the asker, who may have closed the account since."""
    account, act = session.get_one(Account, message.account_id), _act(session, message)
    if account.closed_at:
        return None
    signer = session.get_one(Account, act.settled_by)
    return Told(
        account.full_name,
        account.email,
        link=links.page(f"{TO_SIGN}{act.id}"),
        reply_to=answered_by(signer, account.email),
        asks=named(signer),
        facts={
            "act": act.act,
            "matter": _matter(session, act),
            "state": act.state.value,
            "settled_by": signer.full_name,
            "settled_as": act.settled_as,
            "refused_because": act.facts.get("refused_because", "").rstrip(" .;,"),
        },
    )


def _matter(session: Session, act: CountersignedAct) -> str:
    procedure = session.get(Procedure, act.procedure_id) if act.procedure_id else None
    return procedure.subject if procedure else ""


def _act(session: Session, message: OutboxMessage) -> CountersignedAct:
    return session.get_one(CountersignedAct, message.facts["act_id"])


def _reason(act: CountersignedAct) -> str:
    """The reason as a sentence ends: once."""
    return act.reason.rstrip(" .;,")


def _hands(session: Session, act: CountersignedAct) -> list[tuple[str, str]]:
    """Who asked and who signed, each with the role in which."""
    signer = session.get_one(Account, act.settled_by or act.asked_by)
    return [(session.get_one(Account, act.asked_by).full_name, act.asked_as), (signer.full_name, act.settled_as)]
