"""The people of a team and their sessions: changed in place, told of in the chain without secrets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from riwaya.ledger.schema import Words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "people",
        sa.Column("name", Words, primary_key=True),
        sa.Column("role", Words, nullable=False),
        sa.Column("password", Words, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("made", Words, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("token", Words, primary_key=True),
        sa.Column("person", Words, sa.ForeignKey("people.name"), nullable=False),
        sa.Column("until", Words, nullable=False),
    )
    op.create_index("sessions_person", "sessions", ["person"])
