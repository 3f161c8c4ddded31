"""`riwaya show`: one incident, one report with its reading and history, or one entry."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

import msgspec

from riwaya.batch.opening import open_for_asking
from riwaya.cli.incident_page import incident_lines
from riwaya.ledger.review import reviewed, states
from riwaya.ledger.store import Store
from riwaya.linking import query as asking
from riwaya.model import Decided, Entry, Filters, InputError, Report
from riwaya.reading.reading import LAYERS, Reading
from riwaya.reading.terminal import render
from riwaya.rules.labels import Language, label


def run_show(ledger: str, id: str, form: str, language: Language) -> int:
    """Print what `id` names; raises InputError if nothing has it."""
    with open_for_asking(ledger) as store:
        if asking.is_incident(store, id):
            incident = asking.incident(store, id)
            _print(form, incident, lambda: incident_lines(incident, language))
            return 0
        for report in store.reports([id]):
            _show_report(store, report, form, language)
            return 0
        entry = store.entry(id)
        if entry is not None:
            _print(form, entry, lambda: _entry_lines(entry))
            return 0
        name = store.name
    raise InputError(f"{name}: nothing has the id {id!r}; `riwaya incidents` and `riwaya search` list ids")


def _show_report(store: Store, report: Report, form: str, language: Language) -> None:
    """The newest reading with decisions applied, then how it came there and who decided what."""
    decisions = store.standing()
    findings = store.findings(report.id)
    reading = Reading(report, reviewed(findings, decisions))
    ids = {report.id, *(f.id for layer in LAYERS for f in getattr(findings, layer))}
    by_entry = {d.entry.seq: d for id in ids for d in decisions.get(id, ())}
    about = [by_entry[seq] for seq in sorted(by_entry)]
    history = list(store.entries(subject=report.id))
    incidents = [i.id for i in asking.incidents(store, Filters(reports=(report.id,)))]
    if form == "jsonl":
        told = {
            **msgspec.to_builtins(reading.findings),
            "reader": store.reader_of(report.id),
            "incidents": incidents,
            "review": states(findings, decisions),
            "decisions": about,
            "history": history,
        }
        sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
        return
    print(render(reading, language), end="")
    for name, lines in (
        ("incidents", incidents),
        ("history", [line for entry in history for line in _entry_lines(entry)]),
        ("decisions", [_decision_line(d) for d in about]),
    ):
        if lines:
            print(f"\n{label('section', name, language)}", *lines, sep="\n  ")


def _print(form: str, value: object, lines: Callable[[], Iterable[str]]) -> None:
    if form == "jsonl":
        sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    else:
        print("\n".join(lines()))


def _entry_lines(entry: Entry) -> Iterator[str]:
    by = f" {entry.author}" if entry.author else ""
    yield f"#{entry.seq} {entry.time} {entry.kind} {entry.subject}{by}  {entry.hash}"


def _decision_line(decided: Decided) -> str:
    entry, decision = decided.entry, decided.decision
    values = f" {dict(decision.values)}" if decision.values else ""
    reason = f" ({decision.reason})" if decision.reason else ""
    return f"#{entry.seq} {entry.time} {decision.author}: {decision.action} {entry.subject}{values}{reason}"
