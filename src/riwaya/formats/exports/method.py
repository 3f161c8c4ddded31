"""How a file was made: the rule in words, the ledger's facts, and where each row's figures were read."""

from __future__ import annotations

from typing import Any

from riwaya.formats.exports import acled, ucdp
from riwaya.formats.exports.view import View
from riwaya.model import Incident

# Figures in these files carry their anchors themselves; the others' stand in the method note.
_ANCHORED = ("accounts", "figures", "jsonl", "geojson", "ftm", "prov", "parquet")


def method(view: View, name: str) -> dict[str, Any]:
    """The method note of an export in format `name`: the same ledger and filters give the same note.

    `beyond_house_rules` lists incidents that the house itself would not record, and why; they stand in the
    file all the same, so that it holds what was asked for. `anchors` gives, per incident, the quotes that its
    numbers were read from; offsets are code points of the text that `sha256` names.
    """
    note: dict[str, Any] = {
        "made_with": "Riwaya",
        "format": name,
        "rule": view.rule,
        "definition": view.definition,
        "incidents": len(view.incidents),
        **dict(view.facts),
    }
    if name in ("acled", "ucdp"):
        reasons = {i.id: acled.beyond(i) if name == "acled" else ucdp.beyond(view, i) for i in view.incidents}
        note["beyond_house_rules"] = {i: r for i, r in reasons.items() if r}
    if name not in _ANCHORED:
        note["anchors"] = {i.id: _anchors(view, i) for i in view.incidents}
    return note


def _anchors(view: View, incident: Incident) -> list[dict[str, Any]]:
    return [
        {
            "account": account.id,
            "figure": figure.id,
            "measure": figure.measure,
            "report": account.report,
            "sha256": view.sha256(account.report),
            "span": list(figure.span),
            "quote": figure.quote,
        }
        for account in incident.accounts
        for figure in account.figures
    ]
