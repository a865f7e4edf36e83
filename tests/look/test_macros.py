"""What the macros write, read as HTML without a browser."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.look.gallery import rendered, samples
from words.environment import environment

FRAME = "pages/_frame/"
OPENS = datetime(2026, 11, 23, 1, tzinfo=UTC)


def _macros(name: str):
    return environment().get_template(f"{FRAME}{name}.html.jinja").module


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", str(html)).split())


@pytest.mark.parametrize("name", samples()["pages"])
def test_a_page_carries_no_style_and_no_script_of_its_own(name):
    html = rendered(name)
    assert not re.search(
        r"<style|\sstyle=|\son\w+=|<script(?! type=\"module\" src=\"/static/)|<img|https?://(?!danchu\.)", html
    )
    assert html.startswith("<!doctype html>")
    assert '<html lang="vi">' in html
    assert f"{samples()['pages'][name]['page_title']} – Sở Ngoại vụ tỉnh Bình Minh</title>" in html


@pytest.mark.parametrize("name", samples()["pages"])
def test_ids_stand_once_on_a_page(name):
    ids = re.findall(r'\sid="([^"]+)"', rendered(name))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", samples()["pages"])
def test_every_posted_form_carries_the_token(name):
    forms = re.findall(r'<form[^>]*method="post".*?</form>', rendered(name), re.S)
    assert [form for form in forms if 'name="csrf" value="7f3a"' not in form] == []


def test_what_people_typed_is_never_markup():
    html = rendered("answer_again", staff_name="<b>Hoa</b>", agency_name='Sở "A" & B', errors=[("read", "<i>sai</i>")])
    assert "<b>Hoa" not in html
    assert "<i>sai" not in html
    assert "Sở &#34;A&#34; &amp; B" in html


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("draft", "○ Nháp"),
        ("open", "● Đang lấy ý kiến"),
        ("meeting", "◐ Chờ hội nghị"),
        ("decision", "◐ Chờ quyết định"),
        ("late", "▲ Quá hạn"),
        ("done", "✓ Đã xong"),
        ("annulled", "✕ Đã hủy"),
    ],
)
def test_a_state_is_a_dot_and_a_word(kind, words):
    assert _words(_macros("marks").state(kind)) == words


def test_a_promise_of_secrecy_says_its_limit_beside_it():
    assert _words(_macros("marks").secrecy("sealed")).endswith(
        "Người quản trị có thể thấy đồng chí đã bỏ phiếu hay chưa."
    )


def test_choices_come_unselected_and_only_the_chosen_one_is_marked():
    options = [("yes", "Đồng ý"), ("no", "Không đồng ý")]
    choices = _macros("forms").choices
    assert "checked" not in choices("vote", "Ý kiến", options)
    assert re.findall(r'value="(\w+)" checked', choices("vote", "Ý kiến", options, chosen="no")) == ["no"]
    assert re.findall(r'value="(\w+)" checked', choices("vote", "Ý kiến", options, chosen=["yes"], many=True)) == [
        "yes"
    ]


def test_an_error_is_tied_to_its_control_and_reached_from_the_list():
    forms = _macros("forms")
    control = forms.field("email", "Thư điện tử", "a@", error="Thiếu tên miền.", hint="Ở cơ quan.")
    assert 'aria-describedby="h-email e-email" aria-invalid="true"' in control
    assert 'href="#f-email"' in forms.error_summary([("email", "Thiếu tên miền.")])
    assert 'id="f-email"' in control
    assert forms.error_summary([]).strip() == ""


def test_units_stand_worst_first_even_where_nobody_was_summoned():
    rows = [
        {"unit": "A", "answered": 3, "summoned": 3},
        {"unit": "B", "answered": 1, "summoned": 4},
        {"unit": "C", "answered": 0, "summoned": 0},
    ]
    assert re.findall(r'scope="row">(\w)<', _macros("charts").unit_bars(rows)) == ["C", "B", "A"]


def _step(name: str, status: str) -> dict[str, object]:
    return {"name": name, "status": status, "date": None, "article": None, "note": None, "paper": None}


@pytest.mark.parametrize(
    ("statuses", "place"),
    [(["done", "now", "ahead", "ahead"], 2), (["done", "late"], 2), (["ahead"], 0), (["done", "skipped", "ahead"], 2)],
)
def test_the_line_of_today_stands_once_before_the_first_step_ahead(statuses, place):
    html = _macros("lists").timeline([_step("Bước", status) for status in statuses], "thứ Ba 24/11/2026")
    order = re.findall(r'<li class="(today|step)', html)
    assert order.index("today") == place
    assert order.count("today") == 1


def _curve(answered: int, needed: int | None, summoned: int = 28) -> str:
    closes = OPENS + timedelta(days=4)
    points = [(OPENS + timedelta(days=1), answered)] if answered else []
    need = {"count": needed, "label": "cần"} if needed else None
    return _macros("charts").turnout_curve(points, summoned, OPENS, closes, OPENS + timedelta(days=2), needed=need)


def test_a_curve_climbs_in_stairs_and_ends_at_now():
    path = re.search(r'class="stairs" d="([^"]+)"', _curve(14, 19)).group(1)
    assert path.split() == ["M0", "1000", "H250.0", "V500.0", "H500.0"]


def test_the_label_of_the_needed_line_leaves_the_side_where_the_curve_is():
    assert "word-passed" in _curve(21, 19)
    assert "word-passed" not in _curve(14, 19)


def test_a_curve_without_answers_or_people_is_still_drawn():
    assert "Chưa có ai trả lời." in _curve(0, None)
    assert "0 trong 0 người" in _curve(0, None, summoned=0)


def test_a_curve_has_words_and_a_table_for_those_who_do_not_see_it():
    html = _curve(14, 19)
    assert 'aria-label="Số người đã trả lời: 14 trong 28 người lúc 08:00 thứ Tư 25/11/2026; cần"' in html
    assert '<td class="figure">08:00 thứ Ba 24/11</td><td class="number">14</td>' in html
    assert 'aria-label="đường số người đã trả lời theo thời gian"' in rendered("portfolio")


def test_only_one_button_of_the_task_list_is_the_main_one():
    task = {"sentence": "Việc.", "label": "Làm", "href": "/"}
    html = _macros("lists").task_list([task, task, task])
    assert "Việc cần đồng chí (3)" in _words(html)
    assert html.count("button-primary") == 1
    assert "Hôm nay không có việc nào chờ đồng chí." in _macros("lists").task_list([])


def test_a_pager_hides_where_there_is_one_page_and_stops_at_its_ends():
    pager = _macros("lists").pager
    assert pager(1, 1, "?page=").strip() == ""
    assert re.findall(r'href="([^"]+)"', pager(1, 3, "?page=")) == ["?page=2"]
    assert re.findall(r'href="([^"]+)"', pager(3, 3, "?page=")) == ["?page=2"]


def test_a_wrong_cell_marks_its_row_and_says_why():
    html = _macros("tables").data_table(
        ["Dòng", "Thư"], [["12", {"text": "a@", "error": "Thiếu tên miền."}], ["13", "b"]], "x"
    )
    assert html.count('class="wrong"') == 1
    assert '<span class="cell-why">Thiếu tên miền.</span>' in html
