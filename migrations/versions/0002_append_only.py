"""The log is append-only, and a round keeps the mode it was made with."""

from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE = (
    """CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER round_keeps_mode BEFORE UPDATE OF mode ON round WHEN NEW.mode <> OLD.mode
       BEGIN SELECT RAISE(ABORT, 'a round keeps its mode'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION danchu_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'refused: %', TG_ARGV[0]; END $$""",
    """CREATE TRIGGER audit_event_no_update BEFORE UPDATE OR DELETE ON audit_event
       FOR EACH ROW EXECUTE FUNCTION danchu_refuse('the log is append-only')""",
    """CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
       FOR EACH STATEMENT EXECUTE FUNCTION danchu_refuse('the log is append-only')""",
    """CREATE TRIGGER round_keeps_mode BEFORE UPDATE OF mode ON round
       FOR EACH ROW WHEN (NEW.mode IS DISTINCT FROM OLD.mode) EXECUTE FUNCTION danchu_refuse('a round keeps its mode')""",
)
FIRST_HEAD = "INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '" + "0" * 64 + "')"


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        op.execute(statement)
    op.execute(FIRST_HEAD)


def downgrade() -> None:
    op.execute("DELETE FROM audit_head")
    if op.get_bind().dialect.name == "sqlite":
        for name in ("audit_event_no_update", "audit_event_no_delete", "round_keeps_mode"):
            op.execute(f"DROP TRIGGER {name}")
        return
    op.execute("DROP TRIGGER round_keeps_mode ON round")
    op.execute("DROP FUNCTION danchu_refuse CASCADE")
