"""HR says who holds which position in the sense of the law, on one page for any number of people."""

from models import Position
from models.store import database
from procedures import bodies
from tests.web.browser import Browser, words_of
from tests.world import World

PAGE = "/hr/staff/positions"


def held() -> dict[int, tuple[Position, ...]]:
    with database.reading() as session:
        return bodies.holders(session)


def ticks(**positions: list[str]) -> dict[str, list[str]]:
    """The form of the page with everyone of the world on it: p3=["head"] ticks the third person as head."""
    return {"among": [str(number) for number in range(1, 9)]} | {
        f"held_{name[1:]}": values for name, values in positions.items()
    }


def test_positions_are_ticked_saved_and_shown(hr: Browser) -> None:
    said = words_of(hr.open(PAGE))
    assert "Người đứng đầu (0): chưa ghi ai" in said
    answer = hr.submit(PAGE, ticks(p1=["head", "party_committee"], p2=["deputy_head"]))
    assert answer.status_code == 303
    assert held() == {1: (Position.HEAD, Position.PARTY_COMMITTEE), 2: (Position.DEPUTY_HEAD,)}
    assert "Đã lưu vị trí, 2 người thay đổi" in words_of(hr.open(PAGE))
    assert "Người đứng đầu (1): Nguyễn Thị Số 0" in words_of(hr.last)


def test_the_post_of_head_passes_from_one_to_another_in_one_save(hr: Browser) -> None:
    hr.open(PAGE)
    hr.submit(PAGE, ticks(p5=["head"]))
    hr.submit(PAGE, ticks(p2=["head"], p5=["deputy_head"]))
    assert held() == {2: (Position.HEAD,), 5: (Position.DEPUTY_HEAD,)}


def test_two_heads_are_refused_by_the_row_and_the_ticks_stay(hr: Browser) -> None:
    hr.open(PAGE)
    answer = hr.submit(PAGE, ticks(p1=["head"], p2=["head", "party_committee"]))
    assert answer.status_code == 422
    assert 'id="e-held_2"' in hr.last
    assert hr.last.count("checked") == 3
    assert held() == {1: (Position.HEAD,)}


def test_the_list_is_searched_and_whoever_is_not_on_the_page_keeps_the_own(hr: Browser, small_world: World) -> None:
    bodies.set_positions(small_world.hr, 1, [Position.HEAD])
    page = hr.open(f"{PAGE}?q=so+7")
    assert page.count('name="among"') == 1
    assert hr.submit(f"{PAGE}?q=so+7", {"among": ["8"], "held_8": ["unit_head", "no_such"]}).status_code == 303
    assert held() == {1: (Position.HEAD,), 8: (Position.UNIT_HEAD,)}
    assert hr.open(f"{PAGE}?held=head").count('name="among"') == 1
    assert "Không có ai khớp" in words_of(hr.open(f"{PAGE}?held=deputy_head"))


def test_a_number_that_is_nobody_changes_nothing(hr: Browser) -> None:
    hr.open(PAGE)
    assert hr.submit(PAGE, {"among": ["999", "x", "-1"], "held_999": ["head"]}).status_code == 422
    assert held() == {}
