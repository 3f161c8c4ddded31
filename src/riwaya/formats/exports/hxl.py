"""Incidents as CSV with a row of HXL 1.1 hashtags under the header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from riwaya.formats.exports.actors import sides
from riwaya.formats.exports.cells import Column
from riwaya.formats.exports.days import days
from riwaya.formats.exports.estimates import estimate
from riwaya.formats.exports.long import incident_cells
from riwaya.formats.exports.narrative import told
from riwaya.formats.exports.view import View
from riwaya.model import Incident

# Counts of people that HXL users look for: measure → tag of the count.
_COUNTED = {
    "killed": "#affected+killed",
    "wounded": "#affected+injured",
    "missing": "#affected+missing",
    "abducted": "#affected+abducted",
    "displaced": "#affected+displaced",
}
COLUMNS = (
    Column("incident", "text", "id of the incident", "#event+id"),
    Column("kind", "text", "its kind", "#event+type"),
    Column("title", "text", "its title", "#event+name+i_en"),
    Column("title_ar", "text", "its Arabic title", "#event+name+i_ar"),
    Column("start", "text", "first day, in full", "#date+start"),
    Column("end", "text", "last day, in full", "#date+end"),
    Column("actor1", "text", "first actor", "#group+name+first"),
    Column("actor2", "text", "first target, in a clash also the second actor", "#group+name+second"),
    Column("country", "text", "ISO 3166 alpha-2 code", "#country+code+v_iso2"),
    Column("place", "text", "the place", "#loc+name"),
    Column("lat", "number", "degrees north", "#geo+lat"),
    Column("lon", "number", "degrees east", "#geo+lon"),
    Column("precision_km", "number", "radius of the place in km", "#geo+precision"),
    *(
        Column(f"{m}{end}", "integer", text, f"{tag}{attribute}")
        for m, tag in _COUNTED.items()
        for end, attribute, text in (
            ("", "", f"{m} by the rule (its best); empty: none found or none counted"),
            ("_min", "+min", f"{m}: its least"),
            ("_max", "+max", f"{m}: its greatest"),
        )
    ),
    Column("rule", "text", "name of the chosen rule", "#meta+rule"),
    Column("sources", "integer", "reports", "#meta+source+num"),
    Column("outlets", "text", "outlets, `;` between them", "#meta+source"),
    Column("urls", "text", "addresses of the reports", "#meta+source+url"),
    Column("hashes", "text", "SHA-256 of the reports' texts", "#meta+hash"),
    Column(
        "description", "text", "the notes: every figure with its voices, where they differ", "#description"
    ),
)


def rows(view: View) -> Iterator[dict[str, Any]]:
    """A row for each incident."""
    return (_row(view, incident) for incident in view.incidents)


def _row(view: View, incident: Incident) -> dict[str, Any]:
    stretch = days(incident.start, incident.end)
    heads = view.sources(incident)
    acting, hit = sides(incident)
    counts: dict[str, int | None] = {}
    for measure in _COUNTED:
        low, best, high = estimate(view.chosen(incident, measure))
        counts |= {measure: best, f"{measure}_min": low, f"{measure}_max": high}
    return {
        **incident_cells(incident),
        "kind": incident.kind,
        "title": incident.title,
        "title_ar": incident.title_ar,
        "start": stretch.first.isoformat() if stretch else None,
        "end": stretch.last.isoformat() if stretch else None,
        "actor1": acting[0].name if acting else None,
        "actor2": hit[0].name if hit else None,
        **counts,
        "rule": view.rule,
        "sources": len(heads),
        "outlets": "; ".join(dict.fromkeys(h.outlet for h in heads if h.outlet)) or None,
        "urls": " ".join(h.url for h in heads if h.url) or None,
        "hashes": " ".join(h.sha256 for h in heads) or None,
        "description": told(incident, view.rule),
    }
