"""`riwaya dossier`: an incident for somebody who has nothing installed."""

from __future__ import annotations

import sys
from pathlib import Path

from riwaya.batch.opening import open_for_asking
from riwaya.model import LedgerError


def run_dossier(ledger: str, incident: str, output: Path, *, folder: bool) -> int:
    """Write the dossier and say on standard error what was written; status 0."""
    try:
        from riwaya.review.dossier import write_dossier, write_folder
    except ImportError as error:
        raise LedgerError(f"a dossier needs {error.name}: pip install 'riwaya[app]'") from error
    with open_for_asking(ledger) as store:
        found = (write_folder if folder else write_dossier)(store, incident, output)
    print(f"{found.title}: {len(found.accounts)} accounts written to {output}", file=sys.stderr)
    return 0
