"""Readings held against coded reports, layer by layer: precision, recall, F1.

The rules are the codebook's: statements meet by sentence and content, figures by their words, events by
trigger, places by
spelling. A statement that runs over several numbered sentences counts once in each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import Any

from riwaya.learn.gold import Coded
from riwaya.learn.names_alike import name_words, same_name
from riwaya.model import Span

EARTH_DIAMETER_KM = 12742
NEAR_KM = 25
LAYERS = ("statements", "figures", "events", "places")

Record = Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Running counts over reports, and the misses and false alarms of each layer as lines of text."""

    n: Counter[str] = field(default_factory=Counter)
    errors: dict[str, list[str]] = field(default_factory=lambda: {layer: [] for layer in LAYERS})


def score(coded: Iterable[Coded], readings: Mapping[str, Record]) -> Tally:
    """The tally of `readings` (decoded JSON of `riwaya read`, by report id) against the coded reports."""
    tally = Tally()
    for report in coded:
        tally.n["reports"] += 1
        reading = readings.get(report.report.id)
        tally.n["reports_missing"] += reading is None
        reading = reading or {}
        _statements(tally, report, reading)
        _figures(tally, report, reading)
        _events(tally, report, reading)
        _places(tally, report, reading)
    return tally


def figures_of(tally: Tally) -> dict[str, dict[str, float]]:
    """The table of scores: per layer p, r, f1, gold and system counts, or an accuracy and what it is of."""
    n = tally.n

    def prf(layer: str, hits: str) -> dict[str, float]:
        p, r = n[hits] / max(1, n[f"{layer}_system"]), n[hits] / max(1, n[f"{layer}_gold"])
        f1 = round(2 * p * r / (p + r), 3) if p + r else 0.0
        return {
            "p": round(p, 3),
            "r": round(r, 3),
            "f1": f1,
            "gold": n[f"{layer}_gold"],
            "system": n[f"{layer}_system"],
        }

    def share(hits: str, of: str) -> dict[str, float]:
        return {"accuracy": round(n[hits] / max(1, n[of]), 3), "of": n[of]}

    return {
        "reports": {"scored": n["reports"], "missing": n["reports_missing"]},
        "statements.attributed": prf("statements", "statements_named"),
        "statements.found": prf("statements", "statements_found"),
        "statements.cues": prf("cues", "cues_hit"),
        "statements.act": share("statements_act", "statements_named"),
        "figures": prf("figures", "figures_hit"),
        "figures.attributed": prf("figures", "figures_named"),
        "events": prf("events", "events_hit"),
        "events.found": prf("events", "events_found"),
        "events.arguments": prf("arguments", "arguments_hit"),
        "events.status": share("events_status", "events_hit"),
        "places": prf("places", "places_hit"),
        "places.country": share("places_country", "places_hit"),
        "places.within_25_km": share("places_near", "places_point"),
    }


def _statements(tally: Tally, coded: Coded, reading: Record) -> None:
    n, gold = tally.n, coded.statements
    system = [
        {**s, "span": Span(max(span.start, sentence.start), min(span.end, sentence.end))}
        for s in reading.get("statements", ())
        if (span := Span(*s["span"]))
        for sentence in coded.sentences
        if span.overlaps(sentence)
    ]

    def content(g: Record, s: Record) -> float:
        f1 = _span_f1(g["span"], s["span"])
        return f1 if f1 >= 0.5 else 0.0

    found = _pairs(gold, system, content)
    named = _pairs(gold, system, lambda g, s: content(g, s) if same_name(g["name"], s.get("name")) else 0.0)
    n["statements_gold"] += len(gold)
    n["statements_system"] += len(system)
    n["statements_found"] += len(found)
    n["statements_named"] += len(named)
    n["statements_act"] += sum(gold[i]["act"] == system[j].get("act") for i, j in named)
    gold_cues = sorted({g["cue"] for g in gold if g["cue"]})
    system_cues = sorted({Span(*s["cue"]) for s in reading.get("statements", ()) if s.get("cue")})
    n["cues_gold"] += len(gold_cues)
    n["cues_system"] += len(system_cues)
    n["cues_hit"] += len(_pairs(gold_cues, system_cues, lambda g, s: g.overlap(s)))
    _log(tally, "statements", coded, gold, system, named, "span", lambda x: str(x.get("name")))


