"""The appointment's data beside a second copy made from the decrees: a slip of the hand in one of them is found."""

from datetime import date

import pytest

from law.decisions.appointment import Meeting, dossier, eligibility, meetings
from law.parameters import Certainty, NotInForce, parameters_of
from law.rules import Rules, rules_on
from law.show import in_words
from law.threshold import Base, Threshold
from tests.law.appointments import EVERY_MEETING, FIVE, FOUR, IDS, LAST_OF_FIVE, NEW, OLD
from tests.law.days import TODAY

LEADERS, EXTENDED = ("head", "deputy_head"), ("head", "deputy_head", "party_committee", "unit_head")
ALL_OF_THEM = (*EXTENDED, "mass_organisation_head", "unit_deputy_head")
NET = "số người được triệu tập, trừ người vắng mặt vì lý do bất khả kháng"
HALF, THIRTY = f"trên 50 % {NET}", f"ít nhất 30 % {NET}"
OLD_HALF, OLD_THIRTY = "trên 50 % số người được triệu tập", "ít nhất 30 % số người được triệu tập"
SUMMONED, SUMMONED_NET, PRESENT = Base.SUMMONED, Base.SUMMONED_NET, Base.PRESENT
INTRODUCED = ("introduction", "secret")
# step: key, body, names from, ballot, secret, base, passes, carries, announced, article
FOUR_STEPS = {
    1: ("leadership", "leadership", "planned", "orientation", "unspecified", SUMMONED_NET, HALF, THIRTY, True, "b"),
    2: ("leadership_extended",) * 2 + ("previous", "introduction", "secret", SUMMONED_NET, HALF, THIRTY, True, "c"),
    3: ("key_cadres",) * 2 + ("previous", "introduction", "secret", PRESENT, "trên 50 % số người dự", "", False, "d"),
    4: ("leadership_final", "leadership", "previous", "voting", "secret", SUMMONED_NET, HALF, "", True, "đ"),
}
FIVE_STEPS = {
    1: ("leadership", "leadership", "planned", "none", "none", SUMMONED, "", "", False, "a"),
    2: ("leadership_extended",) * 2
    + ("previous", "introduction", "secret", SUMMONED, OLD_HALF, OLD_THIRTY, False, "b"),
    3: ("leadership_second", "leadership", "previous_or_other", *INTRODUCED, SUMMONED, OLD_HALF, OLD_THIRTY, True, "c"),
    4: ("key_cadres",) * 2 + ("previous", "introduction", "unspecified", SUMMONED, "", "", False, "d"),
    5: ("leadership_final", "leadership", "previous", "voting", "secret", SUMMONED, OLD_HALF, "", False, "đ"),
}
DOSSIER = (
    "proposal cv leadership_review party_review residence_review self_review political_standards assets diplomas health"
)
KEYS = ("leadership", "leadership_extended", "leadership_second", "key_cadres", "leadership_final")
NUMBERS = {
    "policy_answered_within": "15 ngày làm việc",
    "completed_within": "30 ngày làm việc",
    "alerted_at": "ít nhất 80 % thời hạn",
    "names_a_post": "không quá 1 người",
    "quorum": "ít nhất 2/3 số người được triệu tập",
    "enough_people": "ít nhất 30 người",
    "too_few_leaders": "không quá 1 người",
    "disclosed_within": "5 ngày làm việc",
    "posted_for": "20 ngày liên tục",
    "reminded_before": "1 ngày làm việc",
}
CHOICES = {
    "proposed_by": ("leadership_and_party_committee",) * 2,
    "policy_ways": (("submitted",), ("decided", "submitted")),
    "completed_by": ("agency", "authority"),
    "meetings": ("in_order",) * 2,
    "quorum_is": ("required", "advised"),
    "ballots_prepared": ("summoned",) * 2,
    "ballots_handed_out": ("present",) * 2,
    "ballot_authentication": (("hanging_stamp", "chair_signature"),) * 2,
    "ballot_signed": ("voter_may",) * 2,
    "minutes": (("meeting", "counting"),) * 2,
    "attending_without_vote": (("hr_representative",),) * 2,
    "two_positions": ("once",) * 2,
    "force_majeure": ("in_base", "out_of_base"),
    "summons_list_by": ("rules_of_the_field", "authority"),
    "hybrid_by": (None, "authority"),
    "ballot_form_by": (None, "authority"),
    "several_posts": (None, "same_way"),
    "sealed_from": (None, 7),
    "body.leadership": (LEADERS,) * 2,
    "body.leadership_extended": (EXTENDED,) * 2,
    "body.key_cadres": (ALL_OF_THEM,) * 2,
    "all_civil_servants_instead_of": (("key_cadres",),) * 2,
    "all_civil_servants_where": (("constituent_unit", "no_units", "few_people"),) * 2,
    "superior_chairs_where": (("one_leader", "head_post", "new_agency", "disunity", "no_leader"),) * 2,
    "dossier_replaced_by": (None, "national_database"),
    "decided_by": ("head_or_authority",) * 2,
    "reported_to": ("authority",) * 2,
    "disclosed_content": ("personnel",) * 2,
}


