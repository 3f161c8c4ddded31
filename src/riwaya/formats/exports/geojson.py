"""Incidents as GeoJSON (RFC 7946): a Feature each, without geometry where no place is known."""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from riwaya.formats.exports.method import method
from riwaya.formats.exports.tree import tree, write_document
from riwaya.formats.exports.view import View
from riwaya.model import Incident

# Decimals of a degree: a centimetre, the most that RFC 7946 finds of use.
_DECIMALS = 7


def write(view: View, sink: BinaryIO) -> None:
    """One FeatureCollection; `method` is a foreign member that names the rule."""
    features = [_feature(view, i) for i in view.incidents]
    points = [f["geometry"]["coordinates"] for f in features if f["geometry"]]
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    if points:
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        collection["bbox"] = [min(lons), min(lats), max(lons), max(lats)]
    write_document({**collection, "features": features, "method": method(view, "geojson")}, sink)


def _feature(view: View, incident: Incident) -> dict[str, Any]:
    point = None
    if incident.lat is not None and incident.lon is not None:
        place = [round(incident.lon, _DECIMALS), round(incident.lat, _DECIMALS)]
        point = {"type": "Point", "coordinates": place}
    properties = tree(view, incident)
    for name in ("id", "lat", "lon"):
        del properties[name]
    radius = incident.precision_km
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": point,
        "properties": {
            **properties,
            "uncertainty_m": None if radius is None else round(radius * 1000),
            **msgspec.to_builtins(dict(incident.resolved.get(view.rule, {}))),
        },
    }
