"""Linked incidents held against coded ones: links, what was kept apart, figures with their speakers, copies.

A coded set is a folder with `incidents.json` and `reports.jsonl`. Each coded incident is matched to the
linked one that shares most with it; reports that merely mention an incident count neither way.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from riwaya.formats.reports import incoming
from riwaya.learn.names_alike import same_name
from riwaya.ledger.store import Store
from riwaya.linking.link import incidents, link
from riwaya.model import GoldError, Received
from riwaya.reading.read import read_report

Record = Mapping[str, Any]
Pairs = set[frozenset[str]]


@dataclass(slots=True)
class Links:
    """The table of scores, and what was missed as lines of text."""

    table: dict[str, dict[str, float]]
    misses: list[str] = field(default_factory=list)


def is_incident_set(folder: Path) -> bool:
    """Whether a folder holds coded incidents rather than coded reports."""
    return (folder / "incidents.json").is_file()


def score_set(folder: Path) -> Links:
    """Read, add and link the reports of a coded set in a ledger of its own, and score the outcome."""
    try:
        gold = json.loads((folder / "incidents.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{folder}/incidents.json: {error}; give a folder of coded incidents") from error
    return score(gold, linked(folder / "reports.jsonl"))


def linked(reports: Path) -> list[Record]:
    """The incidents of a ledger that holds exactly the reports of a file, as `riwaya incidents` has them."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "set.ledger") as store:
        store.add(_received(reports))
        link(store)
        return [msgspec.json.decode(msgspec.json.encode(i)) for i in incidents(store)]


def _received(reports: Path) -> Iterable[Received]:
    for item in incoming([str(reports)]):
        if item.report is None:
            raise item.error or GoldError(f"{item.where}: cannot be read")
        yield Received(item.report, read_report(item.report), reader="score")


def score(gold: Record, system: Sequence[Record]) -> Links:
    """The scores of linked incidents against a coded set."""
    known = {r["id"] for x in gold["incidents"] for r in x["reports"]} | {
        d["id"] for d in gold["distractors"]
    }
    system = [{**s, "reports": [i for i in s["reports"] if i in known]} for s in system]
    found = Links({})
    matched: dict[str, Record | None] = {}
    scores = []
    for coded in gold["incidents"]:
        main, mention = _by_role(coded)
        if main:
            best, of = _best(main, mention, system)
            scores.append(best)
            matched[coded["incident"]] = of
            found.misses.append(f"{coded['incident']}: F1 {best[0]:.2f} P {best[1]:.2f} R {best[2]:.2f}")
    together = [a is not None and a is b for a, b in combinations(matched.values(), 2)]
    n = max(1, len(scores))
    found.table["links"] = {
        **{name: round(sum(s[i] for s in scores) / n, 3) for i, name in enumerate(("f1", "p", "r"))},
        "apart": round(1 - sum(together) / max(1, len(together)), 3),
        "incidents": len(scores),
    }
    inside = {i for m in matched.values() if m for i in m["reports"]}
    strays = [d["id"] for d in gold["distractors"] if d["id"] in inside]
    others = len(gold["distractors"])
    found.table["distractors"] = {"joined": round(len(strays) / max(1, others), 3), "of": others}
    _figures(gold, matched, found)
    _copies(gold, system, found)
    return found


def _by_role(coded: Record) -> tuple[set[str], set[str]]:
    main = {r["id"] for r in coded["reports"] if r["role"] == "main"}
    return main, {r["id"] for r in coded["reports"]} - main


def _best(
    main: set[str], mention: set[str], system: Sequence[Record]
) -> tuple[tuple[float, float, float], Record | None]:
    """The (F1, precision, recall) of the linked incident that shares most, and which it is."""
    best, of = (0.0, 0.0, 0.0), None
    for candidate in system:
        got = set(candidate["reports"]) - mention
        hit = len(got & main)
        if hit:
            p, r = hit / len(got), hit / len(main)
            if _f1(p, r) > best[0]:
                best, of = (_f1(p, r), p, r), candidate
    return best, of


def _figures(gold: Record, matched: Mapping[str, Record | None], found: Links) -> None:
    total = hit = named = 0
    for coded in gold["incidents"]:
        accounts = (matched.get(coded["incident"]) or {}).get("accounts", [])
        for report in (r for r in coded["reports"] if r["role"] == "main"):
            have = [(a["name"], f) for a in accounts if a["report"] == report["id"] for f in a["figures"]]
            for figure in (f for f in report["figures"] if f.get("scope", "all") == "all"):
                total += 1
                same = [n for n, f in have if all(f[k] == figure[k] for k in ("measure", "low", "high"))]
                hit += bool(same)
                named += any(same_name(figure["speaker"], n) for n in same)
                if not same:
                    told = f"{figure['measure']} {figure['low']}..{figure['high']} {figure['quote']!r}"
                    found.misses.append(f"  {coded['incident']} {report['id']} missed {told}")
    found.table["figures"] = {
        "found": round(hit / max(1, total), 3),
        "speakers": round(named / max(1, total), 3),
        "of": total,
    }


def _copies(gold: Record, system: Sequence[Record], found: Links) -> None:
    coded: Pairs = set()
    ours: Pairs = set()
    for incident in gold["incidents"]:
        main, _ = _by_role(incident)
        coded |= _pairs(incident.get("copies", []), main)
        ours |= {p for s in system for p in _pairs(s.get("copies", []), main)}
    p, r = len(coded & ours) / max(1, len(ours)), len(coded & ours) / max(1, len(coded))
    found.table["copies"] = {
        "f1": round(_f1(p, r), 3),
        "p": round(p, 3),
        "r": round(r, 3),
        "pairs": len(coded),
    }


def _pairs(groups: Iterable[Iterable[str]], among: set[str]) -> Pairs:
    return {frozenset(p) for g in groups for p in combinations(sorted(set(g) & among), 2)}


def _f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0
