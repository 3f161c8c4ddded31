"""One incident of the ledger, made of the occurrences that tell of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from riwaya.linking.accounts import Told, accounts_of
from riwaya.linking.copies import closed
from riwaya.linking.differences import differ
from riwaya.linking.grouping import Pair
from riwaya.linking.kinds import NAMING
from riwaya.linking.likeness import likeness, traits
from riwaya.linking.occurrences import Occurrence
from riwaya.linking.places import Where, near
from riwaya.linking.resolution import resolve
from riwaya.linking.sources import fold_names, fullest
from riwaya.model import Incident, Membership, Span
from riwaya.rules.labels import Language, label

# A report tells of an incident if it opens with it or gives it this share of its events and figures; else it
# mentions it. Chosen on the coded incidents; other values are unmeasured.
TELLS = 0.15
# A kind names the incident if so many of its members tell it.
_NAMED_BY = 0.2
# A town in the province that most members name is the incident's place if so many members name it.
_FINER = 0.15
_SHOWN = 5


def incident_of(
    members: Sequence[Occurrence],
    told: Mapping[str, Told],
    copies: Collection[frozenset[str]],
    scores: Mapping[str, Mapping[str, float]],
    joined_sources: Collection[Pair] = (),
) -> Incident:
    """The incident that `members` (occurrences, one at least) tell of.

    `told` holds their reports, `copies` the pairs of reports that carry one text, `scores` what each
    member is like (other → score).
    """
    members = sorted(members, key=lambda m: m.id)
    telling = sorted({m.report for m in members if tells(m)}) or sorted({m.report for m in members})
    mentioning = sorted({m.report for m in members} - set(telling))
    accounts = accounts_of(members, told, copies, joined_sources)
    kinds = Counter(k for m in members for k in m.kinds[:2])
    kind = _kind(kinds, len(members))
    place = _place(members)
    written = _as_written(place, members, told) if place else None
    start, end = _days(members)
    groups = closed([p for p in combinations(telling, 2) if frozenset(p) in copies])
    by_report: dict[str, list[Occurrence]] = {}
    for m in sorted(members, key=lambda m: m.report):
        by_report.setdefault(m.report, []).append(m)
    best = _best(members, scores)
    return Incident(
        id=_id(members, told),
        kind=kind,
        title=title_of(kind, place and place.name, start, "en"),
        title_ar=title_of(kind, written, start, "ar"),
        place=place.name if place else None,
        place_ar=written,
        country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision_km=place.km if place else None,
        start=start,
        end=end,
        reports=tuple(telling),
        mentions=tuple(mentioning),
        copies=tuple(groups),
        accounts=accounts,
        differ=differ(accounts),
        resolved=resolve(accounts),
        members=tuple(_membership(own, telling, copies, best) for own in by_report.values()),
        kinds=tuple(k for k, _ in sorted(kinds.items(), key=lambda n: (-n[1], n[0]))),
        actors=_heads(members, told, "actor"),
        targets=_heads(members, told, "target"),
        review=dict(
            sorted(
                Counter(
                    told[m.report].states[e]
                    for m in members
                    for e in (*m.events, *m.figures)
                    if e in told[m.report].states
                ).items()
            )
        ),
    )


def tells(member: Occurrence) -> bool:
    """Whether a report tells of the happening, rather than mention it."""
    return member.lead or member.weight >= TELLS or len(member.figures) > 1


def is_incident(members: Sequence[Occurrence]) -> bool:
    """Whether a group is worth an incident: somebody tells of it, and of somewhere or of somebody."""
    return any(tells(m) and (m.figures or any(not w.coarse for w in m.places)) for m in members)


def _id(members: Sequence[Occurrence], told: Mapping[str, Told]) -> str:
    """Named after the member that was published first: reports that come later do not change it."""
    first = min(members, key=lambda m: (told[m.report].report.published or "9999", m.report, m.id))
    return "i" + hashlib.blake2s(first.id.encode(), digest_size=8).hexdigest()


def _kind(kinds: Counter[str], members: int) -> str:
    for kind in NAMING:
        if kinds[kind] >= _NAMED_BY * members:
            return kind
    return min(kinds, key=lambda k: (-kinds[k], k))


def _place(members: Sequence[Occurrence]) -> Where | None:
    """The place that most members name; a town in it, if enough name that."""
    votes = Counter(m.places[0] for m in members if m.places)
    if not votes:
        return None
    ranked = sorted(votes, key=lambda w: (w.coarse, -votes[w], w.key))
    top = ranked[0]
    finer = (
        w
        for w in ranked[1:]
        if w.type == "settlement"
        and top.type != "settlement"
        and near(w, top) > 0
        and votes[w] >= _FINER * len(members)
    )
    return next(finer, top)


def _days(members: Sequence[Occurrence]) -> tuple[str | None, str | None]:
    """The days that most members' words give; where none does, those on which all can have happened."""
    dated = Counter((m.first, m.last) for m in members if m.dated)
    if dated:
        return min(dated, key=lambda d: (-dated[d], str(d)))
    firsts, lasts = [m.first for m in members if m.first], [m.last for m in members if m.last]
    if not firsts or not lasts:
        return None, None
    start, end = max(firsts), min(lasts)
    return (start, end) if start <= end else (min(firsts), min(lasts))


