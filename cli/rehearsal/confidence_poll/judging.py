"""What the rehearsal of a poll must have kept: reports, questions, ballots, shares and consequences on the papers."""

import json
from collections import Counter
from pathlib import Path

from lxml import html

from cli.rehearsal.appointment.inbox import SUMMONS, letter_of
from cli.rehearsal.appointment.reading import broken_link
from cli.rehearsal.confidence_poll.ballots import LEVELS, UNMARKED, Counted
from cli.rehearsal.confidence_poll.polling import ANSWER, COURSE, QUESTION, PollPlay
from cli.rehearsal.promises import Left, Verdict, broken, reported
from cli.rehearsal.sealed import judging as box
from cli.rehearsal.sealed.voting import SealedVote
from law.decisions.confidence import Consequence, level
from words.figures import percent_of

ONCE = ("poll_report_wanted", "poll_answers_wanted", "poll_answered")
SAID = {
    Consequence.KEEP: "không thuộc trường hợp phải xem xét",
    Consequence.OUT_OF_PLANNING: "đưa ra khỏi quy hoạch",
    Consequence.REMOVE: "thuộc trường hợp miễn nhiệm",
}


def judge(out: Path, play: PollPlay, seconds: float) -> Verdict:
    """Recount everything in `out` beside the HTTP log and the play's own ballots."""
    left, own = Left.of(out, play), play.count
    assert own is not None
    questions, answered = left.rows("SELECT count(*), count(answered_at) FROM poll_question")[0]
    report = reported(left, {"accepted": _posted(play, "/poll/questions"), "counted": questions}, seconds)
    vote = play.sealed_vote
    kept = _opened(left, play, vote) if vote else _kept(left)
    report["ballots"] = {
        "issued": own.issued,
        "returned": own.returned,
        "counted": kept.valid + kept.invalid + kept.blank if kept else 0,
    }
    report["course"] = play.course.value
    reports = left.rows("SELECT count(*) FROM polled_person WHERE report_id IS NOT NULL")[0][0]
    wrong = _unexpected(play)
    misprinted = _misprinted(left, play, own)
    promises = {
        "the outcome is not the one that was played": report["outcome"] == "polled",
        f"{reports} reports of {len(play.polled)} are in the record": reports == len(play.polled),
        f"questions asked {len(play.questions)}, kept {questions}, answered {answered}": questions
        == answered
        == len(play.questions),
        f"the record's count {kept} is not that of the ballots {own}": kept == own,
        f"what the papers print is not what the ballots say: {misprinted}": not misprinted,
        "not exactly one summons for each convening": _summons(left, play),
        "the result showed before both had counted": not play.showed_too_early,
        "somebody who was asked could read who asked": not play.named_the_asker,
        f"pages answered otherwise than expected: {wrong[:5]}": not wrong,
        f"the log's chain breaks at {broken_link(left)}": broken_link(left) is None,
        "a step of the law is in the record twice": _steps_once(left),
        **(box.promises(left, [vote]) if vote else {}),
    }
    unkept = [said for said, holds in promises.items() if not holds]
    return Verdict(report, [*broken(left, play, report, ONCE, _unsaid(play)), *unkept])


def _unexpected(play: PollPlay) -> list[tuple[str, str, int]]:
    """Pages that refused or failed; under a fault a form that is sent again may be refused."""
    wrong = [(each.method, each.path, each.status) for each in play.log.exchanges if each.status >= 400]
    return [each for each in wrong if not (play.is_rough and each[2] in (404, 409, 422))]


def _unsaid(play: PollPlay) -> tuple[str, ...]:
    """What was said, asked or decided, of which Prefect must know nothing."""
    return (
        QUESTION.format(number=1),
        *(ANSWER.format(number=number) for number, _, _ in play.polled),
        *COURSE.splitlines(),
        *(box.unsaid([play.sealed_vote]) if play.sealed_vote else ()),
    )


def _posted(play: PollPlay, ending: str) -> int:
    """How many forms to such an address a page accepted, by the HTTP log alone."""
    return sum(
        each.method == "POST" and each.status == 303 and each.path.endswith(ending) for each in play.log.exchanges
    )


def _kept(left: Left) -> Counted:
    """The count that holds, as the record has it."""
    lines = "issued, returned, valid, invalid, blank, marks"
    (row,) = left.rows(f"SELECT {lines} FROM count_entry ORDER BY attempt DESC, entry DESC LIMIT 1")  # noqa: S608
    marks = {int(number): of for number, of in json.loads(row[5]).items()}
    return Counted(*row[:5], marks=marks)


def _opened(left: Left, play: PollPlay, vote: SealedVote) -> Counted | None:
    """The count out of the archive, recomputed; None where it does not verify."""
    report = box.report_of(left, vote)
    if report is None or report.result is None:
        return None
    people = [number for number, _, _ in play.polled]
    rows = zip(people, report.result, strict=True)
    marks = {number: dict(zip((*LEVELS, UNMARKED), row, strict=True)) for number, row in rows}
    return Counted(vote.voters, report.counted, report.counted, 0, 0, marks)


def _misprinted(left: Left, play: PollPlay, own: Counted) -> list[str]:
    """Figures and consequences that a paper should say of someone, and does not."""
    wrong: list[str] = []
    for paper in ("confidence_summary", "confidence_report"):
        words = " ".join(html.document_fromstring(left.paper(paper)).text_content().split())
        for number, _, name in play.polled:
            of = own.marks[number]
            shares = [f"{of[each]} ({percent_of(of[each], own.returned, 1)})" for each in ("high", "confidence", "low")]
            found = level(play.rules, returned=own.returned, low=of["low"])
            said = words.split(f"Đồng chí {name}:")[1].split("Đồng chí")[0]
            wrong += [f"{paper}, {name}: {share}" for share in shares if share not in words]
            wrong += [] if SAID[found.consequence] in said else [f"{paper}, {name}: {found.consequence}"]
    return wrong


def _summons(left: Left, play: PollPlay) -> bool:
    """Each person with mail has one summons a convening, however often a relay repeated it."""
    letters = {letter.id: letter for letter in map(letter_of, left.mails) if letter.kind == SUMMONS}.values()
    by_mail = left.rows(
        "SELECT count(*) FROM attendee JOIN roll_entry ON roll_entry.id = roll_entry_id WHERE email IS NOT NULL"
    )[0][0]
    each = Counter((letter.entry, letter.starts) for letter in letters)
    return len(letters) == by_mail and set(each.values()) == {1}


def _steps_once(left: Left) -> bool:
    steps = left.rows("SELECT step, occurrence FROM step_record")
    return len(steps) == len(set(steps))
