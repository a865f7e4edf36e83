"""What the rehearsal of an appointment must have kept: summons, replies, ballots, conclusions, and who saw what."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cli.rehearsal.appointment.appointing import AppointmentPlay
from cli.rehearsal.appointment.ballots import Counted
from cli.rehearsal.appointment.ending import REASON
from cli.rehearsal.appointment.held import AGAIN, Held
from cli.rehearsal.appointment.holding import COURSE
from cli.rehearsal.appointment.inbox import MOVED, SUMMONS, Letter, letter_of
from cli.rehearsal.appointment.outside import ATTENDEE, NOT_YOURS, RESULTS
from cli.rehearsal.appointment.reading import (
    Sheet,
    broken_link,
    conclusions,
    entered,
    kept_counts,
    kept_replies,
    printed,
    replies,
)
from cli.rehearsal.promises import Left, Verdict, broken, reported
from cli.rehearsal.sealed import judging as sealed
from law.decisions.appointment import Organisation, Person, electorate
from models import ProcedureState

ONCE = (
    *("appointment_disclosed", "appointment_decision_awaits_filing", "case_stopped"),
    *("procedure_withdrawn", "meeting_cancelled"),
)
LONGEST_STEP = 500
_COUNTED = r"[^.]{0,60}?\d+ phiếu"


def judge(out: Path, play: AppointmentPlay, seconds: float) -> Verdict:
    """Recount everything in `out` beside the HTTP log and the play's own ballots."""
    left = Left.of(out, play)
    letters = list({letter.id: letter for letter in map(letter_of, left.mails)}.values())
    accepted, kept = replies(play.log), kept_replies(left.rows)
    report = reported(left, {"accepted": len(accepted), "counted": len(kept)}, seconds)
    number, state, outcome = left.rows(f"SELECT id, state, outcome FROM procedure WHERE id = {play.procedure}")[0]  # noqa: S608
    report |= {"procedure": number, "outcome": outcome or state, "ballots": _ballots(left, play)}
    report["meetings"] = [_told(held) for held in play.held]
    promises = {
        "the outcome is not the one that was played": report["outcome"] == play.script.course.outcome,
        "no meeting brought what the seed has drawn": _took_its_course(play),
        f"replies accepted that are not in the record: {set(accepted.items()) ^ set(kept.items())}": accepted == kept,
        **_of_pages(play),
        **_of_meetings(left, play, letters),
        **_of_sight(play, letters),
        **sealed.promises(left, play.votes),
        f"the log's chain breaks at {broken_link(left)}": broken_link(left) is None,
        "a step of the law is in the record twice": _steps_once(left, number),
        "the case was not closed in order": state == _last_state(play) and _all_steps(left, play),
    }
    unsaid = (REASON, *COURSE.splitlines(), *sealed.unsaid(play.votes))
    return Verdict(
        report, [*broken(left, play, report, ONCE, unsaid), *(said for said, holds in promises.items() if not holds)]
    )


def _took_its_course(play: AppointmentPlay) -> bool:
    """Whether a case that its meetings decide has had the meeting that the seed aims at."""
    is_decided_there = play.script.course.outcome in ("appointed", "stopped")
    return not is_decided_there or play.script.course.aims_at in {held.reason for held in play.held}


def _ballots(left: Left, play: AppointmentPlay) -> dict[str, int]:
    """Issued and returned by the sheets that pages took, counted by the record; sealed ones by their archives."""
    sheets = {meeting: taken[-1] for meeting, taken in entered(play.log).items()}
    counts, opened = kept_counts(left).values(), _opened(left, play).values()
    return {
        "issued": sum(sheet.issued for sheet in (*sheets.values(), *opened)),
        "returned": sum(sheet.returned for sheet in (*sheets.values(), *opened)),
        "counted": sum(count.valid + count.invalid + count.blank for count in (*counts, *opened)),
    }


def _opened(left: Left, play: AppointmentPlay) -> dict[int, Counted]:
    """The counts of the meetings that voted by sealed ballots, recomputed from the archives, by meeting."""
    found: dict[int, Counted] = {}
    for held in play.held:
        report = sealed.report_of(left, held.vote) if held.vote else None
        if held.vote and report and report.result:
            names, (*votes, blank) = sorted(held.names, key=int), report.result[0]
            returned = report.counted
            cast = tuple(zip(names, votes, strict=True))
            found[held.meeting_id] = Counted(held.vote.handed_out, returned, returned - blank, 0, blank, 0, cast)
    return found


def _told(held: Held) -> dict[str, Any]:
    there = {"summoned": len(held.voters), "excused": len(held.excused), "present": len(held.voting)}
    return {"meeting": held.number, "key": held.law.key, "reason": held.reason and held.reason.value, **there}


def _of_pages(play: AppointmentPlay) -> dict[str, bool]:
    """Every page answered as it should; whoever may not read a paper was refused."""
    refused = Counter(each.address for each in play.seen if each.status == NOT_YOURS)
    wrong = [(each.method, each.path, each.status) for each in play.log.exchanges if each.status >= 400]
    wrong = [each for each in wrong if not (each[2] == NOT_YOURS and refused[each[1]])]
    if play.is_rough:
        wrong = [each for each in wrong if each[2] not in (404, 409, 422)]
    return {f"pages answered otherwise than expected: {wrong[:5]}": not wrong}


