"""A ballot seals what is allowed, says nothing about it, and is taken from nobody else."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballots import exact
from ballots.ballot import check, choices_of, seal, tracker
from ballots.election import BASE58, Election, Question, make_election, new_uuid, read_election
from ballots.exact import Broken, NotExact
from ballots.group import G, P, Powers, Q, is_member, is_scalar, power, powers_of_g, random_scalar
from ballots.proofs.ranges import total
from ballots.tally import add_up, counted
from tests.ballots.sealed_world import QUESTIONS, box, election_of, resigned

KEY = random_scalar()


@st.composite
def asked_and_chosen(draw: st.DrawFn) -> tuple[Question, list[int]]:
    """A question and an allowed answer to it."""
    answers = draw(st.integers(1, 4))
    minimum = draw(st.integers(0, answers))
    maximum = draw(st.integers(minimum, answers + 1))
    blank = draw(st.booleans())
    question = Question("?", tuple("abcd"[:answers]), minimum, maximum, blank)
    if blank and draw(st.booleans()):
        return question, [1, *[0] * answers]
    count = draw(st.integers(minimum, min(maximum, answers)))
    chosen = draw(st.permutations([1] * count + [0] * (answers - count)))
    return question, [*([0] if blank else []), *chosen]


@settings(max_examples=12, deadline=None)
@given(st.lists(asked_and_chosen(), min_size=1, max_size=2))
def test_every_allowed_answer_to_every_kind_of_question_is_sealed_checked_and_counted(
    asked: list[tuple[Question, list[int]]],
) -> None:
    election = make_election(new_uuid(), "Tên", "", powers_of_g(KEY), [question for question, _ in asked])
    secret = random_scalar()
    raw = seal(election, secret, [chosen for _, chosen in asked])
    ballot = check(election, raw, {str(powers_of_g(secret))})
    tally = add_up(election, [(ballot, 3)])
    opened = [[counted(each.beta * power(each.alpha, Q - KEY) % P, 3) for each in row] for row in tally.sums]
    assert opened == [[3 * bit for bit in chosen] for _, chosen in asked]
    assert choices_of(election, raw) == ballot.choices


@pytest.mark.parametrize(
    "choices",
    [
        [[1, 1, 0], [0, 0, 0]],
        [[0, 0, 0], [0, 0, 0]],
        [[1, 0, 0], [1, 1, 1]],
        [[1, 0], [0, 0, 0]],
        [[2, -1, 0], [0, 0, 0]],
        [[1, 0, 0]],
    ],
)
def test_what_is_not_allowed_is_not_sealed(choices: list[list[int]]) -> None:
    with pytest.raises(ValueError, match=r"not allowed|argument 2"):
        seal(box().election, random_scalar(), choices)


@pytest.mark.parametrize("chosen", [[1, 1, 0], [0, 0, 0], [1, 1, 1], [0, 1, 1]])
def test_a_blank_answer_chooses_nothing_and_an_answer_is_not_blank(chosen: list[int]) -> None:
    election = election_of(Question("?", ("a", "b"), 1, 1, blank=True))
    with pytest.raises(ValueError, match="allowed"):
        seal(election, random_scalar(), [chosen])
    assert check(election, seal(election, random_scalar(), [[1, 0, 0]]))


@pytest.mark.parametrize(("proof", "rule"), [("blank_proof", "blank"), ("overall_proof", "overall")])
def test_a_blank_ballot_with_a_proof_of_another_is_refused(proof: str, rule: str) -> None:
    election, secret = election_of(Question("?", ("a", "b"), 1, 1, blank=True)), random_scalar()
    raw, other = (json.loads(seal(election, secret, [chosen])) for chosen in ([1, 0, 0], [0, 1, 0]))
    raw["answers"][0][proof] = other["answers"][0][proof]
    with pytest.raises(Broken, match=f"ballot-{rule}-proof"):
        check(election, resigned(exact.compact(raw), secret))


def test_the_same_choices_never_look_the_same() -> None:
    secret = random_scalar()
    first, second = (seal(box().election, secret, [[1, 0, 0], [0, 0, 0]]) for _ in range(2))
    numbers = [set(json.dumps(json.loads(raw)["answers"]).split('"')) for raw in (first, second)]
    assert not {each for each in numbers[0] & numbers[1] if each.isdigit()}
    assert tracker(first) != tracker(second)
    assert len(tracker(first)) == 43


def test_a_ballot_is_as_long_whatever_was_chosen() -> None:
    secret = random_scalar()
    lengths = [
        len(seal(box().election, secret, [choice, [0, 0, 0]])) for choice in ([1, 0, 0], [0, 0, 1]) for _ in range(3)
    ]
    assert max(lengths) - min(lengths) < len(str(Q))


def test_only_who_is_on_the_list_votes() -> None:
    made = box()
    credential = str(powers_of_g(made.secret(1)))
    assert check(made.election, made.cast[1], [credential]).credential == credential
    with pytest.raises(Broken, match="ballot-credential"):
        check(made.election, made.cast[1], [])


def test_a_ballot_cannot_be_copied_under_another_credential() -> None:
    made, thief = box(), random_scalar()
    stolen = resigned(made.cast[1], thief, credential=str(powers_of_g(thief)))
    with pytest.raises(Broken, match="ballot-individual-proof"):
        check(made.election, stolen)


def test_numbers_multiplied_seal_their_sum() -> None:
    ballots = [check(box().election, raw) for raw in box().cast[:3]]
    together = total([ballot.choices[0][0] for ballot in ballots])
    assert together == add_up(box().election, [(ballot, 1) for ballot in ballots]).sums[0][0]


def test_a_table_gives_the_powers_that_computing_gives() -> None:
    base = powers_of_g(random_scalar())
    table = Powers(base)
    for exponent in (0, 1, 255, 256, int(Q) - 1, int(random_scalar())):
        assert table(exponent) == power(base, exponent)


def test_the_group_is_what_it_should_be() -> None:
    assert P.bit_length() == 2048
    assert Q.bit_length() == 256
    assert (P - 1) % Q == 0
    assert G != 1
    for number, is_one in ((G, True), (1, True), (P - 1, False), (0, False), (P, False), (P + 1, False), (2, False)):
        assert is_member(number) == is_one
    for number, is_one in ((0, True), (Q - 1, True), (Q, False), (-1, False)):
        assert is_scalar(number) == is_one


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30), st.text(alphabet=st.characters(codec="utf-8")))
def test_an_election_says_what_was_asked_whatever_the_letters(name: str, answer: str) -> None:
    asked = (Question(name, (answer, "Không"), 0, 2), Question("?", ("a",), 1, 1, blank=True))
    election = make_election(new_uuid(), name, answer, powers_of_g(KEY), asked)
    assert election.questions == asked
    assert (election.name, election.description) == (name, answer)
    assert read_election(election.raw).fingerprint == election.fingerprint


def test_an_election_is_called_as_no_other() -> None:
    names = {new_uuid() for _ in range(100)}
    assert len(names) == 100
    assert all(len(name) == 16 and set(name) <= set(BASE58) for name in names)


@pytest.mark.parametrize("raw", [b"{}", b"[]", b'{"version":1}', b"\xef\xbb\xbf{}", b'{"a":1,"a":1}'])
def test_what_is_no_election_is_refused(raw: bytes) -> None:
    with pytest.raises(Broken, match="election-form"):
        read_election(raw)


@pytest.mark.parametrize(
    "said", ["-1", "+1", " 1", "1 ", "01", "", "0x1", "1.0", "１", "1_0", "9" * 701, 1, None, True]
)
def test_a_number_is_digits_and_nothing_else(said: exact.Json) -> None:
    with pytest.raises(NotExact):
        exact.natural(said)
    assert exact.natural("0") == 0
    assert exact.natural("9" * 700) == 10**700 - 1


@pytest.mark.parametrize("said", ["1.0", "1e3", "-0", "NaN", "Infinity", "1" * 19, '{"a":1,"a":2}', "[1,]", "\u00a01"])
def test_json_that_can_be_read_in_two_ways_is_not_read(said: str) -> None:
    with pytest.raises(NotExact):
        exact.parse(said.encode())


@pytest.mark.parametrize(
    ("number", "is_text"), [(0, False), (2**30 - 1, False), (2**30, True), (91_000_000_000, True), (10**77, True)]
)
def test_a_large_count_is_written_as_text(number: int, is_text: bool) -> None:
    written = exact.as_weight(number)
    assert isinstance(written, str) == is_text
    assert exact.weight(written) == number
    with pytest.raises(NotExact):
        exact.weight(number if is_text else str(number))


def test_the_election_of_these_tests_has_the_questions_it_should() -> None:
    assert isinstance(box().election, Election)
    assert box().election.questions == QUESTIONS
