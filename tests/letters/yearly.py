"""The letter about the yearly conference, composed at the moment it would be sent."""

from datetime import date
from typing import TYPE_CHECKING

from notifications.letter import Letter
from procedures.yearly import keeping

if TYPE_CHECKING:
    from tests.letters.story import Story


def yearly(story: "Story") -> dict[str, list[Letter]]:
    """The last reminder of a year that ended long ago, before any resolution says that its conference was held."""
    year = story.world.today().year - 2
    number = keeping.begin(story.world.hr, date(year, 12, 31))
    keeping.ask(number, year * 10 + 3)
    return {"conference_due": story.letters("conference_due")}
