"""Reports are found by their original: `verify` asks so for every original."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the index."""
    op.create_index("reports_original", "reports", ["original"])
