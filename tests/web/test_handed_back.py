"""A post that is not kept hands the longer texts back to the browser that typed them, and to nothing else."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from starlette.datastructures import FormData
from starlette.requests import Request
from structlog.testing import capture_logs

from models import WebSession
from settings import settings
from tests.web.browser import Browser, form_token, words_of
from tests.web.rows import rows
from tests.web.test_forgery import ELSEWHERE, OURS, filled, posts
from tests.web.test_sign_in import changed, moment
from tests.world import World
from web import handed_back, session
from web.app import create_app
from web.csrf import JSON_POSTS
from web.edge.headers import POLICY
from words.environment import render

FORM = "/hr/procedures/new"
TYPED = 'Đề nghị nâng mức khoán xăng xe\nlên 600.000 đồng, vì </textarea><script>alert(1)</script> & "giá" đã tăng.'
ENDED, OTHER, OLD = "Phiên làm việc đã hết", "Trang mở từ phiên đăng nhập khác", "Trang đã cũ"
SIGN_IN, AGAIN = "/sign-in?next=%2Fhr%2Fprocedures%2Fnew", FORM


class Boxes(HTMLParser):
    """What stands in the read-only boxes of a page, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.is_inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("href", "action")]
        if tag == "textarea":
            assert "readonly" in dict(attrs)
            assert "name" not in dict(attrs)
            self.is_inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = self.is_inside and tag != "textarea"

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            self.texts[-1] += data


def texts_on(html: str) -> list[str]:
    return [text.removeprefix("\n") for text in Boxes(html).texts]


def signs_out(browser: Browser, world: World) -> None:
    token = form_token(browser.get("/").text)
    assert browser.post("/sign-out", data={"csrf": token}, headers=OURS).status_code == 303


def someone_else_signs_in(browser: Browser, world: World) -> None:
    browser.sign_in(world.manager)


def signs_in_anew(browser: Browser, world: World) -> None:
    browser.sign_in(world.hr)


def rests_too_long(browser: Browser, world: World) -> None:
    seen = session.mark_of_visit(moment(minutes=31), browser.cookies[session.SESSION])
    browser.cookies.set(session.SEEN, seen, domain="127.0.0.1", path="/")


def works_ten_hours(browser: Browser, world: World) -> None:
    changed(WebSession, expires_at=moment(seconds=1))


def is_ended_from_elsewhere(browser: Browser, world: World) -> None:
    changed(WebSession, revoked_at=moment())


def closes_the_browser(browser: Browser, world: World) -> None:
    browser.cookies.clear()


WAYS = [
    (signs_out, ENDED, SIGN_IN),
    (someone_else_signs_in, OTHER, AGAIN),
    (signs_in_anew, OTHER, AGAIN),
    (rests_too_long, ENDED, SIGN_IN),
    (works_ten_hours, ENDED, SIGN_IN),
    (is_ended_from_elsewhere, ENDED, SIGN_IN),
    (closes_the_browser, ENDED, SIGN_IN),
]


@pytest.mark.parametrize(("happens", "title", "way"), WAYS, ids=lambda each: getattr(each, "__name__", ""))
def test_a_save_after_the_session_changed_hands_back_what_was_typed_and_shows_the_way(
    small_world: World, browser: Browser, happens: Callable[[Browser, World], None], title: str, way: str
) -> None:
    browser.sign_in(small_world.hr)
    form = form_token(browser.open(FORM))
    happens(browser, small_world)
    before = rows()
    with capture_logs() as logged:
        refused = browser.post(FORM, data={"csrf": form, "kind": "opinion", "subject": TYPED}, headers=OURS)
    assert refused.status_code == 403
    assert title in words_of(refused.text)
    assert texts_on(refused.text) == [TYPED]
    assert way in Boxes(refused.text).links
    assert "<script>alert" not in refused.text
    assert refused.headers["cache-control"] == "no-store"
    assert refused.headers["content-security-policy"] == POLICY
    assert "khoán xăng" not in f"{logged}{refused.headers}{Boxes(refused.text).links}"
    assert rows() == before


