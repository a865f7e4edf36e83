"""What follows by law from the count of one post at one meeting: who goes on, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from law.articles import Article
from law.decisions.appointment.meeting import Meeting, meeting_at
from law.decisions.appointment.tally import HeadState, Tally, base_size
from law.rules import Rule, Rules
from law.show import in_words
from law.threshold import Base, Impossible, Threshold


class Quorum(StrEnum):
    """Did enough people attend, where the law asks for it?"""

    MET = "met"
    NOT_MET = "not_met"
    NOT_REQUIRED = "not_required"


class Reason(StrEnum):
    """Why those who were chosen go on, or nobody does."""

    MAJORITY = "majority"
    THIRTY_PERCENT = "thirty_percent"
    TWO_THIRDS = "two_thirds"
    HEAD_DECIDES = "head_decides"
    AUTHORITY_DECIDES = "authority_decides"
    STOP = "stop"
    NO_QUORUM = "no_quorum"
    NO_BALLOT = "no_ballot"
    CONSULTATIVE = "consultative"


@dataclass(frozen=True)
class Decision:
    """What the law makes of a count; `rule` decided it, `base_size` is the number that shares were taken of.

    Where the reason leaves the choice to a person, `chosen` holds those who are tied.
    """

    meeting: Meeting
    quorum: Quorum
    reason: Reason
    chosen: tuple[str, ...]
    base: Base
    base_size: int
    rule: Rule

    @property
    def article(self) -> Article:
        """What the decision rests on."""
        return self.rule.article

    @property
    def words(self) -> str:
        """The rule that decided, in words: label and value."""
        return f"{self.rule.label}: {in_words(self.rule)}"

    @property
    def ends_the_case(self) -> bool:
        """Nobody goes on: the case is reported to the authority."""
        return self.reason is Reason.STOP

    @property
    def waits_for(self) -> str | None:
        """Whose choice ends the wait: "head", "authority", or nobody's."""
        return {Reason.HEAD_DECIDES: "head", Reason.AUTHORITY_DECIDES: "authority"}.get(self.reason)


def decide(
    rules: Rules,
    meeting: Meeting | int,
    tally: Tally,
    previous: Iterable[str],
    head: str = HeadState.PRESENT,
    *,
    differs: bool = False,
) -> Decision:
    """The decision on a tally; `previous` are the names that may be introduced at this meeting.

    `differs`: another person was named than before, and the tally is that of the ballot that decides about it.
    Raises Impossible, and NotInForce for a step that the rules do not have.
    """
    at = meeting if isinstance(meeting, Meeting) else meeting_at(rules, meeting)
    names = tuple(previous)
    if len(set(names)) != len(names):
        raise Impossible("Có tên ghi hai lần trong danh sách nhân sự.")
    if head not in tuple(HeadState):
        raise Impossible(f'Không có từ "{head}" để nói về người đứng đầu.')
    if differs and not at.may_name_others:
        raise Impossible(f"{at.label} không giới thiệu người khác.")
    counting = _Counting(rules, at, tally, (*tally.votes, *names) if differs else names)
    return counting.without_quorum() or counting.decided(HeadState(head), differs=differs)


@dataclass(frozen=True)
class _Counting:
    rules: Rules
    meeting: Meeting
    tally: Tally
    names: tuple[str, ...]

    def without_quorum(self) -> Decision | None:
        return self._says(Reason.NO_QUORUM, (), "quorum") if self.quorum is Quorum.NOT_MET else None

    def decided(self, head: HeadState, *, differs: bool) -> Decision:
        if not self.meeting.has_ballot:
            return self._all_go_on(Reason.NO_BALLOT)
        if self.meeting.is_consultative:
            return self._all_go_on(Reason.CONSULTATIVE)
        if differs:
            return self._by_share(Reason.TWO_THIRDS, "passes_if_differs") or self._stops("passes_if_differs")
        return (
            self._by_share(Reason.MAJORITY, "passes")
            or self._by_share(Reason.THIRTY_PERCENT, "carries")
            or self._tied(head)
            or self._stops("carries" if self.meeting.carries else "passes")
        )

    @property
    def quorum(self) -> Quorum:
        if not self.meeting.quorum_is_statutory:
            return Quorum.NOT_REQUIRED
        of = self._size(self.meeting.quorum)
        # Of nobody nobody is missing: such a meeting stops for want of a base.
        return Quorum.MET if of == 0 or self.meeting.quorum.is_met(self.tally.present, of) else Quorum.NOT_MET

    @property
    def ranked(self) -> tuple[str, ...]:
        """The names by votes, then as they are written."""
        return tuple(sorted(set(self.names), key=lambda name: (-self._votes(name), name)))

    def _votes(self, name: str) -> int:
        return self.tally.votes.get(name, 0)

    def _size(self, threshold: Threshold) -> int | None:
        return base_size(self.tally, threshold.base) if threshold.base else None

    def _reach(self, threshold: Threshold) -> tuple[str, ...]:
        of = self._size(threshold)
        return tuple(name for name in self.ranked if threshold.is_met(self._votes(name), of))

    def _all_go_on(self, reason: Reason) -> Decision:
        nobody = not self.names or base_size(self.tally, self.meeting.base) == 0
        return self._stops("ballot") if nobody else self._says(reason, self.ranked, self._own("ballot"))

    def _by_share(self, reason: Reason, name: str) -> Decision | None:
        key = self._own(name)
        reached = self._reach(self.rules.threshold(key)) if key in self.rules else ()
        chosen = reached if reason is Reason.THIRTY_PERCENT else self._highest(reached)
        return self._says(reason, chosen, key) if chosen else None

    def _highest(self, names: tuple[str, ...]) -> tuple[str, ...]:
        most = max((self._votes(name) for name in names), default=0)
        return tuple(name for name in names if self._votes(name) == most)

    def _tied(self, head: HeadState) -> Decision | None:
        reached = self._reach(self.meeting.tied) if self.meeting.tied else ()
        if len(reached) <= 1:
            return None
        if head is HeadState.PRESENT:
            return self._says(Reason.HEAD_DECIDES, reached, self._own("tie_settled_by"))
        return self._says(Reason.AUTHORITY_DECIDES, reached, self._own("tie_without_head"))

    def _stops(self, name: str) -> Decision:
        return self._says(Reason.STOP, (), self._own(name))

    def _own(self, name: str) -> str:
        return self.meeting.rule_key(name)

    def _says(self, reason: Reason, chosen: tuple[str, ...], key: str) -> Decision:
        base = self.meeting.base
        size = base_size(self.tally, base)
        return Decision(self.meeting, self.quorum, reason, chosen, base, size, self.rules[key])
