"""What the list of cases is searched and sorted by."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Tables whose number of rows this step changes on purpose, or that it drops.
changes_rows_of: tuple[str, ...] = ()

ON_SQLITE = (
    """CREATE VIRTUAL TABLE case_words USING fts5(words, content='', contentless_delete=1, detail=none,
    prefix='1 2 3', tokenize="ascii tokenchars '_'")""",
)
ON_POSTGRESQL = (
    "CREATE TABLE case_words (id INTEGER NOT NULL, words TEXT[] NOT NULL, CONSTRAINT pk_case_words PRIMARY KEY (id))",
    "CREATE INDEX ix_case_words_words ON case_words USING gin (words)",
)


def upgrade() -> None:
    op.create_table(
        "case_index",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_order", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("archive_no", sa.String(length=40), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_index")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_index_case_id")),
    )
    with op.batch_alter_table("case_index", schema=None) as batch_op:
        batch_op.create_index("ix_case_index_archive_no", ["archive_no", "case_id", "state"], unique=False)
        batch_op.create_index("ix_case_index_name", ["name", "case_id", "state"], unique=False)
        batch_op.create_index("ix_case_index_opened_on", ["opened_on", "case_id", "state"], unique=False)
        batch_op.create_index("ix_case_index_state", ["state_order", "case_id", "state"], unique=False)

    op.create_table(
        "case_text",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_text")),
    )
    for statement in ON_POSTGRESQL if op.get_bind().dialect.name == "postgresql" else ON_SQLITE:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("An older program opens the backup that was made before this step.")
