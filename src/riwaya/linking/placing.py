"""An incident where a reviewer put it on the map."""

from __future__ import annotations

from dataclasses import replace

from riwaya.ledger.deciding import corrected
from riwaya.ledger.review import Standing
from riwaya.linking.incidents import title_of
from riwaya.model import Decided, Incident


def placings(incident: Incident, decisions: Standing) -> list[Decided]:
    """The decisions on where the incident was that stand, in the order of the chain.

    They are about one of its events, since events outlive incidents: where an incident is parted, the place
    goes with the event.
    """
    found = {
        d.entry.seq: d
        for member in incident.members
        for event in member.events
        for d in decisions.get(event, ())
        if d.decision.layer == "incident" and d.decision.action == "correct"
    }
    return [d for _, d in sorted(found.items())]


def placed(incident: Incident, decisions: Standing) -> Incident:
    """The incident at the place that a reviewer gave it last; as it is if nobody did."""
    for last in placings(incident, decisions)[-1:]:
        values = corrected("incident", last.decision.values)
        fields = ("lat", "lon", "precision_km", "place", "place_ar", "country")
        now = replace(incident, **{f: values[f] for f in fields if values.get(f) is not None})
        return replace(
            now,
            title=title_of(now.kind, now.place, now.start, "en"),
            title_ar=title_of(now.kind, now.place_ar, now.start, "ar"),
            place_review="corrected",
        )
    return incident
