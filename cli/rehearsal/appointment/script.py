"""What the seed decides of a rehearsed appointment: how it ends, and what each meeting of the law is to bring."""

import random
from dataclasses import dataclass
from datetime import date

from law.decisions.appointment import HeadState, Meeting, Reason, meetings
from law.rules import Rules, rules_on

ALL, ONE, NOBODY = "all", "one", ""


@dataclass(frozen=True)
class Course:
    """One way of a case: its outcome, what the meetings aim at, who withdraws after the first ballot, the head.

    `is_moved`: a meeting is put off after its summons went.
    """

    outcome: str
    aims_at: Reason
    withdraws: str = NOBODY
    head: HeadState = HeadState.PRESENT
    is_moved: bool = False


MAJORITY, SPLIT = Course("appointed", Reason.MAJORITY), Course("appointed", Reason.THIRTY_PERCENT)
STOPS, WITHDRAWN = Course("stopped", Reason.STOP), Course("withdrawn", Reason.THIRTY_PERCENT, withdraws=ALL)
ANNULLED, ONE_LEAVES = Course("annulled", Reason.MAJORITY), Course("appointed", Reason.THIRTY_PERCENT, withdraws=ONE)
HEAD_CHOOSES = Course("appointed", Reason.HEAD_DECIDES)
AUTHORITY_CHOOSES = Course("appointed", Reason.AUTHORITY_DECIDES, head=HeadState.CONCERNED)
AGAIN = Course("appointed", Reason.NO_QUORUM)
PUT_OFF = Course("appointed", Reason.MAJORITY, is_moved=True)
COURSES = (MAJORITY, SPLIT, HEAD_CHOOSES, AGAIN, STOPS, WITHDRAWN, ANNULLED, AUTHORITY_CHOOSES, ONE_LEAVES, PUT_OFF)


@dataclass(frozen=True)
class Script:
    """The law of the day, the course that the seed picked among those which it allows, and where the course turns."""

    rules: Rules
    seed: int
    course: Course
    turns_at: int

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return meetings(self.rules)

    def chance(self, *about: object) -> random.Random:
        """The same draws for the same seed and the same question."""
        return random.Random(f"{self.seed} {about}")  # noqa: S311 (parts, not secrets)

    def aim(self, meeting: Meeting, names: int, convening: int) -> Reason:
        """What this meeting is to bring, as far as its rules allow it."""
        if not meeting.has_ballot:
            return Reason.NO_BALLOT
        aims_at, is_turn = self.course.aims_at, meeting.step == self.turns_at and convening == 1
        if is_turn and aims_at is Reason.NO_QUORUM:
            return aims_at
        if meeting.is_consultative:
            return Reason.CONSULTATIVE
        if is_turn and aims_at in (Reason.STOP, Reason.HEAD_DECIDES, Reason.AUTHORITY_DECIDES) and names:
            return aims_at
        splits = aims_at not in (Reason.MAJORITY, Reason.STOP, Reason.NO_QUORUM)
        return Reason.THIRTY_PERCENT if splits and meeting.carries and names > 1 else Reason.MAJORITY


def script_of(seed: int, day: date) -> Script:
    """The script of a seed under the law of a day: the courses that this law allows, one after the other."""
    rules = rules_on("appointment", day)
    found = meetings(rules)
    possible = [course for course in COURSES if _turns(found, course)]
    course = possible[(seed - 1) % len(possible)]
    turns = _turns(found, course)
    return Script(rules, seed, course, turns[(seed - 1) // len(possible) % len(turns)])


def _turns(found: tuple[Meeting, ...], course: Course) -> list[int]:
    """At which steps a course may turn; none where this law does not know it."""
    if course.aims_at is Reason.NO_QUORUM:
        return [each.step for each in found if each.has_ballot and each.quorum_is_statutory]
    if course.aims_at in (Reason.HEAD_DECIDES, Reason.AUTHORITY_DECIDES):
        return [each.step for each in found if each.tied and _two_may_stand(found, each.step)]
    if course.aims_at is Reason.STOP:
        return [each.step for each in found if each.passes][::-1]
    return [each.step for each in found if each.has_ballot]


def _two_may_stand(found: tuple[Meeting, ...], step: int) -> bool:
    """Whether two people can come so far: no meeting before leaves the first alone."""
    return all(each.carries or not each.passes for each in found if each.step < step)
