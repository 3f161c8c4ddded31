"""Coded reports: annotations with their strings as offsets (see the codebook that comes with them)."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.model import GoldError, Report, Span

# \u061f is the Arabic question mark.
_BREAK = re.compile("(?<=[.!\u061f!])(?<!\\d\\.)[\"»”']?\\s+|\n+")
HELD_BACK_SHARE = 5


@dataclass(frozen=True, slots=True)
class Coded:
    """A report and its coding. Layers hold the annotator's records with every quoted string replaced by its
    Span or None."""

    report: Report
    sentences: tuple[Span, ...]
    statements: tuple[dict[str, Any], ...]
    figures: tuple[dict[str, Any], ...]
    events: tuple[dict[str, Any], ...]
    places: tuple[dict[str, Any], ...]


def held_back(report_id: str) -> bool:
    """Whether a training report is held back: one in five by a hash of its id, never read while rules are
    written."""
    return zlib.crc32(report_id.encode()) % HELD_BACK_SHARE == 0


def load(folder: Path) -> Iterator[Coded]:
    """The coded reports of a folder (`reports/`, `annotations/`), by file name; skipped ones left out; raises
    GoldError."""
    folder = Path(folder)
    paths = sorted((folder / "annotations").glob("*.json"))
    if not paths:
        raise GoldError(
            f"{folder}: no annotations/*.json; give the folder that holds reports/ and annotations/"
        )
    for path in paths:
        try:
            coding = json.loads(path.read_text("utf-8"))
            raw = json.loads((folder / "reports" / path.name).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise GoldError(f"{path}: {error}") from error
        if not coding.get("skip"):
            report = Report(
                raw["id"],
                raw["text"],
                raw.get("source"),
                raw.get("url"),
                raw.get("date"),
                raw.get("title") or "",
            )
            yield anchor(report, coding)


def numbered_sentences(text: str) -> tuple[Span, ...]:
    """The stretches that the codebook numbers as sentences."""
    found, start = [], 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            found.append(Span(left, left + len(piece.strip())))
        start = match.end() if match else end
    return tuple(found)


def anchor(report: Report, coding: dict[str, Any]) -> Coded:
    """The coding with its strings as spans; repeated strings of a layer's key take successive places."""
    text, sentences = report.text, numbered_sentences(report.text)
    cues: set[Span] = set()
    counted: set[Span] = set()
    triggers: set[Span] = set()
    statements = [
        {
            **x,
            "sentence": sentences[x["s"]],
            "cue": _locate(text, sentences[x["s"]], x.get("cue"), cues),
            "speaker": _locate(text, sentences[x["s"]], x.get("speaker")),
            "via": _locate(text, sentences[x["s"]], x.get("via")),
            "span": _locate(text, sentences[x["s"]], x["content"]),
        }
        for x in coding["statements"]
    ]
    figures = [
        {
            **x,
            "span": _locate(text, sentences[x["s"]], x["text"], counted),
            "whom": _locate(text, sentences[x["s"]], x.get("whom")),
        }
        for x in coding["figures"]
    ]
    events = [
        {
            **x,
            "sentence": sentences[x["s"]],
            "trigger": _locate(text, sentences[x["s"]], x["trigger"], triggers),
            **{role: _locate(text, sentences[x["s"]], x.get(role)) for role in ("actor", "target", "place")},
        }
        for x in coding["events"]
    ]
    return Coded(report, sentences, tuple(statements), tuple(figures), tuple(events), tuple(coding["places"]))


def _locate(text: str, sentence: Span, quote: str | None, taken: set[Span] | None = None) -> Span | None:
    """Where `quote` stands in the sentence: the first place that no earlier record took."""
    if quote is None:
        return None
    first = None
    at = text.find(quote, sentence.start, sentence.end)
    while at >= 0:
        span = Span(at, at + len(quote))
        first = first or span
        if taken is None or span not in taken:
            first = span
            break
        at = text.find(quote, at + 1, sentence.end)
    if taken is not None and first is not None:
        taken.add(first)
    return first


def coded_ids(folder: Path) -> frozenset[str]:
    """The ids of all coded reports under `folder`: what is counted in uncoded corpora leaves them out."""
    return frozenset(path.stem for path in folder.glob("*/reports/*.json"))
