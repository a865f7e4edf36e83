"""The cast: who plays, who holds a role, who reads, who signs on paper, who never does."""

import random
from dataclasses import dataclass

from cli import sample
from models import Role

ROLES = {Role.MANAGER: 0, Role.HR: 1, Role.CLERK: 2, Role.OPERATOR: 3, Role.UNION: 4}


@dataclass(frozen=True)
class Cast:
    """Everyone of a rehearsal; the groups are apart and in the order in which they act."""

    people: list[sample.Person]
    at_once: list[sample.Person]
    after_reminder: list[sample.Person]
    on_paper: list[sample.Person]
    never: list[sample.Person]

    def holder(self, role: Role) -> sample.Person:
        return self.people[ROLES[role]]

    @property
    def by_mail(self) -> list[sample.Person]:
        return [person for person in self.people if person.email]


def cast_of(number: int, seed: int) -> Cast:
    """Draw the parts: most read at once, some after a reminder, those without mail sign, and one or more never do."""
    people = sample.people(number, seed, without_mail=max(1, number // 14))
    drawn = random.Random(seed)  # noqa: S311 (parts, not secrets)
    by_mail = [person for person in people if person.email]
    drawn.shuffle(by_mail)
    never = max(1, number // 28)
    at_once = round(len(by_mail) * 0.6)
    paper = [person for person in people if not person.email]
    return Cast(people, by_mail[never : never + at_once], by_mail[never + at_once :], paper, by_mail[:never])
