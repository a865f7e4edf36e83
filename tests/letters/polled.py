"""Letters of a confidence poll beside those of its meeting: each composed at the moment it would be sent."""

from models import Agency
from models.store import database
from notifications.letter import Letter
from procedures.confidence_poll import questioning, running
from procedures.confidence_poll.questioning import questions_of
from procedures.confidence_poll.steps import NOTICE
from procedures.meetings.summoning import convening
from tests.letters.sealed import composed
from tests.polling import POLLED, Poll


def poll_letters(contact: str) -> dict[str, list[Letter]]:
    """From the notice to the report, on the database of the moment; reports asked for in time and late."""
    poll = Poll()
    with database.transaction() as session:
        agency = session.get_one(Agency, 1)
        agency.contact = contact
        session.add(agency)
    poll.open()
    kept = {"poll_paper_awaits_signature": composed("poll_paper_awaits_signature")}
    poll.sign(NOTICE)
    running.note_notice(poll.number)
    running.ask_for_reports(poll.number)
    kept["poll_report_wanted"] = composed("poll_report_wanted")
    poll.world.move(days=13)
    kept["poll_report_wanted"] += composed("poll_report_wanted")
    poll.report()
    running.note_reports(poll.number)
    kept |= _asked_and_answered(poll)
    kept["poll_paper_awaits_signature"] += _reported(poll)
    return kept


def _asked_and_answered(poll: Poll) -> dict[str, list[Letter]]:
    running.prepare(poll.number, poll.at)
    convening.confirm_plan(poll.world.hr, *poll.here)
    running.summon(poll.number, poll.at)
    questioning.ask(poll.token(9), poll.polled()[0], "Vì sao chậm?")
    running.close_questions(poll.number, poll.at)
    kept = {"poll_answers_wanted": composed("poll_answers_wanted")}
    with database.reading() as session:
        (question,) = questions_of(session, poll.number)
    questioning.answer(poll.token(POLLED[0]), question.id or 0, "Vì thiếu người.")
    running.send_answers(poll.number, poll.at)
    return kept | {"poll_answered": composed("poll_answered")}


def _reported(poll: Poll) -> list[Letter]:
    poll.world.move(days=17)
    poll.come()
    poll.poll((10, 10, 8), (20, 5, 3), (0, 0, 28))
    running.report(poll.number)
    return composed("poll_paper_awaits_signature")
