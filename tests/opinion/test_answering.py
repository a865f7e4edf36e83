"""A person says what they think of a draft, as often as they like until the deadline; the last time counts."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from models import Answer, Comment, StaffMember
from models.store import database
from procedures.opinion import answering
from procedures.opinion.answering import AGREES, COMMENTS, checked
from procedures.refusal import Refusal
from procedures.rounds import asking, owners
from tests.consulting import Consulting
from tests.world import SCAN, World
from words.typed_text import tidied


@pytest.fixture
def case(world: World) -> Consulting:
    made = Consulting(world)
    made.asked()
    return made


def said(case: Consulting) -> list[tuple[int, str]]:
    with database.reading() as session:
        return [(each.paragraph, each.text) for each in session.exec(select(Comment).order_by(Comment.id)).all()]


def token(case: Consulting, person: int = 0) -> str:
    return case.world.token(case.world.entries(case.number)[person])


def refused(case: Consulting, choice: str, words: dict[int, str]) -> str:
    with pytest.raises(Refusal) as refusal:
        answering.give(token(case), choice, words)
    return refusal.value.key


def test_what_a_person_says_last_counts_and_each_time_is_told(case: Consulting) -> None:
    case.say(0, {2: "Khoán theo cấp.", 0: "Dài quá."})
    case.say(0, {3: "Lùi ngày hiệu lực."})
    assert said(case) == [(3, "Lùi ngày hiệu lực.")]
    case.say(0)
    assert said(case) == []
    with database.reading() as session:
        answer = session.exec(select(Answer)).one()
        assert (answer.content, answer.changes) == ({"choice": AGREES}, 2)
    assert [letter.number for letter in case.world.letters("opinion_recorded")] == [1, 2, 3]


def test_the_same_again_changes_nothing_and_sends_nothing(case: Consulting) -> None:
    case.say(0, {1: " Nêu rõ đối tượng. "})
    case.say(0, {1: "Nêu rõ đối tượng.", 2: "  "})
    assert len(case.world.letters("opinion_recorded")) == 1
    with database.reading() as session:
        assert session.exec(select(Answer)).one().changes == 0


def test_double_clicks_of_many_at_once_leave_one_answer_a_person(case: Consulting) -> None:
    links = [token(case, person) for person in range(8)] * 4
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda link: answering.give(link, COMMENTS, {1: "Rõ hơn.", 2: "Khoán."}), links))
    assert len({receipt.code for receipt in receipts}) == 8
    assert sorted(said(case)) == [(1, "Rõ hơn.")] * 8 + [(2, "Khoán.")] * 8


def test_choice_and_words_must_fit(case: Consulting) -> None:
    assert refused(case, "", {1: "x"}) == "nothing_chosen"
    assert refused(case, AGREES, {1: "x"}) == "agrees_and_comments"
    assert refused(case, COMMENTS, {1: " \n"}) == "nothing_said"
    assert refused(case, COMMENTS, {1: "x" * 5_001}) == "comment_too_long"
    assert refused(case, COMMENTS, {99: "x"}) == "paragraph_unknown"
    assert said(case) == []


def test_nothing_is_taken_from_the_deadline_on(case: Consulting) -> None:
    link = token(case)
    case.world.move(days=5)
    assert refused(case, AGREES, {}) == "round_closed"
    with pytest.raises(Refusal, match="link_unknown"):
        answering.give(link[:-1] + ("a" if link[-1] != "a" else "b"), AGREES, {})


def test_a_printed_sheet_is_entered_with_its_scan_but_never_over_an_answer_by_link(case: Consulting) -> None:
    first, second = case.world.entries(case.number)[:2]
    answering.enter_sheet(case.world.hr, case.number, first.id or 0, COMMENTS, {2: "Giữ mức cũ."}, SCAN)
    assert said(case) == [(2, "Giữ mức cũ.")]
    case.say(1)
    with pytest.raises(Refusal, match="answered_by_link"):
        answering.enter_sheet(case.world.hr, case.number, second.id or 0, COMMENTS, {1: "x"}, SCAN)
    with pytest.raises(Refusal, match="needs_role"):
        answering.enter_sheet(case.world.clerk, case.number, first.id or 0, AGREES, {}, SCAN)


@given(st.dictionaries(st.integers(0, 50), st.text(max_size=60)), st.sampled_from([AGREES, COMMENTS, "x"]))
def test_an_opinion_is_kept_without_blanks_or_refused(words: dict[int, str], choice: str) -> None:
    try:
        kept = checked(choice, words)
    except Refusal:
        has_words = any(tidied(text) for text in words.values())
        assert choice == "x" or (choice == COMMENTS) != has_words
    else:
        assert all(text and text == text.strip() for text in kept.values())
        assert bool(kept) == (choice == COMMENTS)


def test_whoever_has_left_is_not_written_to_and_opens_nothing(case: Consulting) -> None:
    entry = case.world.entries(case.number)[4]
    with database.transaction() as session:
        member = session.get_one(StaffMember, entry.staff_member_id)
        member.left_on = case.world.now().date()
        session.add(member)
    with database.reading() as session:
        assert entry.id not in {each.id for each in asking.to_remind(session, case.number)}
        with pytest.raises(Refusal, match="link_unknown"):
            owners.entry_behind(session, case.world.token(entry))
    owners.reissue(entry.email or "")
    assert not case.world.letters("link_reissued")
