"""Full-text search over folded words: the same answers in both databases.

The index holds for each report the distinct folded words of its title, outlet and text: an FTS5 table without
content in SQLite, an array with a GIN index in PostgreSQL. A phrase is looked up by its words and then held
against the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text

from riwaya.ledger.derive import TAKEN_IN, Derived, advance, prepare
from riwaya.ledger.schema import reports
from riwaya.ledger.store import Store
from riwaya.ledger.wording import forms, side_by_side, words
from riwaya.model import LedgerError, Report

_INDEXED_AT_ONCE = 400
# Reports looked up by number in one query, and read at once: the first ones, then the others.
_ASKED, _FIRST, _FURTHER = 400, 30, 100
# Where the square of what was found is more than so many times the ledger, going through all reports in their
# order comes to the first page sooner than looking up each (measured on 10,000 reports).
_DENSE = 3
# The words of a query that one question to the index holds, each with a hundred forms or more.
_TOGETHER = 4
# A share of the ledger that came at once after which the index is packed: a question takes a fifth of the
# time then.
_PACKED = 0.1
_QUOTED = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'))
_STANDS = select(select(func.max(reports.c.entry)).scalar_subquery(), TAKEN_IN.scalar_subquery())
_BY_ENTRY = select(reports.c.published, reports.c.id).where(
    reports.c.entry.in_(bindparam("numbers", expanding=True))
)
_NEWEST_FIRST = select(reports.c.id, reports.c.entry).order_by(
    reports.c.published.desc().nulls_last(), reports.c.id
)
_WORDS = [reports.c.entry, reports.c.title, reports.c.outlet, reports.c.text]


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase asked for: for each of its words the forms it may have; `without`: must not stand
    there."""

    forms: tuple[frozenset[str], ...]
    without: bool = False


def parsed(query: str) -> tuple[Term, ...]:
    """The terms of a query: words that must all stand there, "phrases in quotes", -words that must not.

    Raises LedgerError on a query without a word that must stand there.
    """
    found = []
    for match in _QUOTED.finditer(query.translate(_QUOTES)):
        minus, asked = (match[1], match[2]) if match[2] is not None else (match[3], match[4])
        held = tuple(forms(word) for word in words(asked))
        if held:
            found.append(Term(held, bool(minus)))
    if not any(not term.without for term in found):
        raise LedgerError('the query has no word to look for; give words, or a "phrase" in quotes')
    return tuple(found)


def catch_up(store: Store, tell: Callable[[str, int, int], None] | None = None) -> int:
    """Take reports that came since the last time into the index; how many."""
    done = 0
    total = 0
    with store.connection() as connection:
        last, taken = connection.execute(_STANDS, SEARCH.asked).one()
        if taken is not None and taken >= (last or 0):
            return 0
    while True:
        with store.begin() as connection:
            since = prepare(connection, SEARCH)
            if not done:
                newer = select(func.count()).select_from(reports).where(reports.c.entry > since)
                total = int(connection.execute(newer).scalar_one())
            asked = select(*_WORDS).where(reports.c.entry > since).order_by(reports.c.entry)
            rows = connection.execute(asked.limit(_INDEXED_AT_ONCE)).all()
            if rows:
                _insert(connection, [(row.entry, index_words(*row[1:])) for row in rows])
                advance(connection, SEARCH, rows[-1].entry)
        done += len(rows)
        if tell and rows:
            tell("search", done, total)
        if len(rows) < _INDEXED_AT_ONCE:
            break
    if done > _PACKED * store.count():
        with store.begin() as connection:
            _pack(connection)
    return done


