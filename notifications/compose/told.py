"""Who is told what: the addressee of a letter and the facts that its templates name."""

from dataclasses import dataclass, field
from typing import Protocol

from models import Account, RollEntry
from notifications import links
from notifications.letter import Attachment
from words.names import clean_name


@dataclass(frozen=True, repr=False)
class Told:
    """One addressee and the facts of one letter.

    `link` is where the button leads; `code` is typed at the site in its place, where there is one; `asks` is whom
    the letter names for questions when the agency has named nobody.
    """

    name: str
    address: str
    link: str
    code: str = ""
    reply_to: tuple[str, str] | None = None
    asks: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


class Matter(Protocol):
    """What letters are about, as it stands when they are sent: who drafted it, and the facts that all of them name."""

    @property
    def drafter(self) -> Account: ...

    def facts(self) -> dict[str, object]: ...


def to_entry(entry: RollEntry, matter: Matter, **facts: object) -> Told | None:
    """A letter with the personal link; None where the person has no address any more."""
    if not entry.email:
        return None
    return Told(
        entry.full_name,
        entry.email,
        link=personal(entry),
        code=links.typed_code(entry.id or 0, entry.link_version),
        reply_to=answered_by(matter.drafter, entry.email),
        asks=named(matter.drafter),
        facts={**matter.facts(), **facts},
    )


def personal(entry: RollEntry) -> str:
    """The address of this person's own page."""
    return links.page(f"/p/{links.token(entry.id or 0, entry.link_version)}")


def answered_by(drafter: Account, address: str) -> tuple[str, str] | None:
    """Whose mailbox the replies reach: the drafter's, unless it is closed or the letter goes to it."""
    if drafter.closed_at or drafter.email == address:
        return None
    return clean_name(drafter.full_name), drafter.email


def named(drafter: Account) -> str:
    """The drafter as a contact in words: `Trần Văn Bình, binh@...`."""
    return f"{drafter.full_name}, {drafter.email}" if not drafter.closed_at else ""


def invitation_lines(invitation: str) -> list[str]:
    """The agency's own words of an invitation, a text a line."""
    return list(filter(None, map(clean_name, invitation.splitlines())))
