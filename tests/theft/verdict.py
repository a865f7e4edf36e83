"""Whether so many right guesses are more than luck."""

from collections.abc import Sequence
from fractions import Fraction
from math import comb

from tests.theft.thief import Robbed, Thief, Truth, right

RARE = Fraction(1, 100)


def at_least(rights: int, of: int, chance: Fraction) -> Fraction:
    """How likely so many, or more, of `of` guesses are right when each is so with this chance."""
    least = range(rights, of + 1)
    return sum((comb(of, at) * chance**at * (1 - chance) ** (of - at) for at in least), Fraction(0))


def beats_guessing(thief: Thief, rounds: Sequence[tuple[Robbed, Truth]]) -> tuple[bool, str]:
    """Does the thief name more options than "always the commonest" would by luck? With the figures in words."""
    of = sum(len(truth) for _, truth in rounds)
    named = sum(right(thief.name(seen), truth) for seen, truth in rounds)
    common = sum(right(seen.commonest, truth) for seen, truth in rounds)
    chance = at_least(named, of, Fraction(common, of))
    said = f"{named} of {of} named, {common} by the commonest option, p = {float(chance):.3g}, by {thief.trusts}"
    return chance < RARE, said
