"""What the rehearsal of a resolution must have kept: everyone who read it is counted, and the paper says so."""

import re
from pathlib import Path

from cli.rehearsal.promises import Left, Verdict, accepted_answers, broken, reported
from cli.rehearsal.resolution.circulating import CirculationPlay

ONCE = ("resolution_circulated", "answer_recorded", "resolution_missing", "resolution_closing_paper")


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
        "the outcome is not the one that was played": report["outcome"] == "some_missing",
    }
    return Verdict(report, [*broken(left, play, report, ONCE), *(said for said, kept in promises.items() if not kept)])


def printed_answers(paper: str) -> int:
    """How many the closing paper says have read."""
    share = re.search(r"(\d+)/\d+ người", " ".join(re.sub(r"<[^>]+>|&nbsp;", " ", paper).split()))
    return int(share[1]) if share else -1
