"""Make room for the rhythms of learners, for targets, and for two more preferences."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table and the columns."""
    op.add_column("learner", sa.Column("rhythm", sa.Text))
    op.add_column(
        "preference", sa.Column("badges", sa.Boolean, nullable=False, server_default=sa.true())
    )
    op.add_column(
        "preference",
        sa.Column("dark_pictures", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "target",
        sa.Column("enrolment", _ID, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("enrolment", name="pk_target"),
        sa.ForeignKeyConstraint(["enrolment"], ["enrolment.id"], name="fk_target_enrolment"),
    )


def downgrade() -> None:
    """Take the table and the columns away."""
    op.drop_table("target")
    op.drop_column("preference", "dark_pictures")
    op.drop_column("preference", "badges")
    op.drop_column("learner", "rhythm")
