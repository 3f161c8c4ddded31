"""`riwaya read`: the batch, its progress and its summary."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path

from riwaya.batch.pages import json_line, page
from riwaya.batch.read_many import read_many
from riwaya.formats.incoming import IntakeOptions
from riwaya.formats.reports import incoming
from riwaya.formats.sink import sink
from riwaya.model import InputError
from riwaya.rules.labels import Language

PROGRESS_EVERY = 200


def run_read(
    inputs: list[str],
    form: str,
    options: IntakeOptions,
    language: Language,
    workers: int,
    output: Path | None,
    *,
    quiet: bool,
) -> int:
    """Read everything; 0 if every input was read, 1 if any was refused. Refusals stand on standard error, a
    line each."""
    done = refused = 0
    with sink(output) as out:
        make = json_line if form == "jsonl" else partial(page, language=language)
        for outcome in read_many(incoming(inputs, options), make, workers=workers):
            for note in outcome.notes:
                print(f"note: {note}", file=sys.stderr)
            if outcome.error is not None:
                refused += 1
                print(f"refused: {outcome.error}", file=sys.stderr)
            elif outcome.made is not None:
                done += 1
                out.write(outcome.made)
            if not quiet and sys.stderr.isatty() and (done + refused) % PROGRESS_EVERY == 0:
                print(f"\r{done + refused} reports", end="", file=sys.stderr, flush=True)
    if not quiet and (done + refused > 1 or refused):
        print(f"{done} read, {refused} refused", file=sys.stderr)
    return 1 if refused else 0


def check_date(published: str | None, option: str = "--published") -> None:
    """Raise InputError unless the value of an option is None or an ISO date (2018-06-09, 2018-06 or 2018)."""
    if published is None:
        return
    for form in (published, f"{published}-01", f"{published}-01-01"):
        try:
            date.fromisoformat(form)
        except ValueError:
            continue
        return
    raise InputError(f"{option} {published!r} is no date; write it as 2018-06-09, 2018-06 or 2018")
