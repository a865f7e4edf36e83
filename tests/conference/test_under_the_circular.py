"""A conference begun before the Law, under Circular 01/2016 and Decree 159/2016: what it follows, cites, and keeps."""

from datetime import date, timedelta

import pytest

from law.decisions import conference as law
from law.parameters import Certainty
from law.rules import Rules, rules_on
from models import Position, Procedure
from models.store import database
from procedures import bodies
from procedures.conference import electing
from procedures.conference.preparing import delegates, drafting
from procedures.conference.steps import agenda_of
from procedures.refusal import Refusal
from tests.conference.test_electing import refused
from tests.conferring import Held
from tests.web.browser import Browser, words_of
from tests.world import World

SEED, LAST, FIRST_OF_THE_LAW = date(2022, 12, 1), date(2023, 6, 30), date(2023, 7, 1)
BEFORE = (
    *("past_review", "head_review", "discussion", "measures", "pact"),
    *("board_report", "board_election", "rewards", "resolution"),
)


def begun_on(day: date, people: int = 28) -> Held:
    world = World(people=people)
    world.move(days=(day - world.today()) / timedelta(days=1))
    return Held(world)


def move_to(held: Held, day: date) -> None:
    held.world.move(days=(day - held.world.today()) / timedelta(days=1))


def agenda(held: Held) -> tuple[str, ...]:
    with database.reading() as session:
        return tuple(item.key for item in agenda_of(session, held.number))


def kept(held: Held) -> Rules:
    with database.reading() as session:
        return Rules.thaw(session.get_one(Procedure, held.number).rules)


def test_it_follows_the_agenda_of_the_circular_and_every_page_cites_it(sqlite: None) -> None:
    held = begun_on(SEED).draft()
    hr = Browser().sign_in(held.world.hr)
    plan = words_of(hr.open(f"/hr/procedures/{held.number}/conference"))
    assert "Thông tư số 01/2016/TT-BNV" in plan
    assert "10/2022/QH15" not in plan
    assert "tùy nghi" not in plan
    steps = words_of(hr.open(f"/hr/procedures/{held.number}/conference/agenda"))
    assert "1. Kiểm điểm việc thực hiện chủ trương, pháp luật và nghị quyết hội nghị trước" in steps
    assert "chưa đối chiếu" in steps
    drafting.open_(held.world.hr, held.number)
    assert agenda(held) == BEFORE
    assert "10/2022/QH15" not in words_of(hr.open(f"/procedures/{held.number}"))


def test_it_is_quorate_with_two_thirds_and_carries_with_more_than_half_as_before(sqlite: None) -> None:
    held = begun_on(SEED)
    held.call()
    assert held.come(19) == 19
    assert held.vote(9, 10) is False
    assert held.vote(10, 9, number=2) is True


def test_what_was_opened_on_the_last_day_of_the_circular_keeps_it(sqlite: None) -> None:
    held = begun_on(LAST).open()
    move_to(held, FIRST_OF_THE_LAW)
    assert agenda(held) == BEFORE
    assert kept(held)["quorum"].article.key == "tt_01.2"
    Browser().sign_in(held.world.hr).open(f"/procedures/{held.number}")


def test_what_was_drafted_before_the_law_and_opened_under_it_has_the_agenda_of_the_law(sqlite: None) -> None:
    held = begun_on(LAST).draft(presenters={"rewards": "Bà Lý Thị Hòa"})
    move_to(held, FIRST_OF_THE_LAW)
    page = words_of(Browser().sign_in(held.world.hr).open(f"/hr/procedures/{held.number}/conference/agenda"))
    assert "1. Báo cáo của người đứng đầu" in page
    assert agenda(held) == BEFORE
    drafting.open_(held.world.hr, held.number)
    assert agenda(held) == rules_on("conference", FIRST_OF_THE_LAW).names("agenda")
    with database.reading() as session:
        presenters = {item.key: item.presenter for item in agenda_of(session, held.number)}
    assert presenters["rewards"] == "Bà Lý Thị Hòa"
    assert presenters["head_report"] == "Người đứng đầu cơ quan"


@pytest.mark.parametrize(
    ("day", "failed", "by_letter"), [(LAST, 2, False), (LAST, 9, False), (FIRST_OF_THE_LAW, 2, True)]
)
def test_before_the_law_nobody_is_asked_by_letter_in_place_of_a_conference(
    day: date, failed: int, by_letter: bool
) -> None:
    assert law.is_by_letter(rules_on("conference", day), failed=failed) is by_letter


def test_before_the_law_no_agency_was_too_small_for_a_conference() -> None:
    assert not law.is_optional(rules_on("conference", LAST), 7)
    assert law.is_optional(rules_on("conference", FIRST_OF_THE_LAW), 7)


@pytest.mark.parametrize(("people", "may_send"), [(200, False), (201, True)])
def test_more_than_two_hundred_may_send_delegates(sqlite: None, people: int, may_send: bool) -> None:
    held = begun_on(SEED, people).draft()
    if may_send:
        delegates.share_out(held.world.hr, held.number, 40)
    else:
        assert refused(delegates.share_out, held.world.hr, held.number, 40) == "delegates_not_allowed"


@pytest.mark.parametrize(("day", "seats", "may_be"), [(LAST, 4, False), (LAST, 5, True), (FIRST_OF_THE_LAW, 4, True)])
def test_the_board_has_an_odd_number_of_members_until_the_law(
    sqlite: None, day: date, seats: int, may_be: bool
) -> None:
    held = begun_on(day).draft()
    people = [held.member(place) for place in range(6, 12)]
    if may_be:
        electing.name_board(held.world.hr, held.number, seats, people)
    else:
        assert refused(electing.name_board, held.world.hr, held.number, seats, people) == "board_size"


def test_only_head_and_deputies_were_kept_from_the_board_and_the_refusal_says_whom(sqlite: None) -> None:
    held = begun_on(SEED).draft()
    bodies.set_positions(held.world.hr, held.member(10), [Position.DEPUTY_HEAD])
    with pytest.raises(Refusal) as no:
        electing.name_board(held.world.hr, held.number, 3, [held.member(place) for place in (10, 6, 7)])
    assert "cấp phó của người đứng đầu" in no.value.sentence
    assert "kế toán trưởng" not in no.value.sentence


def test_before_the_law_is_read_it_is_marked_as_recalled_or_second_hand() -> None:
    unread = {Certainty.RECALLED, Certainty.UNSURE, Certainty.SECOND_HAND}
    for kind in ("conference", "inspection_board", "resolution"):
        assert {rule.certainty for rule in rules_on(kind, LAST)} <= unread
    assert rules_on("conference", SEED)["quorum"].article.key == "tt_01.2"
