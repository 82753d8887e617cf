"""Make room for the roadmaps of learners: whose they are, their files, their updates, notes, mixes.

The roadmaps that are there are the host's and everybody sees them, as before.
"""

import json

import sqlalchemy as sa
from alembic import op

from core.twins import short_form
from storage.errors import DatabaseRefused

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Make the tables and the columns."""
    _add_to_roadmaps()
    op.add_column("topic", sa.Column("key", sa.String))
    op.add_column("topic", sa.Column("above", sa.Text, nullable=False, server_default="[]"))
    op.add_column("topic", sa.Column("earlier", sa.Text, nullable=False, server_default="[]"))
    op.add_column("topic", sa.Column("short", sa.String, nullable=False, server_default=""))
    op.drop_column("topic", "line")
    op.create_index("ix_topic_roadmap_short", "topic", ["roadmap", "short"])
    op.create_index("ix_event_topic", "event", ["topic"])
    _write_how_topics_are_called(op.get_bind())
    op.add_column("enrolment", sa.Column("share", sa.Integer, nullable=False, server_default="0"))
    op.add_column("enrolment", sa.Column("mixed", _INSTANT))
    op.create_index("ix_enrolment_roadmap_learner", "enrolment", ["roadmap", "learner"])
    _make_befores()
    op.create_table(
        "roadmap_share",
        sa.Column("roadmap", _ID, nullable=False),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("chat", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("roadmap", "platform", "chat", name="pk_roadmap_share"),
        sa.ForeignKeyConstraint(["roadmap"], ["roadmap.id"], name="fk_roadmap_share_roadmap"),
    )
    op.create_index("ix_roadmap_share_platform_chat", "roadmap_share", ["platform", "chat"])
    op.create_table(
        "note",
        sa.Column("learner", _ID, nullable=False),
        sa.Column("topic", _ID, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("learner", "topic", name="pk_note"),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name="fk_note_learner"),
        sa.ForeignKeyConstraint(["topic"], ["topic.id"], name="fk_note_topic"),
    )
    op.create_index("ix_note_topic", "note", ["topic"])


def downgrade() -> None:
    """Take the tables and the columns away, unless everybody would see what learners brought."""
    owned = sa.select(sa.func.count()).select_from(sa.table("roadmap"))
    count = op.get_bind().scalar(owned.where(sa.column("owner").is_not(None)))
    if count:
        message = (
            f"{count} roadmap(s) of learners would be shown to everybody by an older version. "
            "Go back to a copy of the database from before its migration instead."
        )
        raise DatabaseRefused(message)
    for table in ("note", "roadmap_share", "topic_before", "roadmap_before"):
        op.drop_table(table)
    op.drop_index("ix_enrolment_roadmap_learner", "enrolment")
    for column in ("mixed", "share"):
        op.drop_column("enrolment", column)
    op.drop_index("ix_event_topic", "event")
    op.drop_index("ix_topic_roadmap_short", "topic")
    op.add_column("topic", sa.Column("line", sa.Integer, nullable=False, server_default="0"))
    for column in ("short", "earlier", "above", "key"):
        op.drop_column("topic", column)
    for index in ("ix_roadmap_told", "uq_roadmap_link", "ix_roadmap_audience", "ix_roadmap_owner"):
        op.drop_index(index, "roadmap")
    for column in (
        "source",
        "take",
        "file_name",
        "told",
        "removed",
        "changed",
        "link",
        "audience",
        "owner",
    ):
        op.drop_column("roadmap", column)


def _add_to_roadmaps() -> None:
    number = _ID.compile(op.get_context().dialect)
    # In words: Alembic would give the reference no name, and to a table that is there SQLite adds
    # one with its column or never.
    op.execute(
        f"ALTER TABLE roadmap ADD COLUMN owner {number} "
        "CONSTRAINT fk_roadmap_owner REFERENCES learner (id)"
    )
    for column in (
        sa.Column("audience", sa.String, nullable=False, server_default="public"),
        sa.Column("link", sa.String),
        sa.Column("changed", _INSTANT),
        sa.Column("removed", _INSTANT),
        sa.Column("told", _ID),
        sa.Column("file_name", sa.String),
        sa.Column("take", sa.String),
        sa.Column("source", sa.LargeBinary),
    ):
        op.add_column("roadmap", column)
    op.create_index("ix_roadmap_owner", "roadmap", ["owner"])
    op.create_index("ix_roadmap_audience", "roadmap", ["audience"])
    op.create_index("uq_roadmap_link", "roadmap", ["link"], unique=True)
    op.create_index("ix_roadmap_told", "roadmap", ["told"])


def _make_befores() -> None:
    op.create_table(
        "roadmap_before",
        sa.Column("roadmap", _ID, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("file_name", sa.String),
        sa.Column("take", sa.String),
        sa.Column("source", sa.LargeBinary),
        sa.PrimaryKeyConstraint("roadmap", name="pk_roadmap_before"),
        sa.ForeignKeyConstraint(["roadmap"], ["roadmap.id"], name="fk_roadmap_before_roadmap"),
    )
    op.create_table(
        "topic_before",
        sa.Column("topic", _ID, nullable=False),
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
        sa.Column("ticked", sa.Boolean, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("key", sa.String),
        sa.Column("above", sa.Text, nullable=False, server_default="[]"),
        sa.Column("earlier", sa.Text, nullable=False, server_default="[]"),
        sa.Column("short", sa.String, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("topic", name="pk_topic_before"),
        sa.ForeignKeyConstraint(["topic"], ["topic.id"], name="fk_topic_before_topic"),
        sa.ForeignKeyConstraint(
            ["roadmap"], ["roadmap_before.roadmap"], name="fk_topic_before_roadmap"
        ),
    )
    op.create_index("ix_topic_before_roadmap", "topic_before", ["roadmap"])


def _write_how_topics_are_called(connection: sa.Connection) -> None:
    topic = sa.table(
        "topic",
        *map(sa.column, ("id", "roadmap", "number", "depth", "text", "above", "short")),
    )
    above: list[str] = []
    for number, depth, text in connection.execute(
        sa.select(topic.c.id, topic.c.depth, topic.c.text).order_by(topic.c.roadmap, topic.c.number)
    ).all():
        # The first topic of a roadmap is nested in none, so nothing is left of the one before.
        del above[depth - 1 :]
        called = {
            "above": json.dumps(above, ensure_ascii=False),
            # As the code compares them that reads it.
            "short": short_form(text)[:60],
        }
        connection.execute(topic.update().where(topic.c.id == number).values(called))
        above.append(text)
