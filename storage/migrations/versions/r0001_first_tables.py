"""Make the first tables: learners, accounts, roadmaps, topics, enrolments and the event log.

The columns are spelled out, not taken from ``storage.tables``: a migration stays what it was
while the tables move on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "learner",
        sa.Column("id", _ID, nullable=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("joined", _INSTANT, nullable=False),
        sa.Column("enrolment", _ID),
        sa.PrimaryKeyConstraint("id", name="pk_learner"),
        sa.ForeignKeyConstraint(
            ["enrolment"], ["enrolment.id"], name="fk_learner_enrolment", use_alter=True
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "account",
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("user", sa.String, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.PrimaryKeyConstraint("platform", "user", name="pk_account"),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name="fk_account_learner"),
    )
    op.create_index("ix_account_learner", "account", ["learner"])
    op.create_table(
        "roadmap",
        sa.Column("id", _ID, nullable=False),
        sa.Column("slug", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("added", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_roadmap"),
        sa.UniqueConstraint("slug", name="uq_roadmap_slug"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "topic",
        sa.Column("id", _ID, nullable=False),
        sa.Column("roadmap", _ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("depth", sa.Integer, nullable=False),
        sa.Column("hint", sa.String),
        sa.Column("resources", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("ticked", sa.Boolean, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_topic"),
        sa.ForeignKeyConstraint(["roadmap"], ["roadmap.id"], name="fk_topic_roadmap"),
        sqlite_autoincrement=True,
    )
    not_retired = ~sa.column("retired", sa.Boolean)
    op.create_index(
        "uq_topic_roadmap_number",
        "topic",
        ["roadmap", "number"],
        unique=True,
        sqlite_where=not_retired,
        postgresql_where=not_retired,
    )
    op.create_table(
        "enrolment",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.Column("roadmap", _ID, nullable=False),
        sa.Column("started", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_enrolment"),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name="fk_enrolment_learner"),
        sa.ForeignKeyConstraint(["roadmap"], ["roadmap.id"], name="fk_enrolment_roadmap"),
        sa.UniqueConstraint("learner", "roadmap", name="uq_enrolment_learner_roadmap"),
        sqlite_autoincrement=True,
    )
    if op.get_context().dialect.supports_alter:
        op.create_foreign_key("fk_learner_enrolment", "learner", "enrolment", ["enrolment"], ["id"])
    op.create_table(
        "event",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.Column("enrolment", _ID, nullable=False),
        sa.Column("action", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("topic", _ID),
        sa.Column("undoes", sa.Integer),
        sa.Column("added_later", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name="fk_event_learner"),
        sa.ForeignKeyConstraint(["enrolment"], ["enrolment.id"], name="fk_event_enrolment"),
        sa.ForeignKeyConstraint(["topic"], ["topic.id"], name="fk_event_topic"),
        sa.UniqueConstraint("learner", "action", "topic", name="uq_event_learner_action_topic"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_learner_id", "event", ["learner", "id"])
    op.create_index(
        "uq_event_learner_action",
        "event",
        ["learner", "action"],
        unique=True,
        sqlite_where=sa.column("topic").is_(None),
        postgresql_where=sa.column("topic").is_(None),
    )


def downgrade() -> None:
    """Take the tables away."""
    if op.get_context().dialect.supports_alter:
        op.drop_constraint("fk_learner_enrolment", "learner", type_="foreignkey")
    for table in ("event", "account", "enrolment", "topic", "roadmap", "learner"):
        op.drop_table(table)
