"""HR's pages of an appointment in a real browser: axe, narrow and wide, light and dark."""

import copy

from playwright.sync_api import Browser

from models import DocumentKind, PolicyWay
from models.store import database
from procedures.appointment import beginning, drafting
from procedures.appointment.drafting import CasePlan
from procedures.appointment.steps import posts_of
from procedures.meetings.summoning import convening
from tests.appointment.appointing import DEPUTY_CHAIR, LAST_OLD_DAY, SECOND_POST, SUBJECT, member
from tests.meeting_world import NOMINEES, Meeting28
from tests.pages.looking import Places, faults_in_any_view
from tests.world import World

BASE = "/hr/procedures"


def another(case: Meeting28, starts_at_step: int = 1) -> Meeting28:
    """One more case of the same agency at its first meeting."""
    made = copy.copy(case)
    made.draft(way=PolicyWay.DECIDED, starts_at_step=starts_at_step)
    made.file()
    made.nominees = [made.name(place) for place in NOMINEES]
    drafting.open_(made.world.hr, made.number)
    made.make_eligible(*made.nominees)
    beginning.note_policy(made.number)
    beginning.note_eligibility(made.number)
    made.prepare(1)
    return made


def drafted(case: Meeting28) -> tuple[int, int]:
    """A draft with two posts and a nominee, begun on paper under the old law; its number and that of its first post."""
    hr = case.world.hr
    number = drafting.draft(hr, "Bổ nhiệm Trưởng phòng và Phó Trưởng phòng Lãnh sự")
    plan = CasePlan(SUBJECT, authority="Giám đốc Sở", begun_on=LAST_OLD_DAY, starts_at_step=3)
    drafting.write_case(hr, number, plan)
    drafting.set_posts(hr, number, [DEPUTY_CHAIR, SECOND_POST])
    with database.reading() as session:
        post = posts_of(session, number)[0].id or 0
    drafting.name_person(hr, number, post, member(10), "Phụ trách công tác bảo hộ công dân")
    return number, post


def meetings(case: Meeting28) -> Places:
    """A meeting that is being prepared, with its list changed."""
    hr, here = case.world.hr, f"{BASE}/{case.number}/meetings/{case.meeting_id}"
    why = "Theo văn bản số 35 của cấp có thẩm quyền"
    convening.summon_also(hr, *case.here, member(20), "đại diện cấp trên", why, has_vote=False)
    convening.leave_off(hr, *case.here, member(1), "Đang học tập trung ở nước ngoài")
    paths = {"meeting": "", "confirm": "/confirm", "list": "/list", "also": "/list/also"}
    paths["off"] = f"/list/{case.entry(0).id}/off"
    return {name: (hr, f"{here}{path}") for name, path in paths.items()}


def people(case: Meeting28) -> Places:
    """Dossiers with an old paper, documents, a wish to withdraw with and without its document, the explanation."""
    hr, base = case.world.hr, f"{BASE}/{case.number}"
    first, second = case.nominees
    case.find(first, "dossier.health", dated_on=case.today.replace(year=case.today.year - 1))
    case.file(DocumentKind.WITHDRAWAL, nominee_id=second)
    return {
        "nominees": (hr, f"{base}/nominees"),
        "nominee": (hr, f"{base}/nominees/{first}"),
        "withdraw": (hr, f"{base}/nominees/{second}/withdraw"),
        "withdraw-first": (hr, f"{base}/nominees/{first}/withdraw"),
        "documents": (case.world.clerk, f"{base}/documents?kind=hybrid_meeting"),
        "explanation": (hr, f"{base}/explanation"),
        "submitted": (hr, f"{base}/submitted"),
    }


def later(case: Meeting28) -> Places:
    """A meeting that was counted, one summoned, one from paper, a tie with the authority's document and without."""
    hr, counted = case.world.hr, another(case)
    counted.concluded(2, 1)
    summoned, on_paper, tied = another(case), another(case, starts_at_step=3), another(case)
    summoned.summon()
    without = tied.hold(4, chosen=[], reason="authority_decides", tied=tied.nominees)
    with_it = tied.hold(4, 2, chosen=[], reason="authority_decides", tied=tied.nominees)
    tied.file(DocumentKind.TIE_DECISION, meeting_id=with_it)
    here = f"{BASE}/{summoned.number}/meetings/{summoned.meeting_id}"
    return {
        "correction": (hr, f"/procedures/{counted.number}/meetings/{counted.meeting_id}/correction"),
        "summoned": (hr, here),
        "forgotten": (hr, f"{here}/list/also"),
        "move": (hr, f"{here}/move"),
        "typed": (hr, f"{BASE}/{on_paper.number}/meetings/{on_paper.meeting_id}/typed"),
        "tie-first": (hr, f"/procedures/{tied.number}/meetings/{without}/tie"),
        "tie": (hr, f"/procedures/{tied.number}/meetings/{with_it}/tie"),
    }


def places_of() -> Places:
    """Every page, as whoever works on it."""
    case = Meeting28()
    world: World = case.world
    more = later(case)
    draft, post = drafted(case)
    steps = ("case", "posts", "nominees", "duties", "summons", "check", "documents")
    return {
        "new": (world.hr, f"{BASE}/new"),
        "positions": (world.hr, "/hr/staff/positions"),
        **{f"draft-{step}": (world.hr, f"{BASE}/{draft}/{step}") for step in steps},
        "choose": (world.hr, f"{BASE}/{draft}/posts/{post}/people"),
        **meetings(case),
        **people(case),
        **more,
    }


def test_every_page_fits_and_is_legible_on_any_screen_and_in_either_scheme(sqlite: None, browser: Browser) -> None:
    assert faults_in_any_view(browser, places_of()) == {}
