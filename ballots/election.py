"""An election: its questions and the key under which ballots are sealed, in bytes that never change."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gmpy2 import mpz

from ballots import exact
from ballots.exact import Broken, Json, NotExact
from ballots.group import NAME, Powers

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
NEEDED = ("version", "description", "name", "group", "public_key", "questions", "uuid")
OPTIONAL = ("administrator", "credential_authority")
_UUID = re.compile(f"[{BASE58}]{{14,64}}")


@dataclass(frozen=True)
class Question:
    """From `minimum` to `maximum` answers may be chosen; with `blank`, a voter may choose to leave it blank instead.

    A vote for it is a list of 0 and 1, one for each answer; with `blank` one more stands before them.
    """

    question: str
    answers: tuple[str, ...]
    minimum: int
    maximum: int
    blank: bool = False

    @property
    def size(self) -> int:
        """How many ciphertexts a vote has."""
        return len(self.answers) + self.blank

    def as_json(self) -> dict[str, Json]:
        blank: dict[str, Json] = {"blank": True} if self.blank else {}
        answers: list[Json] = list(self.answers)
        return {"answers": answers, **blank, "min": self.minimum, "max": self.maximum, "question": self.question}


@dataclass(frozen=True)
class Election:
    """`raw` is what was published and what is hashed; the rest is what it says."""

    raw: bytes
    uuid: str
    name: str
    description: str
    public_key: mpz
    questions: tuple[Question, ...]

    @cached_property
    def fingerprint(self) -> str:
        """The hash of the election that every ballot carries."""
        return exact.short_digest(self.raw)

    @cached_property
    def powers(self) -> Powers:
        """Powers of the public key."""
        return Powers(self.public_key)


def new_uuid() -> str:
    """A name for an election that no other has: 16 characters, 93 bits."""
    return "".join(secrets.choice(BASE58) for _ in range(16))


def make_election(uuid: str, name: str, description: str, public_key: mpz, questions: Sequence[Question]) -> Election:
    """An election to publish. Raises `Broken` where it would not be one."""
    about: dict[str, Json] = {"version": 1, "description": description, "name": name, "group": NAME}
    asked: list[Json] = [question.as_json() for question in questions]
    return read_election(exact.compact({**about, "public_key": str(public_key), "questions": asked, "uuid": uuid}))


def read_election(raw: bytes, at: str = "election") -> Election:
    """Reads a published election. Raises `Broken` (`election-...`, `group`, `question-kind`, `question`)."""
    with exact.reading("election", at):
        said = exact.fields(exact.parse(raw), NEEDED, OPTIONAL)
        if exact.whole(said["version"]) != 1:
            raise Broken("version", at)
        if exact.text(said["group"]) != NAME:
            raise Broken("group", at)
        for word in OPTIONAL:
            exact.text(said.get(word, ""))
        uuid = exact.text(said["uuid"])
        if not _UUID.fullmatch(uuid):
            raise NotExact("no uuid")
        questions = exact.items(said["questions"], lambda value: _read_question(value, at))
        if not questions:
            raise Broken("question", at)
        name, description = exact.text(said["name"]), exact.text(said["description"])
        return Election(raw, uuid, name, description, exact.member(said["public_key"]), tuple(questions))


def _read_question(value: Json, at: str) -> Question:
    if isinstance(value, dict) and "type" in value:
        raise Broken("question-kind", at)
    said = exact.fields(value, ("answers", "min", "max", "question"), ("blank",))
    blank = said.get("blank", False)
    if not isinstance(blank, bool):
        raise NotExact("blank is neither true nor false")
    answers = tuple(exact.items(said["answers"], exact.text))
    minimum, maximum = exact.whole(said["min"]), exact.whole(said["max"])
    if not answers or minimum > maximum:
        raise Broken("question", at)
    return Question(exact.text(said["question"]), answers, minimum, maximum, blank)
