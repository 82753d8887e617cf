"""The tables of study groups, of live messages and of focus sessions."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    true,
)

from storage.columns import Id, Instant
from storage.metadata import metadata, partial_index

study_group = Table(
    "study_group",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String, nullable=False),
    Column("chat", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("thread", String),
    Column("roadmap", Id, ForeignKey("roadmap.id"), nullable=False),
    Column("minute", Integer, nullable=False),
    # A bit for each weekday, Monday's the lowest.
    Column("days", Integer, nullable=False),
    Column("zone", String, nullable=False),
    Column("moves", String, nullable=False),
    Column("quorum", Integer, nullable=False),
    Column("role", String),
    # NULL before the first post.
    Column("topic", Id, ForeignKey("topic.id")),
    Column("members", Integer, nullable=False),
    Column("next_post", Instant),
    Column("started", Instant),
    Column("moved_from", String),
    UniqueConstraint("platform", "chat", "thread"),
    Index("ix_study_group_topic", "topic"),
    sqlite_autoincrement=True,
)
# NULLs are all different to a unique constraint: the group beside all threads needs one of its own.
partial_index(
    "uq_study_group_platform_chat",
    study_group.c.platform,
    study_group.c.chat,
    where=study_group.c.thread.is_(None),
    unique=True,
)
partial_index(
    "ix_study_group_platform_next_post",
    study_group.c.platform,
    study_group.c.next_post,
    where=study_group.c.next_post.is_not(None),
)

group_member = Table(
    "group_member",
    metadata,
    Column("group", Id, ForeignKey("study_group.id"), primary_key=True, autoincrement=False),
    Column("learner", Id, ForeignKey("learner.id"), primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("joined", Instant, nullable=False),
    Column("on_board", Boolean, nullable=False),
    Column("buddy", Boolean, nullable=False),
    Column("asked", Date),
    Index("ix_group_member_learner_group", "learner", "group"),
)
# SQLite takes it for a condition that has these very words, not for the bare column.
partial_index("ix_group_member_group", group_member.c.group, where=group_member.c.buddy.is_(true()))

# In the order of their last dates, so that the pauses that are over are passed by.
group_absence = Table(
    "group_absence",
    metadata,
    Column("group", Id, ForeignKey("study_group.id"), primary_key=True, autoincrement=False),
    Column("last", Date, primary_key=True),
    Column("learner", Id, ForeignKey("learner.id"), primary_key=True, autoincrement=False),
    Column("first", Date, primary_key=True),
    Index("ix_group_absence_learner", "learner"),
)

group_day = Table(
    "group_day",
    metadata,
    Column("group", Id, ForeignKey("study_group.id"), primary_key=True, autoincrement=False),
    Column("date", Date, primary_key=True),
    Column("topic", Id, ForeignKey("topic.id"), nullable=False),
    # How many learners the studies of this date are of.
    Column("studied", Integer, nullable=False),
    Column("needed", Integer),
)

group_study = Table(
    "group_study",
    metadata,
    Column("group", Id, ForeignKey("study_group.id"), primary_key=True, autoincrement=False),
    Column("date", Date, primary_key=True),
    Column("learner", Id, ForeignKey("learner.id"), primary_key=True, autoincrement=False),
    Column("topic", Id, ForeignKey("topic.id"), primary_key=True, autoincrement=False),
    Index("ix_group_study_group_topic_learner", "group", "topic", "learner"),
)

# The subject is a group or a session, as the kind says.
live_message = Table(
    "live_message",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject", Id, nullable=False),
    Column("date", Date, nullable=False),
    Column("platform", String, nullable=False),
    Column("chat", String, nullable=False),
    Column("place_kind", String, nullable=False),
    Column("thread", String),
    Column("message", String),
    Column("shown", Instant),
    Column("failed", Integer, nullable=False),
    Column("leases", Integer, nullable=False),
    # NULL while nothing of it changes.
    Column("due", Instant),
    # A touch makes it due no earlier.
    Column("rests_until", Instant, nullable=False),
    Column("leased_until", Instant),
    # Whether it was being sent for the first time, and nobody knows whether it was.
    Column("sending", Boolean, nullable=False),
    # Whether it was touched since it was leased.
    Column("touched", Boolean, nullable=False),
    Column("ended", String),
    UniqueConstraint("kind", "subject", "date"),
    Index("ix_live_message_platform_chat", "platform", "chat"),
    sqlite_autoincrement=True,
)
partial_index(
    "ix_live_message_platform_due_id",
    live_message.c.platform,
    live_message.c.due,
    live_message.c.id,
    where=live_message.c.due.is_not(None),
)
partial_index(
    "ix_live_message_date",
    live_message.c.date,
    where=live_message.c.ended.is_not(None),
)

focus_session = Table(
    "focus_session",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String, nullable=False),
    Column("chat", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("thread", String),
    Column("host", Id, ForeignKey("learner.id"), nullable=False),
    # Minutes.
    Column("work", Integer, nullable=False),
    Column("rest", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    Column("begun", Instant, nullable=False),
    Column("ended", Instant),
    Index("ix_focus_session_platform_chat", "platform", "chat"),
    sqlite_autoincrement=True,
)
# One at a time; as with groups, the one beside all threads needs an index of its own.
partial_index(
    "uq_focus_session_platform_chat_thread",
    focus_session.c.platform,
    focus_session.c.chat,
    focus_session.c.thread,
    where=focus_session.c.ended.is_(None),
    unique=True,
)
partial_index(
    "uq_focus_session_platform_chat",
    focus_session.c.platform,
    focus_session.c.chat,
    where=focus_session.c.ended.is_(None) & focus_session.c.thread.is_(None),
    unique=True,
)

focus_participant = Table(
    "focus_participant",
    metadata,
    Column("id", Id, primary_key=True),
    Column("session", Id, ForeignKey("focus_session.id"), nullable=False, index=True),
    Column("learner", Id, ForeignKey("learner.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("task", String),
    Column("joined", Instant, nullable=False),
    Column("left", Instant),
    Index("ix_focus_participant_learner_joined", "learner", "joined"),
    sqlite_autoincrement=True,
)
partial_index(
    "uq_focus_participant_session_learner",
    focus_participant.c.session,
    focus_participant.c.learner,
    where=focus_participant.c.left.is_(None),
    unique=True,
)
