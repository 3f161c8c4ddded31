"""Which version of Riwaya reads: the package's, and a hash over everything that can change a reading."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

# Code of these layers reads; what stands beside them (the ledger, the command line) changes no reading.
_CODE = ("model", "rules", "text", "mentions", "statements", "events", "reading")
_KNOWLEDGE = ("data", "models")
# What only the ledger or the screen uses, the cards of models, and what a machine compiled: its sources
# count.
_APART = (
    ".md",
    ".pyc",
    ".pyd",
    ".so",
    "commonness.tsv.gz",
    "decision.py",
    "entry.py",
    "errors.py",
    "filters.py",
    "incident.py",
)
_APART_FOLDERS = ("coded", "samples", "labels", "linking", "resolution", "__pycache__")


@cache
def reader_version() -> str:
    """The version that a ledger keeps with each reading: "0.1.0+3f9c2a71e04b".

    The second part is a hash over the code, the data and the models that read, and the places that the user
    added: whoever changes a cue has another reader. Some 30 ms, once a process.
    """
    said = hashlib.blake2b(digest_size=6)
    root = Path(str(files("riwaya")))
    for path in shipped():
        said.update(path.relative_to(root).as_posix().encode() + b"\0")
        said.update(hashlib.blake2b(path.read_bytes()).digest())
    for path in _added():
        said.update(path.name.encode() + b"\0" + hashlib.blake2b(path.read_bytes()).digest())
    return f"{_package()}+{said.hexdigest()}"


def _package() -> str:
    try:
        return version("riwaya")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


def shipped() -> Iterator[Path]:
    """The files of the package that can change a reading, in the same order on every machine."""
    root = Path(str(files("riwaya")))
    for folder in (*_CODE, *_KNOWLEDGE):
        for place, inside, names in os.walk(root / folder):
            inside[:] = sorted(name for name in inside if name not in _APART_FOLDERS)
            yield from (Path(place, name) for name in sorted(names) if not name.endswith(_APART))


def _added() -> Iterator[Path]:
    from riwaya.mentions.places.gazetteer import user_folder

    folder = user_folder()
    if folder.is_dir():
        yield from sorted(p for p in folder.iterdir() if p.is_file())
