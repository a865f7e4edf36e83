"""What the rehearsal of rules must have kept: one decision, the text as it was answered, everyone told once."""

import re
from collections import Counter
from pathlib import Path

from cli.rehearsal.opinion.judging import last_words
from cli.rehearsal.post import kind_of
from cli.rehearsal.promises import Left, Verdict, broken, reported
from cli.rehearsal.regulation.ruling import AMENDED, REASON, RulesPlay
from models import Role

ONCE = ("rules_await_signature", "rules_disclosed", "rules_review_asked", "opinion_asked", "opinion_disclosed")


def judge(out: Path, play: RulesPlay, seconds: float) -> Verdict:
    """Recount everything in `out` beside the HTTP log."""
    left, said = Left.of(out, play), last_words(play.log)
    answers = {"accepted": len(said), "counted": left.rows("SELECT count(*) FROM answer")[0][0]}
    report = reported(left, answers, seconds)
    promises = {
        f"answers accepted and counted differ: {answers}": len(set(answers.values())) == 1,
        "the rules did not end as they were played": report["outcome"] == "repealed",
        **_text(left, play),
        **_letters(left, play),
        **_consultation(left, play),
    }
    unsaid = {text for saying in said.values() for text in saying.said.values()} | {REASON}
    return Verdict(
        report, [*broken(left, play, report, ONCE, unsaid), *(text for text, kept in promises.items() if not kept)]
    )


def _text(left: Left, play: RulesPlay) -> dict[str, bool]:
    """The decision and everyone's page carry the text as the consultation left it."""
    decision = _words(left.paper("regulation_decision"))
    page = _words((left.out / "pages" / "rules.html").read_text(encoding="utf-8"))
    first, *others = play.draft.paragraphs
    wanted = [first.removesuffix(".") + AMENDED if play.consultation else first, *others]
    by_conference = "05/NQ-HNCBCC" in decision
    return {
        "the decision has not the whole text": all(_words(text) in decision for text in wanted),
        "the page has not the whole text": all(_words(text) in page for text in wanted),
        "the decision does not say what it rests on": by_conference == (play.consultation == 0),
    }


def _letters(left: Left, play: RulesPlay) -> dict[str, bool]:
    told = Counter(address for mail in left.mails if kind_of(mail) == "rules_disclosed" for address in mail.recipients)
    asked = {address for mail in left.mails if kind_of(mail) == "rules_review_asked" for address in mail.recipients}
    reviewers = {play.cast.holder(role).email for role in (Role.HR, Role.MANAGER)}
    return {
        "the rules were not told to everyone once": set(told) == {person.email for person in play.cast.by_mail},
        "others were asked to review than HR and the head": asked == reviewers,
        "the clerk was asked for two decisions": not [
            mail for mail in left.mails if kind_of(mail) == "opinion_decision_awaits_filing"
        ],
    }


def _consultation(left: Left, play: RulesPlay) -> dict[str, bool]:
    """The consultation ended by the number of the rules, once it had been posted."""
    rows = left.rows("SELECT outcome, state FROM procedure WHERE kind = 'opinion'")
    return {
        "the consultation did not end with the rules": rows == ([("issued", "closed")] if play.consultation else [])
    }


def _words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>|&nbsp;", " ", text).split())
