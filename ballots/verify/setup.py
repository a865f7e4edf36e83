"""What an archive begins with: the election, who opens it, who may vote."""

from dataclasses import dataclass

from ballots import exact
from ballots.election import Election, read_election
from ballots.exact import Broken, NotExact
from ballots.keys.trustees import Trustees, read_trustees
from ballots.verify.chain import Event
from ballots.verify.together import Together

PARTS = ("election", "trustees", "credentials")
MOST_DIGITS = 18


@dataclass
class Voter:
    """The weight of a credential, and where its last ballot stands in the file; -1 where it has none."""

    weight: int
    last: int = -1


@dataclass(frozen=True)
class Setup:
    """What was agreed before the first ballot."""

    election: Election
    trustees: Trustees
    voters: dict[bytes, Voter]

    def __contains__(self, credential: str) -> bool:
        """May it vote?"""
        return _key(credential) in self.voters

    def voter(self, credential: str) -> Voter:
        """Whose credential it is."""
        return self.voters[_key(credential)]


def read_setup(event: Event, together: Together | None = None) -> Setup:
    """Raises `Broken` with a rule of the setup, of the election, the trustees or the credentials."""
    election_raw, trustees_raw, credentials_raw, payload = (part.body for part in event.parts)
    with exact.reading("setup", event.at):
        said = exact.ordered(exact.canonical(payload), PARTS)
    if list(said.values()) != [exact.digest(raw) for raw in (election_raw, trustees_raw, credentials_raw)]:
        raise Broken("setup-parts", event.at)
    election, trustees = read_election(election_raw), read_trustees(trustees_raw)
    if trustees.public_key != election.public_key:
        raise Broken("election-key", "election")
    return Setup(election, trustees, read_credentials(credentials_raw, together))


def read_credentials(raw: bytes, together: Together | None = None) -> dict[bytes, Voter]:
    """Who may vote, with which weight: all have one written, or none. Raises `Broken` (`credentials-...`).

    Where `together` is given, that they are in the group is left to it.
    """
    at = "credentials"
    voters: dict[bytes, Voter] = {}
    with exact.reading("credentials", at):
        written = exact.items(exact.canonical(raw), exact.text)
        weighted = [each.count(",") for each in written]
        if len(set(weighted)) > 1:
            raise Broken("credentials-weight", at)
        for each in written:
            credential, comma, weight = each.partition(",")
            if together:
                together.add([exact.residue(credential)])
            else:
                exact.member(credential)
            voters[_key(credential)] = Voter(_weight(weight) if comma else 1)
    if len(voters) != len(written):
        raise Broken("credentials-twice", at)
    return voters


def _weight(text: str) -> int:
    number = int(exact.natural(text))
    if not 0 < number < 10**MOST_DIGITS:
        raise NotExact("a weight out of range")
    return number


def _key(credential: str) -> bytes:
    """Short, so that a long list of voters stays small in memory."""
    return bytes.fromhex(exact.digest(credential.encode())[:32])
