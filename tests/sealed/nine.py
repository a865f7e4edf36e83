"""A sealed round of nine that stands by itself, with any questions: who votes in it, and what each of them chooses."""

import random
from collections.abc import Sequence
from datetime import timedelta

from models import DutyKind, Role, Round, RoundMode, RoundPlace
from models.store import database
from procedures.access import duties
from procedures.meetings.tallying.asking import Asked
from procedures.sealed import opening, preparing
from tests.sealed.sealing import Sealing
from tests.two_people import since
from tests.web.browser import Browser
from tests.world import World

VOTERS = 9
TITLE = "Lấy ý kiến bằng phiếu kín"
BLANK = "Không chọn ai (phiếu trắng)"
PEOPLE = ("Lê Thị An", "Trần Văn Bách", "Phạm Thị Chi", "Ngô Văn Dũng")
LEVELS = ("Tín nhiệm cao", "Tín nhiệm", "Tín nhiệm thấp")
KINDS = {
    "introduce": [Asked("Giới thiệu một người", (*PEOPLE[:3], BLANK))],
    "agree": [Asked(f"Bổ nhiệm {name}", ("Đồng ý", "Không đồng ý")) for name in PEOPLE[:2]],
    "levels": [Asked(f"Mức tín nhiệm với {name}", LEVELS) for name in PEOPLE[:3]],
    "several": [Asked("Chọn không quá ba người", PEOPLE, 0, 3)],
    "mixed": [Asked("Giới thiệu một người", (*PEOPLE[:2], BLANK)), Asked("Đồng ý quy chế", ("Có", "Không"))],
}


class Nine(Sealing):
    """Nine people are asked; the union, the inspector and a third teller hold the keys."""

    def __init__(self, questions: Sequence[Asked]) -> None:
        self.world = World(people=VOTERS)
        self.union = self.world.account("Mai Thị Đoàn", Role.UNION)
        self.inspector = self.world.account("Hồ Văn Tra", Role.INSPECTOR)
        self.teller = self.world.account("Bùi Thị Kiểm", Role.CLERK, Role.INSPECTOR)
        since(timedelta(days=8))
        self.number, self.questions = self.world.opened(), list(questions)
        for teller in (self.union, self.inspector, self.teller):
            duties.assign(self.world.hr, self.number, DutyKind.TELLER, teller.account_id or 0)
        self.browser = Browser()

    def let_vote(self) -> None:
        """The keys are made; the round is prepared, agreed to, signed, and takes ballots."""
        with database.transaction() as session:
            mode, place = RoundMode.SEALED, RoundPlace.CORRESPONDENCE
            asked = Round(procedure_id=self.number, number=2, mode=mode, place=place)
            session.add(asked)
        closes_at = self.world.now() + timedelta(hours=1)
        self.sealed_id = preparing.prepare(self.world.hr, self.number, asked.id or 0, TITLE, self.questions, closes_at)
        self.agree()
        self.sign_opening()
        opening.let_vote(self.sealed_id)


def drawn(chance: random.Random, questions: Sequence[Asked]) -> list[list[int]]:
    """What someone chooses, question by question: the places of the answers."""
    return [
        sorted(chance.sample(range(len(asked.answers)), chance.randint(asked.minimum, asked.maximum)))
        for asked in questions
    ]


def summed(questions: Sequence[Asked], last: Sequence[Sequence[Sequence[int]]]) -> list[list[int]]:
    """How often each answer was chosen on the last ballots."""
    return [
        [sum(place in ballot[at] for ballot in last) for place in range(len(asked.answers))]
        for at, asked in enumerate(questions)
    ]
