"""Make the tables of preferences, slots, reminders and the outbox; mark asked destinations."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Make the tables, and the column of the destination that a learner asked for."""
    _mark_destinations()
    op.create_table(
        "preference",
        sa.Column("learner", _ID, nullable=False),
        sa.Column("quiet_begin", sa.Integer),
        sa.Column("quiet_end", sa.Integer),
        sa.Column("streak_news", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("learner", name="pk_preference"),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name="fk_preference_learner"),
    )
    op.create_table(
        "slot",
        sa.Column("id", _ID, nullable=False),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("next_due", _INSTANT, nullable=False),
        sa.Column("next_date", sa.Date, nullable=False),
        sa.Column("cursor", _ID, nullable=False),
        sa.Column("reach", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slot"),
        sa.UniqueConstraint(
            "platform", "minute", "days", "zone", name="uq_slot_platform_minute_days_zone"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_slot_platform_next_due", "slot", ["platform", "next_due"])
    op.create_table(
        "reminder",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("slot", _ID, nullable=False),
        sa.Column("muted", sa.Boolean, nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name="fk_reminder_learner"),
        sa.ForeignKeyConstraint(["slot"], ["slot.id"], name="fk_reminder_slot"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminder_learner", "reminder", ["learner"])
    op.create_index("ix_reminder_slot_id", "reminder", ["slot", "id"])
    _make_outbox()


def _mark_destinations() -> None:
    asked = sa.Column("asked", sa.Boolean, nullable=False, server_default=sa.false())
    if op.get_context().dialect.name == "sqlite":
        _make_destinations_anew(asked)
    else:
        op.add_column("destination", asked)
    _make_index(
        "uq_destination_learner", "destination", ["learner"], sa.column("asked", sa.Boolean)
    )


def _make_destinations_anew(asked: sa.Column[bool]) -> None:
    """Make the table with one more column; SQLite would write that behind the constraints."""
    op.execute("CREATE TEMPORARY TABLE before AS SELECT * FROM destination")
    op.drop_table("destination")
    op.create_table(
        "destination",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("chat", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("thread", sa.String),
        asked,
        sa.PrimaryKeyConstraint("id", name="pk_destination"),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name="fk_destination_learner"),
        sa.UniqueConstraint(
            "learner",
            "platform",
            "chat",
            "thread",
            name="uq_destination_learner_platform_chat_thread",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_destination_platform_chat", "destination", ["platform", "chat"])
    beside_threads = sa.column("thread").is_(None)
    columns = ["learner", "platform", "chat"]
    _make_index("uq_destination_learner_platform_chat", "destination", columns, beside_threads)
    op.execute("INSERT INTO destination SELECT *, 0 FROM before")
    op.execute("DROP TABLE before")


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("reminder", _ID),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("due", _INSTANT, nullable=False),
        sa.Column("expires", _INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.Column("doubtful", sa.Integer, nullable=False),
        sa.Column("leased_until", _INSTANT),
        sa.Column("lease", sa.String),
        sa.Column("ended", _INSTANT),
        sa.Column("outcome", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("reminder", "date", name="uq_outbox_reminder_date"),
        sqlite_autoincrement=True,
    )
    waits = sa.column("ended").is_(None)
    for name, columns, where in (
        (
            "uq_outbox_learner_kind_date",
            ["learner", "kind", "date"],
            sa.column("reminder").is_(None),
        ),
        ("ix_outbox_platform_due_id", ["platform", "due", "id"], waits),
        ("ix_outbox_learner_platform_due", ["learner", "platform", "due"], waits),
        ("ix_outbox_platform", ["platform"], sa.column("lease").is_not(None)),
        ("ix_outbox_ended", ["ended"], sa.column("ended").is_not(None)),
    ):
        _make_index(name, "outbox", columns, where)


def _make_index(name: str, table: str, columns: list[str], where: sa.ColumnElement[bool]) -> None:
    op.create_index(
        name,
        table,
        columns,
        unique=name.startswith("uq"),
        sqlite_where=where,
        postgresql_where=where,
    )


def downgrade() -> None:
    """Take the tables and the column away."""
    for table in ("outbox", "reminder", "slot", "preference"):
        op.drop_table(table)
    op.drop_index("uq_destination_learner", "destination")
    op.drop_column("destination", "asked")
