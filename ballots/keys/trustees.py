"""The public keys of those who open: single ones, and groups of whom some suffice, as an archive publishes them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gmpy2 import mpz

from ballots import exact
from ballots.exact import Broken, Json, NotExact
from ballots.group import NAME, Q, power, product
from ballots.proofs.knowledge import Proof, holds, is_signed, read_proof

MOST = 100
SINGLE, PEDERSEN = "Single", "Pedersen"


@dataclass(frozen=True)
class Signed:
    """A message and its signature."""

    message: str
    signature: Proof

    def as_json(self) -> dict[str, Json]:
        return {"message": self.message, "signature": self.signature.as_json()}


@dataclass(frozen=True)
class Group:
    """Owners of shares of one sub-key, of whom `threshold` must open. A single key is a group of one."""

    threshold: int
    verification_keys: tuple[mpz, ...]
    public_key: mpz


@dataclass(frozen=True)
class Trustees:
    """All who hold keys; owners are counted from 1 through the groups."""

    groups: tuple[Group, ...]

    @property
    def public_key(self) -> mpz:
        """The key under which ballots are sealed."""
        return product(group.public_key for group in self.groups)

    @property
    def verification_keys(self) -> list[mpz]:
        """The key of each owner; owner 1 stands first."""
        return [key for group in self.groups for key in group.verification_keys]

    def ways_to_open(self, owners: Collection[int]) -> list[dict[int, mpz]]:
        """With which exponent each owner's share enters; none where these owners are not enough.

        The first way takes the first who are enough. Each further one takes another owner in, so that every share is
        in some way: all must open to the same.
        """
        first, rest = dict[int, mpz](), list[tuple[list[int], int, list[int]]]()
        before = 0
        for group in self.groups:
            present = [at for at in range(1, len(group.verification_keys) + 1) if before + at in owners]
            if len(present) < group.threshold:
                return []
            enough = present[: group.threshold]
            first |= _weights(before, enough)
            rest += [(enough, before, [*enough[:-1], extra]) for extra in present[group.threshold :]]
            before += len(group.verification_keys)
        others = [
            {owner: weight for owner, weight in first.items() if owner - before not in enough}
            | _weights(before, instead)
            for enough, before, instead in rest
        ]
        return [first, *others]


def read_trustees(raw: bytes, at: str = "trustees") -> Trustees:
    """Reads and checks the public keys of an archive. Raises `Broken` with a rule that begins with `trustees-`."""
    with exact.reading("trustees", at):
        groups = tuple(exact.items(exact.parse(raw), lambda value: _read_group(value, at)))
        trustees = Trustees(groups)
        if not 0 < len(trustees.verification_keys) <= MOST:
            raise NotExact("nobody, or too many")
    return trustees


def read_signed(value: Json) -> Signed:
    """A signed message. Raises `NotExact`."""
    said = exact.fields(value, ("message", "signature"))
    return Signed(exact.text(said["message"]), read_proof(said["signature"]))


def read_coefexps(signed: Signed) -> list[mpz]:
    """What a holder's coefficients are the exponents of. Raises `NotExact`."""
    said = exact.ordered(exact.canonical(signed.message.encode()), ("coefexps",))
    return exact.items(said["coefexps"], exact.member)


def certs_message(certs: Sequence[Signed], coefexps: Sequence[mpz]) -> str:
    """What a holder signs, having seen the certificates of all."""
    said: Json = {"certs": [cert.as_json() for cert in certs], "coefexps": [str(each) for each in coefexps]}
    return f"certs_sig|{exact.compact(said).decode()}"


def context(size: int, threshold: int, index: int) -> dict[str, Json]:
    """In which ceremony a certificate was made."""
    return {"group": NAME, "size": size, "threshold": threshold, "index": index}


def verification_key(coefexps: Sequence[Sequence[mpz]], index: int) -> mpz:
    """The key of owner `index` of a group, from what all its holders published."""
    return product(power(each, mpz(index**at)) for one in coefexps for at, each in enumerate(one))


def _read_group(value: Json, at: str) -> Group:
    if not isinstance(value, list) or len(value) != 2 or value[0] not in (SINGLE, PEDERSEN):
        raise NotExact("neither a single key nor a group")
    if value[0] == PEDERSEN:
        return _read_pedersen(value[1], at)
    key = _read_key(value[1], (), at)
    return Group(1, (key,), key)


