"""The page of one incident: its accounts side by side, on one axis, over time and on the map."""

from __future__ import annotations

from tempfile import TemporaryFile

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from riwaya.batch.exporting import chosen, view_of
from riwaya.drawing.strip import scale, strip
from riwaya.drawing.svg import upright
from riwaya.drawing.timeline import Told, timeline
from riwaya.drawing.voices import axis, interval, marks, measures, voices
from riwaya.linking import query
from riwaya.model import Filters, Incident
from riwaya.review.language import Words, words_of
from riwaya.review.mapping import drawn, spot_of
from riwaya.review.page import page
from riwaya.review.people import author_of, may
from riwaya.review.tiles import Tiles, tiles_of
from riwaya.review.wanted import Opened
from riwaya.rules.labels import label

router = APIRouter(include_in_schema=False)


@router.get("/incidents/{id}")
def incident(request: Request, id: str, store: Opened, rule: str = "range") -> Response:
    """One incident; `rule` is the resolution rule whose values are shown first."""
    found = query.incident(store, id)
    words = words_of(request)
    return page(
        request,
        "incident.html",
        incident=found,
        title=found.title_ar if words.language == "ar" else found.title,
        rule=rule if rule in found.resolved else "range",
        measures=measures(found),
        voices=voices(found),
        plots=_plots(found, words),
        timeline=_timeline(found, words),
        map=_map(found, words, tiles_of(request)),
        interval=lambda figure: words.digits(interval(figure, words.language)),
        may_join=may(request, "adjudicate"),
        may_decide=may(request, "decide"),
        heads={h.id: h for h in store.heads([*found.reports, *found.mentions])},
    )


@router.get("/incidents/{id}/accounts.csv")
def table(request: Request, id: str, store: Opened) -> Response:
    """The figures of one incident as the CSV that `riwaya export --format figures` writes; the export is
    logged."""
    found = query.incident(store, id)
    form, rule = chosen("figures", None)
    with TemporaryFile() as out:
        form.write(view_of(store, form, rule, Filters(incidents=(found.id,))), out)
        out.seek(0)
        body = out.read()
    rows = sum(len(a.figures) for a in found.accounts)
    store.record("export", found.id, author_of(request), {"format": "figures", "rows": rows})
    name = f"{found.id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


def _plots(found: Incident, words: Words) -> dict[str, tuple[Markup, dict[int, Markup]]]:
    """The scale and the strips of each measure, by number of the voice."""
    drawn = {}
    every = voices(found)
    for measure in measures(found):
        line = axis(every, measure)
        name = label("measure", measure, words.language)
        strips = {}
        for voice in every:
            own = marks(voice, measure, words.language)
            told = "; ".join(m.told for m in own)
            if own:
                strips[voice.number] = Markup(strip(own, line, f"{name}: {told}"))
        drawn[measure] = (Markup(scale(line, words("Axis: {name}", name=name), words.numerals)), strips)
    return drawn


def _timeline(found: Incident, words: Words) -> Markup:
    told = [
        Told(
            a.said,
            " · ".join(p for p in (a.name, a.outlet, a.said and upright(words.digits(a.said))) if p),
            f"#{a.id}",
        )
        for a in found.accounts
    ]
    return Markup(
        timeline(
            found.start,
            found.end,
            told,
            words("When it happened and when it was said"),
            words("happened"),
            mirrored=words.direction == "rtl",
            numerals=words.numerals,
        )
    )


def _map(found: Incident, words: Words, tiles: Tiles | None) -> Markup:
    spot = spot_of(found, words)
    return drawn([spot], words, words("Map"), tiles=tiles) if spot else Markup("")
