"""What each person of a rehearsed consultation says of the draft, and whether they think better of it."""

import random
from dataclasses import dataclass, field

from cli.rehearsal.cast import Cast
from cli.sample import Person

AGREE, COMMENT = "agree", "comment"
WHOLE = 0
IN_COMMON = (
    "Đề nghị nêu rõ đơn vị chịu trách nhiệm thực hiện.",
    "đề nghị  nêu rõ đơn vị chịu trách nhiệm thực hiện",
    "Nên có thời hạn cụ thể để dễ theo dõi, đôn đốc.",
    "Mức này còn thấp so với thực tế, đề nghị xem lại.",
)
OF_ONE = (
    "Năm trước có {number} trường hợp không áp dụng được, đề nghị có hướng dẫn riêng.",
    'Đề nghị thay cụm từ "khi cần thiết" bằng <{number} ngày làm việc> & ghi rõ ai quyết định.',
    "Hai điểm cần sửa:\n- thời điểm áp dụng;\n- mẫu số {number} kèm theo.",
    "Tổ công tác số {number} kiến nghị lùi thời điểm áp dụng một quý.",
)


@dataclass(frozen=True)
class Saying:
    """One answer: the choice, and words by the number of the paragraph (0: the whole draft)."""

    choice: str
    said: dict[int, str] = field(default_factory=dict[int, str])

    def fields(self, paragraphs: int) -> dict[str, str]:
        """The controls of the page as this person fills them, blank ones too."""
        return {"choice": self.choice, **{f"said_{n}": self.said.get(n, "") for n in range(paragraphs + 1)}}


@dataclass(frozen=True)
class Part:
    """What one person does: says something, perhaps presses twice, perhaps thinks better of it before the deadline."""

    first: Saying
    later: Saying | None
    presses_twice: bool


def parts_of(cast: Cast, seed: int, paragraphs: int) -> dict[Person, Part]:
    """The part of everyone who answers, the same for the same seed: about a third agrees, the others comment."""
    drawn = random.Random(f"sayings {seed}")  # noqa: S311 (parts, not secrets)
    speaking = [*cast.at_once, *cast.after_reminder, *cast.on_paper]
    told = {person: _part(drawn, index + 1, paragraphs) for index, person in enumerate(speaking)}
    return told | _agreed_upon(told, cast, paragraphs)


def _part(drawn: random.Random, number: int, paragraphs: int) -> Part:
    first = _saying(drawn, number, paragraphs)
    later = _saying(drawn, number + 1000, paragraphs) if drawn.random() < 0.2 else None
    return Part(first, later, drawn.random() < 0.2)


def _saying(drawn: random.Random, number: int, paragraphs: int) -> Saying:
    way = drawn.choice(("agree", "one", "one", "several"))
    if way == "agree":
        return Saying(AGREE)
    if way == "one":
        return Saying(COMMENT, {drawn.randint(1, paragraphs): _words(drawn, number)})
    spoken_of = [WHOLE, *drawn.sample(range(1, paragraphs + 1), k=min(3, paragraphs))]
    return Saying(COMMENT, {paragraph: _words(drawn, number) for paragraph in spoken_of})


def _words(drawn: random.Random, number: int) -> str:
    return drawn.choice(IN_COMMON if drawn.random() < 0.4 else OF_ONE).format(number=number)


def _agreed_upon(told: dict[Person, Part], cast: Cast, paragraphs: int) -> dict[Person, Part]:
    """Whatever the seed: two say different things of one paragraph, so that there is something to merge; one agrees."""
    one, two, three = cast.at_once[:3]
    spoken = [Saying(COMMENT, {paragraphs: text.format(number=7)}) for text in (OF_ONE[0], OF_ONE[3])]
    fixed = dict(zip((one, two), (Part(saying, None, False) for saying in spoken), strict=True))
    return {**fixed, three: Part(Saying(AGREE), told[three].later, True)}
