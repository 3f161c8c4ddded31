"""Plots: an axis that holds every mark, shapes that say what words mean, SVG with nothing unescaped."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.drawing.histogram import histogram
from riwaya.drawing.map import HEIGHT, WIDTH, Spot, Window, draw_map
from riwaya.drawing.strip import Axis, Mark, strip
from riwaya.drawing.timeline import Told, timeline

HOSTILE = '<script>alert("x")</script> & "quoted"'
marks = st.lists(
    st.builds(
        lambda low, more, hedge: Mark(low, low + more, hedge, "told"),
        st.integers(0, 50_000),
        st.integers(0, 500),
        st.sampled_from(["exact", "about", "range", "dozens"]),
    ),
    min_size=1,
    max_size=8,
)


def classes(drawn: str) -> list[str]:
    return [e.attrib.get("class", "") for e in ET.fromstring(drawn).iter()]


@given(marks)
def test_the_axis_holds_every_mark_and_its_ticks_are_round(given_: list[Mark]) -> None:
    axis = Axis.of(given_)
    assert all(m.high is not None and m.high <= axis.top for m in given_)
    assert 2 <= len(axis.ticks) <= 7
    step = axis.ticks[1] - axis.ticks[0]
    assert str(step).rstrip("0") in ("1", "2", "5", "")
    ET.fromstring(strip(given_, axis, "label"))


@pytest.mark.parametrize(
    ("mark", "shape"),
    [
        (Mark(13, 13, "exact", "13"), "exact"),
        (Mark(5, 5, "about", "about 5"), "exact about"),
        (Mark(22, None, "more_than", "22 or more"), "open"),
        (Mark(None, 10, "up_to", "up to 10"), "open"),
        (Mark(10, 17, "range", "10 to 17"), "range"),
        (Mark(20, 99, "dozens", "tens"), "vague"),
    ],
)
def test_each_kind_of_figure_has_its_shape(mark: Mark, shape: str) -> None:
    assert shape in classes(strip([mark], Axis.of([mark]), "label"))


def test_a_revision_joins_what_one_voice_said() -> None:
    two = [Mark(11, 11, "exact", "11"), Mark(8, 8, "exact", "8")]
    drawn = classes(strip(two, Axis.of(two), "label"))
    assert "revision" in drawn
    assert "exact earlier" in drawn
    assert "exact" in drawn


def test_nothing_is_left_unescaped() -> None:
    mark = Mark(1, 1, "exact", HOSTILE, "#a")
    day = [Told("2018-06-01", HOSTILE, "#a")]
    drawn = [
        strip([mark], Axis.of([mark]), HOSTILE),
        timeline("2018-05-31", "2018-06-01", day, HOSTILE, HOSTILE),
        draw_map([Spot(32.7, 22.6, 10, HOSTILE, "/?place=x&y")], HOSTILE),
        histogram(["2018-06-01"], HOSTILE, "/?since={0}&until={0}"),
    ]
    for picture in drawn:
        assert "<script" not in picture
        assert any(e.text == HOSTILE for e in ET.fromstring(picture).iter())


@given(st.floats(-60, 70), st.floats(-170, 170), st.floats(0, 400))
def test_a_place_lies_in_the_middle_of_its_map(lat: float, lon: float, km: float) -> None:
    window = Window.around([Spot(lat, lon, km, "x")])
    assert window.place(lat, lon) == pytest.approx((WIDTH / 2, HEIGHT / 2))
    assert window.pixels(km) <= HEIGHT / 2


def test_the_timeline_runs_with_the_interface() -> None:
    told = [Told("2018-06-01", "first"), Told("2018-06-09", "second")]

    def xs(drawn: str) -> list[float]:
        return [float(e.attrib["cx"]) for e in ET.fromstring(drawn).iter() if e.attrib.get("class") == "said"]

    plain = xs(timeline("2018-05-31", "2018-05-31", told, "l", "h"))
    mirrored = xs(timeline("2018-05-31", "2018-05-31", told, "l", "h", mirrored=True))
    assert plain[0] < plain[1]
    assert mirrored[0] > mirrored[1]


@pytest.mark.parametrize(("days", "letters"), [(30, 10), (400, 7), (3000, 4)])
def test_bars_are_days_months_or_years(days: int, letters: int) -> None:
    first = date(2015, 1, 1)
    drawn = histogram([(first + timedelta(days=n)).isoformat() for n in range(days)], "l", "/?since={0}")
    hrefs = [e.attrib["href"] for e in ET.fromstring(drawn).iter() if "href" in e.attrib]
    assert {len(h.removeprefix("/?since=")) for h in hrefs} == {letters}


@pytest.mark.parametrize(
    ("first", "last", "share"), [("2018-06-01", "2018-06-04", 3 / 4), ("2018-01-05", "2018-10-02", 9 / 10)]
)
def test_time_without_incidents_takes_its_place(first: str, last: str, share: float) -> None:
    """The bar of the last of four days begins after three quarters of the width."""
    drawn = ET.fromstring(histogram([first, last], "l", "/?since={0}"))
    bars = [e for e in drawn.iter() if e.attrib.get("class") == "bar"]
    assert len(bars) == 2
    assert float(bars[1].attrib["x"]) == pytest.approx(720 * share + 1)


def test_numbers_are_in_the_numerals_that_were_chosen() -> None:
    indic = {ord(str(n)): chr(0x660 + n) for n in range(10)}
    bars = histogram(["2018-06-01"] * 12, "l", "/?since={0}", numerals=indic)
    land = draw_map([Spot(32.7, 22.6, 10, "x")], "l", km=lambda n: f"{n} km".translate(indic))
    for drawn in (bars, land):
        told = [e.text or "" for e in ET.fromstring(drawn).iter() if e.text]
        assert not [t for t in told if any(c in "0123456789" for c in t)]
    assert "2018" in next(e.attrib["href"] for e in ET.fromstring(bars).iter() if "href" in e.attrib)


@pytest.mark.parametrize(("text", "anchor"), [("{} km", None), ("{} \u0643\u0645", "end")])
def test_a_length_begins_where_its_line_does(text: str, anchor: str | None) -> None:
    """Words from right to left are held by their left end."""
    drawn = draw_map([Spot(32.7, 22.6, 10, "x")], "l", km=text.format)
    found = [e for e in ET.fromstring(drawn).iter() if e.attrib.get("class") == "tick"]
    assert [e.attrib.get("text-anchor") for e in found] == [anchor]


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_map([], "l") == ""
    assert timeline(None, None, [Told(None, "x")], "l", "h") == ""
    assert histogram(["", ""], "l", "/") == ""
