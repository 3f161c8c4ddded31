"""Which reports of a ledger carry one text, found for what is new and kept."""

from __future__ import annotations

import sys
from array import array
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection, delete, or_, select

from riwaya.ledger.store import Store
from riwaya.linking.copies import CONTAINED, contained, plausible, runs, sketch
from riwaya.linking.links import put, some
from riwaya.linking.tables import copies, sketches

# Texts looked up at once, and texts whose runs of words are held while pairs are measured: 20 KB each.
_AT_ONCE = 500
_HELD = 2_000

Pair = tuple[str, str]


def keep_sketches(connection: Connection, texts: Mapping[str, str]) -> None:
    """Store the sketches of texts by report; a report's text never changes."""
    rows = ({"report": r, "runs": _packed(sketch(runs(text)))} for r, text in texts.items())
    put(connection, sketches, rows)


def without_sketch(connection: Connection, reports: Iterable[str]) -> set[str]:
    """The reports that have not been compared with others yet."""
    found = set(reports)
    for part in some(found):
        found -= set(connection.scalars(select(sketches.c.report).where(sketches.c.report.in_(part))))
    return found


def find_copies(
    connection: Connection,
    store: Store,
    fresh: Collection[str],
    joined: Collection[Pair],
    parted: Collection[Pair],
) -> None:
    """Find and keep the copies of fresh reports; reviewers' `joined` and `parted` pairs win."""
    if not fresh:
        return
    for part in some(fresh):
        connection.execute(delete(copies).where(or_(copies.c.a.in_(part), copies.c.b.in_(part))))
    texts = _Texts(store)
    found = {pair: 1.0 for pair in joined if not set(fresh).isdisjoint(pair)}
    proposed = sorted(_proposed(connection, set(fresh)))
    for start in range(0, len(proposed), _AT_ONCE):
        pairs = proposed[start : start + _AT_ONCE]
        texts.hold(r for pair in pairs for r in pair)
        for a, b in pairs:
            share = contained(texts.runs[a], texts.runs[b])
            if share >= CONTAINED and (a, b) not in parted:
                found[a, b] = share
    put(connection, copies, ({"a": a, "b": b, "share": share} for (a, b), share in found.items()))


def copies_of(connection: Connection, reports: Iterable[str]) -> dict[str, set[str]]:
    """The reports that carry the text of each; those without a copy are left out."""
    found: dict[str, set[str]] = {}
    for part in some(reports):
        for own, other in ((copies.c.a, copies.c.b), (copies.c.b, copies.c.a)):
            for report, copy in connection.execute(select(own, other).where(own.in_(part))):
                found.setdefault(report, set()).add(copy)
    return found


def copies_among(connection: Connection, reports: Iterable[str]) -> set[frozenset[str]]:
    """The pairs of copies that any of `reports` is in."""
    found = copies_of(connection, reports)
    return {frozenset((report, other)) for report, others in found.items() for other in others}


class _Texts:
    """The runs of texts, the last that were asked for held."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.runs: OrderedDict[str, frozenset[int]] = OrderedDict()

    def hold(self, reports: Iterable[str]) -> None:
        """Look up the texts of reports."""
        asked = set(reports)
        for id in asked & self.runs.keys():
            self.runs.move_to_end(id)
        for report in self._store.reports(asked - self.runs.keys()):
            self.runs[report.id] = runs(report.text)
        while len(self.runs) > max(_HELD, len(asked)):
            self.runs.popitem(last=False)


def _proposed(connection: Connection, fresh: set[str]) -> Iterator[Pair]:
    """The pairs of reports, ids in order, one of them fresh, whose sketches share enough."""
    rows = connection.execute(select(sketches).order_by(sketches.c.report))
    kept = [(report, _unpacked(data)) for report, data in rows]
    looked_for = {n for r, own in kept if r in fresh for n in own}
    seen: set[int] = set()
    shared: set[int] = set()
    for _, own in kept:
        hits = looked_for.intersection(own)
        shared |= hits & seen
        seen |= hits
    homes: dict[int, list[int]] = {n: [] for n in shared}
    for number, (_, own) in enumerate(kept):
        for n in shared.intersection(own):
            homes[n].append(number)
    for number, (report, own) in enumerate(kept):
        if report not in fresh:
            continue
        counts: Counter[int] = Counter()
        for n in shared.intersection(own):
            counts.update(homes[n])
        for other, count in counts.items():
            name, theirs = kept[other]
            once = other < number or (other > number and name not in fresh)
            if once and plausible(count, min(len(own), len(theirs))):
                yield (name, report) if name < report else (report, name)


def _packed(numbers: Iterable[int]) -> bytes:
    made = array("q", numbers)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def _unpacked(data: bytes) -> array[int]:
    made = array("q")
    made.frombytes(data)
    if sys.byteorder == "big":
        made.byteswap()
    return made
