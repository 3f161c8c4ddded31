"""Originals, reports, readings and the chain of entries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from riwaya.ledger.migrations.append_only import append_only
from riwaya.ledger.schema import Number, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "originals",
        sa.Column("sha256", Words, primary_key=True),
        sa.Column("media_type", Words, nullable=False),
        sa.Column("size", Number, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("id", Words, primary_key=True),
        sa.Column("entry", Number, nullable=False, unique=True),
        sa.Column("outlet", Words),
        sa.Column("url", Words),
        sa.Column("via", Words),
        sa.Column("published", Words),
        sa.Column("title", Words, nullable=False),
        sa.Column("sha256", Words, nullable=False),
        sa.Column("original", Words, sa.ForeignKey("originals.sha256")),
        sa.Column("retrieved", Words),
        sa.Column("media_type", Words, nullable=False),
        sa.Column("revises", Words),
        sa.Column("notes", Words, nullable=False),
        sa.Column("details", Words, nullable=False),
        sa.Column("text", Words, nullable=False),
    )
    op.create_index("reports_sha256", "reports", ["sha256"])
    op.create_table(
        "readings",
        sa.Column("report", Words, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("reader", Words, primary_key=True),
        sa.Column("entry", Number, nullable=False, unique=True),
        sa.Column("sha256", Words, nullable=False),
        sa.Column("findings", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "entries",
        sa.Column("seq", Number, primary_key=True, autoincrement=False),
        *(
            sa.Column(name, Words, nullable=False)
            for name in ("kind", "subject", "author", "time", "reason", "body", "previous")
        ),
        sa.Column("hash", Words, nullable=False, unique=True),
    )
    op.create_index("entries_subject", "entries", ["subject"])
    op.create_index("entries_kind", "entries", ["kind", "seq"])
    op.create_table(
        "derived",
        sa.Column("name", Words, primary_key=True),
        sa.Column("version", Words, nullable=False),
        sa.Column("entry", Number, nullable=False),
    )
    append_only("originals", ("sha256",))
    append_only("reports", ("id",))
    append_only("readings", ("report", "reader"))
    append_only("entries", ("seq",))
