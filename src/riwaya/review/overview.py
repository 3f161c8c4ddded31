"""The first page: incidents in a list, on a map and over time, narrowed by filters that stand in the
address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from riwaya.drawing.histogram import histogram
from riwaya.drawing.map import Spot
from riwaya.linking.kinds import INCIDENT
from riwaya.model import Incident
from riwaya.review.language import Words, words_of
from riwaya.review.mapping import drawn
from riwaya.review.page import page
from riwaya.review.tiles import Tiles, tiles_of
from riwaya.review.wanted import Asked, Kept, Opened

router = APIRouter(include_in_schema=False)
PER_PAGE = 50
# Places drawn on the map, those with most incidents first.
MOST_SPOTS = 300


@router.get("/")
def overview(request: Request, store: Opened, shelf: Kept, filters: Asked, page_number: int = 1) -> Response:
    """Incidents that pass the filters, newest first."""
    found = sorted(shelf.incidents(store, filters), key=lambda i: (i.start or "", i.id), reverse=True)
    first = (max(1, page_number) - 1) * PER_PAGE
    words = words_of(request)
    return page(
        request,
        "overview.html",
        incidents=found[first : first + PER_PAGE],
        total=len(found),
        page_number=page_number,
        pages=max(1, -(-len(found) // PER_PAGE)),
        filters=filters,
        kinds=sorted(INCIDENT),
        map=_map(found, words, tiles_of(request)),
        time=Markup(
            histogram(
                (i.start or "" for i in found),
                words("Incidents over time"),
                "/?since={0}&until={0}",
                mirrored=words.direction == "rtl",
                numerals=words.numerals,
            )
        ),
    )


def _map(found: Sequence[Incident], words: Words, tiles: Tiles | None) -> Markup:
    """A circle for each place, as wide as what is known of it; it leads to the place's incidents."""
    counts: Counter[tuple[float, float, float, str]] = Counter(
        (i.lat, i.lon, i.precision_km or 0.0, (i.place_ar if words.language == "ar" else i.place) or "")
        for i in found
        if i.lat is not None and i.lon is not None
    )
    spots = [
        Spot(lat, lon, km, f"{name}: {words.number(n)}", f"/?{urlencode({'place': name})}")
        for (lat, lon, km, name), n in counts.most_common(MOST_SPOTS)
    ]
    return drawn(spots, words, words("Incidents on a map"), tiles=tiles)
