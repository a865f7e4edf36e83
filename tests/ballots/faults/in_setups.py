"""Elections, keys and lists that were not what was agreed."""

import json
from collections.abc import Callable
from typing import Any

from ballots import exact
from ballots.group import G, P, powers_of_g, random_scalar
from ballots.proofs.knowledge import prove
from tests.ballots.faults.register import breaks
from tests.ballots.sealed_world import box, setup, written


def _with_setup(
    election: bytes | None = None, trustees: bytes | None = None, credentials: bytes | None = None
) -> bytes:
    made = box()
    return written(
        [setup(election or made.election.raw, trustees or made.ceremony.trustees, credentials or made.credentials)]
    )


def _changed(raw: bytes, **fields: Any) -> bytes:
    return exact.compact({**json.loads(raw), **fields})


def _with_trustees(change: Callable[[dict[str, Any]], object]) -> bytes:
    said = json.loads(box().ceremony.trustees)
    change(said[0][1])
    return _with_setup(trustees=exact.compact(said))


@breaks("setup-parts")
def a_setup_that_points_elsewhere() -> bytes:
    kind, parts = box().setup
    return written([(kind, [parts[0], parts[2], parts[1], parts[3]])])


@breaks("election-key")
def a_key_of_somebody_else() -> bytes:
    return _with_setup(election=_changed(box().election.raw, public_key=str(G)))


@breaks("election-member")
def a_key_outside_the_group() -> bytes:
    return _with_setup(election=_changed(box().election.raw, public_key=str(P - 1)))


@breaks("group")
def another_group() -> bytes:
    return _with_setup(election=_changed(box().election.raw, group="RFC-3526-2048"))


@breaks("version")
def another_version_of_the_protocol() -> bytes:
    return _with_setup(election=_changed(box().election.raw, version=2))


@breaks("question-kind")
def a_question_that_is_not_added_up() -> bytes:
    asked = {"type": "NonHomomorphic", "value": {"answers": ["A", "B"], "question": "?"}}
    return _with_setup(election=_changed(box().election.raw, questions=[asked]))


@breaks("question")
def a_question_nobody_can_answer() -> bytes:
    asked = {"answers": ["A", "B"], "min": 2, "max": 1, "question": "?"}
    return _with_setup(election=_changed(box().election.raw, questions=[asked]))


@breaks("election-form")
def an_uuid_of_other_letters() -> bytes:
    return _with_setup(election=_changed(box().election.raw, uuid="0OIl0OIl0OIl0OIl"))


@breaks("credentials-twice")
def a_credential_twice() -> bytes:
    said = json.loads(box().credentials)
    return _with_setup(credentials=exact.compact([*said, said[0]]))


@breaks("credentials-member")
def a_credential_outside_the_group() -> bytes:
    return _with_setup(credentials=exact.compact([*json.loads(box().credentials), str(P - 1)]))


@breaks("credentials-member")
def a_credential_that_everyone_knows() -> bytes:
    return _with_setup(credentials=exact.compact([*json.loads(box().credentials), "1"]))


@breaks("credentials-weight")
def a_weight_where_none_was_agreed() -> bytes:
    first, *rest = json.loads(box().credentials)
    return _with_setup(credentials=exact.compact([f"{first},5", *rest]))


@breaks("credentials-form")
def a_name_beside_a_credential() -> bytes:
    said = [f"{each},1,an@coquan.gov.vn" for each in json.loads(box().credentials)]
    return _with_setup(credentials=exact.compact(said))


@breaks("credentials-form")
def a_weight_of_zero() -> bytes:
    return _with_setup(credentials=exact.compact([f"{each},0" for each in json.loads(box().credentials)]))


@breaks("trustees-signature")
def signatures_left_out() -> bytes:
    return _with_trustees(lambda said: said.pop("signatures"))


@breaks("trustees-signature")
def signatures_of_others() -> bytes:
    return _with_trustees(lambda said: said["signatures"].reverse())


@breaks("trustees-signature")
def one_key_left_unsigned() -> bytes:
    return _with_trustees(lambda said: said["verification_keys"][1].pop("signature"))


@breaks("trustees-signature")
def coefficients_that_their_holder_did_not_sign() -> bytes:
    def change(said: dict[str, Any]) -> None:
        first, second, _ = said["coefexps"]
        first["message"] = second["message"]

    return _with_trustees(change)


@breaks("trustees-certificate")
def certificates_in_another_order() -> bytes:
    return _with_trustees(lambda said: said["certs"].reverse())


@breaks("trustees-certificate")
def a_certificate_with_the_signature_of_another() -> bytes:
    return _with_trustees(lambda said: said["certs"][0].update(signature=said["certs"][1]["signature"]))


@breaks("trustees-threshold")
def another_threshold() -> bytes:
    return _with_trustees(lambda said: said.update(threshold=1))


@breaks("trustees-proof")
def a_key_without_its_proof() -> bytes:
    return _with_trustees(lambda said: said["verification_keys"][0].update(pok=said["verification_keys"][1]["pok"]))


@breaks("trustees-verification-key")
def keys_of_holders_that_do_not_follow() -> bytes:
    def change(said: dict[str, Any]) -> None:
        for key in said["verification_keys"]:
            del key["signature"]
        secret = random_scalar()
        key = str(powers_of_g(secret))
        proof = prove(f"pok|BELENIOS-2048|{key}", secret).as_json()
        said["verification_keys"][0] = {"pok": proof, "public_key": key}

    return _with_trustees(change)


@breaks("trustees-form")
def nobody_holds_a_key() -> bytes:
    return _with_setup(trustees=b"[]")


@breaks("trustees-member")
def a_single_key_that_everyone_knows() -> bytes:
    proof = prove("pok|BELENIOS-2048|1", random_scalar()).as_json()
    return _with_setup(trustees=exact.compact([["Single", {"pok": proof, "public_key": "1"}]]))
