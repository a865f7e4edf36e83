"""Random elections and choices, the same for the same seed."""

from random import Random

from ballots.election import Election, Question, make_election
from ballots.group import powers_of_g

WORDS = (
    "Đồng ý",
    "Không đồng ý",
    'Ý kiến "khác"',
    "Nguyễn Thị Ánh \\ Tuyết",
    "a/b\tc",
    "\u2028",
    "\x7f",
    "😀",
    "<b>&amp;</b>",
    "",
)
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def random_election(random: Random, questions: int = 3, answers: int = 5) -> Election:
    """An election of one to `questions` questions of one to `answers` answers each, in awkward words."""
    key = powers_of_g(random.randrange(1, 2**250))
    asked = [_question(random, answers) for _ in range(random.randint(1, questions))]
    uuid = "".join(random.choices(BASE58, k=random.randint(14, 20)))
    return make_election(uuid, random.choice(WORDS), random.choice(WORDS), key, asked)


def _question(random: Random, answers: int) -> Question:
    count = random.randint(1, answers)
    least = random.randint(0, count)
    return Question(random.choice(WORDS), tuple(random.choices(WORDS, k=count)), least, random.randint(least, count))


def random_choices(random: Random, election: Election) -> list[list[int]]:
    """Choices that the election allows."""
    return [_chosen(random, question) for question in election.questions]


def _chosen(random: Random, question: Question) -> list[int]:
    places = random.sample(range(len(question.answers)), random.randint(question.minimum, question.maximum))
    return [int(place in places) for place in range(len(question.answers))]