def _of_meetings(left: Left, play: AppointmentPlay, letters: list[Letter]) -> dict[str, bool]:
    sheets, counts, concluded = entered(play.log), kept_counts(left) | _opened(left, play), conclusions(left)
    promises: dict[str, bool] = {}
    for held in play.held:
        of_it, said = held.meeting_id, f"meeting {held.number}: "
        taken, kept = sheets.get(of_it, []), counts.get(of_it)
        own = held.count if held.ballots else None
        promises |= {
            f"{said}the list is not the one that the law summons": _summoned(play, held) == _listed(held),
            f"{said}not exactly one summons with its calendar for each": _one_each(held, letters),
            f"{said}the record's count {kept} is not that of the ballots {own}": kept == own,
            f"{said}the tellers' last sheets differ from it": taken[-2:]
            == ([own] * 2 if own and not held.vote else []),
            f"{said}ballots handed out are not the people there": own is None or own.issued == len(held.voting),
            f"{said}the minutes print another count": printed(left, held) == (Sheet.of(own) if own else None),
            f"{said}two different counts were taken": not own
            or len(taken) == (0 if held.vote else 2)
            or held.was_miscounted
            or play.is_rough,
            f"{said}the record concludes {concluded.get(of_it)}, not {held.reason}": _concluded(held, concluded),
        }
    return promises


def _summoned(play: AppointmentPlay, held: Held) -> Counter[tuple[str, bool]]:
    """Whom the law summons, by name and whether they vote, of the play's own list of people and positions."""
    company = play.company
    people = [
        Person(place, tuple(each.value for each in company.positions.get(place, ())), person.category == "Công chức")
        for place, person in enumerate(company.people)
    ]
    found = electorate(play.script.rules, held.law, Organisation(len(people), has_units=True), people)
    groups = ((found.voters, True), (found.attending_without_vote, False))
    return Counter((company.people[int(each)].full_name, votes) for group, votes in groups for each in group)


def _listed(held: Held) -> Counter[tuple[str, bool]]:
    return Counter((seat.name, seat.has_vote) for seat in held.seats)


def _one_each(held: Held, letters: list[Letter]) -> bool:
    """Of letters that came twice under one Message-ID one counts; who was summoned to another hour is moved to this."""
    kinds = (SUMMONS, MOVED)
    came = Counter(letter.entry for letter in letters if letter.kind in kinds and letter.starts == held.calendar)
    return came == Counter(seat.entry for seat in held.seats if seat.has_mail)


def _concluded(held: Held, concluded: dict[int, tuple[str, set[str], bool]]) -> bool:
    if held.reason is None:
        return held.meeting_id not in concluded
    reason, chosen, _by_a_person = concluded.get(held.meeting_id, ("", set[str](), False))
    return (reason, chosen) == (held.reason.value, set(held.chosen))


def _of_sight(play: AppointmentPlay, letters: list[Letter]) -> dict[str, bool]:
    """No page and no letter tells a result to someone to whom the law does not show it."""
    names = list(play.nominees)
    read = [each for each in play.seen if each.status < 400 and any(kind in each.address for kind in RESULTS)]
    pages = [each.who for each in play.seen if each.is_of_case and not hides(each.text, each.occurrence // AGAIN)]
    hidden = [held.number for held in play.held if not held.law.announced]
    cards = [each.who for each in play.seen if each.who == ATTENDEE and "không công bố" not in each.text]
    told = [letter.kind for letter in letters if _says_a_count(letter.text, names)]
    return {
        f"a paper with a result was open to {[each.who for each in read]}": not read,
        f"a page told a count to {pages}": not pages,
        f"a card of someone who was there does not say that the result is not announced: {cards}": not cards,
        f"a letter tells a count: {told}": not told,
        "nobody outside was asked": bool(play.seen) or not hidden or play.script.course.outcome != "appointed",
        f"a letter names a nominee: {_naming(play, letters)}": not _naming(play, letters),
    }


def _naming(play: AppointmentPlay, letters: Iterable[Letter]) -> list[str]:
    """Kinds of letters about meetings that name someone who is considered, other than their own reader."""
    own = {person.full_name: person.email for person in play.company.people}
    found = []
    for letter in letters:
        if letter.kind.startswith("meeting_"):
            found += [letter.kind for name in play.nominees if name in letter.text and own[name] not in letter.to]
    return found


def hides(text: str, step: int) -> bool:
    """Whether a page of the case has this step, and no number of ballots beside it."""
    _before, found, after = text.partition(f"Bước {step}: ")
    there = after.partition(f"Bước {step + 1}: ")[0][:LONGEST_STEP]
    return bool(found) and not re.search(r"\d phiếu", there)


def _says_a_count(text: str, names: Iterable[str]) -> bool:
    return any(re.search(re.escape(name) + _COUNTED, text) for name in names)


def _steps_once(left: Left, number: int) -> bool:
    rows = left.rows(
        f"SELECT count(*) FROM step_record WHERE procedure_id = {number} GROUP BY step, occurrence"  # noqa: S608
    )
    return all(times == 1 for (times,) in rows)


def _last_state(play: AppointmentPlay) -> str:
    annulled = play.script.course.outcome == "annulled"
    return (ProcedureState.ANNULLED if annulled else ProcedureState.CLOSED).value


def _all_steps(left: Left, play: AppointmentPlay) -> bool:
    """Each meeting that the law has was held, where the case came to an appointment."""
    if play.script.course.outcome != "appointed":
        return True
    held = {row[0] for row in left.rows("SELECT occurrence FROM step_record WHERE step = 'votes_counted'")}
    return held == {each.number for each in play.held} and {n // 10 for n in held} == {
        each.step for each in play.script.meetings
    }
