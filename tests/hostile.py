"""A ledger in which every payload stands in every field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from payloads import addresses, payloads
from riwaya.ledger.people import add_person
from riwaya.ledger.schema import people
from riwaya.ledger.store import Store
from riwaya.linking.link import link
from riwaya.model import Decision, Received, Report
from riwaya.reading.read import read_report

AT_ONCE = 24
MANAGER = "<img src=x onerror=window.ran=1>"
SECRET = "a few words to keep"
FIRST = "درنة 31 مايو 2018 - قصفت طائرة حربية حي شيحا بمدينة درنة."
LINE = "وقال العقيد نوري بوشعالة إن الضربة {} قتلت {} مسلحا {}."


def hostile_ledger(path: Path, every: Sequence[str] | None = None) -> Path:
    """Text, title, outlet, address, id, speaker, role, place, reason, author: all of them hold payloads."""
    told = list(every or payloads())
    with Store.open(path) as store:
        received = [_received(n, told[n : n + AT_ONCE]) for n in range(0, len(told), AT_ONCE)]
        store.add(received)
        link(store)
        for one in received:
            for figure, payload in zip(one.findings.figures[:4], told, strict=False):
                author = "".join(c for c in payload if c.isprintable())[:60]
                store.decide(
                    Decision("unsure", "figure", (figure.id,), author, {}, payload, one.report.id),
                    expected=None,
                )
    return path


def _received(number: int, group: Sequence[str]) -> Received:
    told = " ".join(group)
    text = "\n".join([FIRST, *(LINE.format(p, n + 1, p) for n, p in enumerate(group))])
    address = addresses()[number % len(addresses())]
    id = f"r{number}{group[0][:40]}"
    report = Report(id, text, outlet=told, url=address, published="2018-05-31", title=told, via=told)
    found = read_report(report)
    said = tuple(
        replace(s, name=group[n % len(group)], role=told, affiliation=told)
        for n, s in enumerate(found.statements)
    )
    names = {s.id: s.name for s in said}
    figures = tuple(replace(f, name=names.get(f.statement or "", f.name)) for f in found.figures)
    places = tuple(replace(p, name=told) for p in found.places)
    return Received(report, replace(found, statements=said, figures=figures, places=places), reader="test")


def hostile_team(ledger: Path, path: Path) -> Path:
    """A copy of a ledger with colleagues whose names are payloads, as far as a name may be one; `MANAGER` is
    one of them."""
    path.write_bytes(ledger.read_bytes())
    with Store.open(path) as store:
        add_person(store, MANAGER, "manager", SECRET, by=MANAGER)
        with store.begin() as connection:
            # Hashing takes a while on purpose: one hash is enough for all of them.
            hashed = connection.execute(select(people.c.password)).scalar()
            names = {p for p in payloads() if p.strip() == p and p.isprintable() and len(p) <= 64} - {MANAGER}
            row = {"role": "viewer", "password": hashed, "active": True, "made": "2026-01-01T00:00:00Z"}
            connection.execute(people.insert(), [{"name": name, **row} for name in sorted(names)])
    return path
