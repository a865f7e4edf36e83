"""Rules in plain Vietnamese: what `danchu law show` prints, and the words of one value for pages and papers."""

from fractions import Fraction

from law.parameters import Certainty, Content, in_figures
from law.period import WORDS, Unit
from law.rules import Rule, Rules
from law.threshold import Base, Strictness, Threshold

STRICTNESS_WORDS = {
    Strictness.AT_LEAST: "ít nhất",
    Strictness.MORE_THAN: "trên",
    Strictness.AT_MOST: "không quá",
}
BASE_WORDS = {
    Base.STAFF: "tổng số cán bộ, công chức, viên chức, người lao động",
    Base.SUMMONED: "số người được triệu tập",
    Base.SUMMONED_NET: "số người được triệu tập, trừ người vắng mặt vì lý do bất khả kháng",
    Base.PRESENT: "số người dự",
    Base.RETURNED: "số phiếu thu về",
    Base.PERIOD: "thời hạn",
}
CERTAINTY_WORDS = {
    Certainty.CONFIRMED: "cơ quan đã xác nhận",
    Certainty.READ: "đã đọc nguyên văn",
    Certainty.SECOND_HAND: "theo nguồn dẫn lại, chưa đọc nguyên văn",
    Certainty.RECALLED: "chưa đối chiếu văn bản",
    Certainty.UNSURE: "chưa chắc, cần pháp chế xác nhận",
}


def in_words(rule: Rule) -> str:
    """The value of a rule: "ít nhất 2/3 số người được triệu tập", "5 ngày làm việc"."""
    return content_in_words(rule.content, rule.unit, rule.words)


def content_in_words(content: Content, unit: Unit, words: str = "") -> str:
    """A value by itself; `words`, where there are any, say it."""
    if words:
        return words
    if isinstance(content, Threshold):
        of = BASE_WORDS[content.base] if content.base else WORDS[unit]
        amount = _amount(content.limit) if content.base else str(content.limit)
        return f"{STRICTNESS_WORDS[content.strictness]} {amount} {of}"
    if isinstance(content, tuple):
        return f"{' và '.join(str(item) for item in content)} {WORDS.get(unit, '')}".strip()
    return str(content)


def lines(rules: Rules) -> list[str]:
    """The whole of the rules, one value a paragraph: label, value, article, certainty, note."""
    shown = [f"{rules.label} – quy định áp dụng cho ngày {in_figures(rules.on)}"]
    for rule in rules:
        shown += ["", f"{rule.label}: {in_words(rule)}", f"    {rule.article.cited} · {_mark(rule.certainty)}"]
        if rule.note:
            shown.append(f"    {rule.note}")
    return shown


def _amount(limit: Fraction) -> str:
    percent = limit * 100
    return f"{percent} %" if percent.denominator == 1 else str(limit)


def _mark(certainty: Certainty) -> str:
    return f"[{certainty.value}] {CERTAINTY_WORDS[certainty]}"
