"""The meetings that the rules of a case prescribe, in their order: each is data of law/parameters/appointment.yaml."""

from dataclasses import dataclass

from law.articles import Article
from law.parameters import NotInForce
from law.rules import Rule, Rules
from law.threshold import Base, Threshold

PLACE = ".place"


@dataclass(frozen=True)
class Meeting:
    """One meeting: `step` is its place in the list from 1, `base` what shares of votes are taken of.

    `passes` is the share that the first must reach, `carries` the one that takes everybody along where nobody does,
    `passes_if_differs` the one of the deciding ballot after another person was named, `tied` the one from which two
    with equal votes are left to `tie_settled_by`, or to `tie_without_head`. None or "": the law has no such rule here.
    `quorum_is_statutory`: without it the meeting may not be held; otherwise pages only warn.
    """

    key: str
    step: int
    label: str
    body: str
    names_from: str
    ballot: str
    secret: str
    base: Base
    passes: Threshold | None
    carries: Threshold | None
    passes_if_differs: Threshold | None
    tied: Threshold | None
    tie_settled_by: str
    tie_without_head: str
    announced: bool
    shown_to: tuple[str, ...]
    shown_after: str
    needs_before: tuple[str, ...]
    spared_where_party_leads: tuple[str, ...]
    quorum: Threshold
    quorum_is_statutory: bool
    is_final: bool
    article: Article

    @property
    def has_ballot(self) -> bool:
        """Under the first regime the leadership's first meeting adopts a list without a ballot."""
        return self.ballot != "none"

    @property
    def is_consultative(self) -> bool:
        """A ballot without a pass mark drops nobody."""
        return self.has_ballot and self.passes is None

    @property
    def may_name_others(self) -> bool:
        """May someone be named who was not chosen by the meeting before?"""
        return self.passes_if_differs is not None

    def rule_key(self, name: str) -> str:
        """The key of what the rules say of this meeting: "key_cadres.passes"."""
        return f"{self.key}.{name}"


def meetings(rules: Rules) -> tuple[Meeting, ...]:
    """The meetings in their order; () for a kind that has none."""
    places = sorted((rule for rule in rules if rule.key.endswith(PLACE)), key=lambda rule: rules.number(rule.key))
    return tuple(_meeting(rules, place, step, len(places)) for step, place in enumerate(places, 1))


def meeting_at(rules: Rules, step: int) -> Meeting:
    """The meeting of a step. Raises NotInForce where the rules have no such step."""
    found = meetings(rules)
    if not 1 <= step <= len(found):
        raise NotInForce(f"{rules.label}, bước {step}", rules.on)
    return found[step - 1]


def _meeting(rules: Rules, place: Rule, step: int, last: int) -> Meeting:
    said = _Said(rules, place.key.removesuffix(PLACE))
    passes = said.threshold("passes")
    return Meeting(
        key=said.meeting,
        step=step,
        label=place.words or said.meeting,
        body=said.choice("body"),
        names_from=said.choice("names_from"),
        ballot=said.choice("ballot"),
        secret=said.choice("secret"),
        base=(passes and passes.base) or Base(said.choice("base") or Base.SUMMONED),
        passes=passes,
        carries=said.threshold("carries"),
        passes_if_differs=said.threshold("passes_if_differs"),
        tied=said.threshold("tied"),
        tie_settled_by=said.choice("tie_settled_by"),
        tie_without_head=said.choice("tie_without_head"),
        announced=said.choice("announced") == "announced",
        shown_to=said.names("shown_to"),
        shown_after=said.choice("shown_after"),
        needs_before=said.names("needs_before"),
        spared_where_party_leads=said.names("spared_where_party_leads"),
        quorum=rules.threshold("quorum"),
        quorum_is_statutory=rules.choice("quorum_is") == "required",
        is_final=step == last,
        article=place.article,
    )


@dataclass(frozen=True)
class _Said:
    """What the rules say of one meeting; nothing where they say nothing."""

    rules: Rules
    meeting: str

    def threshold(self, name: str) -> Threshold | None:
        key = f"{self.meeting}.{name}"
        return self.rules.threshold(key) if key in self.rules else None

    def choice(self, name: str) -> str:
        key = f"{self.meeting}.{name}"
        return self.rules.choice(key) if key in self.rules else ""

    def names(self, name: str) -> tuple[str, ...]:
        key = f"{self.meeting}.{name}"
        return self.rules.names(key) if key in self.rules else ()
