"""Every setting of the product, read from the environment (prefix DANCHU_, secrets also by DANCHU_..._FILE)."""

import os
import secrets
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent


class Settings(BaseSettings):
    """What the operator decides; each field says in one sentence what it does."""

    model_config = SettingsConfigDict(env_prefix="DANCHU_", extra="ignore")

    data_dir: Path = Field(ROOT / "var", description="Folder of the database, the keys and Prefect's own files.")
    database_url: str = Field("", description="SQLAlchemy address of our database; empty: SQLite in data_dir.")
    base_url: str = Field("http://127.0.0.1:8080", description="Address that staff see and that letters link to.")
    web_host: str = Field("127.0.0.1", description="Address on which the pages listen.")
    web_port: int = Field(8080, description="Port on which the pages listen.")
    trusted_proxy: bool = Field(False, description="Take the client's address from X-Forwarded-For of one proxy.")
    prefect_port: int = Field(4200, description="Port of the Prefect server that `danchu serve` starts on loopback.")
    prefect_api_url: str = Field("", description="Prefect API used by the courier; empty: the one on prefect_port.")
    prefect_database_url: str = Field("", description="Prefect's own database; empty: SQLite in data_dir/prefect.")
    flow_starter: Literal["inline", "deployment"] = Field(
        "inline", description="Run flows inside the courier, or ask Prefect's workers through deployments."
    )
    flows_at_once: int = Field(0, description="Flows the courier runs at once; 0: one on SQLite, four otherwise.")
    smtp_host: str = Field("127.0.0.1", description="Mail relay of the agency.")
    smtp_port: int = Field(25, description="Port of the relay.")
    smtp_security: Literal["none", "starttls", "tls"] = Field("none", description="How the relay is protected.")
    smtp_user: str = Field("", description="User name at the relay; empty: no authentication.")
    smtp_password: SecretStr = Field(SecretStr(""), description="Password at the relay.")
    smtp_timeout: float = Field(60, description="Seconds to wait for each answer of the relay.")
    mail_from: str = Field("danchu@localhost", description="Sender address of every letter.")
    mail_connections: int = Field(1, description="Connections kept open to the relay.")
    mail_per_minute: int = Field(30, description="Letters a minute at most; 0: no limit.")
    mail_per_session: int = Field(20, description="Letters over one connection at most.")
    mail_rest_factor: float = Field(1, description="Factor on the rests between attempts; small in rehearsals only.")
    quiet_from: int = Field(20, description="Hour of the day (Asia/Ho_Chi_Minh) from which letters rest; 0-24.")
    quiet_until: int = Field(7, description="Hour of the day until which letters rest; equal to quiet_from: never.")
    link_key: SecretStr = Field(SecretStr(""), description="Key of the derived links; empty: a file in data_dir/keys.")
    mail_tray: Path | None = Field(None, description="Folder of the mails caught by the demo; unset outside it.")

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'danchu.db'}"

    @property
    def prefect_api(self) -> str:
        return self.prefect_api_url or f"http://127.0.0.1:{self.prefect_port}/api"

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")


@cache
def settings() -> Settings:
    """The settings of this process; raises pydantic.ValidationError on a value of the wrong kind."""
    return Settings(**_from_files())


def _from_files() -> dict[str, str]:
    named = {name: os.environ.get(f"DANCHU_{name.upper()}_FILE") for name in Settings.model_fields}
    return {name: Path(path).read_text(encoding="utf-8").strip() for name, path in named.items() if path}


@cache
def link_key() -> bytes:
    """The key from which links and codes are derived: it stands outside the database and is made on first use."""
    given = settings().link_key.get_secret_value()
    if given:
        return given.encode()
    path = settings().data_dir / "keys" / "link.key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return bytes.fromhex(path.read_text(encoding="ascii"))


def use(changed: dict[str, str]) -> Settings:
    """Put values into this process's environment (and its children's) and read the settings anew."""
    os.environ.update(changed)
    settings.cache_clear()
    link_key.cache_clear()
    return settings()
