"""The decisions that stand, as linking needs them."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from sqlalchemy import Connection

from riwaya.ledger.deciding import decided
from riwaya.ledger.review import standing

Pair = tuple[str, str]


class Rulings:
    """The decisions that stand, by what they are about (`standing`), and what those after the entry `since`
    are about."""

    def __init__(self, connection: Connection, since: int) -> None:
        found = list(decided(connection, None, None))
        self.standing = standing(found)
        kept = {d.entry.seq: d for all_ in self.standing.values() for d in all_}
        self._pairs: dict[tuple[str, str], list[Pair]] = {}
        for _, d in sorted(kept.items()):
            for pair in combinations(sorted(set(d.decision.subject)), 2):
                other = "part" if d.decision.action == "join" else "join"
                if d.decision.action in ("join", "part"):
                    self._drop(d.decision.layer, other, pair)
                    self._pairs.setdefault((d.decision.layer, d.decision.action), []).append(pair)
        # Grades are laid over incidents as these are read; nothing is linked anew for them.
        grades = {d.entry.hash for d in found if d.decision.action == "grade"}
        fresh = [d for d in found if d.entry.seq > since and d.entry.hash not in grades]
        self.new = [d for d in fresh if d.decision.subject[0] not in grades]
        self._about = {d.entry.hash: d.decision.subject for d in found}

    def _drop(self, layer: str, action: str, pair: Pair) -> None:
        kept = self._pairs.get((layer, action), [])
        if pair in kept:
            kept.remove(pair)

    def pairs(self, layer: str, action: str) -> list[Pair]:
        """The pairs of ids that "join" or "part" puts together or apart."""
        return self._pairs.get((layer, action), [])

    def about(self, layers: Collection[str]) -> set[str]:
        """The ids that new decisions of these layers are about; one that takes another back is about the
        same."""
        of = [d.decision.subject for d in self.new if d.decision.layer in layers]
        return {id for subject in of for s in subject for id in (s, *self._about.get(s, ()))}
