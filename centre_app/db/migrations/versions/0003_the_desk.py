"""What a desk keeps, and how each case stands for lists."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Tables whose number of rows this step changes on purpose, or that it drops.
changes_rows_of: tuple[str, ...] = ()


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("login", sa.String(length=50), nullable=False),
        sa.Column("record", sa.String(length=100), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("login", "record", name=op.f("pk_draft")),
    )
    op.create_table(
        "remembered",
        sa.Column("login", sa.String(length=50), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("login", "key", name=op.f("pk_remembered")),
    )
    op.create_table(
        "saved_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("line", sa.String(length=200), nullable=False),
        sa.Column("by_name", sa.String(length=50), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_list")),
        sa.UniqueConstraint("page", "name", name=op.f("uq_saved_list_page_name")),
    )
    with op.batch_alter_table("case_index", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_on", sa.Date(), server_default="9999-12-31", nullable=False))
        batch_op.add_column(sa.Column("due_kind", sa.String(length=32), server_default="", nullable=False))
        batch_op.add_column(sa.Column("next_act", sa.String(length=32), server_default="", nullable=False))
        batch_op.add_column(sa.Column("closed", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("lacking", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("reckoned_at", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index("ix_case_index_due_on", ["due_on", "case_id", "state"], unique=False)
        batch_op.create_index(
            "ix_case_index_stale",
            ["id"],
            unique=False,
            sqlite_where=sa.text("reckoned_at != id"),
            postgresql_where=sa.text("reckoned_at != id"),
        )


def downgrade() -> None:
    raise NotImplementedError("An older program opens the backup that was made before this step.")
