"""The shape of UCDP GED: 49 columns, an incident a row. The ids are ours, the numbers machine-read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from riwaya.formats.exports.actors import Actor, sides, victims
from riwaya.formats.exports.cells import Column
from riwaya.formats.exports.days import days, ucdp_date
from riwaya.formats.exports.estimates import estimate, groups
from riwaya.formats.exports.places import priogrid, ucdp_where
from riwaya.formats.exports.tables import countries
from riwaya.formats.exports.view import View
from riwaya.model import Incident, ReportHead

_NO_ID = "empty: UCDP's own number"
COLUMNS = (
    Column("id", "text", "`riwaya:` and the incident's id, so that it is never taken for UCDP's number"),
    Column("relid", "text", "`RIWAYA-`, year, type of violence, id"),
    Column("year", "integer", "of the first day"),
    Column("active_year", "text", "empty: dyads are not counted over a year"),
    Column("code_status", "text", "`Machine-coded`"),
    Column(
        "type_of_violence",
        "integer",
        "1 a state on one of two armed sides, 2 no state, 3 one side and only civilians hit",
    ),
    Column("conflict_dset_id", "text", _NO_ID),
    Column("conflict_new_id", "text", _NO_ID),
    Column("conflict_name", "text", "empty"),
    Column("dyad_dset_id", "text", _NO_ID),
    Column("dyad_new_id", "text", _NO_ID),
    Column("dyad_name", "text", "both sides, `A - B`"),
    Column("side_a_dset_id", "text", _NO_ID),
    Column("side_a_new_id", "text", _NO_ID),
    Column("side_a", "text", "the state side, else the first actor"),
    Column("side_b_dset_id", "text", _NO_ID),
    Column("side_b_new_id", "text", _NO_ID),
    Column("side_b", "text", "the other side; `Civilians` in type 3"),
    Column("number_of_sources", "integer", "reports"),
    Column("source_article", "text", '`"outlet,date,headline"` of each report, `;` between them'),
    Column("source_office", "text", "outlets, in the order of the reports"),
    Column("source_date", "text", "publication dates, in the order of the reports"),
    Column("source_headline", "text", "headlines, in the order of the reports"),
    Column("source_original", "text", "the speakers of the accounts"),
    Column("where_prec", "integer", "1 a town, 2 up to 25 km, 3 district, 4 province, 5 region, 6 country"),
    Column("where_coordinates", "text", "the place"),
    Column("where_description", "text", "the place with its country code and its radius in km"),
    Column("adm_1", "text", "empty: the ledger keeps no divisions"),
    Column("adm_2", "text", "empty"),
    Column("latitude", "number", "of the place, six decimals"),
    Column("longitude", "number", "of the place, six decimals"),
    Column("geom_wkt", "text", "`POINT (lon lat)`"),
    Column("priogrid_gid", "integer", "the half-degree cell of the point"),
    Column("country", "text", "the country as UCDP names it"),
    Column("country_id", "integer", "its Gleditsch-Ward number; empty where it has none"),
    Column("region", "text", "UCDP's region"),
    Column("event_clarity", "integer", "1 one day, 2 a longer stretch"),
    Column("date_prec", "integer", "1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 longer"),
    Column("date_start", "text", "first day, with midnight"),
    Column("date_end", "text", "last day, with midnight"),
    Column("deaths_a", "integer", "of the best estimate, those of side A"),
    Column("deaths_b", "integer", "those of side B"),
    Column("deaths_civilians", "integer", "civilians"),
    Column("deaths_unknown", "integer", "those whose status is disputed or untold"),
    Column("best", "integer", "best estimate by the rule; empty where no account counts the killed"),
    Column("high", "integer", "highest estimate"),
    Column("low", "integer", "lowest estimate"),
    Column("gwnoa", "text", "Gleditsch-Ward number of side A where it is a state"),
    Column("gwnob", "text", "of side B"),
)
_CIVILIANS = Actor("Civilians", "Civilians")
_NOBODY = Actor("", None)


def rows(view: View) -> Iterator[dict[str, Any]]:
    """A row for each incident."""
    return (_row(view, incident) for incident in view.incidents)


def beyond(view: View, incident: Incident) -> list[str]:
    """Why UCDP itself would not record this incident; empty where it would."""
    value = estimate(view.chosen(incident, "killed"))
    reasons = []
    if not any(value):
        reasons.append("no death in low, best or high")
    if days(incident.start, incident.end) is None:
        reasons.append("undated")
    return reasons


def _row(view: View, incident: Incident) -> dict[str, Any]:
    stretch = days(incident.start, incident.end)
    country = countries().get(incident.country or "")
    kind, side_a, side_b = _sides(incident)
    value = view.chosen(incident, "killed")
    low, best, high = estimate(value)
    by_group = groups(value, best)
    deaths = _deaths(by_group, kind, side_a, side_b)
    reports = view.sources(incident)
    speakers = dict.fromkeys(a.name for a in incident.accounts if a.name)
    point = None
    if incident.lat is not None and incident.lon is not None:
        point = (round(incident.lat, 6), round(incident.lon, 6))
    year = stretch.first.year if stretch else None
    radius = f", within {incident.precision_km:g} km" if incident.precision_km is not None else ""
    return {
        "id": f"riwaya:{incident.id}",
        "relid": f"RIWAYA-{year or ''}-{kind or ''}-{incident.id}",
        "year": year,
        "code_status": "Machine-coded",
        "type_of_violence": kind,
        "dyad_name": " - ".join(s.name for s in (side_a, side_b) if s.name) or None,
        "side_a": side_a.name or None,
        "side_b": side_b.name or None,
        "number_of_sources": len(reports),
        "source_article": ";".join(_article(h) for h in reports) or None,
        "source_office": _list(h.outlet for h in reports),
        "source_date": _list(h.published for h in reports),
        "source_headline": _list(h.title for h in reports),
        "source_original": _list(speakers, "; "),
        "where_prec": ucdp_where(incident.precision_km),
        "where_coordinates": incident.place,
        "where_description": f"{incident.place} ({incident.country or '?'}{radius})"
        if incident.place
        else None,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "geom_wkt": f"POINT ({_plain(point[1])} {_plain(point[0])})" if point else None,
        "priogrid_gid": priogrid(*point) if point else None,
        "country": country.ucdp if country else incident.country,
        "country_id": int(country.gw) if country and country.gw else None,
        "region": country.ucdp_region if country else None,
        "event_clarity": 1 if stretch and stretch.length == 1 else 2,
        "date_prec": ucdp_date(stretch) if stretch else None,
        "date_start": _midnight(stretch.first) if stretch else None,
        "date_end": _midnight(stretch.last) if stretch else None,
        **deaths,
        "best": best,
        "high": high,
        "low": low,
        "gwnoa": _state_number(side_a),
        "gwnob": _state_number(side_b),
    }


def _sides(incident: Incident) -> tuple[int | None, Actor, Actor]:
    """Type of violence and both sides: the state first; in type 3 the perpetrator against civilians."""
    acting, hit = sides(incident)
    first = next((a for a in acting if a.is_armed), acting[0] if acting else _NOBODY)
    against = next((a for a in hit if a.is_armed), None)
    if against is None and victims(incident) == "civilian":
        return 3, first, _CIVILIANS
    if against is None or not first.is_armed:
        return None, first, against or (hit[0] if hit else _NOBODY)
    first, against = sorted((first, against), key=lambda a: not a.is_state)
    return (1 if first.is_state else 2), first, against


def _deaths(by_group: dict[str, int], kind: int | None, a: Actor, b: Actor) -> dict[str, int | None]:
    """The best estimate over the four columns; who cannot be put on one side only is unknown."""
    columns = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    if not by_group:
        return dict.fromkeys(columns)
    parted: dict[str, int | None] = dict.fromkeys(columns, 0)
    for group, number in by_group.items():
        of_state = group == "state_forces"
        fits = [s.is_armed and s.is_state == of_state for s in (a, b)]
        column = "deaths_unknown"
        if group == "civilian":
            column = "deaths_civilians"
        elif group != "unknown" and kind in (1, 2) and fits.count(True) == 1:
            column = columns[fits.index(True)]
        parted[column] = (parted[column] or 0) + number
    return parted


def _article(head: ReportHead) -> str:
    cells = (head.outlet or "", head.published or "", head.title)
    return '"' + ",".join(c.replace('"', "'") for c in cells) + '"'


def _list(values: Iterable[str | None], between: str = ";") -> str | None:
    """Parallel lists keep an empty place for what is unknown."""
    return between.join((v or "").replace(";", ",") for v in values) or None


def _midnight(day: date) -> str:
    return f"{day.isoformat()} 00:00:00.000"


def _plain(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _state_number(side: Actor) -> str | None:
    country = countries().get(side.country) if side.is_state else None
    return country.gw if country and country.gw else None
