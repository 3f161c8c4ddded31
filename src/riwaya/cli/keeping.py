"""`riwaya verify`, `backup` and `restore`."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from riwaya.cli.progress import progress_bar
from riwaya.ledger.backup import backup, restore
from riwaya.ledger.store import Store
from riwaya.ledger.verify import verify
from riwaya.model import Verified


def run_verify(ledger: str, head: str | None, form: str, *, quiet: bool) -> int:
    """Print what was checked and what is wrong; 0 if nothing is."""
    with Store.open(ledger, create=False, read_only=True) as store, progress_bar(quiet=quiet) as tell:
        found = verify(store, head, tell=lambda done: tell("entries", done, 0))
    if form == "jsonl":
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    else:
        print(told(found))
    return 1 if found.problems else 0


def run_backup(ledger: str, output: Path) -> int:
    """Write the backup and print the hash to keep."""
    with Store.open(ledger, create=False, read_only=True) as store:
        head = backup(store, output)
    print(f"{output}: whole; head {head or 'none (the ledger is empty)'}")
    print(
        "Keep the head elsewhere: `riwaya verify --head HASH` then shows that nothing before it was changed."
    )
    return 0


def run_restore(archive: Path, ledger: str) -> int:
    """Make the ledger and print what it holds."""
    found = restore(archive, ledger)
    print(told(found))
    return 0


def told(found: Verified) -> str:
    """The outcome of a check as text: the first broken entry first."""
    lines = [
        f"{found.entries} entries, {found.reports} reports, {found.readings} readings, "
        f"{found.originals} originals, {found.anchors} anchors checked"
    ]
    for problem in found.problems:
        where = f"entry {problem.entry}: " if problem.entry is not None else ""
        lines.append(f"BROKEN {where}{problem.what}")
    if found.problems:
        if found.further:
            lines.append(f"and {found.further} more")
        lines.append(f"What to do: {found.problems[0].advice}")
    else:
        lines.append(f"All whole. Head: {found.head or 'none, the ledger is empty'}")
    return "\n".join(lines)
