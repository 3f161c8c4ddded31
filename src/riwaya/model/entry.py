"""What goes into a ledger and what its chain says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from riwaya.model.decision import Decision
from riwaya.model.findings import Note
from riwaya.model.reading import Findings
from riwaya.model.report import Report

EntryKind = Literal["report", "reading", "decision", "export", "login", "account", "setting"]


@dataclass(frozen=True, slots=True)
class Received:
    """A report as it came, with what was read in it.

    `reader` names the version that read it; `original` is what was received (the file, the line, the
    message), `media_type` what it is, `retrieved` the time of capture (UTC, ISO); `details` what else the
    format told (the date as the outlet wrote it, the marks of a message).
    """

    report: Report
    findings: Findings
    reader: str
    original: bytes | None = None
    media_type: str = ""
    retrieved: str | None = None
    notes: tuple[Note, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """What `Store.add` did, as ids in the order of the input.

    `new` were not there before; `known` were, with the same text and reader; `read_again` were, and got a
    further reading by another reader; `revised` came under a known id with another text, and each pair says
    (id, the id of the revision that is kept beside it).
    """

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    read_again: tuple[str, ...] = ()
    revised: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the ledger's chain.

    `hash` is the SHA-256 of everything else in it, `previous` the hash of the entry before. `subject` is the
    report's id for reports and readings; the ids that a decision is about, parted by spaces; for others what
    they name. `body` is canonical JSON and holds the hashes of what the entry added.
    """

    seq: int
    kind: str
    subject: str
    author: str
    time: str
    reason: str
    body: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with the entry that keeps it."""

    entry: Entry
    decision: Decision


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a ledger: the first entry that it touches, what it is, and what to do."""

    entry: int | None
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What `verify` counted and found; `problems` in the order of the chain, `further` are not told in
    full."""

    entries: int
    reports: int
    readings: int
    originals: int
    anchors: int
    head: str | None
    problems: tuple[Problem, ...] = ()
    further: int = 0
