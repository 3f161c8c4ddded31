"""Incidents of a ledger in one of the export formats, and the note that says how the file was made."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

import riwaya.linking.query as asking
from riwaya.formats.exports.catalogue import FORMATS, Format
from riwaya.formats.exports.method import method
from riwaya.formats.exports.tree import write_document
from riwaya.formats.exports.view import View
from riwaya.formats.sink import sink
from riwaya.ledger.store import Store
from riwaya.linking.resolution import RULES
from riwaya.model import Filters, Incident, InputError

# Texts kept while their quotes are written.
_TEXTS = 64
# Bytes hashed at a time.
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: counts of incidents and accounts, the rule, and where the method note stands.

    `note` is None where the note is part of the file, or where the file is standard output.
    """

    incidents: int
    accounts: int
    rule: str
    note: Path | None


def export(
    store: Store,
    form: str,
    output: Path | None,
    *,
    rule: str | None = None,
    filters: Filters = asking.EVERYTHING,
    head: bool = False,
) -> Exported:
    """Write the incidents that pass to `output`, or to standard output.

    `rule` names the rule for the numbers, by default the format's own; `head` has the hash of the ledger's
    last entry stand in the note. Raises InputError for a name that there is none of.
    """
    made, rule = chosen(form, rule)
    view = view_of(store, made, rule, filters, head=head)
    write(view, made, output)
    note = note_path(output) if output is not None and made.beside else None
    return Exported(len(view.incidents), sum(1 for _ in view.accounts()), rule, note)


def chosen(form: str, rule: str | None) -> tuple[Format, str]:
    """The format of this name, and the rule to use; raises InputError with the names that there are."""
    if form not in FORMATS:
        raise InputError(f"no format is called {form!r}; there are {', '.join(FORMATS)}")
    if rule is not None and rule not in RULES:
        raise InputError(f"no rule is called {rule!r}; there are {', '.join(RULES)}")
    return FORMATS[form], rule or FORMATS[form].rule


def view_of(store: Store, form: Format, rule: str, filters: Filters, *, head: bool = False) -> View:
    """What is written: incidents whole; in tables of accounts only the accounts that pass, as on screen."""
    found = list(asking.incidents(store, filters))
    if form.narrow:
        found = [_narrowed(one, filters) for one in found]
    wanted = {r for i in found for r in (*i.reports, *i.mentions, *(a.report for a in i.accounts))}
    heads = {head.id: head for head in store.heads(wanted)}

    @lru_cache(maxsize=_TEXTS)
    def text(report: str) -> str | None:
        return store.report(report).text if report in heads else None

    facts: dict[str, Any] = {"version": version("riwaya"), "filters": _told(filters)}
    last = store.head() if head else None
    if last is not None:
        facts["ledger_head"] = last.hash
    return View.of(found, heads, rule, RULES[rule].definition, facts, text)


def write(view: View, form: Format, output: Path | None) -> None:
    """Write the file, and beside it FILE.method.json where the format has no room for the method.

    Both appear whole. The note appears first and holds the SHA-256 of its file, so that the note of another
    export is never taken for this one's. On standard output there is no note.
    """
    with sink(output) as out:
        form.write(view, out)
        if output is not None and form.beside:
            note = {**method(view, form.name), "sha256": _hash(out)}
            with sink(note_path(output)) as beside:
                write_document(note, beside)


def note_path(output: Path) -> Path:
    """Where the method note of an export stands: incidents.csv.method.json."""
    return output.with_name(f"{output.name}.method.json")


def _narrowed(incident: Incident, filters: Filters) -> Incident:
    passing = tuple(a for a in incident.accounts if asking.account_passes(a, filters))
    return incident if len(passing) == len(incident.accounts) else replace(incident, accounts=passing)


def _told(filters: Filters) -> dict[str, Any]:
    """The filters that narrow."""
    return {name: value for name, value in asdict(filters).items() if value}


def _hash(out: BinaryIO) -> str:
    out.flush()
    out.seek(0)
    digest = hashlib.sha256()
    while block := out.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()
