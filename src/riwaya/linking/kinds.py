"""Which kinds of event make an incident, and which can be two words for one happening."""

from __future__ import annotations

import tomllib

from riwaya.linking.union import united
from riwaya.rules.tables import DATA

# Kinds less alike than this are never one happening.
LEAST_ALIKE = 0.3

_RAW = tomllib.loads((DATA / "linking/kinds.toml").read_text("utf-8"))

INCIDENT: frozenset[str] = frozenset(_RAW["incident"])
NAMING: tuple[str, ...] = tuple(_RAW["naming"])
_ALIKE: dict[frozenset[str], float] = {frozenset(k.split()): v for k, v in _RAW["alike"].items()}


def _families() -> dict[str, int]:
    """Each kind's family: kinds that likeness can tie, over others, have one number."""
    names = sorted(INCIDENT | {k for pair in _ALIKE for k in pair})
    pairs = [tuple(sorted(pair)) for pair, value in _ALIKE.items() if value >= LEAST_ALIKE]
    return dict(
        zip(names, united(len(names), ((names.index(a), names.index(b)) for a, b in pairs)), strict=True)
    )


def alike(a: str, b: str) -> float:
    """How far events of the two kinds can tell of one happening: 1 for one kind, 0 for never."""
    return 1.0 if a == b else _ALIKE.get(frozenset((a, b)), 0.0)


FAMILY = _families()
