"""One ballot: sealed by the voter, checked by everyone, by the one path that stands here."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from gmpy2 import mpz

from ballots import exact
from ballots.election import Election, Question
from ballots.exact import Broken, Json
from ballots.group import Powers, Q, powers_of_g, random_scalar
from ballots.proofs.knowledge import Proof, holds, prove, read_proof
from ballots.proofs.ranges import (
    Ciphertext,
    Claim,
    Combed,
    combed,
    combed_total,
    encrypt,
    one_holds,
    prove_one,
    total,
)

Choices = Sequence[Sequence[int]]
BIT = range(2)
UNSIGNED = ("election_uuid", "election_hash", "credential", "answers")


@dataclass(frozen=True)
class Answer:
    """The sealed answer to one question, with the proofs that it is an allowed one."""

    choices: tuple[Ciphertext, ...]
    individual: tuple[tuple[Proof, ...], ...]
    overall: tuple[Proof, ...]
    blank: tuple[Proof, ...] = ()

    def as_json(self) -> dict[str, Json]:
        written: dict[str, Json] = {
            "choices": [{"alpha": str(each.alpha), "beta": str(each.beta)} for each in self.choices],
            "individual_proofs": [_written(proofs) for proofs in self.individual],
            "overall_proof": _written(self.overall),
        }
        return {**written, "blank_proof": _written(self.blank)} if self.blank else written


@dataclass(frozen=True)
class Ballot:
    """A ballot that was checked: whose credential signed it, and what is to be added up, question by question."""

    credential: str
    choices: tuple[tuple[Ciphertext, ...], ...]


def tracker(raw: bytes) -> str:
    """What the voter keeps: 43 characters by which the ballot is found in the archive."""
    return exact.short_digest(raw)


def seal(election: Election, private_credential: mpz, choices: Choices) -> bytes:
    """A ballot for these choices: a list of 0 and 1 for each question. Raises ValueError where they are not allowed."""
    credential = str(powers_of_g(private_credential))
    bound = f"{election.fingerprint}|{credential}"
    answers: list[Json] = [
        _seal_answer(election, question, bound, chosen).as_json()
        for question, chosen in zip(election.questions, choices, strict=True)
    ]
    unsigned: dict[str, Json] = dict(
        zip(UNSIGNED, (election.uuid, election.fingerprint, credential, answers), strict=True)
    )
    hash_ = exact.short_digest(exact.compact(unsigned))
    signature = {"hash": hash_, "proof": prove(f"sig|{hash_}", private_credential).as_json()}
    return exact.compact({**unsigned, "signature": signature})


def check(election: Election, raw: bytes, credentials: Container[str] | None = None, at: str = "ballot") -> Ballot:
    """Every check of one ballot by itself.

    `credentials`: those who may vote, each known to be in the group; None leaves out whether it is one of them.
    Raises `Broken` with a rule that begins with `ballot-`.
    """
    return _check(election, raw, credentials, at, alone=True)


def check_but_members(election: Election, raw: bytes, credentials: Container[str], at: str) -> Ballot:
    """As `check`, but that the ciphertexts are in the group is still to be seen: all those of an archive together."""
    return _check(election, raw, credentials, at, alone=False)


def _check(election: Election, raw: bytes, credentials: Container[str] | None, at: str, *, alone: bool) -> Ballot:
    with exact.reading("ballot", at):
        said = exact.ordered(exact.canonical(raw), (*UNSIGNED, "signature"))
        if (said["election_uuid"], said["election_hash"]) != (election.uuid, election.fingerprint):
            raise Broken("ballot-election", at)
        credential = exact.text(said["credential"])
        if credentials is not None and credential not in credentials:
            raise Broken("ballot-credential", at)
        public = exact.member(credential) if credentials is None else exact.natural(credential)
        signature = exact.ordered(said.pop("signature"), ("hash", "proof"))
        proof = read_proof(signature["proof"])
        answers = _read_answers(election, said["answers"])
    combs = [[combed(sealed) for sealed in answer.choices] for answer in answers]
    if alone and not all(sealed.is_member() for each in combs for sealed in each):
        raise Broken("ballot-member", at)
    hash_ = exact.short_digest(exact.compact(said))
    if signature["hash"] != hash_ or not holds(f"sig|{hash_}", public, proof):
        raise Broken("ballot-signature", at)
    bound = f"{election.fingerprint}|{credential}"
    for question, answer, each in zip(election.questions, answers, combs, strict=True):
        _check_answer(election.powers, question, bound, answer, each, at)
    return Ballot(credential, tuple(answer.choices for answer in answers))


def choices_of(election: Election, raw: bytes) -> tuple[tuple[Ciphertext, ...], ...]:
    """The choices of a ballot that was checked before."""
    said = exact.ordered(exact.canonical(raw), (*UNSIGNED, "signature"))
    return tuple(answer.choices for answer in _read_answers(election, said["answers"]))


def _written(proofs: Sequence[Proof]) -> list[Json]:
    return [proof.as_json() for proof in proofs]


def _bound_to_choices(bound: str, choices: Sequence[Ciphertext]) -> str:
    return f"{bound}|{','.join(map(str, choices))}"


def _bit_prefix(bound: str, sealed: Ciphertext) -> str:
    return f"prove|{bound}|{sealed}"


def _seal_answer(election: Election, question: Question, bound: str, chosen: Sequence[int]) -> Answer:
    _refuse_wrong(question, chosen)
    key, secrets = election.powers, [random_scalar() for _ in chosen]
    choices = tuple(encrypt(key, bit, secret) for bit, secret in zip(chosen, secrets, strict=True))
    individual = tuple(
        tuple(prove_one(key, _bit_prefix(bound, sealed), [Claim(sealed, BIT)], bit, secret))
        for sealed, bit, secret in zip(choices, chosen, secrets, strict=True)
    )
    bound = _bound_to_choices(bound, choices)
    if question.blank:
        return Answer(choices, individual, *_prove_with_blank(key, question, bound, choices, chosen, secrets))
    rest, true = total(choices), sum(chosen) - question.minimum
    claims = [Claim(rest, _allowed(question))]
    return Answer(choices, individual, tuple(prove_one(key, f"prove|{bound}|{rest}", claims, true, _sum(secrets))))


def _prove_with_blank(
    key: Powers,
    question: Question,
    bound: str,
    choices: Sequence[Ciphertext],
    chosen: Sequence[int],
    secrets: Sequence[mpz],
) -> tuple[tuple[Proof, ...], tuple[Proof, ...]]:
    """That it is blank or allowed, and that it is not blank or chooses nothing."""
    blank, rest = choices[0], total(choices[1:])
    of_blank, of_rest = secrets[0], _sum(secrets[1:])
    true = sum(chosen[1:]) - question.minimum + 1
    overall, either = ((0, of_blank), (1, of_rest)) if chosen[0] else ((true, of_rest), (0, of_blank))
    return (
        tuple(prove_one(key, f"bproof1|{bound}", _blank_or_allowed(question, blank, rest), *overall)),
        tuple(prove_one(key, f"bproof0|{bound}", _one_is_zero(blank, rest), *either)),
    )


def _sum(secrets: Sequence[mpz]) -> mpz:
    return sum(secrets, mpz(0)) % Q


def _refuse_wrong(question: Question, chosen: Sequence[int]) -> None:
    blank = question.blank and chosen[:1] == [1]
    allowed = sum(chosen) == 1 if blank else question.minimum <= sum(chosen) <= question.maximum
    if len(chosen) != question.size or not set(chosen) <= {0, 1} or not allowed:
        raise ValueError("these choices are not allowed")


def _allowed(question: Question) -> range:
    return range(question.minimum, question.maximum + 1)


def _blank_or_allowed(question: Question, blank: Ciphertext | Combed, rest: Ciphertext | Combed) -> list[Claim]:
    return [Claim(blank, (1,)), Claim(rest, _allowed(question))]


def _one_is_zero(blank: Ciphertext | Combed, rest: Ciphertext | Combed) -> list[Claim]:
    return [Claim(blank, (0,)), Claim(rest, (0,))]


def _read_answers(election: Election, value: Json) -> list[Answer]:
    if not isinstance(value, list) or len(value) != len(election.questions):
        raise exact.NotExact("not one answer a question")
    return [_read_answer(question, each) for question, each in zip(election.questions, value, strict=True)]


def _read_answer(question: Question, value: Json) -> Answer:
    keys = ("choices", "individual_proofs", "overall_proof", *(("blank_proof",) if question.blank else ()))
    said = exact.ordered(value, keys)
    alternatives = len(_allowed(question)) + question.blank
    return Answer(
        tuple(exact.items(said["choices"], _read_ciphertext, question.size)),
        tuple(exact.items(said["individual_proofs"], lambda each: _read_proofs(each, len(BIT)), question.size)),
        _read_proofs(said["overall_proof"], alternatives),
        _read_proofs(said["blank_proof"], 2) if question.blank else (),
    )


def _read_ciphertext(value: Json) -> Ciphertext:
    """A ciphertext as a voter makes it. Raises `NotExact`."""
    said = exact.ordered(value, ("alpha", "beta"))
    return Ciphertext(exact.residue(said["alpha"]), exact.residue(said["beta"]))


def _read_proofs(value: Json, count: int) -> tuple[Proof, ...]:
    return tuple(exact.items(value, read_proof, count))


def _check_answer(
    key: Powers, question: Question, bound: str, answer: Answer, combs: Sequence[Combed], at: str
) -> None:
    for sealed, each, proofs in zip(answer.choices, combs, answer.individual, strict=True):
        if not one_holds(key, _bit_prefix(bound, sealed), [Claim(each, BIT)], proofs):
            raise Broken("ballot-individual-proof", at)
    bound, rest = _bound_to_choices(bound, answer.choices), combed_total(combs[question.blank :])
    if not question.blank:
        prefix = f"prove|{bound}|{total(answer.choices)}"
        if not one_holds(key, prefix, [Claim(rest, _allowed(question))], answer.overall):
            raise Broken("ballot-overall-proof", at)
        return
    if not one_holds(key, f"bproof1|{bound}", _blank_or_allowed(question, combs[0], rest), answer.overall):
        raise Broken("ballot-overall-proof", at)
    if not one_holds(key, f"bproof0|{bound}", _one_is_zero(combs[0], rest), answer.blank):
        raise Broken("ballot-blank-proof", at)
