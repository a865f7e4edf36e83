"""Letters of a resolution that is carried out: each kind composed at the moment it would be sent."""

from typing import TYPE_CHECKING

from models import Judgement, ReportKind
from notifications.letter import Letter
from procedures.access.actor import Actor
from procedures.resolution.items import checking, following, reporting
from tests.carrying_out import CarryingOut
from tests.world import SCAN

if TYPE_CHECKING:
    from tests.letters.story import Story

Kept = dict[str, list[Letter]]


def carried_out(story: "Story", union: Actor) -> Kept:
    """Three items from the owners' first letters to the last report, in the world of a story."""
    case = CarryingOut(story.world, union=union)
    case.begun()
    kept = {"item_entrusted": story.letters("item_entrusted")}
    case.world.move(days=26)
    following.urge(case.number, 1001)
    kept["item_reminder"] = story.letters("item_reminder")
    case.report(2, ReportKind.PROGRESS, "Đã thống nhất mẫu biểu.")
    reporting.report(case.token(0), 1, "completion", "", SCAN)
    reporting.enter_report(case.world.hr, case.number, 3, "completion", "Đã lập sổ.", SCAN)
    kept["item_report_recorded"] = story.letters("item_report_recorded")
    kept["item_completion_reported"] = story.letters("item_completion_reported")
    first, second = (row.id or 0 for row in case.reports()[-2:])
    reporting.judge(case.world.hr, case.number, first, Judgement.ACCEPTED)
    reporting.judge(case.world.hr, case.number, second, Judgement.RETURNED, "Sổ chưa ghi sáng kiến của Phòng Lãnh sự.")
    kept["item_judged"] = story.letters("item_judged")
    return kept | checked(story, case)


def checked(story: "Story", case: CarryingOut) -> Kept:
    """What follows half a year later, to the end."""
    case.world.move(days=150)
    case.asked()
    following.urge_check(case.number, 1)
    kept = {"items_check_asked": story.letters("items_check_asked")}
    case.assess()
    checking.conclude(case.world.manager, case.number, 1)
    kept["items_check_asked"] += [letter for letter in story.composed("items_check_asked") if letter]
    checking.agree(case.union, case.number, 1, "Nhất trí.")
    following.note_check(case.number, 1)
    kept["items_check_awaits_signature"] = story.letters("items_check_awaits_signature")
    case.file("items_check-1", 21)
    following.tell_check(case.number, 1)
    kept["items_checked"] = story.letters("items_checked")
    following.end(case.number)
    kept["items_ended"] = story.letters("items_ended")
    return kept
