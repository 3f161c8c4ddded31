"""The tables of a ledger, the same in SQLite and PostgreSQL.

`originals`, `reports`, `readings`, `entries` and `decided` are append-only: triggers refuse every change.
`derived` says which version of the code made the tables that can be made again (`riwaya.ledger.derive`).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

METADATA = MetaData()
# Migrations in their order; the last is what this version of Riwaya works with.
REVISIONS = ("0001", "0002", "0003", "0004")
REVISION = REVISIONS[-1]
APPEND_ONLY = ("originals", "reports", "readings", "entries")

# PostgreSQL holds no NUL in a text, reports do: it is written as two characters, and the first of the two,
# should it ever stand in a report, likewise.
_ESCAPE = "\ue000"


class Escaped(TypeDecorator[str]):
    """A text of any code points in PostgreSQL, ordered by code point."""

    impl = postgresql.TEXT(collation="C")
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return value
        return value.replace(_ESCAPE, _ESCAPE + "1").replace("\x00", _ESCAPE + "0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or _ESCAPE not in value:
            return value
        return value.replace(_ESCAPE + "0", "\x00").replace(_ESCAPE + "1", _ESCAPE)


# A text of any code points, ordered by code point in both databases; SQLite takes and gives it as it is.
Words = Text().with_variant(Escaped(), "postgresql")
Number = BigInteger().with_variant(Integer, "sqlite")

originals = Table(
    "originals",
    METADATA,
    Column("sha256", Words, primary_key=True),  # of the bytes as received
    Column("media_type", Words, nullable=False),
    Column("size", Number, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zlib
)

reports = Table(
    "reports",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("entry", Number, nullable=False, unique=True),
    Column("outlet", Words),
    Column("url", Words),
    Column("via", Words),
    Column("published", Words),
    Column("title", Words, nullable=False),
    Column("sha256", Words, nullable=False),  # of the text
    Column("original", Words, ForeignKey("originals.sha256")),
    Column("retrieved", Words),
    Column("media_type", Words, nullable=False),
    Column("revises", Words),
    Column("notes", Words, nullable=False),  # JSON
    Column("details", Words, nullable=False),  # JSON
    Column("text", Words, nullable=False),
    Index("reports_sha256", "sha256"),
    Index("reports_original", "original"),
    Index("reports_published", "published", "id", "entry"),
)

readings = Table(
    "readings",
    METADATA,
    Column("report", Words, ForeignKey("reports.id"), primary_key=True),
    Column("reader", Words, primary_key=True),
    Column("entry", Number, nullable=False, unique=True),
    Column("sha256", Words, nullable=False),  # of the JSON
    Column("findings", LargeBinary, nullable=False),  # zlib of the JSON
)

entries = Table(
    "entries",
    METADATA,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("kind", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("author", Words, nullable=False),
    Column("time", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("previous", Words, nullable=False),
    Column("hash", Words, nullable=False, unique=True),
    Index("entries_subject", "subject"),
    Index("entries_kind", "kind", "seq"),
)

derived = Table(
    "derived",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("version", Words, nullable=False),
    Column("entry", Number, nullable=False),  # the last entry that it takes in
)

# The people of a team; `password` is an Argon2 hash that holds its own parameters.
people = Table(
    "people",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("role", Words, nullable=False),
    Column("password", Words, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("made", Words, nullable=False),
)

# Open sessions by the SHA-256 of their token, which only the browser has.
sessions = Table(
    "sessions",
    METADATA,
    Column("token", Words, primary_key=True),
    Column("person", Words, ForeignKey("people.name"), nullable=False),
    Column("until", Words, nullable=False),
    Index("sessions_person", "person"),
)
