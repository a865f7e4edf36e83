"""The sample agency's consultation brought further by the verbs of its pages, to the disclosed table."""

from datetime import timedelta

from cli import sample
from cli.demo import story
from cli.rehearsal.post import Post
from models import Decision, Role, Verdict
from models.store import clock
from models.store.database import reading
from procedures import demo, filing
from procedures.opinion import drafting, responding
from procedures.opinion.table import table_of
from procedures.regulation.steps import DECISION
from words.dates import local_day

NUMBER, RULES = 3, 4
DRAFTED = 11


def draft() -> int:
    """One more consultation that HR is still drafting, on the rules that the union remarks on."""
    hr, of_it = story.actor_with(Role.HR), sample.DEMOCRACY_RULES
    number = drafting.draft(hr, of_it.subject)
    plan = drafting.Plan(of_it.subject, of_it.matter, of_it.purpose, "Văn phòng Sở", list(of_it.paragraphs))
    drafting.write_plan(hr, number, plan)
    return number


async def close(post: Post) -> None:
    """The deadline passes, and those who work on the table are told; half of it is answered."""
    demo.move_clock(timedelta(days=3))
    await post.wait("opinion_closed", [story.actor_with(Role.HR).email])
    answer(only_half=True)


def answer(only_half: bool = False) -> None:
    """Accept or explain each opinion, in turn."""
    hr = story.actor_with(Role.HR)
    with reading() as session:
        rows = table_of(session, NUMBER).rows
    for row in rows[: len(rows) // 2] if only_half else rows:
        verdict = Verdict.ACCEPTED if row.number % 2 else Verdict.EXPLAINED
        responding.respond(
            hr, NUMBER, row.number, verdict, "Đã sửa." if row.number % 2 else "Đã thống nhất từ năm 2026."
        )


def amend() -> None:
    """One sentence of the draft is changed for what was accepted."""
    first, second, *others = sample.SPENDING_RULES.paragraphs
    changed = second.replace("500.000 đồng", "700.000 đồng")
    responding.amend(story.actor_with(Role.HR), NUMBER, [first, changed, *others])


async def settle(post: Post) -> None:
    """The table is settled, and the head is asked to decide."""
    answer()
    responding.settle(story.actor_with(Role.HR), NUMBER)
    await post.wait("opinion_decision_asked", [story.actor_with(Role.MANAGER).email])


async def disclose(post: Post) -> None:
    """The head decides, the clerk files the rules that rest on it, everyone gets the table."""
    responding.decide(story.actor_with(Role.MANAGER), NUMBER, Decision.ISSUED)
    clerk = story.actor_with(Role.CLERK)
    await post.wait("rules_await_signature", [clerk.email])
    with reading() as session:
        day = local_day(clock.now(session))
    filing.file_signed(clerk, RULES, DECISION, 112, "QĐ-SNgV", day, "Giám đốc", story.SCAN)
    await post.wait("opinion_disclosed", [clerk.email])
