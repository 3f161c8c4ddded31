"""A ledger opened to be asked: for writing where that is possible, since asking takes in what is new."""

from __future__ import annotations

import os
from pathlib import Path

from riwaya.ledger.opening import locate
from riwaya.ledger.store import Store


def open_for_asking(where: str | Path) -> Store:
    """The ledger at `where`; for reading only if its file or folder cannot be written."""
    place = locate(where)
    if isinstance(place, Path) and place.exists():
        writable = os.access(place, os.W_OK) and os.access(place.absolute().parent, os.W_OK)
        return Store.open(where, create=False, read_only=not writable)
    return Store.open(where, create=False)
