"""What was said is merged, accepted or explained; the decision waits until nothing is left without an answer."""

import pytest

from models import Decision, Verdict
from models.store import database
from procedures.filing import paper_of
from procedures.opinion import asking, drafting, responding, table
from procedures.refusal import Refusal
from tests.consulting import PARAGRAPHS, Consulting
from tests.world import World


@pytest.fixture
def case(world: World) -> Consulting:
    made = Consulting(world)
    made.asked()
    made.say(0, {2: "Khoán theo cấp."})
    made.say(1, {2: "Nên khoán theo chức vụ.", 3: "Lùi sang tháng 02."})
    made.say(2, {2: "khoán theo cấp"})
    made.say(3)
    return made


def key_of(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.key


def test_the_table_counts_silence_with_nobody(case: Consulting) -> None:
    case.closed()
    with database.reading() as session:
        counted = table.table_of(session, case.number)
    assert (counted.asked, counted.agreed, counted.commented, counted.silent) == (8, 1, 3, 4)
    assert [(row.number, row.paragraph, row.people) for row in counted.rows] == [(1, 2, 2), (2, 2, 1), (3, 3, 1)]
    assert all(row.voices == () for row in counted.rows)


def test_like_opinions_become_one_and_can_be_parted_again(case: Consulting) -> None:
    case.closed()
    responding.respond(case.world.hr, case.number, 2, Verdict.ACCEPTED, "")
    assert responding.merge(case.world.hr, case.number, [2, 1], "Khoán công tác phí theo cấp, chức vụ.") == 1
    rows = case.rows()
    assert [(row.number, row.people, row.verdict) for row in rows] == [(1, 3, None), (3, 1, None)]
    assert {voice.full_name for voice in rows[0].voices} == {f"Nguyễn Thị Số {n}" for n in range(3)}
    assert responding.part(case.world.hr, case.number, 1) == 3
    assert sorted(row.people for row in case.rows()) == [1, 1, 1, 1]


def test_what_cannot_be_merged_is_said(case: Consulting) -> None:
    case.closed()
    for numbers, gist, key in (
        ([1], "x", "merge_needs_two"),
        ([1, 3], "x", "merge_across_paragraphs"),
        ([1, 2], " ", "gist_missing"),
        ([1, 9], "x", "opinion_unknown"),
    ):
        with pytest.raises(Refusal) as refusal:
            responding.merge(case.world.hr, case.number, numbers, gist)
        assert key_of(refusal) == key


def test_nothing_is_merged_or_answered_before_the_deadline(case: Consulting) -> None:
    with pytest.raises(Refusal, match="opinions_still_open"):
        responding.respond(case.world.hr, case.number, 1, Verdict.ACCEPTED, "")


def test_with_one_opinion_unanswered_the_decision_is_refused_and_says_which(case: Consulting) -> None:
    case.closed()
    for number in (1, 3):
        responding.respond(case.world.hr, case.number, number, Verdict.EXPLAINED, "Mức khoán theo quy định của tỉnh.")
    for act in (
        lambda: responding.settle(case.world.hr, case.number),
        lambda: responding.decide(case.world.manager, case.number, Decision.ISSUED),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert "ý kiến số 2 (đoạn 2)" in refusal.value.sentence
    with database.reading() as session:
        assert paper_of(session, case.number, "responses_table") is None


def test_a_decision_waits_for_the_settled_table_and_stands(case: Consulting) -> None:
    case.closed()
    case.respond_to_all()
    with pytest.raises(Refusal, match="table_not_settled"):
        responding.decide(case.world.manager, case.number, Decision.ISSUED)
    responding.settle(case.world.hr, case.number)
    with pytest.raises(Refusal, match="table_settled"):
        responding.respond(case.world.hr, case.number, 1, Verdict.EXPLAINED, "Nghĩ lại.")
    asking.note_table(case.number)
    asking.note_union(case.number)
    responding.decide(case.world.manager, case.number, Decision.ISSUED)
    responding.decide(case.world.manager, case.number, Decision.ISSUED)
    with pytest.raises(Refusal, match="decided_already"):
        responding.decide(case.world.manager, case.number, Decision.NOT_ISSUED, "Không.")


def test_an_explanation_needs_words_and_a_refusal_to_issue_a_reason(case: Consulting) -> None:
    case.closed()
    with pytest.raises(Refusal, match="explanation_missing"):
        responding.respond(case.world.hr, case.number, 1, Verdict.EXPLAINED, " ")
    with pytest.raises(Refusal, match="decision_reason_missing"):
        responding.decide(case.world.manager, case.number, Decision.NOT_ISSUED, "")
    with pytest.raises(Refusal, match="needs_role"):
        responding.decide(case.world.hr, case.number, Decision.ISSUED)


def test_the_amended_draft_shows_what_was_changed_word_by_word(case: Consulting) -> None:
    case.closed()
    amended = [PARAGRAPHS[0], PARAGRAPHS[1].replace("500.000", "600.000"), "Điều 3. Mới."]
    responding.amend(case.world.hr, case.number, [*amended, "Điều 4. Thêm."])
    with database.reading() as session:
        found = table.changes_of(session, case.number)
        assert [each.text for each in drafting.paragraphs_of(session, case.number)] == PARAGRAPHS
    assert [change.kind for change in found[0]] == ["same"]
    assert [(c.kind, c.text) for c in found[1] if c.kind != "same"] == [("removed", "500.000"), ("added", "600.000")]
    assert found[3] == [table.Change("added", "Điều 4. Thêm.")]
