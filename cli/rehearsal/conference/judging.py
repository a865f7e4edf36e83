"""What the rehearsal of a conference must have kept: who came, hands, questions, minutes, the drafted resolution."""

import json
from collections import Counter
from pathlib import Path

from lxml import html

from cli.rehearsal.appointment.inbox import SUMMONS, letter_of
from cli.rehearsal.appointment.reading import broken_link
from cli.rehearsal.conference.conferring import QUESTIONS, ConferencePlay
from cli.rehearsal.conference.planning import SEATS, Turn
from cli.rehearsal.promises import Left, Verdict, broken, reported
from cli.rehearsal.sealed import judging as box

ONCE = ("conference_plan_to_agree", "conference_plan_awaits_signature")


def judge(out: Path, play: ConferencePlay, seconds: float) -> Verdict:
    """Recount everything in `out` beside the HTTP log and the play's own numbers."""
    left = Left.of(out, play)
    accepted = sum(e.method == "POST" and e.status == 303 and e.path.endswith("/reply") for e in play.log.exchanges)
    counted = left.rows("SELECT count(*) FROM attendee WHERE will_attend IS NOT NULL")[0][0]
    report = reported(left, {"accepted": play.replied, "counted": counted}, seconds)
    report["turn"] = play.turn.value
    wrong = [(each.method, each.path, each.status) for each in play.log.exchanges if each.status >= 400]
    if play.is_rough:
        wrong = [each for each in wrong if each[2] not in (404, 409, 422)]
    report["ballots"] = _ballots(left, play)
    outcome = "not_adopted" if play.turn is Turn.NOT_ADOPTED or _is_lost(play) else "adopted"
    items = 0 if play.said else 1
    came = left.rows(f"SELECT count(present_at) FROM attendee WHERE meeting_id = {play.meeting_id}")[0][0]  # noqa: S608
    promises = {
        f"the outcome is {report['outcome']}": report["outcome"] == outcome,
        f"{came} are kept as present, {len(play.present)} came": came == len(play.present),
        f"{play.replied} said whether they come, pages took {accepted}": accepted >= play.replied == counted,
        f"hands kept {_hands(left)}, counted {play.hands}": _hands(left) == play.hands,
        f"the minutes do not say {_unsaid(left, play)}": not _unsaid(left, play),
        f"the drafted resolution is {_drafted(left)}": _drafted(left) == ((3, items) if outcome == "adopted" else None),
        f"elected {_elected(left)}, counted {play.votes}": _elected(left) == _by_law(play),
        f"letters kept {_letters(left)}, answered {play.said}": _letters(left) == play.said,
        "not exactly one summons for each convening": _summons(left),
        f"pages answered otherwise than expected: {wrong[:5]}": not wrong,
        f"the log's chain breaks at {broken_link(left)}": broken_link(left) is None,
        "a step of the law is in the record twice": _steps_once(left),
        f"the agenda is {_agenda(left)}": _agenda(left) == play.agenda,
        **box.promises(left, play.boxes),
        f"the law kept is not that of {play.rules.on}": _law_kept(left) == play.rules.frozen()["values"],
    }
    unsaid = [text for question in QUESTIONS for text in question[1:3]]
    unsaid += box.unsaid(play.boxes)
    kept = broken(left, play, report, ONCE, unsaid)
    return Verdict(report, [*kept, *(said for said, holds in promises.items() if not holds)])


def _hands(left: Left) -> list[tuple[str, int, int, int]]:
    """Every vote of the record, in its order."""
    rows = left.rows("SELECT key, in_favour, against, abstained FROM conference_vote ORDER BY id")
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _ballots(left: Left, play: ConferencePlay) -> dict[str, int]:
    """The ballots of the election by the count that holds, or the archive of its box; none where nobody was elected."""
    if vote := play.sealed_vote:
        report = box.report_of(left, vote)
        return {"issued": vote.voters, "returned": len(vote.cast), "counted": report.counted if report else 0}
    rows = left.rows("SELECT issued, returned, valid + invalid + blank FROM count_entry ORDER BY attempt DESC LIMIT 1")
    issued, returned, counted = rows[0] if rows and play.votes else (0, 0, 0)
    return {"issued": issued, "returned": returned, "counted": counted}


def _elected(left: Left) -> set[int]:
    """Whom the record calls elected."""
    rows = left.rows("SELECT chosen FROM conclusion WHERE post_id IS NOT NULL ORDER BY revision DESC LIMIT 1")
    return set(json.loads(rows[0][0])) if rows else set()


def _by_law(play: ConferencePlay) -> set[int]:
    """Who has the votes of more than half of those who were there, as many as there are seats, the most first."""
    votes = play.votes
    enough = sorted((who for who in votes if 2 * votes[who] > len(play.present)), key=lambda who: -votes[who])
    if len(enough) <= SEATS:
        return set(enough)
    return {who for who in enough if votes[who] > votes[enough[SEATS]]}


def _letters(left: Left) -> dict[int, str]:
    """What each person answered of the resolution by letter."""
    rows = left.rows("SELECT roll_entry_id, content FROM answer")
    return {entry: json.loads(content)["choices"]["resolution"] for entry, content in rows}


def _is_lost(play: ConferencePlay) -> bool:
    """Whether the ballot by letter falls short of more than half of all staff."""
    agree = sum(choice == "agree" for choice in play.said.values())
    return bool(play.said) and 2 * agree <= len(play.cast.people)


def _unsaid(left: Left, play: ConferencePlay) -> list[str]:
    """What the minutes should say, and do not."""
    paper = left.paper(f"meeting_minutes-1{play.convening}")
    words = " ".join(html.document_fromstring(paper).text_content().split())
    asked = () if play.said else QUESTIONS
    wanted = [f"{len(play.present):02d}/{len(play.seats):02d}", *(question[1].rstrip(".") for question in asked)]
    return [said for said in (*wanted, *(f"{hands[1]} (" for hands in (*play.hands, *play.boxed))) if said not in words]


def _drafted(left: Left) -> tuple[int, int] | None:
    """Articles and items of the resolution that was drafted; None where there is none."""
    found = left.rows("SELECT id FROM procedure WHERE kind = 'resolution' AND state = 'draft'")
    if not found:
        return None
    articles = left.rows("SELECT count(*) FROM resolution_article")[0][0]
    return articles, left.rows("SELECT count(*) FROM resolution_item")[0][0]


def _summons(left: Left) -> bool:
    """Each person with mail has one summons a convening, however often a relay repeated it."""
    letters = {letter.id: letter for letter in map(letter_of, left.mails) if letter.kind == SUMMONS}.values()
    by_mail = left.rows(
        "SELECT count(*) FROM attendee JOIN roll_entry ON roll_entry.id = roll_entry_id WHERE email IS NOT NULL"
    )[0][0]
    each = Counter((letter.entry, letter.starts) for letter in letters)
    return len(letters) == by_mail and set(each.values()) == {1}


def _agenda(left: Left) -> list[str]:
    """The items of the agenda, in their order."""
    return [row[0] for row in left.rows("SELECT key FROM agenda_item ORDER BY number")]


def _law_kept(left: Left) -> object:
    """The rules that the conference keeps, from the day on which it began."""
    return json.loads(left.rows("SELECT rules FROM procedure WHERE kind = 'conference'")[0][0])["values"]


def _steps_once(left: Left) -> bool:
    steps = left.rows("SELECT step, occurrence FROM step_record")
    return len(steps) == len(set(steps))
