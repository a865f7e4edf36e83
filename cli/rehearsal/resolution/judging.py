"""What the rehearsal of a resolution must have kept: everyone who read it is counted, and the paper says so."""

import re
from collections import Counter
from pathlib import Path

from cli import sample
from cli.rehearsal.post import kind_of
from cli.rehearsal.promises import Left, Verdict, accepted_answers, broken, reported
from cli.rehearsal.resolution.carrying_out import CarryingOutPlay
from cli.rehearsal.resolution.circulating import CirculationPlay
from cli.rehearsal.resolution.next_conference import LOOKED_AT, REPORT

ONCE = (
    *("resolution_circulated", "answer_recorded", "resolution_missing", "resolution_closing_paper"),
    *("item_entrusted", "items_ended"),
)


def judge(out: Path, play: CirculationPlay, seconds: float) -> Verdict:
    """Recount everything in `out` beside the HTTP log."""
    left = Left.of(out, play)
    answers = {
        "accepted": len(accepted_answers(play.log)) + len(play.cast.on_paper),
        "counted": left.rows("SELECT count(*) FROM answer")[0][0],
        "on_paper": printed_answers(left.paper("closing_notice")),
    }
    report = reported(left, answers, seconds)
    expected = len(play.cast.people) - len(play.cast.never)
    promises = {
        f"answers accepted, counted, printed, expected: {answers}, {expected}": set(answers.values()) == {expected},
        "the circulation did not end as it was played": _ended(left, "reported") == ["some_missing"],
    }
    if isinstance(play, CarryingOutPlay):
        promises |= _carried_out(left, play)
    return Verdict(report, [*broken(left, play, report, ONCE), *(said for said, kept in promises.items() if not kept)])


def _ended(left: Left, step: str) -> list[str]:
    """How a step ended, as often as it was done."""
    return [outcome for (outcome,) in left.rows(f"SELECT outcome FROM step_record WHERE step = '{step}' ORDER BY id")]  # noqa: S608


def _recipients(left: Left, kind: str) -> set[tuple[str, str]]:
    """Who got a letter of a kind, with its Message-ID: one sent twice counts once."""
    mails = [mail for mail in left.mails if kind_of(mail) == kind]
    return {(address, mail.header("Message-ID")) for mail in mails for address in mail.recipients}


def _carried_out(left: Left, play: CarryingOutPlay) -> dict[str, bool]:
    """What the year of the items must have kept, by the mails and the papers."""
    told = Counter(address for address, _ in _recipients(left, "items_checked"))
    reminded = {address for address, _ in _recipients(left, "item_reminder")}
    second, silent = (owner.email for owner in play.owners[1:])
    printed, heard = _words(left.paper("items_outcome")), _words(left.paper(REPORT))
    became = ("3 việc; đã xong 1, đang làm 0, quá hạn 2", "Đã xong ngày", *(item.text for item in sample.ITEMS))
    return {
        "a check was not told to everyone, or told twice": told == Counter({p.email: 2 for p in play.cast.by_mail}),
        "others were reminded than those who are behind": reminded == {second, silent},
        "the year did not end as it was played": _ended(left, "followed") == ["items_left"],
        "the checks were not held": _ended(left, "checked") == ["done", "done"],
        "the last list does not say what became of the items": "1/3 việc" in printed,
        "the next conference does not hear what became of each item": all(said in heard for said in became),
        f"overdue items show at {play.overdue_at} alone": len(play.overdue_at) == len(LOOKED_AT),
        "evidence was lost": left.rows("SELECT count(*) FROM item_report")[0][0] == 3,
    }


def printed_answers(paper: str) -> int:
    """How many the closing paper says have read."""
    share = re.search(r"(\d+)/\d+ người", _words(paper))
    return int(share[1]) if share else -1


def _words(paper: str) -> str:
    return " ".join(re.sub(r"<[^>]+>|&nbsp;", " ", paper).split())
