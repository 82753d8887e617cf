"""Make the tables of places and of receipts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "place",
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("chat", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("paused_at", _INSTANT),
        sa.PrimaryKeyConstraint("platform", "chat", name="pk_place"),
    )
    op.create_table(
        "receipt",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_receipt"),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("receipt", "place"):
        op.drop_table(table)
