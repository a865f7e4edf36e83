"""What a count came to, in words and as a table by meeting, as several papers of an appointment say it."""

from collections.abc import Iterator

from documents.paper import Block, Column, Heading, Row, RowKind, Table
from documents.papers.appointment.facts import CountLine, MeetingHead, MeetingResult, Post, PostTally
from documents.wording import Wording
from law.threshold import Base
from words.figures import percent, thousands

SHARED = "appointment/shared"
NOTHING = "–"


def base_words(base: Base) -> str:
    """What a share is taken of: `số người được triệu tập có mặt`."""
    return Wording(SHARED).text("base", base=base)


def base_number(tally: PostTally) -> str:
    """The law's base with its number: `tổng số người được triệu tập (12 người)`; nothing without a ballot."""
    if tally.count is None:
        return ""
    number = tally.count.number(tally.base)
    facts = {"base": base_words(tally.base), "base_key": tally.base, "number": number, "count": tally.count}
    return Wording(SHARED).text("base_number", **facts)


def posts_words(posts: tuple[Post, ...]) -> str:
    """`chức vụ Trưởng phòng Lãnh sự`, or how many posts."""
    return Wording(SHARED).text("posts", posts=tuple(post.name for post in posts))


def share_words(tally: PostTally, line: CountLine, base: Base | None = None) -> str:
    """`66,67 %` of the law's base, or of this one; an en dash where nothing was counted."""
    found = tally.share(line, base)
    return NOTHING if found is None else percent(found, 2)


def conclusion(tally: PostTally, meeting: MeetingHead, *, several_posts: bool = False) -> str:
    """The sentences on what follows from a count by law, the post named first where the meeting voted on several."""
    return Wording(SHARED).text(
        "conclusion",
        reason=tally.reason,
        post=tally.post.name,
        several_posts=several_posts,
        is_last=meeting.is_last,
        number=tally.count.number(tally.base) if tally.count else 0,
        base=base_words(tally.base),
        over=tally.over,
        least=tally.least,
        listed=tally.by_votes,
        leading=tally.leading if tally.lines else (),
        chosen=tally.chosen,
        choice=tally.choice,
    )


def results_blocks(results: tuple[MeetingResult, ...]) -> tuple[Block, ...]:
    """A table for each post, a group of rows for each meeting; the post stands above where there are several."""
    posts = list(dict.fromkeys(tally.post for result in results for tally in result.tallies))
    blocks: list[Block] = []
    for number, post in enumerate(posts, 1):
        if len(posts) > 1:
            blocks.append(Heading(Wording(SHARED).text("results_post", place="abcdđeghik"[number - 1], post=post.name)))
        rows = (
            row
            for result in results
            for tally in result.tallies
            if tally.post == post
            for row in _rows(tally, result.meeting)
        )
        blocks.append(_table(tuple(rows)))
    return tuple(blocks)


def _table(rows: tuple[Row, ...]) -> Table:
    alignments = ("center", "left", "left", "center", "center", "center")
    titles = Wording(SHARED).lines("results_columns")
    return Table(tuple(map(Column, titles, (7, 25, 30, 10, 13, 15), alignments)), rows)


def _rows(tally: PostTally, meeting: MeetingHead) -> Iterator[Row]:
    words = Wording(SHARED)
    yield Row((words.text("results_meeting", meeting=meeting),), RowKind.GROUP)
    yield Row((_counted(tally),), RowKind.NOTE)
    for place, line in enumerate(tally.by_votes, 1):
        outcome = words.text("results_outcome", goes_on=line in tally.chosen, has_ballot=tally.count is not None)
        votes = NOTHING if tally.count is None else thousands(line.votes)
        named = line.candidate.full_name, line.candidate.standing
        yield Row((str(place), *named, votes, share_words(tally, line), outcome))


def _counted(tally: PostTally) -> str:
    facts = {"count": tally.count, "reason": tally.reason, "base_number": base_number(tally)}
    return Wording(SHARED).text("results_count", **facts)


def has_ballot(result: MeetingResult) -> bool:
    """Whether ballots were handed out at this meeting."""
    return any(tally.count for tally in result.tallies)
