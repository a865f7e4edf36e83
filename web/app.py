"""The application: its routers, what surrounds them, and its static files."""

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from settings import ROOT
from web import csrf, errors
from web.access import own_sessions, second_factor, sign_in
from web.clerk import papers, register
from web.conference import agreeing, conducting, delegating, emulating, letter_ballot, letter_card
from web.conference import card as conference_card
from web.conference import planning as conference
from web.edge.access_log import AccessLog
from web.edge.body_size import BodySize
from web.edge.headers import HeadAsGet, SecurityHeaders
from web.edge.incidents import Incidents
from web.hr import agency, consultation, desk, duties, reading_list, year_report, yearly
from web.hr.appointment import asking, case, correcting, documents, nominees, opening, posts, settling
from web.hr.appointment.meetings import ballot_form, preparing, summoned, typing_in
from web.hr.drafts import beginning, items, listing, timing, wording
from web.hr.opinion import amending, responses, sheets
from web.hr.people import importing, positions, staff
from web.hr.poll import following, planning
from web.hr.poll import people as polled
from web.hr.rules import drafting as rules_drafting
from web.hr.rules import keeping as rules_keeping
from web.law import article, own
from web.manager import checking, deciding, remarking, unit, watching
from web.manager import items as carried_out
from web.meetings import attending, choosing, counting
from web.operator import demo, machine
from web.oversight import accounts, corrections, countersign, log
from web.sealed import booth, check, hall, keys, slips
from web.sealed import desk as sealed_desk
from web.session import KeepSeen
from web.staff import (
    card,
    disclosures,
    item_card,
    meeting_card,
    opinion_card,
    poll_card,
    resolution_card,
    today,
)

CARDS = (card, resolution_card, opinion_card, meeting_card, poll_card, conference_card, letter_card, disclosures)
STAFF = (*CARDS, watching, sign_in, second_factor, own_sessions, today, demo)
HR = (
    desk,
    agency,
    importing,
    staff,
    positions,
    wording,
    listing,
    timing,
    beginning,
    reading_list,
    duties,
    consultation,
)
CASE = (
    case,
    posts,
    nominees,
    documents,
    opening,
    asking,
    correcting,
    settling,
    preparing,
    ballot_form,
    summoned,
    typing_in,
)
POLL = (planning, polled, following)
CONFERENCE = (conference, agreeing, conducting, letter_ballot, emulating, delegating)
MEETING = (attending, counting, choosing)
SEALED = (booth, keys, check, sealed_desk, slips, hall)
OPINION = (sheets, responses, amending, deciding, remarking)
ITEMS = (items, item_card, carried_out, checking)
RULES = (rules_drafting, rules_keeping, yearly, year_report)
OTHERS = (papers, register, corrections, countersign, accounts, log, unit, own, article, machine)
KINDS = (*CASE, *POLL, *CONFERENCE, *MEETING, *SEALED, *OPINION, *ITEMS, *RULES)
ROUTERS = tuple(pages.router for pages in (*STAFF, *HR, *KINDS, *OTHERS))


def create_app() -> FastAPI:
    """Everything that answers on the web port; no page of it describes the interface to strangers."""
    app = FastAPI(
        title="danchu",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        dependencies=[Depends(csrf.checked)],
        middleware=[
            Middleware(AccessLog),
            Middleware(SecurityHeaders),
            Middleware(HeadAsGet),
            Middleware(KeepSeen),
            Middleware(Incidents, page_for=errors.incident),
            Middleware(BodySize, page_for=errors.too_large),
        ],
    )
    errors.register(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=ROOT / "web" / "static"), name="static")
    return app
