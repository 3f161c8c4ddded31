"""`riwaya add`: reports into a ledger, and what came of it."""

from __future__ import annotations

import sys

import msgspec

from riwaya.batch.adding import Summary, add_incoming
from riwaya.batch.adding import again as read_again
from riwaya.cli.progress import progress_bar
from riwaya.formats.incoming import IntakeOptions
from riwaya.formats.reports import incoming
from riwaya.ledger.store import Store
from riwaya.model import InputError


def run_add(
    inputs: list[str],
    ledger: str,
    options: IntakeOptions,
    workers: int,
    *,
    again: bool,
    author: str,
    form: str,
    quiet: bool,
) -> int:
    """Add everything; 0 if every input was taken, 1 if any was refused. Refusals stand on standard error, a
    line each."""
    if not inputs and not again:
        raise InputError("nothing to add; name files or folders, - for standard input, or --again")
    with Store.open(ledger) as store, progress_bar(quiet=quiet) as tell:
        summary = Summary()
        if again:
            summary = read_again(store, workers=workers, author=author, progress=tell)
        if inputs:
            items = incoming(inputs, options)
            then = add_incoming(store, items, workers=workers, author=author, progress=tell)
            then.read_again = summary.read_again + then.read_again
            then.notes = summary.notes + then.notes
            summary = then
        reports = store.count()
    for note in summary.notes:
        print(f"note: {note}", file=sys.stderr)
    for refused in summary.refused:
        print(f"refused: {refused}", file=sys.stderr)
    sys.stdout.buffer.write(_json(summary, reports) if form == "jsonl" else _text(summary, reports).encode())
    return 1 if summary.refused else 0


def _text(summary: Summary, reports: int) -> str:
    lines = [
        f"{len(summary.new)} added, {len(summary.known)} known already, {len(summary.refused)} refused; "
        f"{reports} reports in the ledger"
    ]
    if summary.read_again:
        lines.append(f"{len(summary.read_again)} read again by this version; decisions stay")
    for id, revision in summary.revised:
        lines.append(f"{id} came with another text: kept beside it as {revision}")
    if summary.incidents:
        lines.append(f"{summary.incidents} incidents made or brought up to date")
    return "\n".join(lines) + "\n"


def _json(summary: Summary, reports: int) -> bytes:
    return msgspec.json.encode({**msgspec.to_builtins(summary), "reports": reports}) + b"\n"
