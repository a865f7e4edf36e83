"""The rules of conference, inspection board, consultation and disclosure, as cases ask them."""

from collections.abc import Callable
from datetime import date

from law.cases.answers import Answer, CaseRule, Given, whole_numbers
from law.decisions import conference, disclosure, inspection_board, opinion
from law.rules import Rules, rules_on


def _members(day: date, given: Given) -> Answer:
    staff = given["staff"].whole()
    rules = rules_on("conference", day)
    return Answer({"all_staff": conference.must_be_all_staff(rules, staff)}, rules["delegates_from"].article.cited)


def _measured(result: str, decide: Callable[..., conference.Measured]) -> Callable[[date, Given], Answer]:
    def decided(day: date, given: Given) -> Answer:
        numbers = whole_numbers(given)
        measured = decide(rules_on("conference", day), **numbers)
        return Answer({result: measured.met, "needed": measured.needed}, measured.rule.article.cited)

    return decided


def _board_size(day: date, given: Given) -> Answer:
    numbers = whole_numbers(given)
    rules = rules_on("inspection_board", day)
    allowed = inspection_board.size_is_allowed(rules, **numbers)
    return Answer({"allowed": allowed}, rules["least_members"].article.cited)


def _matter(day: date, given: Given) -> Answer:
    rules, matter = rules_on("opinion", day), given["matter"].text()
    way = opinion.way(rules, matter)
    values = {"way": way.value, "union_remarks": opinion.must_union_remark(rules, matter)}
    return Answer(values, rules[matter].article.cited)


def _table(day: date, given: Given) -> Answer:
    found = opinion.table(**whole_numbers(given))
    values = {"complete": found.is_complete, "unmerged": found.unmerged, "unanswered": found.unanswered}
    return Answer(values, rules_on("opinion", day)["answered_by"].article.cited)


def _decision(day: date, given: Given) -> Answer:
    rules, matter = rules_on("opinion", day), given["matter"].text()
    facts = {key: given[key].flag() for key in ("closed", "complete", "remarked")}
    return Answer({"standing": opinion.standing(rules, matter, **facts).value}, rules["decided_after"].article.cited)


def _counts(day: date, given: Given) -> Answer:
    found = opinion.counts(**whole_numbers(given))
    return Answer(
        {"answered": found.answered, "silent": found.silent}, rules_on("opinion", day)["silence"].article.cited
    )


def _ends(result: str, from_day: str, rule: str, end: Callable[[Rules, date], date]) -> Callable[[date, Given], Answer]:
    def decided(day: date, given: Given) -> Answer:
        rules = rules_on("disclosure", day)
        return Answer({result: end(rules, given[from_day].day()).isoformat()}, rules[rule].article.cited)

    return decided


RULES = {
    "conference.members": CaseRule(("staff",), _members),
    "conference.quorum": CaseRule(("summoned", "present"), _measured("met", conference.quorum)),
    "conference.resolution": CaseRule(("present", "in_favour"), _measured("adopted", conference.resolution)),
    "conference.extraordinary": CaseRule(("staff", "requesters"), _measured("met", conference.extraordinary)),
    "conference.letter_ballot": CaseRule(("staff", "in_favour"), _measured("adopted", conference.letter_ballot)),
    "inspection_board.size": CaseRule(("staff", "members"), _board_size),
    "opinion.matter": CaseRule(("matter",), _matter),
    "opinion.table": CaseRule(("comments", "merged", "opinions", "answered"), _table),
    "opinion.decision": CaseRule(("matter", "closed", "complete", "remarked"), _decision),
    "opinion.counts": CaseRule(("asked", "agreed", "commented"), _counts),
    "disclosure.due": CaseRule(("decided_on",), _ends("due", "decided_on", "disclosed_within", disclosure.due)),
    "disclosure.posting": CaseRule(("posted_on",), _ends("last", "posted_on", "posted_for", disclosure.posted_until)),
}
