"""A letter ready to send: who writes to whom, and the words, already rendered in both forms."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attachment:
    """A file that travels with a letter; `content_type` as in `text/calendar; method=PUBLISH`."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, repr=False)
class Letter:
    """One letter to one person. Names and addresses are kept apart, and a name may hold commas.

    `message_id` stands in angle brackets (`<…@…>`) and is the same each time the letter is sent again;
    `references` is the Message-ID, or several with a space between, of the letters it follows.
    """

    message_id: str
    sender_name: str
    sender_address: str
    to_name: str
    to_address: str
    reply_to: tuple[str, str] | None
    subject: str
    text: str
    html: str
    references: str | None = None
    attachments: tuple[Attachment, ...] = ()

    def __repr__(self) -> str:
        """Only the Message-ID: a letter holds a personal link, and tracebacks end up in logs."""
        return f"Letter({self.message_id})"
