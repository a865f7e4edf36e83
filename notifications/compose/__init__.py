"""Turns a queued message into a letter at the moment it is sent: facts read, words rendered, link and code derived."""

import re
from collections.abc import Callable
from functools import lru_cache

from sqlmodel import Session, select

from models import Agency, OutboxMessage
from notifications import links
from notifications.compose import (
    appointment,
    asking,
    by_letter,
    circulation,
    conferring,
    countersigned,
    deciding,
    items,
    meeting,
    own_link,
    polling,
    rules,
    sealed,
    sign_in,
    to_officers,
    yearly,
)
from notifications.compose.shortening import fitted
from notifications.compose.thread import first_letter
from notifications.compose.told import Told
from notifications.letter import Letter
from settings import settings
from words.environment import environment, render
from words.names import clean_name

MESSAGES: dict[str, Callable[[Session, OutboxMessage], Told | None]] = {
    message.__name__: message
    for message in (
        circulation.resolution_circulated,
        circulation.resolution_reminder,
        circulation.answer_recorded,
        own_link.link_reissued,
        circulation.resolution_preview,
        to_officers.resolution_awaits_signature,
        to_officers.resolution_missing,
        to_officers.resolution_missing_in_unit,
        to_officers.resolution_closing_paper,
        items.item_entrusted,
        items.item_reminder,
        items.item_report_recorded,
        items.item_completion_reported,
        items.item_judged,
        items.items_check_asked,
        items.items_check_awaits_signature,
        items.items_checked,
        items.items_ended,
        asking.opinion_asked,
        asking.opinion_reminder,
        asking.opinion_recorded,
        asking.opinion_disclosed,
        asking.opinion_preview,
        deciding.opinion_plan_awaits_signature,
        deciding.opinion_closed,
        deciding.opinion_union_asked,
        deciding.opinion_decision_asked,
        deciding.opinion_decision_awaits_filing,
        meeting.meeting_summons,
        meeting.meeting_reminder,
        meeting.meeting_moved,
        meeting.meeting_cancelled,
        meeting.meeting_preview,
        appointment.meeting_list_wanted,
        appointment.meeting_count_asked,
        appointment.meeting_count_differs,
        appointment.meeting_minutes_await_signature,
        appointment.head_choice_asked,
        appointment.authority_choice_wanted,
        appointment.policy_clock_alert,
        appointment.withdrawal_noted,
        appointment.case_stopped,
        appointment.appointment_decision_awaits_filing,
        appointment.appointment_disclosed,
        yearly.conference_due,
        rules.rules_await_signature,
        rules.rules_disclosed,
        rules.rules_review_asked,
        sealed.keys_asked,
        sealed.keys_to_destroy,
        sealed.slips_asked,
        sealed.ballot_asked,
        sealed.ballot_recorded,
        sealed.ballots_closed,
        sealed.box_to_open,
        conferring.conference_plan_to_agree,
        conferring.conference_plan_awaits_signature,
        by_letter.letter_ballot_wanted,
        by_letter.letter_ballot_to_agree,
        by_letter.letter_ballot_awaits_signature,
        by_letter.letter_ballot_asked,
        by_letter.letter_ballot_reminder,
        by_letter.letter_ballot_recorded,
        polling.poll_report_wanted,
        polling.poll_answers_wanted,
        polling.poll_answered,
        polling.poll_paper_awaits_signature,
        sealed.words_to_peel,
        sign_in.sign_in_code,
        countersigned.deadline_extended,
        countersigned.procedure_withdrawn,
        countersigned.address_changed,
        countersigned.account_address_changed,
        countersigned.role_changed,
        countersigned.signature_wanted,
        countersigned.act_settled,
    )
}

_AGENCY = select(Agency)
_clean = lru_cache(maxsize=1024)(clean_name)


def compose(session: Session, message: OutboxMessage) -> Letter | None:
    """The letter as it must be sent now; None where nobody needs it any more. Raises KeyError for an unknown kind."""
    told = MESSAGES[message.kind](session, message)
    if told is None:
        return None
    agency = _agency(session)
    facts = _sentences(message.kind, {**_around(agency, told), **told.facts})
    subject = render(f"mail/{message.kind}/subject.txt", fitted=fitted, **facts).strip()
    return Letter(
        message_id=message.message_id,
        sender_name=clean_name(agency.office or agency.name),
        sender_address=settings().mail_from,
        to_name=clean_name(told.name),
        to_address=told.address,
        reply_to=told.reply_to,
        subject=subject,
        text=_tidied(render(f"mail/{message.kind}/body.txt", **facts)),
        html=render(f"mail/{message.kind}/body.html", subject=subject, **facts),
        references=first_letter(session, message),
        attachments=told.attachments,
    )


def _agency(session: Session) -> Agency:
    """The agency, read once for all letters of a session."""
    if _agency not in session.info:
        session.info[_agency] = session.exec(_AGENCY).first() or Agency(name="")
    return session.info[_agency]


def _sentences(kind: str, facts: dict[str, object]) -> dict[str, object]:
    """The facts, no fact with a line break of its own, and the sentences made of them, for both bodies alike."""
    clean = {name: _clean(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    for name, folder in (("frame", "_frame"), ("words", kind)):
        clean[name] = environment().get_template(f"mail/{folder}/words.txt").make_module(dict(clean))
    return clean


def _around(agency: Agency, told: Told) -> dict[str, object]:
    """The facts of what every letter says around its own words."""
    return {
        "to_name": told.name,
        "agency": agency.name,
        "head_title": agency.head_title,
        "contact": agency.contact.rstrip(". ") or told.asks,
        "base_url": links.page(""),
        "code_page": links.page("/code"),
        "link": told.link,
        "code": told.code,
    }


def _tidied(text: str) -> str:
    """No spaces at the end of a line, and no more than one blank line in a row."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" +\n", "\n", text)).strip() + "\n"
