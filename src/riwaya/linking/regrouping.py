"""What something new is tied to, grouped again, and the incidents made that differ from those before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from riwaya.ledger.store import Store
from riwaya.linking import links
from riwaya.linking.accounts import Told
from riwaya.linking.carrying import copies_among
from riwaya.linking.grouping import LINK, Pair, grouped
from riwaya.linking.homes import forget_incidents, homes, keep_incidents, members_of
from riwaya.linking.incidents import incident_of, is_incident
from riwaya.linking.links import Scores
from riwaya.linking.placing import placed
from riwaya.linking.rulings import Rulings
from riwaya.linking.telling import read_told
from riwaya.linking.union import united

# Touched occurrences whose neighbourhoods are grouped at once, and groups made at once: those that share
# reports stand together.
_TOUCHED, _MADE = 2_000, 200

Group = tuple[str, ...]


def regroup(
    connection: Connection,
    store: Store,
    tied: set[str],
    renewed: set[str],
    rulings: Rulings,
    entry: int,
    tell: Callable[[str, int, int], None],
) -> int:
    """Group again whatever links tie to the occurrences `tied`, and make the incidents that come out
    otherwise than they were, or that one of `renewed` is in; how many.

    An incident hangs on its members alone: where they are the same and told the same, it stays.
    """
    joined = links.occurrences_of(connection, rulings.pairs("incident", "join"))
    parted = links.occurrences_of(connection, rulings.pairs("incident", "part"))
    reports: dict[str, str] = {}
    groups: set[Group] = set()
    for some in _in_turn(sorted(tied), reports, _TOUCHED):
        scores = _neighbourhood(connection, some, joined)
        found = links.reports_by_occurrence(connection, scores)
        reports |= found
        for part in _parts(scores, joined):
            groups |= _grouped(sorted(part & found.keys()), found, scores, joined, parted)
    had = members_of(connection, set(homes(connection, reports.keys() | renewed).values()))
    groups |= {tuple(sorted(own)) for own in had.values() if own.isdisjoint(reports)}
    kept = {g for own in had.values() if (g := tuple(sorted(own))) in groups and renewed.isdisjoint(g)}
    forget_incidents(connection, [id for id, own in had.items() if tuple(sorted(own)) not in kept])
    # What was in no incident and is told as it was makes none in whatever company.
    worth = renewed.union(*had.values())
    new = [g for g in groups - kept if not worth.isdisjoint(g)]
    return _make(connection, store, new, rulings, entry, tell)


def _in_turn(ids: Sequence[str], done: Mapping[str, object], size: int) -> Iterator[set[str]]:
    """`size` ids at a time, without those that are in `done` by then."""
    for start in range(0, len(ids), size):
        if some := {id for id in ids[start : start + size] if id not in done}:
            yield some


def _neighbourhood(connection: Connection, edge: set[str], joined: Sequence[Pair]) -> Scores:
    """What links, reviewers and the incidents so far tie to some occurrences, each with what it is like."""
    found: Scores = {}
    while edge:
        while edge:
            near = links.scores_of(connection, edge)
            found |= {id: near.get(id, {}) for id in edge}
            edge = {other for id in edge for other, score in found[id].items() if score >= LINK}
            edge |= {o for pair in joined if not found.keys().isdisjoint(pair) for o in pair}
            edge -= found.keys()
        fellows = members_of(connection, set(homes(connection, found).values()))
        edge = {o for own in fellows.values() for o in own} - found.keys()
    return found


def _parts(scores: Scores, joined: Sequence[Pair]) -> list[set[str]]:
    """The occurrences in sets that no link ties to each other."""
    at = {id: n for n, id in enumerate(scores)}
    links_ = ((at[a], at[b]) for a, own in scores.items() for b, s in own.items() if s >= LINK and b in at)
    tied = [*links_, *((at[a], at[b]) for a, b in joined if a in at and b in at)]
    parts: dict[int, set[str]] = {}
    for id, part in zip(scores, united(len(at), tied), strict=True):
        parts.setdefault(part, set()).add(id)
    return list(parts.values())


def _grouped(
    ids: Sequence[str],
    reports: Mapping[str, str],
    scores: Scores,
    joined: Sequence[Pair],
    parted: Sequence[Pair],
) -> set[Group]:
    own = {id: reports[id] for id in ids}
    pairs = {(a, b): s for a in ids for b, s in scores[a].items() if a < b and b in own}
    return set(grouped(own, pairs, joined=joined, parted=parted))


def _make(
    connection: Connection,
    store: Store,
    groups: Sequence[Group],
    rulings: Rulings,
    entry: int,
    tell: Callable[[str, int, int], None],
) -> int:
    """Make and store the incidents of groups, those that share reports close to each other."""
    sources = rulings.pairs("source", "join")
    reports = links.reports_by_occurrence(connection, (o for g in groups for o in g))
    ordered = sorted(groups, key=lambda g: (min(reports[o] for o in g), g))
    told: dict[str, Told] = {}
    made = 0
    for start in range(0, len(ordered), _MADE):
        tell("incidents", start, len(ordered))
        some = ordered[start : start + _MADE]
        known = links.read_occurrences(connection, (o for g in some for o in g))
        worth = [own for g in some if is_incident(own := [known[o] for o in g])]
        asked = {o.report for own in worth for o in own}
        told = {r: told[r] for r in asked & told.keys()}
        told |= read_told(store, sorted(asked - told.keys()), rulings.standing)
        copied = copies_among(connection, asked)
        scores = links.scores_of(connection, (o.id for own in worth for o in own))
        made_of = ((incident_of(own, told, copied, scores, sources), own) for own in worth)
        new = [(placed(incident, rulings.standing), own) for incident, own in made_of]
        keep_incidents(connection, new, entry)
        made += len(new)
    return made
