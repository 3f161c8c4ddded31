"""Bodies inside titles and descriptions: the army in "the army's spokesman"."""

from __future__ import annotations

from riwaya.mentions.names.evidence import Evidence
from riwaya.mentions.names.lexicon import Hit
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.organisations import headed_body, listed_body


def named(hit: Hit) -> bool:
    """Whether a listed phrase is a body's name inside a title: an outlet of one word is more often a place
    or an adjective."""
    return hit.entry.sort == "actor" or hit.last - hit.first > 1


def nested_bodies(evidence: Evidence, m: Mention) -> list[Mention]:
    """The listed and headed bodies inside a mention's titles: the army in "the army's spokesman"."""
    found: list[Mention] = []
    spans = (
        m.titles if m.sort in ("name", "title") else ([(m.first + 1, m.last)] if m.sort == "unnamed" else [])
    )
    for first, last in spans:
        i = first
        while i < last:
            hits = evidence.hits[i]
            listed = [h for s in ("actor", "media") if (h := hits.get(s)) and named(h)]
            body = max(listed, key=lambda h: h.last, default=None)
            inner = listed_body(evidence, body) if body else None
            if inner is None and "head" in hits and "title" not in hits:
                inner = headed_body(evidence, hits["head"])
            if inner and inner.last <= max(last, m.last):
                found.append(inner)
                i = inner.last
            else:
                i += 1
    return found