def said(threshold: Threshold | None, rules: Rules, each: Meeting, name: str) -> str:
    return in_words(rules[each.rule_key(name)]) if threshold else ""


def row(rules: Rules, each: Meeting) -> tuple[object, ...]:
    shares = (said(each.passes, rules, each, "passes"), said(each.carries, rules, each, "carries"))
    point = each.article.short.removeprefix("Điều 33.2.")
    head = (each.key, each.body, each.names_from, each.ballot, each.secret)
    return (*head, each.base, *shares, each.announced, point)


@pytest.mark.parametrize(("rules", "rows"), [(OLD, FIVE_STEPS), (NEW, FOUR_STEPS)], ids=["five", "four"])
def test_each_meeting_is_what_its_point_of_the_article_says(rules: Rules, rows: dict[int, tuple[object, ...]]) -> None:
    assert {each.step: row(rules, each) for each in meetings(rules)} == rows


@pytest.mark.parametrize(("rules", "each"), EVERY_MEETING, ids=IDS)
def test_only_the_last_meeting_settles_ties_and_wants_documents_before_it(rules: Rules, each: Meeting) -> None:
    settled = ("head", "authority", True, ("new_issues", "party_opinion"))
    assert (each.tie_settled_by, each.tie_without_head, each.tied is not None, each.needs_before) == (
        settled if each.is_final else ("", "", False, ())
    )
    assert each.is_final == (each.step == len(meetings(rules)))
    assert each.spared_where_party_leads == (("party_opinion",) if each.is_final and rules is NEW else ())
    if each.tied:
        assert in_words(rules["leadership_final.tied"]) == (
            f"ít nhất 50 % {NET if rules is NEW else NET.split(',')[0]}"
        )


@pytest.mark.parametrize(("rules", "each"), EVERY_MEETING, ids=IDS)
def test_another_person_may_be_named_only_at_the_second_meeting_of_the_leadership(rules: Rules, each: Meeting) -> None:
    assert each.may_name_others == (each.key == "leadership_second")
    if each.may_name_others:
        assert in_words(rules["leadership_second.passes_if_differs"]) == "ít nhất 2/3 số người được triệu tập"


@pytest.mark.parametrize(("rules", "each"), EVERY_MEETING, ids=IDS)
def test_a_result_is_for_those_who_attended_only_where_it_is_announced(rules: Rules, each: Meeting) -> None:
    always = ("tellers", "secretary", "hr", "clerk", "manager")
    shown = {False: always, True: (*always, "attendees")}

    assert each.shown_to == shown[each.announced]
    assert each.shown_after == "meeting_closed"


@pytest.mark.parametrize(("rules", "each"), EVERY_MEETING, ids=IDS)
def test_two_thirds_must_attend_under_the_old_text_and_are_advice_under_the_new(rules: Rules, each: Meeting) -> None:
    assert each.quorum_is_statutory == (rules is OLD)
    assert (rules["quorum"].article.key == "tap_quan") == (rules is NEW)


