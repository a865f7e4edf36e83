"""One case by meetings as it stands at the moment a letter about it is sent, and who may not hear of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlmodel import Session, col, or_, select

from law.rules import Rules
from models import (
    Account,
    Appointment,
    Conference,
    ConfidencePoll,
    Duty,
    DutyKind,
    ListedPerson,
    Nominee,
    OutboxMessage,
    PolledPerson,
    Post,
    Procedure,
    ProcedureState,
    Role,
    RoleHolding,
    StaffMember,
)
from models.store import clock
from notifications.compose.officers import to_account
from notifications.compose.shortening import said
from notifications.compose.told import Matter, Told
from words.names import clean_name, folded

MATTER_LETTERS = 160
AUTHORITY, POLL = "cấp có thẩm quyền bổ nhiệm", "Lấy phiếu tín nhiệm"


@dataclass(frozen=True)
class Appointing:
    """The procedure and what belongs to it: `concerned` are accounts of those it is about, `tellers` in their order.

    Of a confidence poll `appointment` holds its authority and invitation, and `nominees` are those who are polled.
    """

    procedure: Procedure
    appointment: Appointment
    drafter: Account
    posts: tuple[Post, ...]
    nominees: tuple[str, ...]
    concerned: frozenset[int]
    tellers: tuple[Account, ...]
    now: datetime

    @property
    def is_open(self) -> bool:
        return self.procedure.state is ProcedureState.OPEN

    @property
    def is_annulled(self) -> bool:
        return self.procedure.state is ProcedureState.ANNULLED

    @property
    def has_open_posts(self) -> bool:
        """Whether somebody may still be named for a post; of a poll, which fills none, always."""
        return not self.posts or any(post.outcome is None for post in self.posts)

    @cached_property
    def rules(self) -> Rules | None:
        """The procedure's own rules; none while it is a draft."""
        return Rules.thaw(self.procedure.rules) if self.procedure.rules else None

    @cached_property
    def matter(self) -> str:
        """What the case is called; where HR typed a nominee's name into it, the posts to be filled instead."""
        subject = self.procedure.subject
        posts = ", ".join(map(post_named, self.posts))
        if not self.names_somebody(subject):
            return subject
        return f"Bổ nhiệm {posts}" if posts else POLL

    def names_somebody(self, text: str) -> bool:
        """Whether the text holds the name of someone who may be appointed, written with accents or without."""
        plain = _words(text)
        return any(_words(name) in plain for name in self.nominees if name.strip())

    def facts(self) -> dict[str, object]:
        """What all letters about the case may name."""
        return {
            "matter": said(self.matter, MATTER_LETTERS),
            "kind": self.procedure.kind,
            "authority": said(self.appointment.authority) or AUTHORITY,
            "now": self.now,
        }


def appointing(session: Session, procedure_id: int | None) -> Appointing:
    """Read the case, once for all letters of a session; raises sqlalchemy.exc.NoResultFound where there is none."""
    known: dict[int | None, Appointing] = session.info.setdefault(appointing, {})
    if procedure_id not in known:
        procedure = session.get_one(Procedure, procedure_id)
        posts = select(Post).where(Post.procedure_id == procedure_id).order_by(col(Post.number))
        concerned = _concerned(session, procedure_id)
        known[procedure_id] = Appointing(
            procedure,
            session.get(Appointment, procedure_id) or _without_posts(session, procedure_id),
            session.get_one(Account, procedure.drafted_by),
            tuple(session.exec(posts).all()),
            (*_names(session, Nominee, procedure_id), *_names(session, PolledPerson, procedure_id)),
            concerned,
            _tellers(session, procedure_id, concerned),
            clock.now(session),
        )
    return known[procedure_id]


def to_officer(
    session: Session, message: OutboxMessage, matter: Matter, page: str, readers: set[Role], **facts: object
) -> Told | None:
    """A letter to an account because of a role; None where the account is closed, lost the role, or is concerned."""
    if message.account_id in appointing(session, message.procedure_id).concerned:
        return None
    return to_account(session, message, matter, page, readers, **facts)


def post_named(post: Post) -> str:
    """`Trưởng phòng, Phòng Lãnh sự`; the title alone where it names its unit already."""
    title, unit = clean_name(post.title), clean_name(post.unit_name)
    bare = folded(unit).removeprefix("phong ")
    return title if not unit or bare in folded(title) else f"{title}, {unit}"


def _words(text: str) -> str:
    """The words of a text between blanks, without accents and marks: `Trần Thị Hòa.` is ` tran thi hoa `."""
    words = re.findall(r"\w+", folded(text))
    return f" {' '.join(words)} "


def _without_posts(session: Session, procedure_id: int | None) -> Appointment:
    """What letters name of a conference or a poll, in the terms of a case."""
    if conference := session.get(Conference, procedure_id):
        return Appointment(procedure_id=conference.procedure_id, invitation=conference.invitation)
    poll = session.get_one(ConfidencePoll, procedure_id)
    return Appointment(procedure_id=poll.procedure_id, authority=poll.authority, invitation=poll.invitation)


def _names(session: Session, of: type[Nominee | PolledPerson], procedure_id: int | None) -> Sequence[str]:
    return session.exec(select(of.full_name).where(of.procedure_id == procedure_id)).all()


def _concerned(session: Session, procedure_id: int | None) -> frozenset[int]:
    same = or_(col(Account.staff_member_id) == StaffMember.id, col(Account.email) == StaffMember.email)
    rows = (
        select(Account.id)
        .join(StaffMember, same)
        .join(ListedPerson, col(ListedPerson.staff_member_id) == StaffMember.id)
        .where(ListedPerson.procedure_id == procedure_id, col(ListedPerson.removed_at).is_(None))
    )
    return frozenset(number or 0 for number in session.exec(rows).all())


def _tellers(session: Session, procedure_id: int | None, concerned: frozenset[int]) -> tuple[Account, ...]:
    """Those who count and may read replies: not of HR first."""
    duties = (
        select(Account)
        .join(Duty, col(Duty.account_id) == Account.id)
        .where(Duty.procedure_id == procedure_id, Duty.kind == DutyKind.TELLER, col(Account.closed_at).is_(None))
        .order_by(col(Duty.id))
    )
    of_hr = set(session.exec(select(RoleHolding.account_id).where(RoleHolding.role == Role.HR)).all())
    free = [account for account in session.exec(duties).all() if account.id not in concerned]
    return tuple(sorted(free, key=lambda account: account.id in of_hr))
