"""Rules that were issued before the product came are kept, with their number, date and scan.

There is no way back down: the state before is that of a backup.
"""

from alembic import op

revision = "0021"
down_revision = "0019"

DOCUMENTS = (
    *("policy", "submission", "summons_list", "force_majeure", "hybrid_meeting", "superior_chairs"),
    *("party_opinion", "new_issues", "tie_decision", "withdrawal", "earlier_result", "appointment_decision"),
    *("conference_resolution", "earlier_rules"),
)


def upgrade() -> None:
    known = " , ".join(f"'{kind}'" for kind in DOCUMENTS)
    with op.batch_alter_table('case_document', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_case_document_documentkind'), type_="check")
        batch_op.create_check_constraint(batch_op.f('ck_case_document_documentkind'), f"kind IN ({known})")
