"""Curves that climb by steps."""

from words.drawing import stairs


def test_a_curve_stays_level_until_the_next_point_and_then_climbs_to_it() -> None:
    assert stairs([(0.2, 0.25), (1.0, 1.0)], 64, 19, 18) == "H12.8 V14.5 H64.0 V1.0"


def test_where_nobody_has_answered_there_is_nothing_to_climb() -> None:
    assert stairs([], 64, 19, 18) == ""
