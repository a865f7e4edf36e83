"""The one stylesheet: its colours can be told apart, and it asks nothing of anyone else."""

import re

import pytest

from tests.look.gallery import STATIC

CSS = (STATIC / "danchu.css").read_text(encoding="utf-8")
INKS = ("ink", "quiet", "primary", "done", "wait", "late")


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block))


LIGHT = _tokens(re.search(r"^:root \{(.*?)^\}", CSS, re.S | re.M).group(1))
DARK_BY_DEVICE = _tokens(re.search(r':root:not\(\[data-theme="light"\]\) \{(.*?)\}', CSS, re.S).group(1))
DARK_BY_CHOICE = _tokens(re.search(r':root\[data-theme="dark"\] \{(.*?)\}', CSS, re.S).group(1))


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_guidelines_do():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK_BY_DEVICE], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "canvas"])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_can_be_read_on_every_ground(ink, ground, tokens):
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK_BY_DEVICE], ids=["light", "dark"])
def test_words_on_a_main_button_can_be_read(tokens):
    assert contrast(tokens["on-primary"], tokens["primary"]) >= 4.5


def test_the_dark_scheme_is_the_same_by_device_and_by_choice():
    assert DARK_BY_DEVICE == DARK_BY_CHOICE
    assert set(DARK_BY_DEVICE) == set(LIGHT)


def test_the_stylesheet_fetches_nothing_and_draws_no_shadow():
    assert not re.search(r"@import|url\(|@font-face|box-shadow|text-shadow", CSS)


def test_every_token_that_is_used_is_set():
    used = set(re.findall(r"var\(--([\w-]+)\)", CSS))
    assert used <= set(re.findall(r"--([\w-]+):", CSS))
