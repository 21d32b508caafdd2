"""The office as it begins."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Tables whose number of rows this step changes on purpose, or that it drops.
changes_rows_of: tuple[str, ...] = ()


def upgrade() -> None:
    op.create_table(
        "act",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("by_name", sa.String(length=50), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("given", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("commitment", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["act.number"], name=op.f("fk_act_undoes_act")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_act")),
        sa.UniqueConstraint("uid", name=op.f("uq_act_uid")),
    )
    with op.batch_alter_table("act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_act_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_act_subject"), ["subject"], unique=False)

    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archive_level", sa.String(length=32), nullable=True),
        sa.Column("key_group", sa.String(length=32), nullable=True),
        sa.Column("town", sa.String(length=200), nullable=True),
        sa.Column("hukou_place", sa.String(length=200), nullable=True),
        sa.Column("hukou_area", sa.String(length=12), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=True),
        sa.Column("postcode", sa.String(length=32), nullable=True),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("phone2", sa.String(length=32), nullable=True),
        sa.Column("housing_type", sa.String(length=32), nullable=True),
        sa.Column("floor_area", sa.BigInteger(), nullable=True),
        sa.Column("household_size", sa.Integer(), nullable=True),
        sa.Column("other_income_y", sa.BigInteger(), nullable=True),
        sa.Column("total_income_y", sa.BigInteger(), nullable=True),
        sa.Column("income_pc", sa.BigInteger(), nullable=True),
        sa.Column("dibao", sa.Boolean(), nullable=True),
        sa.Column("single_parent", sa.Boolean(), nullable=True),
        sa.Column("self_help", sa.Boolean(), nullable=True),
        sa.Column("zero_employment", sa.Boolean(), nullable=True),
        sa.Column("target_household", sa.Boolean(), nullable=True),
        sa.Column("target_on", sa.String(length=32), nullable=True),
        sa.Column("bank", sa.String(length=200), nullable=True),
        sa.Column("branch", sa.String(length=200), nullable=True),
        sa.Column("account", sa.String(length=32), nullable=True),
        sa.Column("filed_on", sa.String(length=32), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("uid", name=op.f("uq_household_uid")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_account"), ["account"], unique=False)

    op.create_table(
        "imported_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("take_over", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_file")),
        sa.UniqueConstraint("uid", name=op.f("uq_imported_file_uid")),
    )
    with op.batch_alter_table("imported_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imported_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "number_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("series", name=op.f("uq_number_series_series")),
        sa.UniqueConstraint("uid", name=op.f("uq_number_series_uid")),
    )
    op.create_table(
        "office_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_fact")),
        sa.UniqueConstraint("key", name=op.f("uq_office_fact_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_office_fact_uid")),
    )
    op.create_table(
        "own_calendar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_calendar")),
        sa.UniqueConstraint("uid", name=op.f("uq_own_calendar_uid")),
        sa.UniqueConstraint("year", name=op.f("uq_own_calendar_year")),
    )
    op.create_table(
        "own_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("figure", sa.String(length=32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("area", sa.String(length=32), nullable=True),
        sa.Column("value", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_figure")),
        sa.UniqueConstraint("uid", name=op.f("uq_own_figure_uid")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("uscc", sa.String(length=32), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_unit_uid")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "change_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_number", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=32), nullable=False),
        sa.Column("record_uid", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("commitment", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["act_number"], ["act.number"], name=op.f("fk_change_line_act_number_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_line")),
    )
    with op.batch_alter_table("change_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_line_act_number"), ["act_number"], unique=False)
        batch_op.create_index("ix_change_line_record", ["record_uid"], unique=False)

    op.create_table(
        "household_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("initials", sa.String(length=50), nullable=False),
        sa.Column("relation", sa.String(length=32), nullable=False),
        sa.Column("id_number", sa.String(length=18), nullable=True),
        sa.Column("document_kind", sa.String(length=200), nullable=True),
        sa.Column("document_number", sa.String(length=200), nullable=True),
        sa.Column("sex", sa.String(length=32), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("ethnicity", sa.String(length=32), nullable=True),
        sa.Column("political_status", sa.String(length=32), nullable=True),
        sa.Column("education", sa.String(length=32), nullable=True),
        sa.Column("marital_status", sa.String(length=32), nullable=True),
        sa.Column("health_status", sa.String(length=32), nullable=True),
        sa.Column("disability_kind", sa.String(length=32), nullable=True),
        sa.Column("disability_level", sa.String(length=32), nullable=True),
        sa.Column("labour_capacity", sa.String(length=32), nullable=True),
        sa.Column("work_status", sa.String(length=32), nullable=True),
        sa.Column("model_worker", sa.String(length=32), nullable=True),
        sa.Column("medical_cover", sa.String(length=32), nullable=True),
        sa.Column("hukou_type", sa.String(length=32), nullable=True),
        sa.Column("employer", sa.String(length=200), nullable=True),
        sa.Column("unit_nature", sa.String(length=32), nullable=True),
        sa.Column("firm_state", sa.String(length=32), nullable=True),
        sa.Column("industry", sa.String(length=32), nullable=True),
        sa.Column("work_start", sa.String(length=32), nullable=True),
        sa.Column("contract_date", sa.String(length=32), nullable=True),
        sa.Column("contract_term", sa.String(length=32), nullable=True),
        sa.Column("pension_paid_years", sa.BigInteger(), nullable=True),
        sa.Column("pension_required_years", sa.BigInteger(), nullable=True),
        sa.Column("school_entry_year", sa.Integer(), nullable=True),
        sa.Column("school_years", sa.Integer(), nullable=True),
        sa.Column("monthly_income", sa.BigInteger(), nullable=True),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("not_counted_reason", sa.String(length=200), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_household_member_household_id_household"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_member")),
        sa.UniqueConstraint("uid", name=op.f("uq_household_member_uid")),
    )
    with op.batch_alter_table("household_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_member_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_member_id_number"), ["id_number"], unique=False)
        batch_op.create_index("ix_household_member_initials", ["initials"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_member_name"), ["name"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("initials", sa.String(length=50), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("id_number", sa.String(length=18), nullable=True),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_person_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("uid", name=op.f("uq_person_uid")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_id_number"), ["id_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_initials"), ["initials"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "public_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=50), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("supervision_phone", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_public_notice_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_notice")),
        sa.UniqueConstraint("number", name=op.f("uq_public_notice_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_public_notice_uid")),
    )
    with op.batch_alter_table("public_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_public_notice_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "union_aid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=True),
        sa.Column("festival_gift", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_union_aid_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_union_aid")),
        sa.UniqueConstraint("uid", name=op.f("uq_union_aid_uid")),
    )
    with op.batch_alter_table("union_aid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_union_aid_household_id"), ["household_id"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_appointment_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_appointment_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("uid", name=op.f("uq_appointment_uid")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "case_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("episode", sa.Integer(), nullable=False),
        sa.Column("local_no", sa.String(length=20), nullable=False),
        sa.Column("archive_no", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("returned_to", sa.String(length=32), nullable=True),
        sa.Column("category", sa.String(length=32), nullable=True),
        sa.Column("main_cause", sa.String(length=32), nullable=True),
        sa.Column("other_causes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("filing_unit_id", sa.Integer(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("filed_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_over", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["unit.id"], name=op.f("fk_case_file_community_id_unit")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_case_file_entered_by_id_person")),
        sa.ForeignKeyConstraint(["filed_by_id"], ["person.id"], name=op.f("fk_case_file_filed_by_id_person")),
        sa.ForeignKeyConstraint(["filing_unit_id"], ["unit.id"], name=op.f("fk_case_file_filing_unit_id_unit")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_case_file_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("archive_no", name=op.f("uq_case_file_archive_no")),
        sa.UniqueConstraint("local_no", name=op.f("uq_case_file_local_no")),
        sa.UniqueConstraint("uid", name=op.f("uq_case_file_uid")),
    )
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_file_filing_unit_id"), ["filing_unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_household_id"), ["household_id"], unique=False)
        batch_op.create_index("ix_case_file_state", ["state", "id"], unique=False)

    op.create_table(
        "chair_delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("chair_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["chair_id"], ["person.id"], name=op.f("fk_chair_delegation_chair_id_person")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_chair_delegation_deputy_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_chair_delegation_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chair_delegation")),
        sa.UniqueConstraint("uid", name=op.f("uq_chair_delegation_uid")),
    )
    with op.batch_alter_table("chair_delegation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chair_delegation_deputy_id"), ["deputy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chair_delegation_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "kinship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_kinship_household_id_household"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_kinship_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kinship")),
        sa.UniqueConstraint("uid", name=op.f("uq_kinship_uid")),
    )
    with op.batch_alter_table("kinship", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kinship_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kinship_person_id"), ["person_id"], unique=False)

    op.create_table(
        "login",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_login_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login")),
        sa.UniqueConstraint("name", name=op.f("uq_login_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_login_uid")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("chaired_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chaired_by_id"], ["person.id"], name=op.f("fk_meeting_chaired_by_id_person")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_meeting_recorded_by_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_meeting_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("number", name=op.f("uq_meeting_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_meeting_uid")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "notice_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("where", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("posted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["public_notice.id"],
            name=op.f("fk_notice_place_notice_id_public_notice"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["posted_by_id"], ["person.id"], name=op.f("fk_notice_place_posted_by_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_notice_place_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_place")),
        sa.UniqueConstraint("uid", name=op.f("uq_notice_place_uid")),
    )
    with op.batch_alter_table("notice_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_place_notice_id"), ["notice_id"], unique=False)

    op.create_table(
        "accident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("compensation", sa.BigInteger(), nullable=False),
        sa.Column("casualty_of_major_event", sa.Boolean(), nullable=False),
        sa.Column("still_in_hardship", sa.Boolean(), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_accident_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["household_member.id"], name=op.f("fk_accident_member_id_household_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accident")),
        sa.UniqueConstraint("uid", name=op.f("uq_accident_uid")),
    )
    with op.batch_alter_table("accident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accident_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_accident_member_id"), ["member_id"], unique=False)

    op.create_table(
        "asset_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("detail", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_asset_finding_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["household_member.id"], name=op.f("fk_asset_finding_member_id_household_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_finding")),
        sa.UniqueConstraint("uid", name=op.f("uq_asset_finding_uid")),
    )
    with op.batch_alter_table("asset_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asset_finding_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_asset_finding_member_id"), ["member_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("in_committee", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attendance_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("uid", name=op.f("uq_attendance_uid")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "budget_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.String(length=200), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("times", sa.BigInteger(), nullable=True),
        sa.Column("proof", sa.String(length=32), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=True),
        sa.Column("aid_for_same_cost", sa.BigInteger(), nullable=False),
        sa.Column("deductible", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_budget_line_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["household_member.id"], name=op.f("fk_budget_line_member_id_household_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
        sa.UniqueConstraint("uid", name=op.f("uq_budget_line_uid")),
    )
    with op.batch_alter_table("budget_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_budget_line_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_budget_line_member_id"), ["member_id"], unique=False)

    op.create_table(
        "case_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("state_before", sa.String(length=32), nullable=False),
        sa.Column("state_after", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_move_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_move")),
        sa.UniqueConstraint("uid", name=op.f("uq_case_move_uid")),
    )
    with op.batch_alter_table("case_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_move_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_note_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_note")),
        sa.UniqueConstraint("uid", name=op.f("uq_case_note_uid")),
    )
    with op.batch_alter_table("case_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_note_case_id"), ["case_id"], unique=False)

    op.create_table(
        "circumstances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("settlement", sa.String(length=32), nullable=False),
        sa.Column("deep_grounds", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("migrant", sa.Boolean(), nullable=False),
        sa.Column("union_member", sa.Boolean(), nullable=False),
        sa.Column("labour_months", sa.Integer(), nullable=False),
        sa.Column("low_income_is_cause", sa.Boolean(), nullable=False),
        sa.Column("last_helped_on", sa.Date(), nullable=True),
        sa.Column("still_in_hardship", sa.Boolean(), nullable=False),
        sa.Column("people", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_circumstances_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circumstances")),
        sa.UniqueConstraint("case_id", name=op.f("uq_circumstances_case_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_circumstances_uid")),
    )
    op.create_table(
        "grievance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("objector", sa.String(length=50), nullable=True),
        sa.Column("objector_phone", sa.String(length=32), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_grievance_case_id_case_file")),
        sa.ForeignKeyConstraint(["notice_id"], ["public_notice.id"], name=op.f("fk_grievance_notice_id_public_notice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievance")),
        sa.UniqueConstraint("number", name=op.f("uq_grievance_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_grievance_uid")),
    )
    with op.batch_alter_table("grievance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grievance_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_grievance_notice_id"), ["notice_id"], unique=False)

    op.create_table(
        "home_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("person_met", sa.String(length=50), nullable=False),
        sa.Column("people_present", sa.String(length=200), nullable=True),
        sa.Column("signed_how", sa.String(length=32), nullable=True),
        sa.Column("signed_by", sa.String(length=50), nullable=True),
        sa.Column("tenure", sa.String(length=32), nullable=True),
        sa.Column("floor_area", sa.BigInteger(), nullable=True),
        sa.Column("heating", sa.Boolean(), nullable=True),
        sa.Column("housing_note", sa.Text(), nullable=True),
        sa.Column("goods", sa.Text(), nullable=True),
        sa.Column("debts", sa.Text(), nullable=True),
        sa.Column("insurance", sa.Text(), nullable=True),
        sa.Column("assets", sa.Text(), nullable=True),
        sa.Column("schooling", sa.Text(), nullable=True),
        sa.Column("illness", sa.Text(), nullable=True),
        sa.Column("labour", sa.Text(), nullable=True),
        sa.Column("job_wish", sa.Text(), nullable=True),
        sa.Column("aid_received", sa.Text(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_home_visit_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_visit")),
        sa.UniqueConstraint("uid", name=op.f("uq_home_visit_uid")),
    )
    with op.batch_alter_table("home_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_home_visit_case_id"), ["case_id"], unique=False)

    op.create_table(
        "means_test",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("application_on", sa.Date(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=True),
        sa.Column("net_per_head", sa.BigInteger(), nullable=False),
        sa.Column("budget_gap", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("pack", sa.String(length=200), nullable=False),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("result", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_means_test_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_means_test")),
        sa.UniqueConstraint("uid", name=op.f("uq_means_test_uid")),
    )
    with op.batch_alter_table("means_test", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_means_test_case_id"), ["case_id"], unique=False)

    op.create_table(
        "pairing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("cadre_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["cadre_id"], ["person.id"], name=op.f("fk_pairing_cadre_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_pairing_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing")),
        sa.UniqueConstraint("uid", name=op.f("uq_pairing_uid")),
    )
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_cadre_id"), ["cadre_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pairing_case_id"), ["case_id"], unique=False)

    op.create_table(
        "appraisal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("test_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_appraisal_asked_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_appraisal_case_id_case_file")),
        sa.ForeignKeyConstraint(["test_id"], ["means_test.id"], name=op.f("fk_appraisal_test_id_means_test")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal")),
        sa.UniqueConstraint("uid", name=op.f("uq_appraisal_uid")),
    )
    with op.batch_alter_table("appraisal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appraisal_case_id"), ["case_id"], unique=False)

    op.create_table(
        "finding_surveyor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("grievance_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grievance_id"],
            ["grievance.id"],
            name=op.f("fk_finding_surveyor_grievance_id_grievance"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_finding_surveyor_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_surveyor")),
        sa.UniqueConstraint("uid", name=op.f("uq_finding_surveyor_uid")),
    )
    with op.batch_alter_table("finding_surveyor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_surveyor_grievance_id"), ["grievance_id"], unique=False)

    op.create_table(
        "issued_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("short_code", sa.String(length=8), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("test_id", sa.Integer(), nullable=True),
        sa.Column("paper", sa.String(length=32), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=True),
        sa.Column("sheet_hash", sa.String(length=64), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_issued_page_case_id_case_file")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_issued_page_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["public_notice.id"], name=op.f("fk_issued_page_notice_id_public_notice")
        ),
        sa.ForeignKeyConstraint(["test_id"], ["means_test.id"], name=op.f("fk_issued_page_test_id_means_test")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_page")),
        sa.UniqueConstraint("number", name=op.f("uq_issued_page_number")),
        sa.UniqueConstraint("short_code", name=op.f("uq_issued_page_short_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_issued_page_uid")),
    )
    with op.batch_alter_table("issued_page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issued_page_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_issued_page_file"), ["file"], unique=False)
        batch_op.create_index(batch_op.f("ix_issued_page_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_issued_page_notice_id"), ["notice_id"], unique=False)

    op.create_table(
        "meeting_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("test_id", sa.Integer(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_meeting_case_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_case_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["test_id"], ["means_test.id"], name=op.f("fk_meeting_case_test_id_means_test")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_case")),
        sa.UniqueConstraint("uid", name=op.f("uq_meeting_case_uid")),
    )
    with op.batch_alter_table("meeting_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_case_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_case_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "notice_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("test_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("told_apart_by", sa.String(length=200), nullable=True),
        sa.Column("unit_shown", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("cause", sa.String(length=32), nullable=False),
        sa.Column("extra_days", sa.Integer(), nullable=False),
        sa.Column("taken_down_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_notice_entry_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["public_notice.id"],
            name=op.f("fk_notice_entry_notice_id_public_notice"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["test_id"], ["means_test.id"], name=op.f("fk_notice_entry_test_id_means_test")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_entry")),
        sa.UniqueConstraint("uid", name=op.f("uq_notice_entry_uid")),
    )
    with op.batch_alter_table("notice_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_entry_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_entry_notice_id"), ["notice_id"], unique=False)

    op.create_table(
        "pairing_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("form", sa.String(length=200), nullable=True),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("promised", sa.Text(), nullable=True),
        sa.Column("done", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairing.id"], name=op.f("fk_pairing_visit_pairing_id_pairing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_visit")),
        sa.UniqueConstraint("uid", name=op.f("uq_pairing_visit_uid")),
    )
    with op.batch_alter_table("pairing_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_visit_pairing_id"), ["pairing_id"], unique=False)

    op.create_table(
        "visit_surveyor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visit_surveyor_person_id_person")),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["home_visit.id"], name=op.f("fk_visit_surveyor_visit_id_home_visit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_surveyor")),
        sa.UniqueConstraint("uid", name=op.f("uq_visit_surveyor_uid")),
    )
    with op.batch_alter_table("visit_surveyor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_surveyor_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_surveyor_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "appraisal_voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("appraisal_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appraisal_id"],
            ["appraisal.id"],
            name=op.f("fk_appraisal_voice_appraisal_id_appraisal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal_voice")),
        sa.UniqueConstraint("uid", name=op.f("uq_appraisal_voice_uid")),
    )
    with op.batch_alter_table("appraisal_voice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appraisal_voice_appraisal_id"), ["appraisal_id"], unique=False)

    op.create_table(
        "meeting_vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("meeting_case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("vote", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_case_id"],
            ["meeting_case.id"],
            name=op.f("fk_meeting_vote_meeting_case_id_meeting_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_meeting_vote_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_vote")),
        sa.UniqueConstraint("uid", name=op.f("uq_meeting_vote_uid")),
    )
    with op.batch_alter_table("meeting_vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_vote_meeting_case_id"), ["meeting_case_id"], unique=False)

    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("file", sa.String(length=64), nullable=True),
        sa.Column("media", sa.String(length=32), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_paper_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["chair_delegation.id"], name=op.f("fk_paper_delegation_id_chair_delegation")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_paper_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["household_member.id"], name=op.f("fk_paper_member_id_household_member")
        ),
        sa.ForeignKeyConstraint(["page_id"], ["issued_page.id"], name=op.f("fk_paper_page_id_issued_page")),
        sa.ForeignKeyConstraint(["place_id"], ["notice_place.id"], name=op.f("fk_paper_place_id_notice_place")),
        sa.ForeignKeyConstraint(["visit_id"], ["home_visit.id"], name=op.f("fk_paper_visit_id_home_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("uid", name=op.f("uq_paper_uid")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_file"), ["file"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_page_id"), ["page_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_place_id"), ["place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "recusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("meeting_case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_case_id"],
            ["meeting_case.id"],
            name=op.f("fk_recusal_meeting_case_id_meeting_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recusal_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
        sa.UniqueConstraint("uid", name=op.f("uq_recusal_uid")),
    )
    with op.batch_alter_table("recusal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recusal_meeting_case_id"), ["meeting_case_id"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_signature_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["chair_delegation.id"], name=op.f("fk_signature_delegation_id_chair_delegation")
        ),
        sa.ForeignKeyConstraint(["page_id"], ["issued_page.id"], name=op.f("fk_signature_page_id_issued_page")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint("uid", name=op.f("uq_signature_uid")),
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_page_id"), ["page_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("An older program opens the backup that was made before this step.")
