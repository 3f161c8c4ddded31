"""Reports by their date: a search sorts tens of thousands of them without touching their texts."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the index."""
    op.create_index("reports_published", "reports", ["published", "id", "entry"])
