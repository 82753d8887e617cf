"""Make room for study groups: their members, days and studies, live messages, focus sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")

_PLACE = ("platform", "chat")


def upgrade() -> None:
    """Make the tables."""
    _make_groups()
    _make_members()
    _make_days()
    _make_live_messages()
    _make_sessions()


def downgrade() -> None:
    """Take the tables away."""
    for table in (
        "focus_participant",
        "focus_session",
        "live_message",
        "group_study",
        "group_day",
        "group_absence",
        "group_member",
        "study_group",
    ):
        op.drop_table(table)


def _make_groups() -> None:
    op.create_table(
        "study_group",
        sa.Column("id", _ID, nullable=False),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("chat", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("thread", sa.String),
        sa.Column("roadmap", _ID, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("moves", sa.String, nullable=False),
        sa.Column("quorum", sa.Integer, nullable=False),
        sa.Column("role", sa.String),
        sa.Column("topic", _ID),
        sa.Column("members", sa.Integer, nullable=False),
        sa.Column("next_post", _INSTANT),
        sa.Column("started", _INSTANT),
        sa.Column("moved_from", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_study_group"),
        _points("study_group", "roadmap", "roadmap.id"),
        _points("study_group", "topic", "topic.id"),
        sa.UniqueConstraint(*_PLACE, "thread", name="uq_study_group_platform_chat_thread"),
        sqlite_autoincrement=True,
    )
    _index_some(
        "uq_study_group_platform_chat", "study_group", *_PLACE, where=sa.column("thread").is_(None)
    )
    _index_some(
        "ix_study_group_platform_next_post",
        "study_group",
        "platform",
        "next_post",
        where=sa.column("next_post").is_not(None),
    )
    op.create_index("ix_study_group_topic", "study_group", ["topic"])


def _make_members() -> None:
    op.create_table(
        "group_member",
        sa.Column("group", _ID, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("joined", _INSTANT, nullable=False),
        sa.Column("on_board", sa.Boolean, nullable=False),
        sa.Column("buddy", sa.Boolean, nullable=False),
        sa.Column("asked", sa.Date),
        sa.PrimaryKeyConstraint("group", "learner", name="pk_group_member"),
        _points("group_member", "group", "study_group.id"),
        _points("group_member", "learner", "learner.id"),
    )
    op.create_index("ix_group_member_learner_group", "group_member", ["learner", "group"])
    _index_some(
        "ix_group_member_group", "group_member", "group", where=sa.column("buddy").is_(sa.true())
    )
    op.create_table(
        "group_absence",
        sa.Column("group", _ID, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("group", "last", "learner", "first", name="pk_group_absence"),
        _points("group_absence", "group", "study_group.id"),
        _points("group_absence", "learner", "learner.id"),
    )
    op.create_index("ix_group_absence_learner", "group_absence", ["learner"])


def _make_days() -> None:
    op.create_table(
        "group_day",
        sa.Column("group", _ID, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("topic", _ID, nullable=False),
        sa.Column("studied", sa.Integer, nullable=False),
        sa.Column("needed", sa.Integer),
        sa.PrimaryKeyConstraint("group", "date", name="pk_group_day"),
        _points("group_day", "group", "study_group.id"),
        _points("group_day", "topic", "topic.id"),
    )
    op.create_table(
        "group_study",
        sa.Column("group", _ID, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.Column("topic", _ID, nullable=False),
        sa.PrimaryKeyConstraint("group", "date", "learner", "topic", name="pk_group_study"),
        _points("group_study", "group", "study_group.id"),
        _points("group_study", "learner", "learner.id"),
        _points("group_study", "topic", "topic.id"),
    )
    op.create_index(
        "ix_group_study_group_topic_learner", "group_study", ["group", "topic", "learner"]
    )


def _make_live_messages() -> None:
    op.create_table(
        "live_message",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", _ID, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("chat", sa.String, nullable=False),
        sa.Column("place_kind", sa.String, nullable=False),
        sa.Column("thread", sa.String),
        sa.Column("message", sa.String),
        sa.Column("shown", _INSTANT),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.Column("leases", sa.Integer, nullable=False),
        sa.Column("due", _INSTANT),
        sa.Column("rests_until", _INSTANT, nullable=False),
        sa.Column("leased_until", _INSTANT),
        sa.Column("sending", sa.Boolean, nullable=False),
        sa.Column("touched", sa.Boolean, nullable=False),
        sa.Column("ended", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_live_message"),
        sa.UniqueConstraint("kind", "subject", "date", name="uq_live_message_kind_subject_date"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_live_message_platform_chat", "live_message", [*_PLACE])
    _index_some(
        "ix_live_message_platform_due_id",
        "live_message",
        "platform",
        "due",
        "id",
        where=sa.column("due").is_not(None),
    )
    _index_some(
        "ix_live_message_date", "live_message", "date", where=sa.column("ended").is_not(None)
    )


def _make_sessions() -> None:
    op.create_table(
        "focus_session",
        sa.Column("id", _ID, nullable=False),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("chat", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("thread", sa.String),
        sa.Column("host", _ID, nullable=False),
        sa.Column("work", sa.Integer, nullable=False),
        sa.Column("rest", sa.Integer, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("begun", _INSTANT, nullable=False),
        sa.Column("ended", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_focus_session"),
        _points("focus_session", "host", "learner.id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_focus_session_platform_chat", "focus_session", [*_PLACE])
    goes_on = sa.column("ended").is_(None)
    _index_some(
        "uq_focus_session_platform_chat_thread", "focus_session", *_PLACE, "thread", where=goes_on
    )
    _index_some(
        "uq_focus_session_platform_chat",
        "focus_session",
        *_PLACE,
        where=goes_on & sa.column("thread").is_(None),
    )
    op.create_table(
        "focus_participant",
        sa.Column("id", _ID, nullable=False),
        sa.Column("session", _ID, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("task", sa.String),
        sa.Column("joined", _INSTANT, nullable=False),
        sa.Column("left", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_focus_participant"),
        _points("focus_participant", "session", "focus_session.id"),
        _points("focus_participant", "learner", "learner.id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_focus_participant_session", "focus_participant", ["session"])
    op.create_index(
        "ix_focus_participant_learner_joined", "focus_participant", ["learner", "joined"]
    )
    _index_some(
        "uq_focus_participant_session_learner",
        "focus_participant",
        "session",
        "learner",
        where=sa.column("left").is_(None),
    )


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}")


def _index_some(name: str, table: str, *columns: str, where: sa.ColumnElement[bool]) -> None:
    op.create_index(
        name,
        table,
        [*columns],
        unique=name.startswith("uq_"),
        sqlite_where=where,
        postgresql_where=where,
    )
