"""Maps of the app: the window, the words and the numerals of the person who looks."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from riwaya.drawing.map import Spot, Town, Window, draw_map
from riwaya.mentions.places.lookup import within
from riwaya.model import Incident
from riwaya.review.language import Words
from riwaya.review.tiles import Tiles

# Towns looked at for names on a map; as many of them are named as there is room for.
_TOWNS = 40


def drawn(
    spots: Sequence[Spot],
    words: Words,
    label: str,
    window: Window | None = None,
    *,
    towns: Sequence[Town] = (),
    tiles: Tiles | None = None,
) -> Markup:
    """A map in a person's language and numerals, over the user's own tiles with what these say of their
    origin; nothing for no spot."""
    if not spots:
        return Markup("")
    shown = window or Window.around(spots)
    behind = tiles.under(shown) if tiles else ""
    if behind and tiles and tiles.is_vector and not towns:
        # The app draws no names of a vector tile.
        towns = towns_in(shown, words)
    made = Markup(draw_map(spots, label, shown, km=lambda n: length(n, words), towns=towns, behind=behind))
    if behind and tiles and tiles.attribution:
        made += Markup('<p class="attribution" dir="auto"><small>{}</small></p>').format(tiles.attribution)
    return made


def length(km: float, words: Words) -> str:
    """A length: "25 km"."""
    return words("{n} km", n=words.digits(f"{km:g}"))


def towns_in(window: Window, words: Words) -> list[Town]:
    """Towns to find one's way by, in the letters of the interface."""
    found = within(*window.edges, limit=_TOWNS)
    return [Town(p.lat, p.lon, p.arabic if words.language == "ar" else p.entry.name) for p in found]


def spot_of(incident: Incident, words: Words) -> Spot | None:
    """An incident on the map; None without a point."""
    if incident.lat is None or incident.lon is None:
        return None
    told = (incident.place_ar if words.language == "ar" else incident.place) or ""
    if incident.precision_km:
        told += f" ({words('±{n} km', n=words.digits(f'{incident.precision_km:g}'))})"
    return Spot(incident.lat, incident.lon, incident.precision_km or 0, told)
