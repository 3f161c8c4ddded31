"""Tables that are made from the ledger: dropped and made again whenever the code that makes them changes.

They are no part of the chain and under no migration. Each set has a name, a version and the number of the
last entry that it takes in; whoever fills it calls `prepare`, adds what came since, and calls `advance`, all
in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, bindparam, delete, insert, select, update

from riwaya.ledger.schema import derived

TAKEN_IN = select(derived.c.entry).where(
    derived.c.name == bindparam("derived_name"), derived.c.version == bindparam("derived_version")
)


@dataclass(frozen=True, slots=True)
class Derived:
    """A set of derived tables: how it is made and dropped, and the version of the code that fills it."""

    name: str
    version: str
    make: Callable[[Connection], None]
    drop: Callable[[Connection], None]

    @property
    def asked(self) -> dict[str, str]:
        """What `TAKEN_IN` is asked with."""
        return {"derived_name": self.name, "derived_version": self.version}

    @classmethod
    def of(cls, name: str, version: str, metadata: MetaData) -> Derived:
        """The tables of a MetaData of their own."""
        return cls(name, version, metadata.create_all, metadata.drop_all)


def prepare(connection: Connection, tables: Derived) -> int:
    """The number of the last entry that the tables take in; 0 if they were made just now, or made again for
    another version."""
    row = connection.execute(select(derived).where(derived.c.name == tables.name)).first()
    if row is not None and row.version == tables.version:
        return int(row.entry)
    tables.drop(connection)
    connection.execute(delete(derived).where(derived.c.name == tables.name))
    tables.make(connection)
    connection.execute(insert(derived).values(name=tables.name, version=tables.version, entry=0))
    return 0


def taken_in(connection: Connection, tables: Derived) -> int | None:
    """The same without making anything: None if the tables are not there in this version."""
    entry = connection.execute(TAKEN_IN, tables.asked).scalar()
    return None if entry is None else int(entry)


def advance(connection: Connection, tables: Derived, entry: int) -> None:
    """Say that the tables now take in all entries up to number `entry`."""
    connection.execute(update(derived).where(derived.c.name == tables.name).values(entry=entry))
