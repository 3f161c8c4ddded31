"""The tables of what linking made: occurrences, the pairs proposed, likenesses, copies, incidents."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, LargeBinary, MetaData, Table

from riwaya.ledger.schema import Number, Words

METADATA = MetaData()

occurrences = Table(
    "occurrences",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("report", Words, nullable=False, index=True),
    Column("fresh", Boolean, nullable=False, index=True),  # not yet compared
    Column("data", LargeBinary, nullable=False),
)

# Where and when a happening can be looked for: a cell of the map, a name that no list has, or a toll in a
# country; the first and the last day (ordinal numbers).
blocks = Table(
    "blocks",
    METADATA,
    Column("key", Words, nullable=False),
    Column("seeks", Boolean, nullable=False),
    Column("since", Number, nullable=False),
    Column("until", Number, nullable=False),
    Column("occurrence", Words, nullable=False, index=True),
    Column("fresh", Boolean, nullable=False),
    Index("blocks_key", "key", "since"),
    Index("blocks_fresh", "fresh"),
)

# Which occurrence an event or a figure was taken into. Reports with one text have the same findings.
told = Table(
    "told",
    METADATA,
    Column("finding", Words, primary_key=True),
    Column("occurrence", Words, primary_key=True, index=True),
)

likenesses = Table(
    "likenesses",
    METADATA,
    Column("a", Words, primary_key=True),
    Column("b", Words, primary_key=True),
    Column("score", Float, nullable=False),
    Column("parts", Words, nullable=False),  # JSON
    Index("likenesses_b", "b"),
)

sketches = Table(
    "sketches",
    METADATA,
    Column("run", Number, nullable=False),
    Column("report", Words, nullable=False, index=True),
    Column("fresh", Boolean, nullable=False),
    Index("sketches_run", "run"),
    Index("sketches_fresh", "fresh"),
)

copies = Table(
    "copies",
    METADATA,
    Column("a", Words, primary_key=True),
    Column("b", Words, primary_key=True),
    Column("share", Float, nullable=False),
    Index("copies_b", "b"),
)

incidents = Table(
    "incidents",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("place", Words),
    Column("country", Words),
    Column("lat", Float),
    Column("lon", Float),
    Column("start", Words, index=True),
    Column("end", Words),
    Column("told_by", Number, nullable=False),  # reports that tell of it
    Column("made", Number, nullable=False),  # the last entry that it takes in
    Column("data", LargeBinary, nullable=False),
)

members = Table(
    "members",
    METADATA,
    Column("occurrence", Words, primary_key=True),
    Column("incident", Words, nullable=False, index=True),
    Column("report", Words, nullable=False, index=True),
)

# Which incident an account stands in.
account_homes = Table(
    "account_homes",
    METADATA,
    Column("account", Words, primary_key=True),
    Column("incident", Words, primary_key=True, index=True),
)
