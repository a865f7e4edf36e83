"""The emulation pact and the rewards of a conference: who writes them, until when, and the papers that say them."""

import pytest

from models.store import database
from procedures import papers
from procedures.conference import emulating, running
from procedures.conference.emulating import Honour
from procedures.conference.steps import PACT, REWARDS
from procedures.filing import paper_of
from procedures.meetings.finding import FIRST
from procedures.refusal import Refusal
from tests.conferring import Held
from tests.web.browser import Browser, words_of

PROMISES = "Giải quyết đúng hạn 98 % hồ sơ.\n\n  Mỗi phòng một sáng kiến. "
PRIZE = Honour("Phòng Lãnh sự", "Giấy khen của Giám đốc Sở", "Hoàn thành xuất sắc nhiệm vụ")


@pytest.fixture
def held(sqlite: None) -> Held:
    return Held().summon()


def refused(do: object, *args: object) -> str:
    with pytest.raises(Refusal) as refusal:
        do(*args)  # pyright: ignore
    return refusal.value.key


def printed(held: Held, name: str) -> str:
    with database.reading() as session:
        paper = papers.paper(session, held.number, name)
    said = [paper.type_name, paper.subject]
    for block in paper.blocks:
        said += [getattr(block, "text", ""), *getattr(block, "items", ())]
        said += [cell for row in getattr(block, "rows", ()) for cell in row.cells]
    return " ".join(said)


def has_paper(held: Held, kind: str) -> bool:
    with database.reading() as session:
        return paper_of(session, held.number, kind) is not None


def test_the_pact_is_a_paper_of_head_and_union_until_it_is_signed(held: Held) -> None:
    assert not has_paper(held, PACT)
    emulating.write_pact(held.world.clerk, held.number, "Nội dung cũ.")
    emulating.write_pact(held.world.hr, held.number, PROMISES)
    said = printed(held, PACT)
    assert "Giải quyết đúng hạn 98 % hồ sơ; Mỗi phòng một sáng kiến." in said
    assert "năm 2027" in said
    assert "cũ" not in said
    held.sign(PACT, 3)
    assert refused(emulating.write_pact, held.world.hr, held.number, "Khác.") == "pact_signed"
    emulating.add_reward(held.world.hr, held.number, PRIZE)


def test_a_reward_stands_once_and_can_be_taken_off_until_the_list_is_signed(held: Held) -> None:
    hr, number = held.world.hr, held.number
    first = emulating.add_reward(hr, number, PRIZE)
    assert emulating.add_reward(hr, number, Honour(" Phòng  Lãnh sự ", PRIZE.form)) == first
    second = emulating.add_reward(hr, number, Honour("Ông Trần Văn Ký", "Lao động tiên tiến"))
    emulating.remove_reward(hr, number, second)
    emulating.remove_reward(hr, number, second)
    assert emulating.add_reward(hr, number, Honour("Bà Lý Thị Hòa", "Lao động tiên tiến")) == second + 1
    said = printed(held, REWARDS)
    assert "Phòng Lãnh sự Giấy khen của Giám đốc Sở Hoàn thành xuất sắc nhiệm vụ" in said
    assert "02 tập thể, cá nhân" in said
    assert "Ký" not in said
    held.sign(REWARDS, 4)
    assert refused(emulating.remove_reward, hr, number, first) == "pact_signed"
    assert refused(emulating.add_reward, hr, number, Honour("Văn phòng", "Giấy khen")) == "pact_signed"


@pytest.mark.parametrize(
    ("honour", "refusal"),
    [
        (Honour(" ", "Giấy khen"), "honoured_missing"),
        (Honour("Văn phòng", " "), "reward_form_missing"),
        (Honour("a" * 301, "Giấy khen"), "text_too_long"),
        (Honour("Văn phòng", "a" * 301), "text_too_long"),
        (Honour("Văn phòng", "Giấy khen", "a" * 1001), "text_too_long"),
    ],
)
def test_a_reward_is_somebody_s_and_has_a_form(held: Held, honour: Honour, refusal: str) -> None:
    assert refused(emulating.add_reward, held.world.hr, held.number, honour) == refusal
    assert not has_paper(held, REWARDS)


def test_whoever_does_not_run_the_conference_writes_neither(held: Held) -> None:
    assert refused(emulating.write_pact, held.union, held.number, PROMISES) == "not_your_duty"
    assert refused(emulating.add_reward, held.world.manager, held.number, PRIZE) == "not_your_duty"
    assert refused(emulating.write_pact, held.world.hr, held.number, " \n ") == "pact_missing"
    assert refused(emulating.write_pact, held.world.hr, held.number, "a" * 20_001) == "text_too_long"
    assert refused(emulating.remove_reward, held.world.hr, held.number, 1) == "line_unknown"


def test_the_minutes_say_who_was_rewarded_and_what_both_promised_and_nothing_where_nobody_did(held: Held) -> None:
    held.world.move(days=10)
    held.come(20)
    held.vote(20)
    held.close()
    running.note_meeting(held.number, FIRST)
    running.conclude(held.number, FIRST)
    minutes = f"meeting_minutes-{FIRST}"
    assert "Khen thưởng, giao ước thi đua" not in printed(held, minutes)
    emulating.write_pact(held.world.hr, held.number, PROMISES)
    emulating.add_reward(held.world.hr, held.number, PRIZE)
    said = printed(held, minutes)
    assert "5. Khen thưởng, giao ước thi đua" in said
    assert "Phòng Lãnh sự: Giấy khen của Giám đốc Sở, Hoàn thành xuất sắc nhiệm vụ." in said
    assert "Mỗi phòng một sáng kiến." in said


def test_the_page_writes_both_and_keeps_what_was_typed_beside_a_refusal(held: Held) -> None:
    hr, base = Browser().sign_in(held.world.hr), f"/procedures/{held.number}/emulation"
    assert "Thi đua, khen thưởng" in words_of(hr.open(f"/procedures/{held.number}"))
    hr.open(base)
    answered = hr.submit(f"{base}/rewards", {"honoured": "Văn phòng", "form": ""})
    assert answered.status_code == 422
    assert "Chưa ghi hình thức khen thưởng" in words_of(answered.text)
    assert "Văn phòng" in answered.text
    assert hr.submit(f"{base}/rewards", {"honoured": "Văn phòng", "form": "Giấy khen"}).headers["location"] == base
    assert hr.submit(f"{base}/pact", {"text": PROMISES}).headers["location"] == base
    assert "Giấy khen" in words_of(hr.open(base))
    assert hr.submit(f"{base}/rewards/1/remove").headers["location"] == base
    assert "Chưa ghi tập thể" in words_of(hr.open(base))
    held.sign(PACT, 3)
    page = hr.open(base)
    assert "Lưu giao ước" not in page
    assert "Mỗi phòng một sáng kiến." in words_of(page)