def _read_key(value: Json, optional: tuple[str, ...], at: str) -> mpz:
    said = exact.fields(value, ("pok", "public_key"), ("name", *optional))
    exact.text(said.get("name", ""))
    key = exact.member(said["public_key"])
    if not holds(f"pok|{NAME}|{key}", key, read_proof(said["pok"])):
        raise Broken("trustees-proof", at)
    return key


def _read_pedersen(value: Json, at: str) -> Group:
    """Belenios 2.0 has neither contexts nor signatures; 2.5.1 has both. Half of either is neither."""
    needed = ("threshold", "certs", "coefexps", "verification_keys")
    said = exact.fields(value, needed, ("signatures",))
    threshold, certs = exact.whole(said["threshold"]), exact.items(said["certs"], read_signed)
    if not 0 < threshold <= len(certs) <= MOST:
        raise Broken("trustees-threshold", at)
    signed = exact.items(said["coefexps"], read_signed, len(certs))
    coefexps = [read_coefexps(each) for each in signed]
    if any(len(each) != threshold for each in coefexps):
        raise Broken("trustees-threshold", at)
    strengthened = "signatures" in said or any('"context"' in cert.message for cert in certs)
    signers = [
        _check_cert(cert, context(len(certs), threshold, index) if strengthened else None, at)
        for index, cert in enumerate(certs, 1)
    ]
    for signer, each in zip(signers, signed, strict=True):
        if not is_signed(each.message, signer, each.signature):
            raise Broken("trustees-signature", at)
    if strengthened:
        if "signatures" not in said:
            raise Broken("trustees-signature", at)
        _check_signatures(exact.items(said["signatures"], read_proof, len(certs)), signers, certs, coefexps, at)
    keys = _read_verification_keys(said["verification_keys"], signers, strengthened, at)
    if keys != [verification_key(coefexps, index) for index in range(1, len(certs) + 1)]:
        raise Broken("trustees-verification-key", at)
    return Group(threshold, tuple(keys), product(each[0] for each in coefexps))


def _check_cert(cert: Signed, wanted: dict[str, Json] | None, at: str) -> mpz:
    """The key by which the holder of a certificate signs."""
    said = exact.fields(exact.parse(cert.message.encode()), ("verification", "encryption"), ("context",))
    signer = exact.member(said["verification"])
    exact.member(said["encryption"])
    if said.get("context") != wanted:
        raise Broken("trustees-certificate", at)
    if not is_signed(cert.message, signer, cert.signature):
        raise Broken("trustees-certificate", at)
    return signer


def _check_signatures(
    signatures: Sequence[Proof],
    signers: Sequence[mpz],
    certs: Sequence[Signed],
    coefexps: Sequence[Sequence[mpz]],
    at: str,
) -> None:
    for signature, signer, own in zip(signatures, signers, coefexps, strict=True):
        if not is_signed(certs_message(certs, own), signer, signature):
            raise Broken("trustees-signature", at)


def _read_verification_keys(value: Json, signers: Sequence[mpz], strengthened: bool, at: str) -> list[mpz]:
    optional = ("signature",) if strengthened else ()
    keys = exact.items(value, lambda each: _read_key(each, optional, at), len(signers))
    signatures = [each.get("signature") for each in exact.items(value, _as_object)]
    if any(signatures):
        for signature, signer, key in zip(signatures, signers, keys, strict=True):
            if signature is None or not is_signed(str(key), signer, read_proof(signature)):
                raise Broken("trustees-signature", at)
    return keys


def _as_object(value: Json) -> dict[str, Json]:
    assert isinstance(value, dict)  # it was read just before
    return value


def _weights(before: int, present: Sequence[int]) -> dict[int, mpz]:
    """The weights of owners of one group, `before` of whom stand in the groups before it."""
    return {before + at: _lagrange(at, present) for at in present}


def _lagrange(index: int, present: Sequence[int]) -> mpz:
    """The weight of one point in the value at zero of the polynomial through the points that are present."""
    result = mpz(1)
    for other in present:
        if other != index:
            result = result * other * pow(other - index, -1, int(Q)) % Q
    return result
