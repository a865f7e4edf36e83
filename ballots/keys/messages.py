"""What a holder says in each round of the ceremony, as JSON that is read strictly and written in one way."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric import ec
from gmpy2 import mpz

from ballots import exact
from ballots.exact import Json, NotExact
from ballots.keys.trustees import Signed, read_coefexps, read_signed
from ballots.proofs.knowledge import Proof, read_proof

HOLDERS, THRESHOLD, ROUNDS = 3, 2, 4
INDEXES = range(1, HOLDERS + 1)
POINT = 65
KEY = ("pok", "public_key", "signature")


@dataclass(frozen=True)
class Introduction:
    """Round 1: the certificate of the keys by which a holder signs and receives, and the key for sealed words."""

    cert: Signed
    verification: mpz
    encryption: mpz
    mix: bytes

    def as_json(self) -> Json:
        return {"cert": self.cert.as_json(), "mix": short_base64(self.mix)}


@dataclass(frozen=True)
class Dealing:
    """Round 2: what the coefficients are the exponents of, and a share for each holder under its own pad."""

    coefexps: Signed
    powers: tuple[mpz, ...]
    certs_signature: Proof
    shares: tuple[mpz, ...]

    def as_json(self) -> Json:
        signature, shares = self.certs_signature.as_json(), [str(share) for share in self.shares]
        return {"coefexps": self.coefexps.as_json(), "certs_signature": signature, "shares": [*shares]}


@dataclass(frozen=True)
class Key:
    """Round 3: the public half of a holder's share of the private key."""

    public_key: mpz
    pok: Proof
    signature: Proof

    def as_json(self) -> Json:
        return {"verification_key": self.as_published()}

    def as_published(self) -> dict[str, Json]:
        pok, signature = self.pok.as_json(), self.signature.as_json()
        return {"pok": pok, "public_key": str(self.public_key), "signature": signature}


@dataclass(frozen=True)
class TypedBack:
    """Round 4: the holder has the code, and saw these trustees."""

    trustees: str

    def as_json(self) -> Json:
        return {"trustees": self.trustees}


Body: TypeAlias = Introduction | Dealing | Key | TypedBack


def read_body(round_: int, value: Json) -> Body:
    """The body of a message. Raises `NotExact`."""
    return (_read_introduction, _read_dealing, _read_key, _read_typed_back)[round_ - 1](value)


def short_base64(raw: bytes) -> str:
    """Base64 without padding."""
    return b64encode(raw).decode().rstrip("=")


def _read_introduction(value: Json) -> Introduction:
    said = exact.fields(value, ("cert", "mix"))
    cert, mix = read_signed(said["cert"]), _point(exact.text(said["mix"]))
    keys = exact.ordered(exact.canonical(cert.message.encode()), ("context", "verification", "encryption"))
    return Introduction(cert, exact.member(keys["verification"]), exact.member(keys["encryption"]), mix)


def _read_dealing(value: Json) -> Dealing:
    said = exact.fields(value, ("coefexps", "certs_signature", "shares"))
    coefexps, shares = read_signed(said["coefexps"]), exact.items(said["shares"], exact.scalar, HOLDERS)
    powers = read_coefexps(coefexps)
    if len(powers) != THRESHOLD:
        raise NotExact("not one power a coefficient")
    return Dealing(coefexps, tuple(powers), read_proof(said["certs_signature"]), tuple(shares))


def _read_key(value: Json) -> Key:
    said = exact.fields(exact.fields(value, ("verification_key",))["verification_key"], KEY)
    pok, public_key, signature = (said[name] for name in KEY)
    return Key(exact.member(public_key), read_proof(pok), read_proof(signature))


def _read_typed_back(value: Json) -> TypedBack:
    return TypedBack(exact.text(exact.fields(value, ("trustees",))["trustees"]))


def _point(text: str) -> bytes:
    """A public key of P-256, uncompressed."""
    try:
        raw = b64decode(text + "=" * (-len(text) % 4), validate=True)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError as wrong:
        raise NotExact("no public key of P-256") from wrong
    if len(raw) != POINT or short_base64(raw) != text:
        raise NotExact("a public key of P-256 in another form")
    return raw
