"""Reports as linking takes them: the text, the newest reading, reviewers' decisions applied."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.ledger.review import Standing, reviewed, states
from riwaya.ledger.store import Store
from riwaya.linking.accounts import Told


def read_told(store: Store, reports: Sequence[str], decisions: Standing) -> dict[str, Told]:
    """Reports with their newest readings, decisions applied, by id."""
    texts = {r.id: r for r in store.reports(reports)}
    return {
        f.report.id: Told(texts[f.report.id], reviewed(f, decisions), states(f, decisions))
        for _, f in store.newest(reports)
    }
