"""The tables of slots, of reminders and of the outbox."""

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
)

from storage.columns import Duration, Id, Instant, Words
from storage.metadata import metadata, partial_index

# One row for each schedule that reminders of a platform have, so that a tick writes few rows.
slot = Table(
    "slot",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String, nullable=False),
    Column("minute", Integer, nullable=False),
    # A bit for each weekday, Monday's the lowest.
    Column("days", Integer, nullable=False),
    Column("zone", String, nullable=False),
    Column("next_due", Instant, nullable=False),
    Column("next_date", Date, nullable=False),
    # The last reminder for which the next occurrence is planned, 0 where it is not begun.
    Column("cursor", Id, nullable=False),
    # How far behind its next occurrence what is planned of it falls due, 0 where it is not begun.
    Column("reach", Duration, nullable=False),
    UniqueConstraint("platform", "minute", "days", "zone"),
    Index("ix_slot_platform_next_due", "platform", "next_due"),
    sqlite_autoincrement=True,
)

reminder = Table(
    "reminder",
    metadata,
    Column("id", Id, primary_key=True),
    Column("learner", Id, ForeignKey("learner.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("slot", Id, ForeignKey("slot.id"), nullable=False),
    Column("muted", Boolean, nullable=False),
    Column("since", Instant, nullable=False),
    Index("ix_reminder_slot_id", "slot", "id"),
    sqlite_autoincrement=True,
)

# No foreign keys: checking them would cost more than planning does, and what is there for a
# reminder that is gone is found needless on delivery.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("learner", Id, nullable=False),
    Column("platform", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("reminder", Id),
    Column("date", Date, nullable=False),
    Column("details", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("due", Instant, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("doubtful", Integer, nullable=False),
    Column("leased_until", Instant),
    Column("lease", String),
    Column("ended", Instant),
    Column("outcome", String),
    UniqueConstraint("reminder", "date"),
    sqlite_autoincrement=True,
)
partial_index(
    "uq_outbox_learner_kind_date",
    outbox.c.learner,
    outbox.c.kind,
    outbox.c.date,
    where=outbox.c.reminder.is_(None),
    unique=True,
)
partial_index(
    "ix_outbox_platform_due_id",
    outbox.c.platform,
    outbox.c.due,
    outbox.c.id,
    where=outbox.c.ended.is_(None),
)
partial_index(
    "ix_outbox_learner_platform_due",
    outbox.c.learner,
    outbox.c.platform,
    outbox.c.due,
    where=outbox.c.ended.is_(None),
)
partial_index(
    "ix_outbox_platform",
    outbox.c.platform,
    where=outbox.c.lease.is_not(None),
)
partial_index(
    "ix_outbox_ended",
    outbox.c.ended,
    where=outbox.c.ended.is_not(None),
)
