"""Grades by reviewers in the words of the Admiralty code: how reliable a source is, how credible an account.

They are laid over incidents as these are read, and change nothing of linking: a grade of a source is seen at
once wherever the source speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, func, select

from riwaya.ledger.deciding import decided
from riwaya.ledger.review import standing
from riwaya.ledger.schema import entries
from riwaya.ledger.store import Store
from riwaya.model import Account, Decided, Incident

_OUTLET = "outlet "


def graded_as(account: Account) -> str | None:
    """The key under which the voice of an account is graded: the speaker's, or that of the outlet where the
    report itself speaks."""
    if account.name is not None:
        return account.source
    return outlet_key(account.outlet) if account.outlet else None


def outlet_key(outlet: str) -> str:
    """The key of an outlet among the sources."""
    return _OUTLET + outlet


@dataclass(frozen=True, slots=True)
class Grades:
    """Source key → reliability; account id or id of a finding → credibility. `made` is the last entry that
    they take in: equal numbers are equal grades of one ledger."""

    reliability: Mapping[str, str] = field(default_factory=dict)
    credibility: Mapping[str, str] = field(default_factory=dict)
    made: int = 0

    def __bool__(self) -> bool:
        return bool(self.reliability or self.credibility)

    def of(self, account: Account) -> Account:
        """The account with its grades. A grade holds on to what the account rests on, so that it outlives the
        account's id, which changes where a figure of it is rejected."""
        ids = (account.id, *(f.id for f in account.figures), *account.statements)
        credibility = next((self.credibility[i] for i in ids if i in self.credibility), None)
        reliability = self.reliability.get(graded_as(account) or "")
        if (credibility, reliability) == (account.credibility, account.reliability):
            return account
        return replace(account, credibility=credibility, reliability=reliability)


class _Kept:
    """The grades of one open ledger as far as its chain was read."""

    def __init__(self) -> None:
        self.seen = 0
        self.found: list[Decided] = []
        self.grades = Grades()
        self.lock = Lock()


_LAST = select(func.max(entries.c.seq)).where(entries.c.kind == "decision")
_kept: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


def grades(store: Store) -> Grades:
    """The grades that stand; only entries since the last time are read."""
    with store.connection() as connection:
        return grades_seen(store, connection)


def grades_seen(store: Store, connection: Connection) -> Grades:
    """The same over a connection that is open."""
    kept = _kept.setdefault(store, _Kept())
    last = int(connection.execute(_LAST).scalar() or 0)
    with kept.lock:
        if last > kept.seen:
            new = decided(connection, None, None, after=kept.seen)
            told = [d for d in new if d.decision.action in ("grade", "undo")]
            kept.seen = last
            if told:
                kept.found += told
                kept.grades = _standing(kept.found)
        return kept.grades


def graded(incidents: Iterable[Incident], given: Grades) -> Iterator[Incident]:
    """The incidents with the grades of their accounts."""
    for incident in incidents:
        accounts = tuple(map(given.of, incident.accounts)) if given else incident.accounts
        same = all(a is b for a, b in zip(accounts, incident.accounts, strict=True))
        yield incident if same else replace(incident, accounts=accounts)


def history(store: Store, layer: str, subject: str) -> list[Decided]:
    """The grades that somebody gave a source or an account, and what took them back."""
    found = [d for d in store.decisions(layer, subject) if d.decision.action in ("grade", "undo")]
    given = {d.entry.hash for d in found if d.decision.action == "grade"}
    return [d for d in found if d.decision.action == "grade" or d.decision.subject[0] in given]


def _standing(found: list[Decided]) -> Grades:
    reliability: dict[str, str] = {}
    credibility: dict[str, str] = {}
    made = {d.entry.seq: d for all_ in standing(found).values() for d in all_}
    for _, d in sorted(made.items()):
        values = d.decision.values
        if d.decision.layer == "source":
            reliability[d.decision.subject[0]] = str(values["reliability"])
        else:
            for id in (d.decision.subject[0], *values.get("findings", ())):
                credibility[id] = str(values["credibility"])
    return Grades(reliability, credibility, max((d.entry.seq for d in found), default=0))
