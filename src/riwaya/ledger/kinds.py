"""Which kinds of event make an incident, and which can be two words for one happening."""

from __future__ import annotations

import tomllib

from riwaya.rules.tables import DATA

_RAW = tomllib.loads((DATA / "linking/kinds.toml").read_text("utf-8"))

INCIDENT: frozenset[str] = frozenset(_RAW["incident"])
NAMING: tuple[str, ...] = tuple(_RAW["naming"])
_ALIKE: dict[frozenset[str], float] = {frozenset(k.split()): v for k, v in _RAW["alike"].items()}


def alike(a: str, b: str) -> float:
    """How far events of the two kinds can tell of one happening: 1 for one kind, 0 for never."""
    return 1.0 if a == b else _ALIKE.get(frozenset((a, b)), 0.0)
