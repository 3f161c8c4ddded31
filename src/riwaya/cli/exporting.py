"""`riwaya export`."""

from __future__ import annotations

import sys
from pathlib import Path

from riwaya.batch.exporting import chosen, export
from riwaya.batch.opening import open_for_asking
from riwaya.model import Filters


def run_export(
    ledger: str,
    form: str,
    rule: str | None,
    output: Path | None,
    filters: Filters,
    *,
    head: bool,
    quiet: bool,
) -> int:
    """Write the export, then say on standard error what was written; status 0."""
    chosen(form, rule)
    with open_for_asking(ledger) as store:
        done = export(store, form, output, rule=rule, filters=filters, head=head)
    if not quiet:
        where = f"to {output}" if output else "to standard output"
        note = f"; how it was made: {done.note}" if done.note else ""
        print(
            f"{done.incidents} incidents with {done.accounts} accounts written {where}, "
            f"numbers by the rule “{done.rule}”{note}",
            file=sys.stderr,
        )
    return 0
