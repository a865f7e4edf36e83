"""Rounds are sealed: key ceremonies, sealed rounds, codes' public halves, the append-only archive.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0008"

APPEND_ONLY = {
    "archive_record": "the archive is append-only",
    "ceremony_message": "what was said in a ceremony stays",
    "holder_decryption": "what a holder sent stays",
}
SETTLED = {
    "sealed_round_keeps_its_election": (
        "sealed_round",
        "OLD.election <> {empty} AND (NEW.election <> OLD.election OR NEW.trustees <> OLD.trustees OR NEW.uuid <> OLD.uuid)",
        "a sealed round keeps its election",
    ),
    "sealed_round_stays_closed": (
        "sealed_round",
        "OLD.closed_at IS NOT NULL AND (NEW.closed_at IS NULL OR NEW.head_at_close <> OLD.head_at_close)",
        "a closed box stays closed",
    ),
    "voter_credential_keeps_its_half": (
        "voter_credential",
        "NEW.public_half <> OLD.public_half OR NEW.sealed_round_id <> OLD.sealed_round_id",
        "a voter keeps the public half of the code",
    ),
}


def _sqlite() -> None:
    for table, why in APPEND_ONLY.items():
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"
            )
    for name, (table, when, why) in SETTLED.items():
        condition = when.format(empty="x''")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )


def _postgresql() -> None:
    for table, why in APPEND_ONLY.items():
        refuse = f"EXECUTE FUNCTION danchu_refuse('{why}')"
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}")
        op.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}")
    for name, (table, when, why) in SETTLED.items():
        condition = when.format(empty="''::bytea")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({condition}) "
            f"EXECUTE FUNCTION danchu_refuse('{why}')"
        )


def upgrade() -> None:
    op.create_table('key_ceremony',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=40), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('replaced_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_key_ceremony_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_key_ceremony')),
    sa.UniqueConstraint('procedure_id', 'number', name=op.f('uq_key_ceremony_procedure_id_number')),
    sa.UniqueConstraint('uuid', name=op.f('uq_key_ceremony_uuid'))
    )
    with op.batch_alter_table('key_ceremony', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_key_ceremony_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('ceremony_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ceremony_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['ceremony_id'], ['key_ceremony.id'], name=op.f('fk_ceremony_message_ceremony_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ceremony_message')),
    sa.UniqueConstraint('ceremony_id', 'round', 'place', name=op.f('uq_ceremony_message_ceremony_id_round_place'))
    )
    with op.batch_alter_table('ceremony_message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ceremony_message_ceremony_id'), ['ceremony_id'], unique=False)

    op.create_table('key_holder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ceremony_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('link_version', sa.Integer(), nullable=False),
    sa.Column('destroyed_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_key_holder_account_id')),
    sa.ForeignKeyConstraint(['ceremony_id'], ['key_ceremony.id'], name=op.f('fk_key_holder_ceremony_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_key_holder')),
    sa.UniqueConstraint('ceremony_id', 'place', name=op.f('uq_key_holder_ceremony_id_place'))
    )
    with op.batch_alter_table('key_holder', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_key_holder_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_key_holder_ceremony_id'), ['ceremony_id'], unique=False)

    op.create_table('sealed_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('ceremony_id', sa.Integer(), nullable=True),
    sa.Column('uuid', sa.String(length=40), nullable=False),
    sa.Column('codes', sa.Enum('basic', 'strict', name='codemode', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('state', sa.Enum('prepared', 'signed', 'open', 'closed', 'too_few', 'opened', name='boxstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('title', sa.String(length=500), nullable=False),
    sa.Column('questions', sa.JSON(), nullable=False),
    sa.Column('rules', sa.JSON(), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('consented_by', sa.Integer(), nullable=True),
    sa.Column('consented_as', sa.String(length=32), nullable=False),
    sa.Column('consented_on', sa.Date(), nullable=True),
    sa.Column('voters', sa.Integer(), nullable=False),
    sa.Column('roll_hash', sa.String(length=64), nullable=False),
    sa.Column('election', sa.LargeBinary(), nullable=False),
    sa.Column('trustees', sa.LargeBinary(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('head', sa.String(length=64), nullable=False),
    sa.Column('head_at_close', sa.String(length=64), nullable=False),
    sa.Column('noticed_height', sa.Integer(), nullable=False),
    sa.Column('noticed_on', sa.Date(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('counted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['ceremony_id'], ['key_ceremony.id'], name=op.f('fk_sealed_round_ceremony_id')),
    sa.ForeignKeyConstraint(['consented_by'], ['account.id'], name=op.f('fk_sealed_round_consented_by')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_sealed_round_procedure_id')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_sealed_round_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sealed_round')),
    sa.UniqueConstraint('round_id', name=op.f('uq_sealed_round_round_id')),
    sa.UniqueConstraint('uuid', name=op.f('uq_sealed_round_uuid'))
    )
    with op.batch_alter_table('sealed_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sealed_round_ceremony_id'), ['ceremony_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sealed_round_procedure_id'), ['procedure_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sealed_round_state'), ['state'], unique=False)

    op.create_table('archive_record',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('sealed_round_id', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['sealed_round_id'], ['sealed_round.id'], name=op.f('fk_archive_record_sealed_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_archive_record')),
    sa.UniqueConstraint('sealed_round_id', 'height', 'place', name=op.f('uq_archive_record_sealed_round_id_height_place')),
    sa.UniqueConstraint('sealed_round_id', 'name', name=op.f('uq_archive_record_sealed_round_id_name'))
    )
    with op.batch_alter_table('archive_record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_archive_record_sealed_round_id'), ['sealed_round_id'], unique=False)

    op.create_table('holder_decryption',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('sealed_round_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('is_right', sa.Boolean(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('strong_proof', sa.Text(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['sealed_round_id'], ['sealed_round.id'], name=op.f('fk_holder_decryption_sealed_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holder_decryption'))
    )
    with op.batch_alter_table('holder_decryption', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_holder_decryption_sealed_round_id'), ['sealed_round_id'], unique=False)

    op.create_table('voter_credential',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('sealed_round_id', sa.Integer(), nullable=False),
    sa.Column('roll_entry_id', sa.Integer(), nullable=True),
    sa.Column('public_half', sa.Text(), nullable=False),
    sa.Column('returned_on', sa.Date(), nullable=True),
    sa.Column('last_height', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['roll_entry_id'], ['roll_entry.id'], name=op.f('fk_voter_credential_roll_entry_id')),
    sa.ForeignKeyConstraint(['sealed_round_id'], ['sealed_round.id'], name=op.f('fk_voter_credential_sealed_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voter_credential')),
    sa.UniqueConstraint('sealed_round_id', 'roll_entry_id', name=op.f('uq_voter_credential_sealed_round_id_roll_entry_id'))
    )
    with op.batch_alter_table('voter_credential', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_voter_credential_roll_entry_id'), ['roll_entry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_voter_credential_sealed_round_id'), ['sealed_round_id'], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()
