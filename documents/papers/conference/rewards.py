"""The list of those who are rewarded at a staff conference (danh sách khen thưởng)."""

from dataclasses import dataclass

from documents.paper import Column, Letterhead, Paper, Paragraph, Row, Signer, Table
from documents.papers.conference.facts import Honoured
from documents.wording import Wording


@dataclass(frozen=True)
class RewardListFacts:
    """Everyone who is rewarded. Raises ValueError where nobody is."""

    letterhead: Letterhead
    conference: str
    rewards: tuple[Honoured, ...]
    signers: tuple[Signer, ...]
    filed_by: str

    def __post_init__(self) -> None:
        if not self.rewards:
            raise ValueError("a list of nobody")


def reward_list(facts: RewardListFacts) -> Paper:
    """The list: who, with what, for what."""
    words = Wording(
        "conference/rewards", conference=facts.conference, rewarded=len(facts.rewards), filed_by=facts.filed_by
    )
    columns = map(Column, words.lines("columns"), (7, 33, 27, 33), ("center", "left", "left", "left"))
    rows = (Row((str(place), each.name, each.form, each.merit)) for place, each in enumerate(facts.rewards, 1))
    return Paper(
        kind="reward_list",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(Table(tuple(columns), tuple(rows)), Paragraph(words.text("closing"))),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )
