"""The tables of roadmaps: what stands in their files, what it was before, and who sees them."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    false,
)

from storage.columns import Id, Instant, Strings
from storage.metadata import metadata, partial_index

_NONE = "[]"

roadmap = Table(
    "roadmap",
    metadata,
    Column("id", Id, primary_key=True),
    Column("slug", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("about", Strings, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("added", Instant, nullable=False),
    # Learners point at enrolments and these at roadmaps, so this side is added when all are there.
    # The host's have none.
    Column("owner", Id, ForeignKey("learner.id", use_alter=True)),
    Column("audience", String, nullable=False, server_default="public"),
    Column("link", String),
    # NULL where its file was never another.
    Column("changed", Instant),
    Column("removed", Instant),
    # The learner up to whom all were told that it is removed, 0: nobody; NULL where none is left.
    Column("told", Id),
    # All three are NULL where the file was not kept. It comes last: to read what lies behind it
    # SQLite would have to read it too.
    Column("file_name", String),
    Column("take", String),
    Column("source", LargeBinary),
    Index("ix_roadmap_owner", "owner"),
    Index("ix_roadmap_audience", "audience"),
    Index("uq_roadmap_link", "link", unique=True),
    Index("ix_roadmap_told", "told"),
    sqlite_autoincrement=True,
)


def _in_the_file() -> list[Column[object]]:
    """Make the columns of what a topic is, now or before."""
    return [
        Column("number", Integer, nullable=False),
        Column("path", Strings, nullable=False),
        Column("title", String, nullable=False),
        Column("text", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("depth", Integer, nullable=False),
        Column("hint", String),
        Column("resources", Strings, nullable=False),
        Column("details", Strings, nullable=False),
        Column("ticked", Boolean, nullable=False),
        # A topic that left the file stays, for the events that name it.
        Column("retired", Boolean, nullable=False, server_default=false()),
        Column("key", String),
        Column("above", Strings, nullable=False, server_default=_NONE),
        Column("earlier", Strings, nullable=False, server_default=_NONE),
        # What it is called for short, as core.twins says, and of that the beginning.
        Column("short", String, nullable=False, server_default=""),
    ]


topic = Table(
    "topic",
    metadata,
    Column("id", Id, primary_key=True),
    Column("roadmap", Id, ForeignKey("roadmap.id"), nullable=False),
    *_in_the_file(),
    Index("ix_topic_roadmap_short", "roadmap", "short"),
    sqlite_autoincrement=True,
)
partial_index(
    "uq_topic_roadmap_number",
    topic.c.roadmap,
    topic.c.number,
    where=~topic.c.retired,
    unique=True,
)

# Roadmaps whose last update can be taken back have one.
roadmap_before = Table(
    "roadmap_before",
    metadata,
    Column("roadmap", Id, ForeignKey("roadmap.id"), primary_key=True, autoincrement=False),
    Column("title", String, nullable=False),
    Column("about", Strings, nullable=False),
    Column("file_name", String),
    Column("take", String),
    Column("source", LargeBinary),
)

topic_before = Table(
    "topic_before",
    metadata,
    Column("topic", Id, ForeignKey("topic.id"), primary_key=True, autoincrement=False),
    Column("roadmap", Id, ForeignKey("roadmap_before.roadmap"), nullable=False, index=True),
    *_in_the_file(),
)

roadmap_share = Table(
    "roadmap_share",
    metadata,
    Column("roadmap", Id, ForeignKey("roadmap.id"), primary_key=True, autoincrement=False),
    Column("platform", String, primary_key=True),
    Column("chat", String, primary_key=True),
    Index("ix_roadmap_share_platform_chat", "platform", "chat"),
)
