"""The people of a team: accounts with roles, passwords that are never kept, sessions that end.

Every account made or changed and every login is an entry of the chain, without secrets.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import Connection, delete, insert, select, update

from riwaya.ledger.schema import people, sessions
from riwaya.ledger.store import Store
from riwaya.model import LedgerError

Role = Literal["viewer", "data_viewer", "coder", "adjudicator", "manager"]
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST, LONGEST = 15, 256
SESSION = timedelta(hours=12)
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Person:
    """An account. A `data_viewer` sees accounts and figures, and no name of a colleague."""

    name: str
    role: Role
    active: bool = True


def hasher() -> object:
    """Argon2 with the library's current parameters; imported when a password is first looked at."""
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise LedgerError("accounts need argon2-cffi: pip install 'riwaya[app]'") from error
    return PasswordHasher()


def add_person(store: Store, name: str, role: str, password: str, *, by: str) -> Person:
    """Make an account. Raises LedgerError for a name that is taken, an unknown role or a short password."""
    name = name.strip()
    if not name or not name.isprintable() or len(name) > 64:
        raise LedgerError("a name has 1 to 64 letters that can be seen")
    if role not in ROLES:
        raise LedgerError(f"no role {role!r}; there are {', '.join(ROLES)}")
    hashed = hashed_password(password)
    with store.begin() as connection:
        if connection.execute(select(people.c.name).where(people.c.name == name)).first():
            raise LedgerError(f"{store.name}: there is an account {name!r} already")
        row = {"name": name, "role": role, "password": hashed, "active": True, "made": _now()}
        connection.execute(insert(people), row)
    store.record("account", name, by, {"role": role, "active": True})
    return Person(name, role)


def change_person(
    store: Store,
    name: str,
    *,
    by: str,
    role: str | None = None,
    active: bool | None = None,
    password: str | None = None,
) -> None:
    """Change an account; its open sessions end, so that a role that was taken away is gone at once."""
    values: dict[str, object] = {}
    if role is not None:
        if role not in ROLES:
            raise LedgerError(f"no role {role!r}; there are {', '.join(ROLES)}")
        values["role"] = role
    if active is not None:
        values["active"] = active
    if password is not None:
        values["password"] = hashed_password(password)
    with store.begin() as connection:
        found = connection.execute(select(people.c.name).where(people.c.name == name)).first()
        if found is None:
            raise LedgerError(f"{store.name}: no account {name!r}")
        if values:
            connection.execute(update(people).where(people.c.name == name).values(**values))
        connection.execute(delete(sessions).where(sessions.c.person == name))
    told = {k: v for k, v in values.items() if k != "password"} | (
        {"password": "changed"} if password else {}
    )
    store.record("account", name, by, told)


def everybody(store: Store) -> list[Person]:
    """All accounts by name."""
    with store.connection() as connection:
        rows = connection.execute(
            select(people.c.name, people.c.role, people.c.active).order_by(people.c.name)
        )
        return [Person(row.name, row.role, row.active) for row in rows]


def hashed_password(password: str) -> str:
    """The hash to keep. Raises LedgerError for a password that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise LedgerError(
            f"a password has {SHORTEST} to {LONGEST} characters; a few words are easier to keep in mind"
        )
    return str(hasher().hash(password))  # type: ignore[attr-defined]


# Checked where a name is unknown, so that an answer takes as long as for a known one.
_NOBODY = secrets.token_hex(16)


def checked(store: Store, name: str, password: str) -> Person | None:
    """The person with this name and password; None, after the same time, for anybody else."""
    with store.connection() as connection:
        row = connection.execute(select(people).where(people.c.name == name.strip())).first()
    argon = hasher()
    try:
        known = row.password if row is not None and row.active else _nobody(argon)
        argon.verify(known, password[:LONGEST])  # type: ignore[attr-defined]
    except Exception:  # the library's own errors: a wrong password, a hash that is none
        return None
    return Person(row.name, row.role) if row is not None and row.active else None


_dummy: dict[str, str] = {}


def _nobody(argon: object) -> str:
    if "hash" not in _dummy:
        _dummy["hash"] = str(argon.hash(_NOBODY))  # type: ignore[attr-defined]
    return _dummy["hash"]


def open_session(store: Store, person: Person) -> str:
    """A new token for somebody who logged in; only its hash is kept."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with store.begin() as connection:
        _sweep(connection)
        until = (datetime.now(UTC) + SESSION).isoformat(timespec="seconds")
        connection.execute(insert(sessions), {"token": _kept(token), "person": person.name, "until": until})
    store.record("login", person.name, person.name)
    return token


def close_session(store: Store, token: str) -> None:
    """End a session."""
    with store.begin() as connection:
        connection.execute(delete(sessions).where(sessions.c.token == _kept(token)))


def person_of(store: Store, token: str) -> Person | None:
    """Whose session a token is; None for one that ended, or of an account that is closed."""
    with store.connection() as connection:
        asked = (
            select(people.c.name, people.c.role)
            .join(sessions, sessions.c.person == people.c.name)
            .where(sessions.c.token == _kept(token), people.c.active, sessions.c.until > _now())
        )
        row = connection.execute(asked).first()
    return Person(row.name, row.role) if row else None


def _sweep(connection: Connection) -> None:
    connection.execute(delete(sessions).where(sessions.c.until <= _now()))


def _kept(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