def _figures(tally: Tally, coded: Coded, reading: Record) -> None:
    n, gold = tally.n, coded.figures
    system = _anchored(reading, "figures", "span")

    def value(x: Record) -> tuple[Any, ...]:
        return x.get("low"), x.get("high"), x.get("measure")

    hits = _pairs(gold, system, lambda g, s: _overlap(g["span"], s["span"]) if value(g) == value(s) else 0)
    n["figures_gold"] += len(gold)
    n["figures_system"] += len(system)
    n["figures_hit"] += len(hits)
    n["figures_named"] += sum(same_name(gold[i].get("name"), system[j].get("name")) for i, j in hits)
    _log(tally, "figures", coded, gold, system, hits, "span", lambda x: f"{value(x)} {x.get('name')}")


def _events(tally: Tally, coded: Coded, reading: Record) -> None:
    n, gold = tally.n, coded.events
    system = _anchored(reading, "events", "trigger")
    n["events_gold"] += len(gold)
    n["events_system"] += len(system)
    n["events_found"] += len(_pairs(gold, system, lambda g, s: _overlap(g["trigger"], s["trigger"])))
    hits = _pairs(
        gold, system, lambda g, s: _overlap(g["trigger"], s["trigger"]) if g["kind"] == s["kind"] else 0
    )
    n["events_hit"] += len(hits)
    n["events_status"] += sum(gold[i]["status"] == system[j].get("status") for i, j in hits)
    for role in ("actor", "target", "place"):
        n["arguments_gold"] += sum(g[role] is not None for g in gold)
        n["arguments_system"] += sum(s.get(role) is not None for s in system)
        n["arguments_hit"] += sum(
            _span_f1(gold[i][role], Span(*system[j][role])) >= 0.5
            for i, j in hits
            if gold[i][role] and system[j].get(role)
        )
    _log(tally, "events", coded, gold, system, hits, "trigger", lambda x: str(x.get("kind")))


def _places(tally: Tally, coded: Coded, reading: Record) -> None:
    n, text = tally.n, coded.report.text
    gold = {" ".join(name_words(p["text"])): p for p in coded.places}
    system: dict[str, Record] = {}
    for place in reading.get("places", ()):
        system.setdefault(" ".join(name_words(Span(*place["span"]).cut(text))), place)
    n["places_gold"] += len(gold)
    n["places_system"] += len(system)
    for key in gold.keys() & system.keys():
        g, s = gold[key], system[key]
        n["places_hit"] += 1
        n["places_country"] += g.get("country") == s.get("country")
        if g.get("lat") is not None and g.get("type") in ("settlement", "locality"):
            n["places_point"] += 1
            n["places_near"] += (
                s.get("lat") is not None and _km(g["lat"], g["lon"], s["lat"], s["lon"]) <= NEAR_KM
            )
    log = tally.errors["places"]
    log += [f"{coded.report.id} missed: {key}" for key in sorted(gold.keys() - system.keys())]
    log += [f"{coded.report.id} false: {key}" for key in sorted(system.keys() - gold.keys())]


def _anchored(reading: Record, layer: str, key: str) -> list[dict[str, Any]]:
    return [{**x, key: Span(*x[key])} for x in reading.get(layer, ())]


def _log(
    tally: Tally,
    layer: str,
    coded: Coded,
    gold: Sequence[Record],
    system: Sequence[Record],
    hits: Sequence[tuple[int, int]],
    key: str,
    says: Callable[[Record], str],
) -> None:
    for what, records, met in (
        ("missed", gold, {i for i, _ in hits}),
        ("false", system, {j for _, j in hits}),
    ):
        for i, record in enumerate(records):
            if i not in met:
                quote = record[key].cut(coded.report.text) if record[key] else None
                tally.errors[layer].append(f"{coded.report.id} {what}: {quote!r} {says(record)}")


def _pairs(
    gold: Sequence[Any], system: Sequence[Any], worth: Callable[[Any, Any], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs, highest worth first; of equals the earlier gold, then the earlier system record; 0 is
    no pair."""
    ranked = sorted(((-worth(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(system)))
    taken_gold: set[int] = set()
    taken_system: set[int] = set()
    found = []
    for value, i, j in ranked:
        if value < 0 and i not in taken_gold and j not in taken_system:
            taken_gold.add(i)
            taken_system.add(j)
            found.append((i, j))
    return found


def _overlap(a: Span | None, b: Span | None) -> int:
    return a.overlap(b) if a and b else 0


def _span_f1(a: Span | None, b: Span | None) -> float:
    shared = _overlap(a, b)
    return 2 * shared / (a.length + b.length) if a and b and shared else 0.0


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a, b, c, d = map(radians, (lat, lon, other_lat, other_lon))
    return EARTH_DIAMETER_KM * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))