def index_words(title: str, outlet: str | None, body: str) -> list[str]:
    """The distinct folded words of a report."""
    return sorted({word for part in (title, outlet or "", body) for word in words(part)})


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds: reports newest first, then by id, read as they are asked for. `count` is None where
    phrases are still to be held against the texts."""

    reports: Iterator[Report]
    count: int | None


def find(store: Store, query: str) -> Found:
    """The reports that a query finds."""
    terms = parsed(query)
    if not store.read_only:
        catch_up(store)
    with store.connection() as connection:
        last, since = connection.execute(_STANDS, SEARCH.asked).one()
        numbers = _matching(connection, terms) if since is not None else set()
        if (since or 0) < (last or 0):
            # A ledger opened for reading only may hold reports that are not in the index yet.
            later = select(*_WORDS).where(reports.c.entry > (since or 0))
            for row in connection.execute(later, execution_options={"yield_per": 200}):
                if _holds(set(index_words(*row[1:])), terms):
                    numbers.add(row.entry)
    phrases = [term for term in terms if len(term.forms) > 1]
    ids = _in_order(store, numbers, last or 0)
    return Found(_reports(store, ids, phrases), None if phrases else len(numbers))


def found_reports(store: Store, query: str) -> Iterator[Report]:
    """The reports that a query finds, newest first, then by id."""
    yield from find(store, query).reports


def _reports(store: Store, ids: Iterator[str], phrases: Sequence[Term]) -> Iterator[Report]:
    """Those of the reports in whose texts the phrases stand."""
    size = _FIRST
    while some := list(islice(ids, size)):
        there = {report.id: report for report in store.reports(some)}
        for id in some:
            if all(_stands(there[id], term) != term.without for term in phrases):
                yield there[id]
        size = _FURTHER


def wanted_words(query: str) -> list[frozenset[str]]:
    """The words that a query asks for, each in its forms."""
    return [some for term in parsed(query) if not term.without for some in term.forms]


def _holds(held: set[str], terms: Sequence[Term]) -> bool:
    """Whether a report with these words is to be looked at: phrases that must not stand there come later."""
    return all(
        all(not some.isdisjoint(held) for some in term.forms) != term.without
        for term in terms
        if not (term.without and len(term.forms) > 1)
    )


def _stands(report: Report, term: Term) -> bool:
    """Whether the words of a phrase stand side by side in the title, the outlet or the text."""
    return any(side_by_side(part, term.forms) for part in (report.title, report.outlet or "", report.text))


def _in_order(store: Store, numbers: set[int], last: int) -> Iterator[str]:
    """The ids of reports by their entries: newest publication first, undated last, then by id. `last` is the
    newest entry of a report."""
    with store.connection() as connection:
        if len(numbers) ** 2 > _DENSE * last:
            for row in connection.execution_options(yield_per=_ASKED).execute(_NEWEST_FIRST):
                if row.entry in numbers:
                    yield row.id
            return
        there = []
        wanted = sorted(numbers)
        for start in range(0, len(wanted), _ASKED):
            some = connection.execute(_BY_ENTRY, {"numbers": wanted[start : start + _ASKED]})
            there += [(row.published or "", row.id) for row in some]
    there.sort(key=lambda pair: pair[1])
    there.sort(key=lambda pair: pair[0], reverse=True)
    yield from (id for _, id in there)


def _make(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE search USING fts5(words, content='', detail=none, columnsize=0, "
            'tokenize="unicode61 remove_diacritics 0")'
        )
        return
    connection.exec_driver_sql('CREATE TABLE search (entry bigint PRIMARY KEY, words text[] COLLATE "C")')
    connection.exec_driver_sql("CREATE INDEX search_words ON search USING gin (words)")


def _drop(connection: Connection) -> None:
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")


SEARCH = Derived("search", "2", _make, _drop)


def _insert(connection: Connection, rows: Sequence[tuple[int, list[str]]]) -> None:
    if connection.dialect.name == "sqlite":
        told: list[dict[str, Any]] = [{"entry": entry, "words": " ".join(held)} for entry, held in rows]
        connection.execute(text("INSERT INTO search (rowid, words) VALUES (:entry, :words)"), told)
        return
    told = [{"entry": entry, "words": held} for entry, held in rows]
    connection.execute(text("INSERT INTO search (entry, words) VALUES (:entry, :words)"), told)


def _pack(connection: Connection) -> None:
    """Make one of the pieces that the index was written in."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")


def _matching(connection: Connection, terms: Sequence[Term]) -> set[int]:
    """The entries of reports that hold the words asked for and none of those not wanted."""
    asked = [some for term in terms if not term.without for some in term.forms]
    barred = [term.forms[0] for term in terms if term.without and len(term.forms) == 1]
    found: set[int] | None = None
    for start in range(0, len(asked), _TOGETHER):
        there = _holding(connection, asked[start : start + _TOGETHER])
        found = there if found is None else found & there
    for some in barred if found else ():
        found = (found or set()) - _holding(connection, [some])
    return found or set()


def _holding(connection: Connection, words: Sequence[frozenset[str]]) -> set[int]:
    """The entries of reports that hold each of the words in one of its forms."""
    if connection.dialect.name == "sqlite":
        each = (" OR ".join(f'"{form}"' for form in sorted(some)) for some in words)
        return set(connection.scalars(_MATCH, {"asked": " AND ".join(f"({one})" for one in each)}))
    found: set[int] | None = None
    for some in words:
        there = set(connection.scalars(_HOLDING, {"asked": sorted(some)}))
        found = there if found is None else found & there
    return found or set()


_MATCH = text("SELECT rowid FROM search WHERE search MATCH :asked")
_HOLDING = text("SELECT entry FROM search WHERE words && :asked").bindparams(bindparam("asked"))
