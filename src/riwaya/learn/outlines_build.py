"""Compile the shipped outlines of countries from Natural Earth (a build step, never a run-time dependency).

Natural Earth is in the public domain; it is read as the TopoJSON file countries-50m.json of the npm package
`world-atlas`. The file takes its own position on disputed borders: outlines are there to find one's way on
a map and are no statement.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).resolve().parent.parent / "data" / "map" / "outlines.tsv.gz"
# Coordinates are kept to a hundredth of a degree, about a kilometre.
STEPS = 100

Ring = list[tuple[int, int]]


def arcs_of(topology: Any) -> list[Ring]:
    """The arcs of a quantised topology as (lon, lat) in hundredths of a degree."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = (round((x * sx + tx) * STEPS), round((y * sy + ty) * STEPS))
            if not points or points[-1] != point:
                points.append(point)
        found.append(points)
    return found


def ring_of(numbers: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    """A ring from its arcs; ~n is arc n backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def rings(geometry: Any, arcs: Sequence[Ring]) -> list[Ring]:
    """The outer and inner rings of a country; those that shrank to less than a triangle are left out."""
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    found = [ring_of(ring, arcs) for part in parts for ring in part]
    return [ring for ring in found if len(set(ring)) > 2]


def written(ring: Ring) -> str:
    """A ring as its first point and the steps to each next one."""
    steps = [ring[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring))]
    return " ".join(f"{x},{y}" for x, y in steps)


def build(source: Path, output: Path = OUTPUT) -> int:
    """Write the outlines of all countries in `source`, sorted by name; how many."""
    topology = json.loads(source.read_text("utf-8"))
    arcs = arcs_of(topology)
    rows = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        shape = rings(geometry, arcs)
        if shape:
            name = geometry["properties"]["name"]
            rows.append(f"{name}\t{geometry.get('id', '')}\t{'|'.join(written(r) for r in shape)}\n")
    body = (
        "# Outlines of countries, compiled from Natural Earth 1:50m (public domain).\n"
        "# rings: first point, then steps; lon,lat in hundredths of a degree. No statement about borders.\n"
        "name\tiso_numeric\trings\n"
    )
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(gzip.compress((body + "".join(sorted(rows))).encode(), mtime=0))
    return len(rows)


if __name__ == "__main__":
    print(f"{build(Path(sys.argv[1]))} countries in {OUTPUT}")
