"""Reports read and put into a ledger; those that are there already are not read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import msgspec

from riwaya.batch.pages import findings
from riwaya.batch.read_many import Outcome, read_many
from riwaya.formats.incoming import Incoming
from riwaya.ledger.chain import now
from riwaya.ledger.encoding import read_findings
from riwaya.ledger.search import catch_up
from riwaya.ledger.store import Store
from riwaya.linking.link import link
from riwaya.linking.views import keep_views
from riwaya.model import Findings, Received, Report
from riwaya.reading.version import reader_version

# Reports looked up at once before any is read.
_LOOKED_UP = 256

Progress = Callable[[str, int, int], None]


@dataclass
class Summary:
    """What came of adding: ids by what was done with them, refusals and notes by what was said."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    read_again: list[str] = field(default_factory=list)
    revised: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    incidents: int = 0

    @property
    def done(self) -> int:
        """Inputs dealt with."""
        return len(self.new) + len(self.known) + len(self.read_again) + len(self.refused)


def add_incoming(
    store: Store,
    items: Iterable[Incoming],
    *,
    workers: int = 1,
    author: str = "",
    progress: Progress | None = None,
) -> Summary:
    """Read and store the inputs, then take them into the search index and the incidents.

    Killed in the middle, everything stored so far is whole, and the same call goes on where it stopped.
    `progress` is called with the name of the step, how much of it is done and how much there is (0: not
    known).
    """
    tell: Progress = progress or (lambda *_: None)
    summary = Summary()
    unread = _unread(store, items, summary, tell)
    received = _received(read_many(unread, findings, workers=workers), summary)
    for batch in _batches(received, 64 if workers == 1 else 128):
        added = store.add(batch, author=author)
        summary.new += added.new
        summary.known += added.known
        summary.read_again += added.read_again
        summary.revised += added.revised
        tell("reading", summary.done, 0)
    settle(store, summary, tell)
    return summary


def again(store: Store, *, workers: int = 1, author: str = "", progress: Progress | None = None) -> Summary:
    """Read all reports of the ledger that this version of Riwaya has not read yet; decisions stay."""
    items = (Incoming(report.id, report) for report in store.reports())
    return add_incoming(store, items, workers=workers, author=author, progress=progress)


def settle(store: Store, summary: Summary, tell: Progress) -> None:
    """Take what is new into the search index and the incidents."""
    keep_views(store)
    catch_up(store, tell)
    summary.incidents = link(store, tell).incidents


def received(item: Incoming, report: Report, found: Findings) -> Received:
    """What the store takes of an input that was read."""
    details: dict[str, Any] = {}
    if item.published_raw:
        details["published_raw"] = item.published_raw
    if item.entities:
        details["entities"] = msgspec.to_builtins(item.entities)
    return Received(
        report=report,
        findings=found,
        reader=reader_version(),
        original=item.original,
        media_type=item.media_type,
        retrieved=item.retrieved or now(),
        notes=item.notes,
        details=details,
    )


def _unread(store: Store, items: Iterable[Incoming], summary: Summary, tell: Progress) -> Iterator[Incoming]:
    """The inputs that the ledger does not have, as this version reads them; the others are counted."""
    for some in _batches(items, _LOOKED_UP):
        heads = {(i.report.id, i.report.sha256) for i in some if i.report is not None}
        known = store.known(heads, reader_version())
        for item in some:
            if item.report is not None and (item.report.id, item.report.sha256) in known:
                summary.known.append(item.report.id)
                continue
            yield item
        tell("reading", summary.done, 0)


def _received(outcomes: Iterator[Outcome[bytes]], summary: Summary) -> Iterator[Received]:
    for outcome in outcomes:
        summary.notes += outcome.notes
        if outcome.error is not None:
            summary.refused.append(outcome.error)
        elif outcome.made is not None and outcome.item.report is not None:
            found = read_findings(outcome.made, outcome.item.where)
            yield received(outcome.item, outcome.item.report, found)


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    source = iter(items)
    while some := list(islice(source, size)):
        yield some
