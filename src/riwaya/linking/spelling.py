"""Names without what their spelling varies in."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from riwaya.linking.words import stem, words
from riwaya.rules.tables import DATA

_RAW = tomllib.loads((DATA / "linking/spelling.toml").read_text("utf-8"))
_EVEN: dict[int, str | None] = {
    **{ord(c): None for c in _RAW["dropped"]},
    **{ord(c): to for to, written in _RAW["alike"].items() for c in written},
}
_PARTICLES = frozenset(_RAW["particles"])


@lru_cache(maxsize=65_536)
def bones(name: str) -> tuple[str, ...]:
    """The words of a name by their firm letters, in order: لصور, لاصور and لسوار are one, so are المسماري and
    المسمارى ("al-Mismari").
    """
    found = []
    for word in words(name):
        bare = stem(word)
        if bare in _PARTICLES:
            continue
        firm = bare[:1] + bare[1:].translate(_EVEN)
        found.append(firm.translate({k: v for k, v in _EVEN.items() if v is not None}))
    return tuple(found)
