"""Asking staff before the head decides: whether every comment is answered, and whether the head may decide now."""

from dataclasses import dataclass
from enum import StrEnum

from law.rules import Rules
from law.threshold import Impossible, counted, no_more_than


class Way(StrEnum):
    """How staff take part in a matter."""

    ASKED = "asked"
    CONFERENCE = "conference"


class Standing(StrEnum):
    """What stands between a draft and its decision; MAY_BE_DECIDED where nothing does."""

    CONFERENCE = "conference"
    STILL_ASKING = "still_asking"
    UNANSWERED = "unanswered"
    UNION_AWAITED = "union_awaited"
    MAY_BE_DECIDED = "may_be_decided"


@dataclass(frozen=True)
class Answered:
    """What is left of the table: comments in no merged opinion, merged opinions neither accepted nor explained."""

    unmerged: int
    unanswered: int

    @property
    def is_complete(self) -> bool:
        """True where nothing is left; a table without a comment is complete."""
        return not (self.unmerged or self.unanswered)


@dataclass(frozen=True)
class Counts:
    """How many were asked, agree with the whole draft, commented, and said nothing: silence is no opinion.

    `unopened`: those who answered sealed, and whose box has not been opened.
    """

    asked: int
    agreed: int
    commented: int
    unopened: int

    @property
    def answered(self) -> int:
        """Those who said something."""
        return self.agreed + self.commented + self.unopened

    @property
    def silent(self) -> int:
        """Those who said nothing; they are in no other count."""
        return self.asked - self.answered


def way(rules: Rules, matter: str) -> Way:
    """How staff take part in the matter, an item of `matters`. Raises Impossible for anything else."""
    if matter not in rules.names("matters"):
        raise Impossible(f'Không có nội dung "{matter}" trong các nội dung phải lấy ý kiến.')
    return Way(rules.choice(matter))


def must_union_remark(rules: Rules, matter: str) -> bool:
    """Must the union's committee remark before the head decides on this matter? Raises Impossible."""
    way(rules, matter)
    return matter in rules.names("union_remarks_on")


def table(*, comments: int, merged: int, opinions: int, answered: int) -> Answered:
    """`merged` of the comments stand in `opinions`, and `answered` of those are accepted or explained.

    Raises Impossible; an opinion merges one comment at least.
    """
    no_more_than(merged, comments, part_name="Số ý kiến đã gộp", whole_name="số ý kiến nhận được")
    no_more_than(opinions, merged, part_name="Số dòng của bảng", whole_name="số ý kiến đã gộp")
    no_more_than(answered, opinions, part_name="Số dòng đã trả lời", whole_name="số dòng của bảng")
    if merged and not opinions:
        raise Impossible("Ý kiến đã gộp phải nằm trong một dòng của bảng.")
    return Answered(comments - merged, opinions - answered)


def standing(rules: Rules, matter: str, *, closed: bool, complete: bool, remarked: bool) -> Standing:
    """May the head decide? `closed`: the time to answer is over; `complete`: the table is; `remarked`: by the union."""
    if way(rules, matter) is Way.CONFERENCE:
        return Standing.CONFERENCE
    if not closed:
        return Standing.STILL_ASKING
    if not complete:
        return Standing.UNANSWERED
    if must_union_remark(rules, matter) and not remarked:
        return Standing.UNION_AWAITED
    return Standing.MAY_BE_DECIDED


def counts(*, asked: int, agreed: int, commented: int, unopened: int = 0) -> Counts:
    """Raises Impossible where more answered than were asked."""
    answered = counted(agreed) + counted(commented) + counted(unopened)
    no_more_than(answered, asked, part_name="Số người trả lời", whole_name="số người được hỏi")
    return Counts(asked, agreed, commented, unopened)
