"""Where an incident was, set by a reviewer: a point on the map, typed degrees, or a place by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from riwaya.drawing.map import HEIGHT, WIDTH, Spot, Window
from riwaya.ledger.review import standing
from riwaya.ledger.store import Store
from riwaya.linking import query
from riwaya.linking.placing import placings
from riwaya.mentions.places.lookup import Listed, look_up
from riwaya.model import ConflictError, Decision, Incident, LedgerError
from riwaya.review.forms import Given
from riwaya.review.joining import event_of, home_of
from riwaya.review.language import words_of
from riwaya.review.mapping import drawn, towns_in
from riwaya.review.page import page
from riwaya.review.people import author_of, may, needs, sees_colleagues
from riwaya.review.protection import local_path
from riwaya.review.tiles import tiles_of
from riwaya.review.wanted import Opened

router = APIRouter(include_in_schema=False)
# Where a map begins that has no point yet, and how wide it is; degrees of latitude.
_MIDDLE, _WIDE, _NEAR = (28.0, 32.0), 40.0, 3.0
_CLOSEST, _WIDEST = 0.02, 120.0
# A point that is picked is known this well unless somebody says otherwise.
_KM = 5.0
_NAMES = ("place", "place_ar", "country", "gazetteer_id")
_NUMBERS = ("lat", "lon", "precision_km")
_ASCII = str.maketrans(
    "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u066b\u2212", "0123456789.-"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The point in the form: as the incident has it, or as the address gives it; numbers None where
    missing."""

    lat: float | None
    lon: float | None
    precision_km: float
    names: dict[str, str]


@router.get("/incidents/{id}/place")
def ask(request: Request, id: str, store: Opened) -> Response:
    """The map and the form; what stands in the address is put into the fields, nothing is kept yet."""
    return _shown(request, store, query.incident(store, id), dict(request.query_params), "")


@router.post("/incidents/{id}/place", dependencies=[Depends(needs("decide"))])
def place(request: Request, id: str, store: Opened, given: Given) -> Response:
    """Keep the place, or take back what was kept."""
    incident = query.incident(store, id)
    event = event_of(incident)
    try:
        if given.get("action") == "undo":
            subject, values = given.get("entry", ""), {}
            decision = Decision(
                "undo", "incident", (subject,), author_of(request), reason=given.get("reason", "")
            )
        else:
            values = _values(incident, given)
            decision = Decision(
                "correct", "incident", (event,), author_of(request), values, given.get("reason", "")
            )
        store.decide(decision, expected=given.get("head") or None)
    except (LedgerError, ConflictError, ValueError) as error:
        return _shown(request, store, incident, given, str(error))
    otherwise = f"/incidents/{home_of(store, event)}#where"
    return RedirectResponse(local_path(given.get("back"), otherwise), 303)


def _values(incident: Incident, given: dict[str, str]) -> dict[str, Any]:
    """The place of a form; names that are the incident's own already are left out. Raises ValueError."""
    numbers = {name: degrees(name, given.get(name, "")) for name in _NUMBERS}
    for name in ("lat", "lon", "precision_km"):
        if numbers[name] is None:
            raise ValueError(f"{name}: may not be empty")
    names = {n: given.get(n, "").strip() for n in _NAMES}
    kept = {n: v for n, v in names.items() if v and v != getattr(incident, n, None)}
    return {**numbers, **kept}


def degrees(field: str, text: str) -> float | None:
    """A number with a point, in either digits; None for an empty field. Raises ValueError."""
    plain = text.strip().translate(_ASCII).replace(",", ".")
    if not plain:
        return None
    try:
        value = float(plain)
    except ValueError:
        raise ValueError(f"{field}: {text!r} is no number") from None
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"{field}: {text!r} is no number")
    return value


def _shown(
    request: Request, store: Store, incident: Incident, given: dict[str, str], problem: str
) -> Response:
    words = words_of(request)
    try:
        wanted = _wanted(incident, given)
        wide = degrees("degrees", given.get("degrees", ""))
    except ValueError as error:
        wanted, wide, problem = _wanted(incident, {}), None, problem or str(error)
    lat, lon = (wanted.lat, wanted.lon) if wanted.lat is not None and wanted.lon is not None else _MIDDLE
    known = wanted.lat is not None
    window = Window(
        max(-80.0, min(80.0, lat)), lon, max(_CLOSEST, min(_WIDEST, wide or (_NEAR if known else _WIDE)))
    )
    told = words("The point that is set")
    q = given.get("q", "").strip()
    decisions = standing(store.decisions("incident"))
    head = store.head()
    back = local_path(given.get("back"), "") if given.get("back") else ""
    carried = {**{n: _number(getattr(wanted, n)) for n in _NUMBERS}, **wanted.names, "back": back}
    return page(
        request,
        "place.html",
        incident=incident,
        title=incident.title_ar if words.language == "ar" else incident.title,
        wanted=wanted,
        carried={k: v for k, v in carried.items() if v},
        map=drawn(
            [Spot(lat, lon, wanted.precision_km, told)],
            words,
            told,
            window,
            towns=towns_in(window, words),
            tiles=tiles_of(request),
        ),
        window=window,
        size=(WIDTH, HEIGHT),
        closer=f"{max(_CLOSEST, window.degrees / 2):g}",
        wider=f"{min(_WIDEST, window.degrees * 2):g}",
        link=lambda **other: "?" + urlencode({k: v for k, v in {**carried, **other}.items() if v}),
        q=q,
        found=[(p, _link(p, back)) for p in look_up(q)] if q else [],
        history=placings(incident, decisions),
        head=head.hash if head else "",
        back=back,
        problem=problem,
        may_decide=may(request, "decide"),
        colleagues=sees_colleagues(request),
        number=_number,
    )


def _wanted(incident: Incident, given: dict[str, str]) -> Wanted:
    """What the fields hold: what is given, else what the incident has."""
    lat, lon, km = (
        degrees(name, given[name]) if name in given else getattr(incident, name) for name in _NUMBERS
    )
    names = {n: given.get(n, getattr(incident, n, None) or "").strip() for n in _NAMES}
    if lat is not None and not -90 <= lat <= 90:
        raise ValueError(f"lat lies between -90 and 90, not at {lat:g}")
    if lon is not None and not -180 <= lon <= 180:
        raise ValueError(f"lon lies between -180 and 180, not at {lon:g}")
    return Wanted(lat, lon, km or _KM, names)


def _link(place: Listed, back: str) -> str:
    """The address of the form with a place of the gazetteer in its fields."""
    entry = place.entry
    given = {
        "lat": _number(place.lat),
        "lon": _number(place.lon),
        "precision_km": _number(entry.precision_km),
        "place": entry.name,
        "place_ar": place.arabic,
        "country": entry.country or "",
        "gazetteer_id": entry.id,
        "back": back,
    }
    return "?" + urlencode({k: v for k, v in given.items() if v})


def _number(value: float | None) -> str:
    """A number as a field holds it: five decimals of a degree are a metre."""
    return "" if value is None else f"{value:.5f}".rstrip("0").rstrip(".")