def test_whoever_is_not_the_one_now_signed_in_signs_out_and_comes_back_to_the_page(
    small_world: World, browser: Browser
) -> None:
    browser.sign_in(small_world.hr)
    form = form_token(browser.open(FORM))
    browser.sign_in(small_world.manager)
    refused = browser.post(FORM, data={"csrf": form, "subject": TYPED}, headers=OURS)
    assert small_world.manager.full_name in words_of(refused.text)
    assert f'name="next" value="{FORM}"' in refused.text
    browser.last = refused.text
    assert browser.submit("/sign-out", {"next": FORM}).headers["location"] == SIGN_IN
    browser.sign_in(small_world.hr).open("/")
    assert browser.submit("/sign-out", {"next": "//evil.example"}).headers["location"] == "/sign-in"


def test_the_way_back_keeps_the_part_of_a_list_that_was_open(small_world: World, browser: Browser) -> None:
    at = "/hr/procedures/1/table?paragraph=3&page=2"
    refused = browser.post(at, data={"gist_1": TYPED}, headers=OURS)
    assert "/sign-in?next=%2Fhr%2Fprocedures%2F1%2Ftable%3Fparagraph%3D3%26page%3D2" in Boxes(refused.text).links
    far = browser.post(f"/hr/procedures/1/table?picked={'1,' * 400}", data={"gist_1": TYPED}, headers=OURS)
    assert "/sign-in?next=%2Fhr%2Fprocedures%2F1%2Ftable" in Boxes(far.text).links


def test_every_form_hands_back_what_was_typed_but_where_people_vote_count_or_sign_in(small_world: World) -> None:
    silent = set()
    for route in posts():
        browser = Browser()
        answered = browser.post(filled(route, "1-" + "0" * 32), data={"said": TYPED}, headers=OURS)
        assert answered.status_code == 403, route
        if texts_on(answered.text) != [TYPED] and not route.startswith(JSON_POSTS):
            silent.add(route)
    assert silent == {
        *("/sign-in", "/sign-in/code", "/sign-in/phone", "/sign-out", "/code", "/lost-link"),
        *("/here/{hall}", "/here/{hall}/review", "/demo/be", "/demo/clock"),
        "/procedures/{procedure_id}/meetings/{meeting_id}/count/{post_id}",
        "/procedures/{procedure_id}/sealed/{sealed_id}/slips",
    }


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_post_from_elsewhere_gets_nothing_of_itself_back(
    small_world: World, browser: Browser, headers: dict[str, str]
) -> None:
    browser.sign_in(small_world.hr)
    for token in ("", form_token(browser.open(FORM))):
        answered = browser.post(FORM, data={"csrf": token, "kind": "opinion", "subject": TYPED}, headers=headers)
        assert answered.status_code == 403
        assert "khoán xăng" not in answered.text


def test_tokens_codes_choices_numbers_and_short_words_are_not_shown(browser: Browser, small_world: World) -> None:
    fields = {
        "csrf": "a" * 24,
        "code": "K7QM-29XF-K7QM-29XF-K7QM",
        "choice": "yes",
        "count": "1 234",
        "name": "Nguyễn Văn A",
        "words": "  hai mươi chữ thì có ",
        "more": "hai mươi chữ thì đủ.",
    }
    refused = browser.post(FORM, data=fields, headers=OURS)
    assert texts_on(refused.text) == ["hai mươi chữ thì đủ."]


def test_a_file_is_not_shown_and_the_words_beside_it_are(browser: Browser, small_world: World) -> None:
    scan = {"scan": ("a b c.pdf", b"a very long text within a file")}
    refused = browser.post("/p/x/items/1/report", data={"said": TYPED}, files=scan, headers=OURS)
    assert [text.replace("\r\n", "\n") for text in texts_on(refused.text)] == [TYPED]


