"""Words are sealed: envelopes beside ballots, what each holder hands on, who opens a recovery envelope.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0016"

WHY = "what a holder handed on stays"


def upgrade() -> None:
    op.add_column("sealed_round", sa.Column("words", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("sealed_round", sa.Column("words_lost_on", sa.Date(), nullable=True))
    op.add_column("key_holder", sa.Column("deputy_id", sa.Integer(), nullable=True))
    offered = sa.Column("offers_sealed", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("consultation", offered)
    op.add_column("merged_opinion", sa.Column("people_sealed", sa.Integer(), nullable=False, server_default="0"))

    op.create_table('sealed_words',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('sealed_round_id', sa.Integer(), nullable=False),
    sa.Column('voter_id', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('envelope', sa.LargeBinary(), nullable=False),
    sa.Column('signature', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['sealed_round_id'], ['sealed_round.id'], name=op.f('fk_sealed_words_sealed_round_id')),
    sa.ForeignKeyConstraint(['voter_id'], ['voter_credential.id'], name=op.f('fk_sealed_words_voter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sealed_words')),
    sa.UniqueConstraint('voter_id', name=op.f('uq_sealed_words_voter_id')),
    sa.UniqueConstraint('sealed_round_id', 'digest', name=op.f('uq_sealed_words_sealed_round_id_digest')),
    sqlite_with_rowid=False,
    )
    op.create_index(op.f('ix_sealed_words_sealed_round_id'), 'sealed_words', ['sealed_round_id'])

    op.create_table('peeled_words',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('sealed_round_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('deputy_id', sa.Integer(), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['sealed_round_id'], ['sealed_round.id'], name=op.f('fk_peeled_words_sealed_round_id')),
    sa.ForeignKeyConstraint(['deputy_id'], ['account.id'], name=op.f('fk_peeled_words_deputy_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_peeled_words')),
    sa.UniqueConstraint('sealed_round_id', 'place', name=op.f('uq_peeled_words_sealed_round_id_place'))
    )
    op.create_index(op.f('ix_peeled_words_sealed_round_id'), 'peeled_words', ['sealed_round_id'])

    op.create_table('envelope_witness',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('holder_id', sa.Integer(), nullable=False),
    sa.Column('witness_id', sa.Integer(), nullable=False),
    sa.Column('witnessed_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['key_holder.id'], name=op.f('fk_envelope_witness_holder_id')),
    sa.ForeignKeyConstraint(['witness_id'], ['key_holder.id'], name=op.f('fk_envelope_witness_witness_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_envelope_witness')),
    sa.UniqueConstraint('holder_id', 'witness_id', name=op.f('uq_envelope_witness_holder_id_witness_id'))
    )
    op.create_index(op.f('ix_envelope_witness_holder_id'), 'envelope_witness', ['holder_id'])

    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER peeled_words_no_{act.lower()} BEFORE {act} ON peeled_words "
                f"BEGIN SELECT RAISE(ABORT, '{WHY}'); END"
            )
        return
    op.alter_column("merged_opinion", "gist", type_=sa.Text(), existing_type=sa.String(5000), existing_nullable=False)
    op.create_foreign_key(op.f("fk_key_holder_deputy_id"), "key_holder", "account", ["deputy_id"], ["id"])
    refuse = f"EXECUTE FUNCTION danchu_refuse('{WHY}')"
    op.execute(f"CREATE TRIGGER peeled_words_no_update BEFORE UPDATE OR DELETE ON peeled_words FOR EACH ROW {refuse}")
    op.execute(f"CREATE TRIGGER peeled_words_no_truncate BEFORE TRUNCATE ON peeled_words FOR EACH STATEMENT {refuse}")