@pytest.mark.parametrize("rules", [OLD, NEW], ids=["five", "four"])
@pytest.mark.parametrize("key", NUMBERS)
def test_each_number_reads_as_it_was_proofread(rules: Rules, key: str) -> None:
    assert in_words(rules[key]) == NUMBERS[key]


@pytest.mark.parametrize("key", CHOICES)
def test_each_choice_is_the_one_that_was_proofread(key: str) -> None:
    assert tuple(rules[key].value if key in rules else None for rules in (OLD, NEW)) == CHOICES[key]


@pytest.mark.parametrize(("first", "last"), [(FIVE, LAST_OF_FIVE), (FOUR, date(2030, 1, 1))])
def test_nothing_changes_between_the_days_on_which_the_law_changed(first: date, last: date) -> None:
    for kind in ("appointment", "appointment_external", "reappointment", "extension"):
        assert list(rules_on(kind, first)) == list(rules_on(kind, last))


def test_what_left_the_law_is_in_force_no_more() -> None:
    assert not [rule.key for rule in NEW if rule.key.startswith("leadership_second.")]
    assert not [key for key in ("key_cadres.base", "leadership_second.place") if key in NEW]
    assert "leadership_second.passes_if_differs" in OLD


def test_the_dossier_has_its_ten_parts_and_eight_of_them_grow_old() -> None:
    for rules in (OLD, NEW):
        items = dossier(rules)
        assert " ".join(item.key for item in items) == DOSSIER
        ageless = [item.key for item in items if item.max_age_months is None]
        assert ageless == ["political_standards", "diplomas"]
        assert {item.max_age_months for item in items} == {6, None}
    assert [item.article.short for item in dossier(NEW)] == [f"Điều 35.{at}" for at in range(1, 11)]


def test_the_conditions_are_those_of_the_regime_each_with_its_words() -> None:
    old, new = eligibility(OLD), eligibility(NEW)

    assert " ".join(item.key for item in old) == "standards planned verified age health not_barred"
    assert " ".join(item.key for item in new) == ("standards planned post_below graded verified age health not_barred")
    assert {item.article.short for item in (*old, *new)} == {"Điều 29"}
    assert all(item.words and item.label and item.max_age_months is None for item in new)


def test_words_of_an_item_are_the_words_of_the_list() -> None:
    for of, items in (("eligibility", eligibility(NEW)), ("dossier", dossier(NEW))):
        assert parameters_of("appointment").parameters[of].among == {item.key: item.words for item in items}


def test_everything_of_the_new_article_is_cited_as_amended() -> None:
    for rule in NEW:
        if rule.article.key.startswith("nd_170.") and not rule.article.key.startswith("nd_170.34"):
            assert rule.article.amended.startswith("sửa đổi tại ")
            assert rule.article.cited.endswith("NĐ 300/2026")
    for rule in OLD:
        assert not rule.article.amended


def test_what_no_text_says_is_marked_as_unsure() -> None:
    for rule in (*OLD, *NEW):
        if rule.article.key == "tap_quan":
            assert rule.certainty is Certainty.UNSURE


