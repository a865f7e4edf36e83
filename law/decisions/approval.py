"""Votes on one person, yes or no: the agency someone comes from, appointment again, extension of a term."""

from dataclasses import dataclass
from enum import StrEnum

from law.articles import Article
from law.rules import Rule, Rules
from law.threshold import Comparison, no_more_than


class Approval(StrEnum):
    """What follows from a vote on one person."""

    PASS = "pass"  # noqa: S105
    HEAD_DECIDES = "head_decides"
    AUTHORITY_DECIDES = "authority_decides"
    FAIL = "fail"


@dataclass(frozen=True)
class Approved:
    """The result, and the rule that gave it."""

    result: Approval
    agree: int
    of: int
    rule: Rule

    @property
    def article(self) -> Article:
        """What the result rests on."""
        return self.rule.article


def present_agency(rules: Rules, *, summoned: int, agree: int) -> Approved:
    """`rules` of appointment_external. Raises Impossible, and NotInForce where that agency holds no ballot."""
    return approval(rules, "present_agency", agree, summoned)


def key_cadres(rules: Rules, *, agree: int, of: int) -> Approved:
    """`rules` of reappointment; `of` is the base that they name (those present; before, those summoned)."""
    return approval(rules, "key_cadres", agree, of)


def leadership(rules: Rules, *, agree: int, of: int) -> Approved:
    """`rules` of reappointment or of extension; `of` = those summoned, all members."""
    return approval(rules, "leadership", agree, of)


def approval(rules: Rules, key: str, agree: int, of: int) -> Approved:
    """The result by `key`; exactly at its mark and below it the law says who decides. Raises Impossible."""
    threshold = rules.threshold(key)
    no_more_than(agree, of, part_name="Số phiếu đồng ý", whole_name="số người để tính tỷ lệ")
    if threshold.is_met(agree, of):
        return Approved(Approval.PASS, agree, of, rules[key])
    is_exact = of > 0 and threshold.compare(agree, of) is Comparison.EXACTLY
    otherwise = f"{key}_at_the_mark" if is_exact else f"{key}_below"
    return Approved(Approval(rules.choice(otherwise)), agree, of, rules[otherwise])