def test_more_than_the_longest_text_is_cut_and_said_to_be(browser: Browser, small_world: World) -> None:
    most = "a " * (handed_back.MOST // 2)
    whole = browser.post(FORM, data={"subject": most}, headers=OURS)
    assert "chỉ có phần đầu" not in words_of(whole.text)
    for more in ({"subject": f"{most}bc"}, {"subject": most, "purpose": TYPED}):
        cut = browser.post(FORM, data=more, headers=OURS)
        assert "chỉ có phần đầu" in words_of(cut.text)
        assert sum(map(len, texts_on(cut.text))) <= handed_back.MOST


def test_what_no_page_could_carry_is_left_out(browser: Browser, small_world: World) -> None:
    told = (
        b'--x\r\nContent-Disposition: form-data; name="said"\r\n\r\nwords \\ud800\\x00\\x1b that are long\r\n--x--\r\n'
    )
    kind = "multipart/form-data; boundary=x; charset=unicode_escape"
    refused = browser.post(FORM, content=told, headers={**OURS, "Content-Type": kind})
    assert refused.status_code == 403
    assert texts_on(refused.text) == ["words  that are long"]


def test_a_fault_of_ours_hands_back_what_was_typed_and_logs_nothing_of_it(small_world: World) -> None:
    app = create_app()
    app.add_api_route("/act", broken, methods=["POST"])
    browser = Browser(app).sign_in(small_world.hr)
    browser.open(FORM)
    with capture_logs() as logged:
        answered = browser.submit("/act", {"said": TYPED})
    assert answered.status_code == 500
    assert texts_on(answered.text) == [TYPED]
    assert "incident" in str(logged)
    assert "khoán xăng" not in str(logged)


def broken() -> None:
    raise RuntimeError(TYPED)


def test_a_text_over_the_bound_of_its_control_comes_back(small_world: World, browser: Browser) -> None:
    browser.sign_in(small_world.hr).open(FORM)
    answered = browser.submit(FORM, {"kind": "opinion", "subject": "dài " * 1000})
    assert answered.status_code == 422
    assert "dài dài dài" in answered.text


def test_a_void_link_hands_back_what_was_typed_on_it(small_world: World, circulated: int, browser: Browser) -> None:
    entry = small_world.entries(circulated)[0]
    at = f"/p/{small_world.token(entry)}"
    browser.open(at)
    void = f"{at[:-1]}{'0' if at[-1] != '0' else '1'}"
    whole = {"csrf": form_token(browser.get(at).text), "said": TYPED}
    assert whole["csrf"]
    refused = browser.post(f"{void}/items/1/review", data=whole, headers=OURS)
    assert OLD in words_of(refused.text)
    assert texts_on(refused.text) == [TYPED]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=20))
def test_any_text_stands_in_its_box_as_it_was_typed(text: str) -> None:
    told = {"typed": handed_back.Typed((text,)), "key": "stale", "code": 403, "said": None, "number": "", "here": ""}
    frame = {"agency_name": "A", "demo": None, "flash": None, "help_contact": "", "person": None, "csrf": "x"}
    html = render(
        "pages/errors/problem.html.jinja", **told, **frame, links=(), base_url=settings().base_url, has_errors=False
    )
    assert texts_on(html) == [text]


@given(lines=st.lists(st.text(alphabet="ăâ bđ<&'\"", min_size=1), min_size=1, max_size=4))
def test_a_text_that_a_page_shows_is_not_called_unsaved_however_it_is_set(lines: list[str]) -> None:
    text, request = (
        "Đề nghị nâng mức khoán.\n" + "\n".join(lines),
        Request({"type": "http", "path": "/hr", "headers": []}),
    )
    handed_back.remember(request, FormData([("text", text)]))
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    for html in (paragraphs, f"<textarea>\n{escape(text)}</textarea>", f'<input value="{escape(text)}">'):
        assert handed_back.lost_on(request, f"<main>{html}</main>").texts == ()
    assert handed_back.lost_on(request, "<main>Đề nghị</main>").texts == (text.strip(),)
