"""Ids that say what was found and where, not which rule found it: reading again gives the same id."""

from __future__ import annotations

import hashlib

from riwaya.model.span import Span


def identity(sha256: str, layer: str, *parts: object) -> str:
    """A short id from the report's hash, the layer and the facts that make the finding itself.

    `layer` is the one-letter prefix ("s" statements, "f" figures, "q" quantities, "e" events, "p" places, "t"
    times).
    """
    said = "|".join(
        [sha256, layer, *(f"{p.start}:{p.end}" if isinstance(p, Span) else str(p) for p in parts)]
    )
    return layer + hashlib.blake2s(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
