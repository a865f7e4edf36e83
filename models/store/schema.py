"""Bring the database to this release's tables."""

from alembic import command
from alembic.config import Config

from models.store.database import reading
from settings import ROOT, settings


def migrate() -> None:
    """Run the migrations that this database has not had; safe to run again."""
    settings().data_dir.mkdir(parents=True, exist_ok=True)
    command.upgrade(config(), "head")


def config() -> Config:
    found = Config()
    found.set_main_option("script_location", str(ROOT / "migrations").replace("%", "%%"))
    return found


def is_current() -> bool:
    """Whether the database stands at this release's newest migration."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"version_table": "danchu_version"})
        return context.get_current_revision() == ScriptDirectory.from_config(config()).get_current_head()