def title_of(kind: str, place: str | None, start: str | None, language: Language) -> str:
    """What an incident is called: "Air strike, Derna, 2018-05-31"."""
    at = f" {label('word', 'at', language)} " if language == "ar" else ", "
    where = f"{at}{place}" if place else ""
    when = f", {start}" if start and language == "en" else f"\u060c {start}" if start else ""
    name = label("event", kind, language)
    return (name[:1].upper() + name[1:] if language == "en" else name) + where + when


def _as_written(place: Where, members: Sequence[Occurrence], told: Mapping[str, Told]) -> str:
    """The place in the reports' own letters, the most told spelling."""
    spelled = Counter(
        p.span.cut(told[r].report.text)
        for r in sorted({m.report for m in members})
        for p in told[r].findings.places
        if p.name == place.name
    )
    return min(spelled, key=lambda s: (-spelled[s], s)) if spelled else place.name


def _heads(members: Sequence[Occurrence], told: Mapping[str, Told], role: str) -> tuple[str, ...]:
    """The actors or targets as the reports word them, the most told first; spellings of one name are one."""
    found: Counter[str] = Counter()
    for m in members:
        text, own = told[m.report].report.text, set(m.events)
        for event in told[m.report].findings.events:
            span: Span | None = getattr(event, role)
            if event.id in own and span is not None:
                found[span.cut(text)] += 1
    names = sorted(found, key=lambda n: (-found[n], n))[: 4 * _SHOWN]
    groups: dict[int, list[str]] = {}
    for name, group in zip(names, fold_names(names), strict=True):
        groups.setdefault(group, []).extend([name] * found[name])
    ranked = sorted(groups.values(), key=lambda g: (-len(g), g[0]))
    return tuple(fullest(g) for g in ranked[:_SHOWN])


def _best(
    members: Sequence[Occurrence], scores: Mapping[str, Mapping[str, float]]
) -> dict[str, tuple[float, Occurrence, Occurrence]]:
    """The best pair that each report has with another report's telling, ids in order."""
    by_id = {m.id: m for m in members}
    found: dict[str, tuple[float, Occurrence, Occurrence]] = {}
    ranked = sorted(
        (-score, m.id, other)
        for m in members
        for other, score in scores.get(m.id, {}).items()
        if m.id < other and other in by_id
    )
    for score, a, b in ranked:
        pair = by_id[a], by_id[b]
        if pair[0].report != pair[1].report:
            for m in pair:
                found.setdefault(m.report, (-score, *pair))
    return found


def _membership(
    own: Sequence[Occurrence],
    telling: Collection[str],
    copies: Collection[frozenset[str]],
    best: Mapping[str, tuple[float, Occurrence, Occurrence]],
) -> Membership:
    """Why a report is in: its best link to another report's telling."""
    report = own[0].report
    score, why = 0.0, None
    if report in best:
        score, a, b = best[report]
        why = likeness(traits(a), traits(b), copies=frozenset((a.report, b.report)) in copies)
    return Membership(
        report=report,
        role="main" if report in telling else "mention",
        events=tuple(e for m in own for e in m.events),
        score=round(score, 2),
        why=tuple(f"{part} {value:+.2f}" for part, value in sorted(why.parts.items())) if why else (),
    )
