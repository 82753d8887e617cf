"""Make the tables of destinations and of announcements."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "destination",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("chat", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("thread", sa.String),
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
    op.create_index(
        "uq_destination_learner_platform_chat",
        "destination",
        ["learner", "platform", "chat"],
        unique=True,
        sqlite_where=beside_threads,
        postgresql_where=beside_threads,
    )
    op.create_table(
        "announcement",
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_announcement"),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("announcement", "destination"):
        op.drop_table(table)
