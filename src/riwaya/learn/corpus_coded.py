"""Reports of the open corpora that the project coded itself: the offsets of data/coded put on their texts."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from riwaya.learn.gold import Coded, numbered_sentences
from riwaya.model import GoldError, Report, Span
from riwaya.rules.tables import rows

_CORPORA = ("ant", "saudinewsnet")
_HASHED = 16  # hexadecimal digits of a text's SHA-256
_NONE = "-"
_HELD = "held"  # beside the layers of a report that no model is trained on


def statements_coded(corpora: Path, *, held: bool = False) -> Iterator[Coded]:
    """The reports whose statements were coded, with that layer only, or with `held` those that no model is
    trained on. A name that stands nowhere in the text is None. Raises GoldError where a corpus is missing or
    has another text."""
    coded: dict[str, list[dict[str, Any]]] = defaultdict(list)
    columns = ("report", "cue", "speaker", "name", "content", "via")
    for of, cue, speaker, name, content, via in rows("coded/statements.tsv", *columns):
        spans = {"cue": _span(cue), "speaker": _span(speaker), "span": _span(content), "via": _span(via)}
        coded[of].append({**spans, "name": name, "act": "say"})
    for report, sentences in _reports(corpora, "statements", held):
        named = [{**x, "name": _name(report.text, x["name"])} for x in coded[report.id]]
        yield Coded(report, sentences, _in_sentences(sentences, named, "span"), (), (), ())


def events_coded(corpora: Path, *, held: bool = False) -> Iterator[Coded]:
    """The reports whose events were coded, with that layer only; raises as `statements_coded` does."""
    coded: dict[str, list[dict[str, Any]]] = defaultdict(list)
    columns = ("report", "trigger", "kind", "status", "actor", "target", "place")
    for of, trigger, kind, status, actor, target, place in rows("coded/events.tsv", *columns):
        roles = {"actor": _span(actor), "target": _span(target), "place": _span(place)}
        coded[of].append({"trigger": _span(trigger), "kind": kind, "status": status, **roles})
    for report, sentences in _reports(corpora, "events", held):
        yield Coded(report, sentences, (), (), _in_sentences(sentences, coded[report.id], "trigger"), ())


def figures_coded(corpora: Path, *, held: bool = False) -> Iterator[Coded]:
    """The reports whose figures were coded, with that layer only; raises as `statements_coded` does."""
    coded: dict[str, list[dict[str, Any]]] = defaultdict(list)
    columns = ("report", "span", "low", "high", "measure", "name")
    for of, span, low, high, measure, name in rows("coded/figures.tsv", *columns):
        coded[of].append(
            {"span": _span(span), "low": _count(low), "high": _count(high), "measure": measure, "name": name}
        )
    for report, sentences in _reports(corpora, "figures", held):
        named = [{**x, "name": _name(report.text, x["name"])} for x in coded[report.id]]
        yield Coded(report, sentences, (), tuple(named), (), ())


def places_coded(corpora: Path, *, held: bool = False) -> Iterator[Coded]:
    """The reports whose places were coded, each spelling by where it first stands, with that layer only;
    raises as `statements_coded` does."""
    coded: dict[str, list[tuple[Span, dict[str, Any]]]] = defaultdict(list)
    columns = ("report", "span", "country", "type", "lat", "lon")
    for of, span, country, kind, lat, lon in rows("coded/places.tsv", *columns):
        place = {"country": _told(country), "type": kind, "lat": _degrees(lat), "lon": _degrees(lon)}
        coded[of].append((Span(*map(int, span.split("-"))), place))
    for report, sentences in _reports(corpora, "places", held):
        places = tuple({"text": span.cut(report.text), **place} for span, place in coded[report.id])
        yield Coded(report, sentences, (), (), (), places)


def held_coded(corpora: Path) -> Iterator[Coded]:
    """The reports held back from training, with all their layers; raises as `statements_coded` does."""
    layers = zip(
        statements_coded(corpora, held=True),
        events_coded(corpora, held=True),
        figures_coded(corpora, held=True),
        places_coded(corpora, held=True),
        strict=True,
    )
    for told, happened, counted, named in layers:
        yield replace(told, events=happened.events, figures=counted.figures, places=named.places)


def is_corpora(folder: Path) -> bool:
    """Whether the open corpora lie in a folder."""
    return all((folder / name / "reports.jsonl.gz").is_file() for name in _CORPORA)


@cache
def corpus_ids() -> frozenset[str]:
    """The ids of the reports that the project coded itself."""
    return frozenset(name for (name,) in rows("coded/reports.tsv", "report"))


def _reports(corpora: Path, layer: str, held: bool) -> Iterator[tuple[Report, tuple[Span, ...]]]:
    """The coded reports of a layer, by id, with their numbered sentences: those held back, or the others."""
    wanted = {
        name: digest
        for name, digest, layers in rows("coded/reports.tsv", "report", "sha256", "layers")
        if layer in layers.split(" ") and (_HELD in layers.split(" ")) == held
    }
    found: dict[str, Report] = {}
    for path in (corpora / name / "reports.jsonl.gz" for name in _CORPORA):
        try:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for raw in map(json.loads, lines):
                    if raw["id"] in wanted:
                        found[raw["id"]] = Report(
                            raw["id"], raw["text"], raw.get("source"), raw.get("url"), raw.get("date"), ""
                        )
        except OSError as error:
            raise GoldError(
                f"{path}: cannot be read ({error}); give the folder of the open corpora with --corpora"
            ) from error
    for name, digest in sorted(wanted.items()):
        report = found.get(name)
        if report is None or hashlib.sha256(report.text.encode()).hexdigest()[:_HASHED] != digest:
            raise GoldError(f"{name}: the corpora in {corpora} have not the text that was coded")
        yield report, numbered_sentences(report.text)


def _in_sentences(
    sentences: tuple[Span, ...], coded: list[dict[str, Any]], key: str
) -> tuple[dict[str, Any], ...]:
    """The codings, each with the sentence that it stands in."""
    return tuple({**x, "sentence": next(s for s in sentences if s.overlaps(x[key]))} for x in coded)


def _span(told: str) -> Span | None:
    if told == _NONE:
        return None
    start, end = told.split("-")
    return Span(int(start), int(end))


def _told(cell: str) -> str | None:
    return None if cell == _NONE else cell


def _degrees(cell: str) -> float | None:
    return None if cell == _NONE else float(cell)


def _count(told: str) -> int | None:
    return None if told == _NONE else int(told)


def _name(text: str, told: str) -> str | None:
    """A name by its place, or by the places of its parts: "3-9+12-18" for two who speak as one, apart by a
    space. The words of a tag are apart as in any name: "#محمود_عباس" ("#Mahmoud_Abbas")."""
    if told == _NONE:
        return None
    parts = (Span(*map(int, part.split("-"))).cut(text) for part in told.split("+"))
    return " ".join(parts).replace("_", " ").replace("#", "")
