"""The tables of what linking made: occurrences, their keys and likenesses, copies, incidents."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, LargeBinary, MetaData, Table

from riwaya.ledger.schema import Number, Words

METADATA = MetaData()

occurrences = Table(
    "occurrences",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("report", Words, nullable=False, index=True),
    Column("data", LargeBinary, nullable=False),  # JSON
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
    Index("blocks_key", "key", "since"),
)

# Which occurrence an event or a figure was taken into. Reports with one text have the same findings.
told = Table(
    "told",
    METADATA,
    Column("finding", Words, primary_key=True),
    Column("occurrence", Words, primary_key=True, index=True),
)

# The occurrences that each one is like, with the scores: a row an occurrence, a pair stands in two of them.
likenesses = Table(
    "likenesses",
    METADATA,
    Column("occurrence", Words, primary_key=True),
    Column("scores", LargeBinary, nullable=False),  # JSON: occurrence → score
)

# The sketched runs of words of a text (see `copies`).
sketches = Table(
    "sketches",
    METADATA,
    Column("report", Words, primary_key=True),
    Column("runs", LargeBinary, nullable=False),  # numbers of eight bytes, little-endian
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

# Which incident an account stands in, and by which source it is.
account_homes = Table(
    "account_homes",
    METADATA,
    Column("account", Words, primary_key=True),
    Column("incident", Words, primary_key=True, index=True),
    Column("source", Words, index=True),
)
