"""The tables: what is kept, the same on SQLite and PostgreSQL.

Ids are never used twice (``sqlite_autoincrement``): SQLite would else give the id of a deleted
last row to the next one, and what is remembered of the one would be taken for the other.
"""

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
    false,
    true,
)

from storage.columns import Id, Instant
from storage.group_tables import (
    focus_participant,
    focus_session,
    group_absence,
    group_day,
    group_member,
    group_study,
    live_message,
    study_group,
)
from storage.metadata import metadata, partial_index
from storage.reminding_tables import outbox, reminder, slot
from storage.rhythms import Rhythms
from storage.roadmap_tables import roadmap, roadmap_before, roadmap_share, topic, topic_before

__all__ = [
    "account",
    "announcement",
    "destination",
    "enrolment",
    "event",
    "focus_participant",
    "focus_session",
    "group_absence",
    "group_day",
    "group_member",
    "group_study",
    "learner",
    "live_message",
    "metadata",
    "note",
    "outbox",
    "place",
    "preference",
    "receipt",
    "reminder",
    "roadmap",
    "roadmap_before",
    "roadmap_share",
    "slot",
    "study_group",
    "target",
    "topic",
    "topic_before",
]

learner = Table(
    "learner",
    metadata,
    Column("id", Id, primary_key=True),
    Column("zone", String, nullable=False),
    Column("language", String, nullable=False),
    Column("joined", Instant, nullable=False),
    # The two tables point at each other, so this side is added when both are there.
    Column("enrolment", Id, ForeignKey("enrolment.id", use_alter=True)),
    Column("rhythm", Rhythms),
    sqlite_autoincrement=True,
)

# Learners who never said any have none.
preference = Table(
    "preference",
    metadata,
    Column("learner", Id, ForeignKey("learner.id"), primary_key=True, autoincrement=False),
    # Minutes of the local day; both or neither.
    Column("quiet_begin", Integer),
    Column("quiet_end", Integer),
    Column("streak_news", Boolean, nullable=False),
    Column("badges", Boolean, nullable=False, server_default=true()),
    Column("dark_pictures", Boolean, nullable=False, server_default=false()),
)

account = Table(
    "account",
    metadata,
    Column("platform", String, primary_key=True),
    Column("user", String, primary_key=True),
    Column("learner", Id, ForeignKey("learner.id"), nullable=False, index=True),
)

place = Table(
    "place",
    metadata,
    Column("platform", String, primary_key=True),
    Column("chat", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("paused_at", Instant),
)

receipt = Table(
    "receipt",
    metadata,
    Column("key", String, primary_key=True),
    Column("at", Instant, nullable=False),
)

destination = Table(
    "destination",
    metadata,
    Column("id", Id, primary_key=True),
    Column("learner", Id, ForeignKey("learner.id"), nullable=False),
    Column("platform", String, nullable=False),
    Column("chat", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("thread", String),
    Column("asked", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("learner", "platform", "chat", "thread"),
    Index("ix_destination_platform_chat", "platform", "chat"),
    sqlite_autoincrement=True,
)
# As with events: a destination beside all threads has none to be told apart by.
partial_index(
    "uq_destination_learner_platform_chat",
    destination.c.learner,
    destination.c.platform,
    destination.c.chat,
    where=destination.c.thread.is_(None),
    unique=True,
)
partial_index(
    "uq_destination_learner",
    destination.c.learner,
    where=destination.c.asked,
    unique=True,
)

announcement = Table(
    "announcement",
    metadata,
    Column("scope", String, primary_key=True),
    Column("digest", String, nullable=False),
)

enrolment = Table(
    "enrolment",
    metadata,
    Column("id", Id, primary_key=True),
    Column("learner", Id, ForeignKey("learner.id"), nullable=False),
    Column("roadmap", Id, ForeignKey("roadmap.id"), nullable=False),
    Column("started", Instant, nullable=False),
    Column("share", Integer, nullable=False, server_default="0"),
    Column("mixed", Instant),
    UniqueConstraint("learner", "roadmap"),
    Index("ix_enrolment_roadmap_learner", "roadmap", "learner"),
    sqlite_autoincrement=True,
)

# Enrolments whose end nobody set a day for have none.
target = Table(
    "target",
    metadata,
    Column("enrolment", Id, ForeignKey("enrolment.id"), primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("since", Date, nullable=False),
)

note = Table(
    "note",
    metadata,
    Column("learner", Id, ForeignKey("learner.id"), primary_key=True, autoincrement=False),
    # Found by its topic before that is deleted.
    Column("topic", Id, ForeignKey("topic.id"), primary_key=True, autoincrement=False, index=True),
    Column("text", String, nullable=False),
    Column("at", Instant, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("id", Id, primary_key=True),
    Column("learner", Id, ForeignKey("learner.id"), nullable=False),
    Column("enrolment", Id, ForeignKey("enrolment.id"), nullable=False),
    Column("action", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("zone", String, nullable=False),
    Column("date", Date, nullable=False),
    Column("topic", Id, ForeignKey("topic.id"), index=True),
    Column("undoes", Integer),
    Column("added_later", Boolean, nullable=False),
    UniqueConstraint("learner", "action", "topic"),
    sqlite_autoincrement=True,
)
Index("ix_event_learner_id", event.c.learner, event.c.id)
# NULLs are all different to a unique constraint: the events without a topic need one of their own.
partial_index(
    "uq_event_learner_action",
    event.c.learner,
    event.c.action,
    where=event.c.topic.is_(None),
    unique=True,
)
