"""The report's own voice and a speaker's voice are never confused; counts find their event. Constructed
sentences."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

import riwaya
from riwaya.model import Report, Span
from riwaya.reading.attribution import attribute
from riwaya.reading.read import read_report
from riwaya.text.document import Document


def test_a_count_inside_what_somebody_says_is_theirs_and_outside_it_is_the_report_s() -> None:
    text = "قتل سبعة أشخاص في انفجار وسط المدينة. وقال الطبيب سالم العوامي إن تسعة أشخاص قتلوا في الانفجار."
    figures = riwaya.read(text).figures
    assert [(f.low, f.name) for f in figures] == [(7, None), (9, "سالم العوامي")]
    assert figures[0].statement is None
    assert figures[1].statement is not None


def test_a_part_outside_the_content_has_the_speaker_of_the_whole() -> None:
    text = "أعلن سالم العوامي مقتل سبعة أشخاص، بينهم طفلان، في انفجار."
    found = read_report(Report("one", text))
    [statement] = found.statements
    short = replace(statement, span=Span(statement.span.start, text.index("،")))
    document = Document.of(text)
    figures = attribute(document, replace(found, statements=(short,))).figures
    assert [f.name for f in figures] == ["سالم العوامي"] * 2


def test_an_outlet_that_passes_on_the_same_words_is_not_the_speaker() -> None:
    text = "أعلن سالم العوامي مقتل سبعة أشخاص في انفجار."
    found = read_report(Report("one", text))
    [statement] = found.statements
    shorter = Span(statement.span.start, statement.span.end - 3)
    outlet = replace(statement, id="0", kind="media", name="رويترز", span=shorter)
    [figure] = attribute(Document.of(text), replace(found, statements=(outlet, statement))).figures
    assert figure.name == "سالم العوامي"


def test_an_outlet_that_passes_on_that_another_says_it_is_not_the_speaker() -> None:
    text = "وحسب موقع الأفق أعلن سالم العوامي مقتل سبعة أشخاص في انفجار وسط المدينة."
    told = "أعلن سالم العوامي مقتل سبعة أشخاص في انفجار وسط المدينة"
    found = read_report(Report("one", text))
    mine = next(s for s in found.statements if s.name == "سالم العوامي")
    start = text.index(told)
    outlet = replace(mine, id="0", kind="media", name="الأفق", span=Span(start, text.index("أشخاص") + 5))
    [figure] = attribute(Document.of(text), replace(found, statements=(outlet, mine))).figures
    assert figure.name == "سالم العوامي"


def test_a_count_hangs_on_the_event_of_its_sentence() -> None:
    reading = riwaya.read("وقعت اشتباكات صباحا. وقتل سبعة أشخاص في غارة جوية على المدينة.")
    [figure] = reading.figures
    event = next(e for e in reading.events if e.id == figure.event)
    assert event.kind == "airstrike"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "ـ",
        "\u202e",
        "a",
        "٣",
        "«",
        "\x00\x00",
        "😀 قال 😀 إن 5 قتلوا",
        "بلغت ما بين الثلاثين إلى الخمسين ريالا.",
        "فكانت كالنار فكتب.",
        "قال \ud800 سالم، إن 5\udfff قتلوا.",
    ],
)
def test_no_text_raises_and_anchors_hold(text: str) -> None:
    reading = riwaya.read(text)
    for layer in ("statements", "figures", "events", "places", "times", "quantities"):
        for finding in getattr(reading, layer):
            assert (
                text[finding.span.start : finding.span.end] if hasattr(finding, "span") else finding.trigger
            )


def test_reading_again_gives_the_same_bytes() -> None:
    text = "وقال الطبيب سالم العوامي إن تسعة أشخاص قتلوا في الانفجار أمس في درنة."
    assert riwaya.read(text).to_json() == riwaya.read(text).to_json()
    again = msgspec.json.decode(riwaya.read(text).to_json())
    assert {"statements", "figures", "events"} <= set(again)


def test_frames_and_notebook_view() -> None:
    reading = riwaya.read("وقال الطبيب <b>سالم</b> العوامي إن تسعة أشخاص قتلوا في درنة.")
    frames = reading.frames()
    assert len(frames["figures"]) == len(reading.figures) == 1
    assert frames["figures"].loc[0, "span_text"] == reading.quote(reading.figures[0].span)
    page = reading._repr_html_()
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert 'dir="rtl"' in page


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    text = "درنة (وكالة الأفق) - قتل أربعة أشخاص في انفجار لغم، بحسب مصدر طبي."
    [statement] = riwaya.read(text).statements
    assert statement.span.cut(text) == "قتل أربعة أشخاص في انفجار لغم"