def test_an_appointment_freezes_with_all_its_meetings() -> None:
    for rules in (OLD, NEW):
        assert meetings(Rules.thaw(rules.frozen())) == meetings(rules)
    assert meetings(rules_on("opinion", TODAY)) == ()


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("reappointment", "notice_before_end", "90 ngày làm việc"),
        ("reappointment", "self_report_within", "15 ngày"),
        ("reappointment", "key_cadres_within", "45 ngày"),
        ("reappointment", "decided_before_end", "1 ngày làm việc"),
        ("reappointment", "extended_instead_of_five_years", "24 tháng"),
        ("reappointment", "extended_instead_of_three_years", "18 tháng"),
        ("reappointment", "key_cadres", "trên 50 % số người dự"),
        ("reappointment", "leadership", "trên 50 % số người được triệu tập"),
        ("extension", "leadership", "trên 50 % tổng số thành viên tập thể lãnh đạo"),
        ("confidence_poll", "quorum", "ít nhất 2/3 số người được triệu tập"),
        ("confidence_poll", "papers_to_hr_before", "20 ngày"),
        ("confidence_poll", "papers_to_voters_before", "15 ngày"),
        ("confidence_poll", "questions_before", "10 ngày"),
        ("confidence_poll", "answers_before", "3 ngày"),
        ("confidence_poll", "out_of_planning", "trên 50 % số phiếu thu về"),
        ("confidence_poll", "remove", "ít nhất 2/3 số phiếu thu về"),
        ("confidence_poll", "resignation_of_civil_servant", "trên 50 % số phiếu thu về"),
        ("confidence_poll", "removal_of_civil_servant", "trên 2/3 số phiếu thu về"),
    ],
)
def test_the_neighbours_of_the_appointment_read_as_they_were_proofread(kind: str, key: str, words: str) -> None:
    assert in_words(rules_on(kind, TODAY)[key]) == words
    assert in_words(rules_on("reappointment", LAST_OF_FIVE)["notice_before_end_in_days"]) == "90 ngày"


def test_the_poll_has_not_changed_since_its_first_day() -> None:
    first = rules_on("confidence_poll", date(2023, 2, 2))

    assert list(first) == list(rules_on("confidence_poll", LAST_OF_FIVE))
    assert len(list(first)) == len(list(rules_on("confidence_poll", FOUR))) - 2
    with pytest.raises(NotInForce):
        rules_on("confidence_poll", date(2023, 2, 1))
    assert first.names("levels") == ("high", "confidence", "low")
    assert first.choice("ballot_signed") == "voter_may"


def test_an_appointment_from_elsewhere_is_asked_by_ballot_before_and_in_writing_since() -> None:
    before, since = rules_on("appointment_external", LAST_OF_FIVE), rules_on("appointment_external", FOUR)

    assert (before.choice("present_agency_opinion"), since.choice("present_agency_opinion")) == ("ballot", "written")
    for rules in (before, since):
        assert rules.names("steps") == ("receiving_agency", "present_agency", "appraisal")
        assert rules.choice("divergences") == "authority"
    assert in_words(before["present_agency"]) == OLD_HALF
    assert not [rule.key for rule in since if rule.key.startswith("present_agency_a")]
    assert "present_agency_below" not in since


def test_the_results_of_an_appointment_again_are_announced_to_the_leadership_alone() -> None:
    again = rules_on("reappointment", FOUR)

    assert (again.choice("key_cadres_result"), again.choice("leadership_result")) == ("not_announced", "announced")
    assert in_words(rules_on("reappointment", LAST_OF_FIVE)["key_cadres"]) == OLD_HALF


@pytest.mark.parametrize("rules", [OLD, NEW], ids=["five", "four"])
def test_each_position_votes_but_that_of_the_personnel_office(rules: Rules) -> None:
    held = {rule.key: rule.value for rule in rules if rule.key.startswith("position.")}

    assert set(held) == {f"position.{name}" for name in (*ALL_OF_THEM, "hr_representative")}
    assert [key for key, value in held.items() if value != "voter"] == ["position.hr_representative"]
    assert held["position.hr_representative"] == "attending"
    assert rules.choice("civil_servant") == "voter"


def test_an_agency_may_change_its_bodies_and_who_sees_a_result_but_no_share() -> None:
    free = {key for key, each in parameters_of("appointment").parameters.items() if each.agency_may_change}
    seen = {f"{key}.{name}" for key in KEYS for name in ("shown_to", "shown_after")}

    assert free == {"alerted_at", "reminded_before", "body.leadership_extended", "body.key_cadres", *seen}


def test_a_sealed_ballot_needs_seven_who_are_summoned() -> None:
    assert [NEW.threshold("sealed_from").is_met(people) for people in (6, 7, 8)] == [False, True, True]
    assert "sealed_from" not in OLD
