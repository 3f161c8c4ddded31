"""The shape of ACLED's export: 31 columns, an incident a row. The ids are ours, the numbers machine-read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from riwaya.formats.exports.actors import Actor, actor, interaction, sides, victims
from riwaya.formats.exports.cells import Column
from riwaya.formats.exports.days import acled_time, days
from riwaya.formats.exports.estimates import estimate
from riwaya.formats.exports.narrative import told
from riwaya.formats.exports.places import acled_geo
from riwaya.formats.exports.tables import AcledKind, acled_kinds, countries
from riwaya.formats.exports.view import ABSENT, View
from riwaya.model import Incident

COLUMNS = (
    Column("event_id_cnty", "text", "`riwaya:` and the incident's id, so that it is never taken for ACLED's"),
    Column("event_date", "text", "the middle day of the days on which it can have happened"),
    Column("year", "integer", "its year"),
    Column("time_precision", "integer", "1 one day, 2 up to a week, 3 up to a month; empty: coarser"),
    Column("disorder_type", "text", "follows from the sub-event type"),
    Column("event_type", "text", "from the incident's kind (data/exports/acled_kinds.tsv)"),
    Column("sub_event_type", "text", "from the incident's kind, its first actor and its victims"),
    Column("actor1", "text", "the first actor as the reports name it, else “Unidentified Armed Group (…)”"),
    Column("assoc_actor_1", "text", "further actors"),
    Column("inter1", "text", "what actor1 is, from the list of bodies and of words for people"),
    Column(
        "actor2",
        "text",
        "the first target, in a clash also the second actor; civilians in violence against them",
    ),
    Column("assoc_actor_2", "text", "further targets"),
    Column("inter2", "text", "what actor2 is"),
    Column("interaction", "text", "both labels, the lower code first"),
    Column("civilian_targeting", "text", "set where every victim told of is a civilian"),
    Column("iso", "integer", "ISO 3166-1 numeric code of the country"),
    Column("region", "text", "ACLED's region of the country"),
    Column("country", "text", "the country"),
    Column("admin1", "text", "empty: the ledger keeps no divisions"),
    Column("admin2", "text", "empty"),
    Column("admin3", "text", "empty"),
    Column("location", "text", "the place"),
    Column("latitude", "number", "of the place, four decimals"),
    Column("longitude", "number", "of the place, four decimals"),
    Column(
        "geo_precision", "integer", "1 a town, 2 up to 25 km, 3 a larger region; empty: a country or more"
    ),
    Column("source", "text", "the outlets, `;` between them"),
    Column("source_scale", "text", "empty: nobody has graded the outlets"),
    Column("notes", "text", "day, kind, place; every figure with its voices; where they differ; the rule"),
    Column("fatalities", "integer", "killed by the rule (best of `ucdp`, least of `range`); see `tags`"),
    Column(
        "tags",
        "text",
        "`fatalities=no report` (then 0), `fatalities=unresolved` (then empty), "
        "`fatalities=vague` (only words, no number)",
    ),
    Column(
        "timestamp", "integer", "empty: an export has no time of its own, so that its bytes can be compared"
    ),
)
_VIOLENCE, _BATTLES, _REMOTE = "Violence against civilians", "Battles", "Explosions/Remote violence"


def rows(view: View) -> Iterator[dict[str, Any]]:
    """A row for each incident."""
    return (_row(view, incident) for incident in view.incidents)


def beyond(incident: Incident) -> list[str]:
    """Why ACLED itself would not record this incident; empty where it would."""
    stretch = days(incident.start, incident.end)
    reasons = []
    if stretch is None or acled_time(stretch) is None:
        reasons.append("dated no better than to more than a month")
    if acled_geo(incident.precision_km) is None:
        reasons.append("placed no better than to a country")
    return reasons


def _row(view: View, incident: Incident) -> dict[str, Any]:
    stretch = days(incident.start, incident.end)
    country = countries().get(incident.country or "")
    name = country.acled if country else ""
    kind = _kind(incident)
    first, second = _sides(incident, kind, name)
    fatalities, tag = _fatalities(view, incident)
    targeted = kind.event_type == _VIOLENCE or (
        kind.event_type == _REMOTE and victims(incident) == "civilian"
    )
    has_point = incident.lat is not None and incident.lon is not None
    return {
        "event_id_cnty": f"riwaya:{incident.id}",
        "event_date": stretch.middle.isoformat() if stretch else None,
        "year": stretch.middle.year if stretch else None,
        "time_precision": acled_time(stretch) if stretch else None,
        "disorder_type": kind.disorder_type,
        "event_type": kind.event_type,
        "sub_event_type": kind.sub_event_type,
        "actor1": first.name,
        "assoc_actor_1": _list(n for n in incident.actors[1:] if n != second.name),
        "inter1": first.inter,
        "actor2": second.name or None,
        "assoc_actor_2": _list(n for n in incident.targets if n not in (first.name, second.name)),
        "inter2": second.inter,
        "interaction": interaction(first.inter, second.inter if second.name else None) or None,
        "civilian_targeting": "Civilians targeted" if targeted else None,
        "iso": int(country.iso) if country and country.iso else None,
        "region": country.acled_region if country else None,
        "country": name or incident.country,
        "location": incident.place,
        "latitude": round(incident.lat, 4) if has_point and incident.lat is not None else None,
        "longitude": round(incident.lon, 4) if has_point and incident.lon is not None else None,
        "geo_precision": acled_geo(incident.precision_km),
        "source": _list(dict.fromkeys(h.outlet for h in view.sources(incident) if h.outlet)),
        "notes": told(incident, view.rule),
        "fatalities": fatalities,
        "tags": tag,
    }


def _kind(incident: Incident) -> AcledKind:
    """The row of the mapping for an incident: one whose condition holds before the one for any."""
    who = actor(incident.actors[0], incident.country) if incident.actors else None
    side = "" if who is None or not who.is_armed else "state" if who.is_state else "nonstate"
    known = acled_kinds()
    for when in (victims(incident), side, ""):
        if when and (incident.kind, when) in known:
            return known[incident.kind, when]
    other = AcledKind(incident.kind, "", "Strategic developments", "Other", "Strategic developments")
    return known.get((incident.kind, ""), other)


def _sides(incident: Incident, kind: AcledKind, country: str) -> tuple[Actor, Actor]:
    """actor1, which ACLED always fills, and actor2; an empty name stands for none."""
    of = f" ({country})" if country else ""
    acting, hit = sides(incident)
    if kind.event_type == "Protests":
        return Actor(f"Protesters{of}", "Protesters"), Actor("", None)
    first = acting[0] if acting else Actor(f"Unidentified Armed Group{of}", "Political militia")
    if kind.event_type == _VIOLENCE or (kind.event_type == _REMOTE and victims(incident) == "civilian"):
        return first, Actor(f"Civilians{of}", "Civilians")
    if kind.event_type == _BATTLES:
        hit.sort(key=lambda a: not a.is_armed)
    return first, hit[0] if hit else Actor("", None)


def _fatalities(view: View, incident: Incident) -> tuple[int | None, str | None]:
    value = view.chosen(incident, "killed")
    if value is ABSENT:
        return 0, "fatalities=no report"
    best = estimate(value).best
    if best is None:
        return None, "fatalities=unresolved"
    totals = [f for a in incident.accounts for f in a.figures if f.measure == "killed" and f.scope == "all"]
    vague = totals and all(f.hedge == "dozens" or (f.low is None and f.high is None) for f in totals)
    return best, "fatalities=vague" if vague else None


def _list(names: Any) -> str | None:
    return "; ".join(n.replace(";", ",") for n in names) or None
