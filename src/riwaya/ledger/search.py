"""Full-text search over folded words: the same answers in both databases.

The index holds for each report the distinct folded words of its title, outlet and text: an FTS5 table without
content in SQLite, an array with a GIN index in PostgreSQL. A phrase is looked up by its words and then held
against the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text

from riwaya.ledger.derive import Derived, advance, prepare, taken_in
from riwaya.ledger.schema import reports
from riwaya.ledger.store import Store
from riwaya.ledger.wording import forms, placed, words
from riwaya.model import LedgerError, Report, Span

_INDEXED_AT_ONCE = 400
# Reports looked up by number in one query; of more than so many, all are gone through.
_ASKED, _MANY = 400, 2000
_QUOTED = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'))
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
        last = connection.execute(select(func.max(reports.c.entry))).scalar() or 0
        if (taken_in(connection, SEARCH) or -1) >= last:
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
            return done


def index_words(title: str, outlet: str | None, body: str) -> list[str]:
    """The distinct folded words of a report."""
    return sorted({word for part in (title, outlet or "", body) for word in words(part)})


def found_reports(store: Store, query: str) -> Iterator[Report]:
    """The reports that a query finds, newest first, then by id."""
    terms = parsed(query)
    if not store.read_only:
        catch_up(store)
    with store.connection() as connection:
        since = taken_in(connection, SEARCH)
        numbers = _matching(connection, terms) if since is not None else set()
        # A ledger opened for reading only may hold reports that are not in the index yet.
        later = select(*_WORDS).where(reports.c.entry > (since or 0))
        for row in connection.execute(later, execution_options={"yield_per": 200}):
            if _holds(set(index_words(*row[1:])), terms):
                numbers.add(row.entry)
        ids = _in_order(connection, numbers)
    phrases = [term for term in terms if len(term.forms) > 1]
    for some in (ids[start : start + 100] for start in range(0, len(ids), 100)):
        there = {report.id: report for report in store.reports(some)}
        for id in some:
            if all(_stands(there[id], term) != term.without for term in phrases):
                yield there[id]


def placed_words(body: str, query: str) -> Iterator[Span]:
    """Where the words that a query asks for stand in a text."""
    return placed(body, [some for term in parsed(query) if not term.without for some in term.forms])


def _holds(held: set[str], terms: Sequence[Term]) -> bool:
    """Whether a report with these words is to be looked at: phrases that must not stand there come later."""
    return all(
        all(not some.isdisjoint(held) for some in term.forms) != term.without
        for term in terms
        if not (term.without and len(term.forms) > 1)
    )


def _stands(report: Report, term: Term) -> bool:
    """Whether the words of a phrase stand side by side in the title, the outlet or the text."""
    for part in (report.title, report.outlet or "", report.text):
        held = words(part)
        for start in range(len(held) - len(term.forms) + 1):
            if all(held[start + i] in some for i, some in enumerate(term.forms)):
                return True
    return False


def _in_order(connection: Connection, numbers: set[int]) -> list[str]:
    """The ids of reports by their entries: newest publication first, undated last, then by id."""
    asked = select(reports.c.published, reports.c.id, reports.c.entry)
    if len(numbers) > _MANY:
        rows = connection.execute(asked).all()
        found = [(row.published or "", row.id) for row in rows if row.entry in numbers]
    else:
        found = []
        wanted = sorted(numbers)
        for start in range(0, len(wanted), _ASKED):
            some = connection.execute(asked.where(reports.c.entry.in_(wanted[start : start + _ASKED])))
            found += [(row.published or "", row.id) for row in some]
    found.sort(key=lambda pair: pair[1])
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [id for _, id in found]


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


SEARCH = Derived("search", "1", _make, _drop)


def _insert(connection: Connection, rows: Sequence[tuple[int, list[str]]]) -> None:
    if connection.dialect.name == "sqlite":
        told: list[dict[str, Any]] = [{"entry": entry, "words": " ".join(held)} for entry, held in rows]
        connection.execute(text("INSERT INTO search (rowid, words) VALUES (:entry, :words)"), told)
        return
    told = [{"entry": entry, "words": held} for entry, held in rows]
    connection.execute(text("INSERT INTO search (entry, words) VALUES (:entry, :words)"), told)


def _matching(connection: Connection, terms: Sequence[Term]) -> set[int]:
    """The entries of reports that hold the words asked for and none of those not wanted."""
    found: set[int] | None = None
    for term in sorted(terms, key=lambda term: term.without):
        if term.without and len(term.forms) > 1:
            continue
        for some in term.forms:
            there = _holding(connection, some)
            found = there if found is None else found - there if term.without else found & there
    return found or set()


def _holding(connection: Connection, some: frozenset[str]) -> set[int]:
    """The entries of reports that hold one of these words."""
    if connection.dialect.name == "sqlite":
        asked = " OR ".join(f'"{word}"' for word in sorted(some))
        rows = connection.execute(
            text("SELECT rowid FROM search WHERE search MATCH :asked"), {"asked": asked}
        )
    else:
        asked_array = text("SELECT entry FROM search WHERE words && :asked").bindparams(bindparam("asked"))
        rows = connection.execute(asked_array, {"asked": sorted(some)})
    return {int(row[0]) for row in rows}
