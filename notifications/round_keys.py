"""The key file of a sealed round: voters' codes come from it until the round closes; it stands outside the database."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from ballots import credentials
from models import VoterCredential
from settings import settings

LENGTH = 32


class NoKeyHere(Exception):
    """This host has no key file of a round that is open, or another than the one its codes came from: a second host
    has it, and the folder is not shared between them.
    """


def path_of(uuid: str) -> Path:
    """Where the key file of a round stands: beside the other keys, in a folder that no backup takes."""
    return settings().data_dir / "keys" / "rounds" / f"{uuid}.key"


def make(uuid: str) -> bytes:
    """The key of a round, made and written to disk on first use."""
    path = path_of(uuid)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(file.fileno())
    return path.read_bytes()


def read(uuid: str) -> bytes | None:
    """The key of a round; None where it has been destroyed or was never made."""
    path = path_of(uuid)
    return path.read_bytes() if path.exists() else None


def code_of(uuid: str, voter: VoterCredential) -> str:
    """The code of one voter, the same each time until the round closes; raises NoKeyHere.

    It is compared with the public half: a key file that was left by a beginning on another host gives wrong codes.
    """
    key = read(uuid)
    code = credentials.derive_code(key, str(voter.roll_entry_id)) if key else ""
    if not code or credentials.public_credential(code, uuid) != voter.public_half:
        raise NoKeyHere(uuid)
    return code


def destroy(uuid: str) -> None:
    """Overwrite and remove the key file, as well as a disk lets one: a copy elsewhere is beyond us. Again, nothing."""
    path = path_of(uuid)
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)
