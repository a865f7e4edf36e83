"""Letters of a consultation: told from draft to publication, each kind composed at the moment it would be sent."""

from datetime import timedelta
from typing import TYPE_CHECKING

from models import Decision, Verdict
from notifications.letter import Letter
from procedures.opinion import asking, drafting, responding
from procedures.rounds import owners
from tests.consulting import Consulting

if TYPE_CHECKING:
    from tests.letters.story import Story

Kept = dict[str, list[Letter]]


def consulted(story: "Story", case: Consulting) -> Kept:
    """A consultation on the democracy rules, on which the union remarks, in the world of a story."""
    case.draft(remind_in=(timedelta(days=2),))
    drafting.invite(case.world.hr, case.number, "Đề nghị xem kỹ Điều 2.\nMỗi phòng góp ý một lần cũng được.")
    drafting.send_preview(case.world.hr, case.number)
    kept = {"opinion_preview": story.letters("opinion_preview")}
    drafting.open_(case.world.hr, case.number)
    kept["opinion_plan_awaits_signature"] = story.letters("opinion_plan_awaits_signature")
    case.file("consultation_plan")
    asking.note_plan(case.number)
    asking.ask(case.number)
    kept["opinion_asked"] = story.letters("opinion_asked")
    case.world.move(days=2)
    asking.remind(case.number, 1)
    kept["opinion_reminder"] = story.letters("opinion_reminder")
    case.say(0)
    case.say(1, {2: "Khoán theo cấp bậc.", 0: "Dài quá."})
    case.say(0, {3: "Lùi ngày hiệu lực."})
    kept["opinion_recorded"] = story.letters("opinion_recorded")
    for person in case.world.entries(case.number)[:3]:
        owners.reissue(person.email or "")
    kept["link_reissued"] = story.letters("link_reissued")
    case.closed()
    kept["link_reissued"] += story.letters("link_reissued")
    kept["opinion_recorded"] += story.letters("opinion_recorded")
    return kept | answered(story, case)


def answered(story: "Story", case: Consulting) -> Kept:
    """What follows the deadline, to the end."""
    kept = {"opinion_closed": story.letters("opinion_closed")}
    responding.respond(case.world.hr, case.number, 1, Verdict.EXPLAINED, "Ngân sách năm nay không cho phép.")
    for row in case.rows()[1:]:
        responding.respond(case.world.hr, case.number, row.number, Verdict.ACCEPTED, "")
    responding.settle(case.world.hr, case.number)
    asking.note_table(case.number)
    kept["opinion_union_asked"] = story.letters("opinion_union_asked")
    responding.remark(case.union, case.number, "Nhất trí.")
    asking.note_union(case.number)
    kept["opinion_decision_asked"] = story.letters("opinion_decision_asked")
    responding.decide(case.world.manager, case.number, Decision.ISSUED)
    asking.note_decision(case.number)
    kept["opinion_decision_awaits_filing"] = story.letters("opinion_decision_awaits_filing")
    case.file("decision", 12, "QĐ-SNgV")
    asking.note_issue(case.number)
    asking.disclose(case.number)
    kept["opinion_disclosed"] = story.letters("opinion_disclosed")
    return kept
