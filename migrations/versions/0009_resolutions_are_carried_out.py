"""A resolution is carried out: its items, what their owners reported, how head and union checked them.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0005"


def upgrade() -> None:
    op.create_table('resolution_check',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('conclusion', sa.String(length=3000), nullable=False),
    sa.Column('concluded_by', sa.Integer(), nullable=True),
    sa.Column('concluded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('union_remark', sa.String(length=3000), nullable=False),
    sa.Column('union_by', sa.Integer(), nullable=True),
    sa.Column('union_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['concluded_by'], ['account.id'], name=op.f('fk_resolution_check_concluded_by')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_resolution_check_procedure_id')),
    sa.ForeignKeyConstraint(['union_by'], ['account.id'], name=op.f('fk_resolution_check_union_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resolution_check')),
    sa.UniqueConstraint('procedure_id', 'number', name=op.f('uq_resolution_check_procedure_id_number'))
    )
    with op.batch_alter_table('resolution_check', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resolution_check_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('resolution_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.Column('source', sa.Enum('discussion', 'answer', 'opinion', 'article', name='itemsource', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('changes', sa.Integer(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['owner_id'], ['staff_member.id'], name=op.f('fk_resolution_item_owner_id')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_resolution_item_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resolution_item')),
    sa.UniqueConstraint('procedure_id', 'number', name=op.f('uq_resolution_item_procedure_id_number'))
    )
    with op.batch_alter_table('resolution_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resolution_item_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_resolution_item_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('checked_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('check_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('assessment', sa.String(length=1000), nullable=False),
    sa.Column('state', sa.Enum('doing', 'awaiting', 'overdue', 'done', name='itemstate', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['check_id'], ['resolution_check.id'], name=op.f('fk_checked_item_check_id')),
    sa.ForeignKeyConstraint(['item_id'], ['resolution_item.id'], name=op.f('fk_checked_item_item_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['staff_member.id'], name=op.f('fk_checked_item_owner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checked_item')),
    sa.UniqueConstraint('check_id', 'item_id', name=op.f('uq_checked_item_check_id_item_id'))
    )
    with op.batch_alter_table('checked_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_checked_item_check_id'), ['check_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_checked_item_item_id'), ['item_id'], unique=False)

    op.create_table('item_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('roll_entry_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('progress', 'completion', name='reportkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('said', sa.String(length=3000), nullable=False),
    sa.Column('scan_id', sa.Integer(), nullable=True),
    sa.Column('entered_by', sa.Integer(), nullable=True),
    sa.Column('reported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('judgement', sa.Enum('accepted', 'returned', name='judgement', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('reason', sa.String(length=1000), nullable=False),
    sa.Column('judged_by', sa.Integer(), nullable=True),
    sa.Column('judged_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['entered_by'], ['account.id'], name=op.f('fk_item_report_entered_by')),
    sa.ForeignKeyConstraint(['item_id'], ['resolution_item.id'], name=op.f('fk_item_report_item_id')),
    sa.ForeignKeyConstraint(['judged_by'], ['account.id'], name=op.f('fk_item_report_judged_by')),
    sa.ForeignKeyConstraint(['roll_entry_id'], ['roll_entry.id'], name=op.f('fk_item_report_roll_entry_id')),
    sa.ForeignKeyConstraint(['scan_id'], ['stored_file.id'], name=op.f('fk_item_report_scan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_item_report'))
    )
    with op.batch_alter_table('item_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_item_report_item_id'), ['item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_item_report_roll_entry_id'), ['roll_entry_id'], unique=False)

    extraordinary = sa.Column("is_extraordinary", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("resolution", extraordinary)
