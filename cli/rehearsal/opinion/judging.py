"""What the rehearsal of a consultation must have kept: each person's last word stands in the table, once, unnamed."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cli.rehearsal.browser import Log
from cli.rehearsal.opinion import judging_sealed as sealing
from cli.rehearsal.opinion.consulting import ConsultationPlay
from cli.rehearsal.opinion.deciding import REASON
from cli.rehearsal.opinion.saying import AGREE, COMMENT, Saying
from cli.rehearsal.opinion.tables import (
    NamedRow,
    folded,
    named_rows,
    printed_counts,
    printed_rows,
    public_rows,
    public_section,
)
from cli.rehearsal.post import kind_of
from cli.rehearsal.promises import Left, Verdict, broken, reported
from cli.rehearsal.sealed import judging as sealed_box

ONCE = (
    *("opinion_asked", "opinion_plan_awaits_signature", "opinion_closed", "opinion_union_asked"),
    *("opinion_decision_asked", "opinion_decision_awaits_filing", "opinion_disclosed"),
)
_SENT = re.compile(r"/p/(\d+)-[0-9a-f]+/opinion/answer|/hr/procedures/\d+/sheets/(\d+)")
_SAID = re.compile(r"said_(\d+)")
_SAME = " .;,!"
Voices = Counter[tuple[str, int, str]]


def judge(out: Path, play: ConsultationPlay, seconds: float) -> Verdict:
    """Recount everything in `out` beside the HTTP log."""
    left, said, box = Left.of(out, play), last_words(play.log), play.box
    counts = printed_counts(left.paper("responses_table"))
    unopened = len(box.cast) if box and not box.is_opened else 0
    answers = {
        "accepted": len(said) + (len(box.cast) if box else 0),
        "counted": left.rows("SELECT count(*) FROM answer")[0][0] + sealing.counted(left, box),
        "on_paper": counts[0] + counts[1] + unopened,
    }
    report = reported(left, answers, seconds)
    named = [row for path in sorted((out / "pages").glob("table-*.html")) for row in named_rows(path.read_text())]
    spoken, tabled = voices_of(said, dict(left.rows("SELECT id, full_name FROM roll_entry"))), voices_in(named)
    report["opinions"] = {"accepted": spoken.total(), "in_table": tabled.total(), "rows": len(named)}
    if box:
        counted = sealing.counted(left, box) if box.is_opened else 0
        report["ballots"] = {"issued": box.voters, "returned": len(box.cast), "counted": counted}
    promises = {
        **_answers(left, play, said, answers, counts),
        f"opinions lost {spoken - tabled}, made up {tabled - spoken}": spoken == tabled,
        **_table(left, play, named),
        **_deciding(play, report),
        "an opinion or a change of it was not told to its owner once": _told_once(left, play.log),
        **(sealing.promises(left, box, named) if box else {}),
    }
    unsaid = {text for saying in said.values() for text in saying.said.values()} | {REASON}
    unsaid |= {*box.words.values(), *sealed_box.unsaid([box])} - {""} if box else set()
    return Verdict(
        report, [*broken(left, play, report, ONCE, unsaid), *(text for text, kept in promises.items() if not kept)]
    )


def _answers(
    left: Left, play: ConsultationPlay, said: dict[int, Saying], answers: dict[str, int], counts: tuple[int, int, int]
) -> dict[str, bool]:
    expected = len(play.cast.people) - len(play.cast.never)
    choices = Counter(saying.choice for saying in said.values())
    agreed, commented = sealing.opened(play.box)
    right = (choices[AGREE] + agreed, choices[COMMENT] + commented, len(play.cast.never))
    comments = left.rows(
        "SELECT answer.roll_entry_id, comment.paragraph, comment.text FROM comment "
        "JOIN answer ON answer.id = comment.answer_id"
    )
    kept = Counter((entry, place, folded(text)) for entry, place, text in comments)
    spoken = Counter(
        (entry, place, folded(text)) for entry, saying in said.items() for place, text in saying.said.items()
    )
    return {
        f"answers accepted, counted, printed, expected: {answers}, {expected}": set(answers.values()) == {expected},
        f"the paper counts {counts} who agreed, commented, were silent; it was {right}": counts == right,
        "what is kept is not what was last accepted": kept == spoken,
    }


def _table(left: Left, play: ConsultationPlay, named: list[NamedRow]) -> dict[str, bool]:
    page = next((left.out / "pages").glob("disclosed-*.html")).read_text(encoding="utf-8")
    public, paper = public_rows(page), printed_rows(left.paper("responses_table"))
    own = Counter((row.paragraph, folded(row.gist).rstrip(" .;"), row.people) for row in named)
    shown = Counter((row.paragraph, row.gist, row.people) for row in public)
    words, names = folded(public_section(page).text_content()), {person.full_name for person in play.cast.people}
    merged = _merged(play.log)
    return {
        "the disclosed table is not the one that HR settled": own == shown,
        "the printed table is not the disclosed one": Counter(public) == Counter(paper),
        "an opinion was disclosed without an answer": all(row.verdict and row.response for row in public),
        "someone is named in the disclosed table": not any(name in words for name in names),
        "a row holds opinions in other words, though nobody merged them": all(
            same_words(text) == same_words(row.gist)
            for row in named
            if row.number not in merged
            for _name, text in row.voices
        ),
    }


def _deciding(play: ConsultationPlay, report: dict[str, Any]) -> dict[str, bool]:
    return {
        "the decision was not refused, or the unanswered opinion not named": play.named_the_unanswered,
        "what came too late was not shown again to be copied": not play.lost_when_late,
        "the outcome is not the one that was played": report["outcome"]
        == ("issued" if play.is_issued else "not_issued"),
    }


def sayings(log: Log) -> Iterator[tuple[int, Saying]]:
    """What pages accepted, in order: the entry on the list, and the answer that was sent."""
    for each in log.exchanges:
        match = _SENT.fullmatch(each.path) if each.method == "POST" and each.status == 303 else None
        if match:
            fields = dict(each.sent)
            said = {int(found[1]): text for name, text in fields.items() if (found := _SAID.fullmatch(name)) and text}
            yield int(match[1] or match[2]), Saying(fields["choice"], said)


def last_words(log: Log) -> dict[int, Saying]:
    """The last accepted answer of each, by the HTTP log alone."""
    return dict(sayings(log))


def voices_of(said: dict[int, Saying], names: dict[int, str]) -> Voices:
    return Counter(
        (names[entry], paragraph, folded(text))
        for entry, saying in said.items()
        for paragraph, text in saying.said.items()
    )


def voices_in(named: list[NamedRow]) -> Voices:
    """Whose words stand in HR's table, and of which paragraph."""
    return Counter((name, row.paragraph, text) for row in named for name, text in row.voices)


def same_words(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(_SAME)


def _merged(log: Log) -> set[int]:
    """The rows that HR made of several."""
    pressed = [each.sent for each in log.exchanges if each.path.endswith("/table")]
    merges = [sent for sent in pressed if any(name == "do" and value.startswith("merge-") for name, value in sent)]
    return {min(int(value) for name, value in sent if name == "row") for sent in merges}


def _told_once(left: Left, log: Log) -> bool:
    """As many notices as answers that said something new; what was sent again unchanged is no news."""
    known: dict[int, Saying] = {}
    news: Counter[int] = Counter()
    by_link = {entry for entry, email in left.rows("SELECT id, email FROM roll_entry") if email}
    for entry, saying in sayings(log):
        news[entry] += known.get(entry) != saying and entry in by_link
        known[entry] = saying
    told = {mail.header("Message-ID") for mail in left.mails if kind_of(mail) == "opinion_recorded"}
    return len(told) == news.total()
