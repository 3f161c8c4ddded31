"""The accounts of one incident: each report's own voice and each speaker in it, with their figures."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from riwaya.linking.occurrences import Occurrence
from riwaya.linking.scope import beside_tolls, scopes
from riwaya.linking.sources import fold_names, source_key
from riwaya.linking.union import united
from riwaya.linking.words import sentence_starts
from riwaya.model import Account, AccountFigure, Figure, Findings, Report, Span, Statement

# Whoever condemns an attack, vows to avenge it or asks for help names its toll as the paper tells it: such
# figures are the paper's. On the coded incidents worth 6 points of speakers (11 of 168 figures, none lost).
_TELLING = ("say", "accuse", "deny")


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its reading and what reviewers made of its findings (id → state)."""

    report: Report
    findings: Findings
    states: Mapping[str, str]


def accounts_of(
    members: Sequence[Occurrence],
    told: Mapping[str, Told],
    copies: Collection[frozenset[str]],
    joined: Iterable[tuple[str, str]] = (),
) -> tuple[Account, ...]:
    """The accounts in the members' reports, by report and first figure, with their independent groups.

    `copies` holds pairs of reports that carry one text, `joined` pairs of source keys that reviewers joined.
    """
    found: list[Account] = []
    for report in sorted({m.report for m in members}):
        own = [m for m in members if m.report == report]
        found += _in_report(own, told[report])
    groups = _groups(found, copies, set(map(frozenset, joined)))
    return beside_tolls([replace(a, independent_group=g) for a, g in zip(found, groups, strict=True)])


def _in_report(members: Sequence[Occurrence], told: Told) -> list[Account]:
    figures = {f.id: f for f in told.findings.figures}
    statements = {s.id: s for s in told.findings.statements}
    own = sorted({f for m in members for f in m.figures if f in figures}, key=lambda f: (figures[f].span, f))
    sentence_of = _sentences(told.report.text, [figures[f] for f in own])
    summed = {f for m in members for f in m.summed}
    scope = scopes([figures[f] for f in own], told.findings, told.report.text, sentence_of, summed)
    by_voice: dict[str | None, list[Figure]] = {}
    for figure in (figures[f] for f in own):
        by_voice.setdefault(_voice(figure, statements), []).append(figure)
    events = {e for m in members for e in m.events}
    spoken: dict[str, list[Statement]] = {}
    for event in told.findings.events:
        statement = statements.get(event.statement or "")
        if event.id in events and statement is not None:
            spoken.setdefault(statement.name, []).append(statement)
    for name in spoken:
        by_voice.setdefault(name, [])
    return [
        _account(told, name, counted, scope, _of(name, counted, spoken, statements))
        for name, counted in sorted(
            by_voice.items(), key=lambda v: (v[1][0].span if v[1] else Span(10**9, 0), v[0] or "")
        )
        if counted or name is not None
    ]


def _voice(figure: Figure, statements: Mapping[str, Statement]) -> str | None:
    """Whose figure it is in the ledger; None for the report itself."""
    statement = statements.get(figure.statement or "")
    return figure.name if statement is None or statement.act in _TELLING else None


def _of(
    name: str | None,
    counted: Sequence[Figure],
    spoken: Mapping[str, Sequence[Statement]],
    statements: Mapping[str, Statement],
) -> list[Statement]:
    """The statements that an account rests on, in text order."""
    if name is None:
        return []
    rest = [statements[f.statement] for f in counted if f.statement and f.statement in statements]
    return sorted({s.id: s for s in [*rest, *spoken.get(name, ())]}.values(), key=lambda s: (s.span, s.id))


def _account(
    told: Told,
    name: str | None,
    counted: Sequence[Figure],
    scope: Mapping[str, str],
    rest: Sequence[Statement],
) -> Account:
    text, head = told.report.text, told.findings.report
    first = rest[0] if rest else None
    via = next((s.via for s in rest if s.via is not None), None)
    return Account(
        id=_id(head.id, name, [f.id for f in counted] or [s.id for s in rest]),
        report=head.id,
        outlet=head.outlet,
        name=name,
        source=source_key(name) if name else None,
        kind=first.kind if first else None,
        role=next((s.role for s in rest if s.role), None),
        via=via.cut(text) if via else None,
        chain=first.chain if first else (),
        said=head.published[:10] if head.published else None,
        independent_group=0,
        figures=tuple(
            AccountFigure(
                id=f.id,
                measure=f.measure,
                low=f.low,
                high=f.high,
                hedge=f.hedge,
                quote=f.span.cut(text),
                span=f.span,
                whom=f.whom.cut(text) if f.whom else None,
                group=f.group,
                scope=scope[f.id],  # type: ignore[arg-type]
                part_of=f.part_of,
                review=told.states.get(f.id),
            )
            for f in counted
        ),
        statements=tuple(s.id for s in rest),
    )


def _id(report: str, name: str | None, parts: Sequence[str]) -> str:
    said = "|".join((report, name or "", *parts))
    return "a" + hashlib.blake2s(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _sentences(text: str, figures: Sequence[Figure]) -> dict[str, Span]:
    starts = [*sentence_starts(text), len(text) + 1]
    found = {}
    for figure in figures:
        n = bisect_right(starts, figure.span.start) - 1
        found[figure.id] = Span(starts[n], starts[n + 1])
    return found


def _groups(
    accounts: Sequence[Account], copies: Collection[frozenset[str]], joined: Collection[frozenset[str]]
) -> list[int]:
    """The independent group of each account: one voice however many papers carry it, one text however many
    voices.
    """
    names = sorted({a.name for a in accounts if a.name and a.kind not in ("unnamed", "document")})
    voice = dict(zip(names, fold_names(names), strict=True))
    pairs = []
    for (i, a), (j, b) in combinations(enumerate(accounts), 2):
        carried = a.report == b.report or frozenset((a.report, b.report)) in copies
        if a.name is None and b.name is None:
            one = carried or (a.outlet is not None and a.outlet == b.outlet)
        elif a.name is None or b.name is None:
            one = False
        elif a.name in voice and b.name in voice:
            one = voice[a.name] == voice[b.name] or frozenset((a.source or "", b.source or "")) in joined
        else:
            one = carried and a.name == b.name
        if one:
            pairs.append((i, j))
    return united(len(accounts), pairs)
