"""One person's page of a consultation: read, comment, review, send, change one's mind, and see what became of it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from sqlmodel import select

from models import Answer, Comment, Decision, DraftParagraph, Procedure, ProcedureState, RollEntry, Verdict
from models.store import database
from procedures.opinion import answering, asking, responding
from procedures.opinion.answering import COMMENTS, LONGEST_COMMENT
from tests.chromium import QUIET
from tests.consulting import PARAGRAPHS, Consulting
from tests.letters.test_hostile_and_long import rewrite
from tests.two_people import done, since, strong
from tests.web.browser import Browser, Forms, hidden, words_of
from tests.web.rows import rows
from tests.web.server import served
from tests.world import SCAN, World
from web.staff.draft_index import MOST, index_of

HOSTILE = '<script>alert(1)</script> "Khoán" & {{ 7 * 7.5 }}'
SPOKEN = {"choice": "comment", "said_2": "Khoán theo cấp.\r\nXem lại mức.", "said_0": "Dài quá."}


@pytest.fixture
def case(small_world: World) -> Consulting:
    """Everyone has been asked what they think, with five days left."""
    made = Consulting(small_world)
    made.asked()
    return made


def link(case: Consulting, person: int = 0) -> str:
    return f"/p/{case.world.token(case.world.entries(case.number)[person])}"


def said() -> list[tuple[int, str]]:
    with database.reading() as session:
        return [(each.paragraph, each.text) for each in session.exec(select(Comment).order_by(Comment.paragraph)).all()]


def answers() -> list[Answer]:
    with database.reading() as session:
        return list(session.exec(select(Answer)).all())


def box(html: str, name: str) -> str:
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL)
    assert found, name
    return unescape(found[1])


def test_a_comment_is_reviewed_as_it_will_be_sent_and_then_stands_with_its_receipt(case: Consulting, browser: Browser):
    path = link(case)
    opened = browser.open(path)
    assert "Điều 2. Công tác phí được khoán 500.000 đồng một người mỗi tháng." in opened
    assert "checked" not in opened
    assert "<details open" not in opened
    assert "Không trả lời là chưa có ý kiến, không tính là đồng ý." in words_of(opened)
    before = rows()
    reviewed = browser.submit(f"{path}/opinion/review", SPOKEN)
    assert reviewed.status_code == 200
    assert hidden(reviewed.text) == {
        "choice": "comment",
        "instead_of": "",
        "said_0": "Dài quá.",
        "said_2": "Khoán theo cấp.\nXem lại mức.",
    }
    assert rows() == before
    sent = browser.submit(f"{path}/opinion/answer", hidden(reviewed.text))
    assert (sent.status_code, sent.headers["location"]) == (303, path)
    stands = words_of(browser.open(path))
    [answer] = answers()
    assert f"Mã nhận {answer.receipt}" in stands
    assert "Ý kiến của đồng chí Tôi có ý kiến. Toàn bộ dự thảo Dài quá. Đoạn 2 Khoán theo cấp. Xem lại mức." in stands
    assert said() == [(0, "Dài quá."), (2, "Khoán theo cấp.\nXem lại mức.")]


def test_going_back_from_the_review_brings_everything_back_and_keeps_nothing(case: Consulting, browser: Browser):
    path = link(case)
    browser.open(path)
    browser.submit(f"{path}/opinion/review", SPOKEN)
    before = rows()
    again = browser.submit(f"{path}/opinion/review", {**SPOKEN, "edit": "1"})
    assert again.status_code == 200
    assert (box(again.text, "said_0"), box(again.text, "said_2")) == ("Dài quá.", "Khoán theo cấp.\r\nXem lại mức.")
    assert re.search(r'value="comment" checked', again.text)
    assert rows() == before


@pytest.mark.parametrize("step", ["review", "answer"])
@pytest.mark.parametrize(
    ("fields", "control", "sentence"),
    [
        ({"said_2": "Khoán."}, "choice", "Chưa chọn."),
        ({"choice": "AGREE", "said_2": "Khoán."}, "choice", "Chưa chọn."),
        ({"choice": "agree", "said_2": "Khoán."}, "choice", "Đồng chí chọn đồng ý với toàn bộ nhưng"),
        ({"choice": "comment", "said_0": " \r\n "}, "said_0", "Chưa ghi ý kiến nào."),
        ({"choice": "comment", "said_2": "Khoán.", "said_3": "x" * (LONGEST_COMMENT + 1)}, "said_3", "Ý kiến dài quá"),
    ],
    ids=["no choice", "unknown choice", "agrees and comments", "nothing said", "too long"],
)
def test_a_refusal_names_the_place_and_keeps_every_word(
    case: Consulting, browser: Browser, step: str, fields: dict[str, str], control: str, sentence: str
):
    path = link(case)
    browser.open(path)
    before = rows()
    refused = browser.submit(f"{path}/opinion/{step}", fields)
    assert refused.status_code == 422
    assert f'<a href="#f-{control}">{sentence}' in refused.text
    assert f'id="f-{control}"' in refused.text
    for name, text in fields.items():
        if name != "choice" and text.strip():
            assert box(refused.text, name) == text
    assert rows() == before


@pytest.mark.parametrize("step", ["review", "answer"])
def test_what_is_said_of_a_paragraph_that_is_not_there_is_refused(case: Consulting, browser: Browser, step: str):
    path = link(case)
    browser.open(path)
    refused = browser.submit(f"{path}/opinion/{step}", {"choice": "comment", "said_0": "Dài.", "said_99": "Khoán."})
    assert refused.status_code == 422
    assert "Dự thảo không có đoạn đó" in words_of(refused.text)
    assert box(refused.text, "said_0") == "Dài."
    assert answers() == []


def test_one_may_change_ones_mind_until_the_deadline_and_the_form_begins_with_what_was_said(
    case: Consulting, browser: Browser
):
    path = link(case)
    case.say(0, {2: "Khoán theo cấp."})
    assert 'href="' + path + '?change=1"' in browser.open(path)
    form = browser.open(f"{path}?change=1")
    assert box(form, "said_2") == "Khoán theo cấp."
    assert re.search(r'value="comment" checked', form)
    assert browser.submit(f"{path}/opinion/answer", {"choice": "agree"}).status_code == 303
    assert "Tôi đồng ý với toàn bộ dự thảo." in words_of(browser.open(path))
    assert said() == []
    assert [letter.number for letter in case.world.letters("opinion_recorded")] == [1, 2]


def test_a_double_click_leaves_one_answer_and_one_letter(case: Consulting):
    path = link(case)
    browsers = [Browser() for _ in range(4)]
    for each in browsers:
        each.open(path)
    with ThreadPoolExecutor(4) as clicks:
        pressed = list(clicks.map(lambda one: one.submit(f"{path}/opinion/answer", SPOKEN), browsers))
    assert [answered.status_code for answered in pressed] == [303] * 4
    assert len(answers()) == 1
    assert len(case.world.letters("opinion_recorded")) == 1


def test_what_was_sent_from_another_window_is_not_replaced_unseen(case: Consulting):
    path, one, other = link(case), Browser(), Browser()
    reviewed = {}
    for window, words in ((one, SPOKEN), (other, {"choice": "agree"})):
        window.open(path)
        reviewed[window] = hidden(window.submit(f"{path}/opinion/review", words).text)
    assert one.submit(f"{path}/opinion/answer", reviewed[one]).status_code == 303
    refused = other.submit(f"{path}/opinion/answer", reviewed[other])
    assert refused.status_code == 422
    assert "đồng chí đã gửi một ý kiến khác, có thể từ một cửa sổ khác" in words_of(refused.text)
    assert said() == [(0, "Dài quá."), (2, "Khoán theo cấp.\nXem lại mức.")]
    again = other.submit(f"{path}/opinion/review", {"choice": "agree"})
    assert "thay cho ý kiến đã gửi lúc" in words_of(again.text)
    assert other.submit(f"{path}/opinion/answer", hidden(again.text)).status_code == 303
    assert said() == []
    assert one.submit(f"{path}/opinion/answer", reviewed[one]).status_code == 422


@pytest.mark.parametrize("step", ["review", "answer"])
def test_a_consultation_that_is_annulled_meanwhile_says_so_and_gives_back_what_was_typed(
    case: Consulting, browser: Browser, step: str
):
    path = link(case)
    browser.open(path)
    since(timedelta(days=8))
    done(case.world.hr, strong(case.union), "annul", case.number)
    before = rows()
    refused = browser.submit(f"{path}/opinion/{step}", SPOKEN)
    assert refused.status_code == 409
    words = words_of(refused.text)
    assert "Cơ quan đã hủy việc này" in words
    assert "Đã hết hạn" not in words
    assert "Dài quá." in words
    assert rows() == before


@pytest.mark.parametrize("step", ["review", "answer"])
def test_what_comes_too_late_is_refused_and_given_back_to_be_copied(case: Consulting, browser: Browser, step: str):
    path = link(case)
    browser.open(path)
    case.world.move(days=5)
    before = rows()
    late = browser.submit(f"{path}/opinion/{step}", {**SPOKEN, "said_2": HOSTILE})
    assert late.status_code == 409
    assert "Đã hết hạn trả lời lúc" in words_of(late.text)
    assert "chưa được ghi nhận" in late.text
    assert HOSTILE in words_of(late.text.replace("&lt;", "‹").replace("&gt;", "›")).replace("‹", "<").replace("›", ">")
    assert "<script>alert" not in late.text
    assert 'action="/p/' not in late.text
    assert rows() == before


def test_what_is_sent_by_a_link_that_was_replaced_meanwhile_is_given_back_too(case: Consulting, browser: Browser):
    path, entry = link(case), case.world.entries(case.number)[0]
    browser.open(path)
    rewrite(RollEntry, entry.id or 0, link_version=2)
    refused = browser.submit(f"{path}/opinion/answer", SPOKEN)
    assert refused.status_code == 410
    assert "Dài quá." in refused.text
    assert 'href="/lost-link"' in refused.text
    assert answers() == []


def test_hostile_words_of_hr_and_of_the_person_stay_words(case: Consulting, browser: Browser):
    with database.transaction() as session:
        for paragraph in session.exec(select(DraftParagraph)).all():
            paragraph.text = HOSTILE
            session.add(paragraph)
    rewrite(Procedure, case.number, subject=HOSTILE)
    path = link(case)
    browser.open(path)
    reviewed = browser.submit(f"{path}/opinion/review", {"choice": "comment", "said_1": HOSTILE})
    assert hidden(reviewed.text)["said_1"] == HOSTILE
    browser.submit(f"{path}/opinion/answer", hidden(reviewed.text))
    for html in (browser.open(path), browser.open(f"{path}?change=1"), reviewed.text):
        assert "<script>alert" not in html
        assert "52.5" not in html
    assert said() == [(1, HOSTILE)]


def test_after_the_deadline_the_page_says_what_happens_next_and_the_form_is_gone(case: Consulting, browser: Browser):
    case.say(0, {2: "Khoán theo cấp."})
    case.closed()
    spoken, silent = browser.open(link(case)), browser.open(link(case, 1))
    for html in (spoken, silent):
        assert "<form" not in html
        assert "Từng ý kiến được tiếp thu hoặc giải trình" in html
    assert "Khoán theo cấp." in spoken
    assert "Khoán theo cấp." not in silent
    assert "Không có ý kiến nào của đồng chí được ghi nhận." in silent
    assert "<form" not in browser.open(f"{link(case)}?change=1")


def disclosed(case: Consulting, decision: Decision = Decision.ISSUED) -> None:
    case.say(0, {2: "Khoán theo cấp."})
    case.say(1, {0: "Dài quá."})
    case.say(2)
    case.closed()
    responding.respond(case.world.hr, case.number, 1, Verdict.EXPLAINED, "Luật không cho.")
    responding.respond(case.world.hr, case.number, 2, Verdict.ACCEPTED, "Đã sửa Điều 2.")
    amended = [text.replace("500.000", "600.000") for text in PARAGRAPHS]
    responding.amend(case.world.hr, case.number, amended)
    responding.settle(case.world.hr, case.number)
    asking.note_table(case.number)
    asking.note_union(case.number)
    responding.decide(case.world.manager, case.number, decision, "Chờ quy định mới.")
    asking.note_decision(case.number)
    if decision is Decision.ISSUED:
        case.file("decision", 12, "QĐ-SNgV")
    asking.note_issue(case.number)
    asking.disclose(case.number)


def test_the_public_table_answers_each_opinion_and_names_nobody(case: Consulting, browser: Browser):
    disclosed(case)
    names = [person.full_name for person in case.world.entries(case.number)]
    shown = words_of(browser.open(link(case, 3)))
    browser.sign_in(case.world.clerk)
    posted = words_of(browser.open("/disclosures/1"))
    for page in (shown, posted):
        assert "Đã ban hành văn bản số 12/QĐ-SNgV" in page
        assert "Người được hỏi 8 Đồng ý toàn bộ 1 12,5 % Có ý kiến 2 25,0 % Không trả lời 5 62,5 %" in page
        assert re.search(r"Ý kiến số 1 Dài quá\. ○ Giải trình Luật không cho\.", page)
        assert re.search(r"Ý kiến số 2 Khoán theo cấp\. ✓ Tiếp thu Đã sửa Điều 2\.", page)
        assert "bỏ: 500.000 thêm: 600.000" in page
        assert re.search(r"niêm yết đến hết \d\d/\d\d?/\d{4}", page)
    assert [name for name in names if name in shown] == [names[3]]
    assert not any(name in posted for name in names)


def test_what_is_posted_is_listed_for_whoever_works_here_until_its_last_day_is_over(case: Consulting, browser: Browser):
    assert browser.get("/disclosures").status_code == 303
    browser.sign_in(case.world.clerk)
    assert "Hiện không có nội dung nào đang công khai." in browser.open("/disclosures")
    disclosed(case, Decision.NOT_ISSUED)
    assert 'href="/disclosures"' in browser.open("/")
    assert 'href="/disclosures/1"' in browser.open("/disclosures")
    assert "Không ban hành. Lý do: Chờ quy định mới." in words_of(browser.open("/disclosures/1"))
    assert browser.get("/disclosures/2").status_code == 404
    case.world.move(days=20)
    assert browser.get("/disclosures/1").status_code == 200
    case.world.move(days=1)
    assert browser.get("/disclosures/1").status_code == 404
    assert "Hiện không có nội dung nào" in browser.open("/disclosures")


def test_an_annulled_consultation_asks_for_nothing_and_posts_nothing(case: Consulting, browser: Browser):
    disclosed(case)
    rewrite(Procedure, case.number, state=ProcedureState.ANNULLED)
    shown = browser.open(link(case))
    assert "Việc lấy ý kiến này đã hủy" in shown
    assert "<form" not in shown
    browser.sign_in(case.world.clerk)
    assert browser.get("/disclosures/1").status_code == 404


def test_who_gave_a_printed_sheet_sees_so(case: Consulting, browser: Browser):
    person = case.world.entries(case.number)[2]
    answering.enter_sheet(case.world.hr, case.number, person.id or 0, COMMENTS, {1: "Rõ hơn."}, SCAN)
    shown = words_of(browser.open(link(case, 2)))
    assert "Nhập theo phiếu in." in shown
    assert "Rõ hơn." in shown


def test_a_link_of_one_kind_of_procedure_answers_no_other(case: Consulting, circulated: int, browser: Browser):
    mine = link(case)
    reading = f"/p/{case.world.token(case.world.entries(circulated)[0])}"
    before = rows()
    browser.open(mine)
    assert browser.submit(f"{mine}/answer", {"choice": "read"}).status_code == 410
    browser.open(mine)
    assert browser.submit(f"{mine}/review", {"choice": "read"}).status_code == 404
    browser.open(reading)
    assert browser.submit(f"{reading}/opinion/answer", {"choice": "agree"}).status_code == 410
    browser.open(reading)
    assert browser.submit(f"{reading}/opinion/review", {"choice": "agree"}).status_code == 404
    assert rows() == before


def test_before_the_letters_went_there_is_nothing_to_answer(small_world: World, browser: Browser):
    case = Consulting(small_world)
    case.opened()
    answered = browser.get(link(case))
    assert answered.status_code == 409
    assert "Thư mời chưa được gửi đi" in words_of(answered.text)


def test_a_robot_that_opens_everything_and_presses_every_button_changes_no_row(case: Consulting, browser: Browser):
    case.say(0, {2: "Khoán theo cấp."})
    before = rows()
    for person in range(3):
        path = link(case, person)
        for address in (path, f"{path}?change=1"):
            assert browser.head(address).status_code == browser.get(address).status_code == 200
            assert browser.options(address).status_code == 405
        for address in (f"{path}/opinion/review", f"{path}/opinion/answer"):
            assert browser.get(address).status_code == browser.head(address).status_code == 405
        for form in Forms(browser.open(path)).forms:
            assert browser.submit(form["action"], form["fields"]).status_code == 422
    assert rows() == before


def paragraphs(*texts: str) -> list[DraftParagraph]:
    return [DraftParagraph(procedure_id=1, number=number, text=text) for number, text in enumerate(texts, 1)]


def test_a_long_draft_has_an_index_of_its_headings_or_of_its_stretches():
    short, headings = index_of(paragraphs("Điều 1. Phạm vi", "Quy chế này quy định.", "Điều 2. Khoán 500.000 đồng."))
    assert (short, headings) == ([], {1})
    by_article, _ = index_of(paragraphs(*(f"Điều {n}. Việc {n}" if n % 5 == 1 else "Chi tiết." for n in range(1, 51))))
    assert by_article[1] == (6, "Điều 6. Việc 6")
    plain, headings = index_of(paragraphs(*["Chi tiết."] * 1999))
    assert len(plain) <= MOST
    assert (plain[0], headings) == ((1, "Đoạn 1–34"), frozenset())
    assert plain[-1][1].endswith("–1999")


def test_a_draft_of_two_thousand_paragraphs_can_be_answered(case: Consulting, browser: Browser):
    with database.transaction() as session:
        for number in range(4, 2001):
            session.add(DraftParagraph(procedure_id=case.number, number=number, text="Chi tiết."))
    path = link(case)
    browser.open(path)
    full = {f"said_{number}": "" for number in range(2001)} | {"choice": "comment"}
    many = full | {f"said_{number}": "ễ" * LONGEST_COMMENT for number in range(1, 101)}
    assert browser.submit(f"{path}/opinion/review", full).status_code == 422
    reviewed = browser.submit(f"{path}/opinion/review", many)
    assert reviewed.status_code == 200
    assert browser.submit(f"{path}/opinion/answer", hidden(reviewed.text)).status_code == 303
    assert len(said()) == 100


TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def faults(page: Page) -> list[str]:
    told = Axe().run(page).response["violations"]
    found = [f"{each['id']}: {each['nodes'][0]['html'][:90]}" for each in told]
    return found + (["wider than the screen"] if page.evaluate(TOO_WIDE) else [])


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (390, "light")])
def test_every_state_stands_on_a_phone_and_is_answered_by_keyboard(case: Consulting, width: int, scheme: str):
    wrong: dict[str, list[str]] = {}
    with served() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        view = {"width": width, "height": 800}
        page = chromium.new_context(viewport=view, color_scheme=scheme, java_script_enabled=True).new_page()  # pyright: ignore

        def look(name: str) -> None:
            if found := faults(page):
                wrong[name] = found

        page.goto(address + link(case))
        look("form")
        page.locator("summary", has_text="Góp ý đoạn 2").press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("Khoán theo cấp.")
        page.get_by_role("button", name="Xem lại trước khi gửi").press("Enter")
        look("refused")
        assert page.get_by_label("Ý kiến về đoạn 2").input_value() == "Khoán theo cấp."
        page.get_by_label("Tôi có ý kiến").press("Space")
        page.get_by_role("button", name="Xem lại trước khi gửi").press("Enter")
        look("review")
        page.get_by_role("button", name="Sửa").press("Enter")
        assert page.get_by_label("Ý kiến về đoạn 2").input_value() == "Khoán theo cấp."
        page.get_by_role("button", name="Xem lại trước khi gửi").press("Enter")
        page.get_by_role("button", name="Gửi ý kiến").press("Enter")
        page.get_by_text("Mã nhận").wait_for()
        look("said")
        disclosed(case)
        page.goto(address + link(case))
        look("disclosed")
        chromium.close()
    assert wrong == {}
    assert (2, "Khoán theo cấp.") in said()
