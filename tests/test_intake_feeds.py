"""RSS and Atom files: whole texts before summaries, dates as written, no document types."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from riwaya.cli.intake import intake_options
from riwaya.formats.feeds import read_feed
from riwaya.formats.incoming import Incoming, IntakeOptions
from riwaya.formats.reports import incoming

DATA = Path(__file__).parent / "data/intake"


def items(name: str) -> list[Incoming]:
    return list(incoming([str(DATA / name)], intake_options()))


def test_the_whole_text_goes_before_the_summary_and_a_summary_is_an_excerpt() -> None:
    whole, short, empty = items("rss-full.xml")
    assert whole.report is not None
    assert short.report is not None
    assert whole.report.text.split("\n")[1].endswith("إلى الحي إلا بعد ساعتين.")
    assert "صورة" not in whole.report.text
    assert whole.report.published == "2018-06-11T22:40:00+02:00"
    assert whole.published_raw == "Mon, 11 Jun 2018 22:40:00 +0200"
    assert whole.report.outlet == 'وكالة "الأفق" للأنباء'
    assert whole.report.id == whole.report.url == "https://ufuq.example/news/1"
    assert whole.original is not None
    assert whole.original.startswith(b"<item><title>")
    assert whole.original.endswith(b"</content:encoded></item>")
    assert (whole.media_type, whole.notes) == ("application/rss+xml", ())
    assert short.report.published == "2015-07-21"
    assert short.published_raw == "الثلاثاء 21 تموز/يوليو 2015"
    assert short.report.id == "ufuq.example:17"  # "17" is an item of many feeds
    assert [n.code for n in short.notes] == ["excerpt"]
    assert "rss-full.xml[3]: the text is empty" in str(empty.error)


def test_a_feed_with_the_wrong_encoding_on_its_label_is_read() -> None:
    [item] = items("rss-1256-mislabelled.xml")
    assert item.report is not None
    assert item.report.text.startswith("قال الطبيب سالم العوامي")
    assert item.report.outlet == "ديوان الجبل"
    assert "decoded" in [n.code for n in item.notes]


def test_atom() -> None:
    [item] = items("atom.atom")
    assert item.report is not None
    assert item.report.url == "https://manara.example/news/77"
    assert item.report.published == "2018-06-16T08:00:00+02:00"
    assert item.report.text.count("\n") == 1
    assert item.media_type == "application/atom+xml"


LOL = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize(
    "prolog",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LOL}]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!doctype rss SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_a_document_type_is_refused_at_once(prolog: str) -> None:
    body = '<rss version="2.0"><channel><item><title>&l9;&x;</title></item></channel></rss>'
    raw = f'<?xml version="1.0"?>{prolog}{body}'
    started = time.monotonic()
    [item] = read_feed(raw.encode(), "bomb.xml", IntakeOptions())
    assert time.monotonic() - started < 1.0
    assert "document type" in str(item.error)


def test_a_document_type_inside_a_text_is_only_words() -> None:
    raw = (
        '<rss version="2.0"><channel><title>t</title><item><link>https://a.example/1</link>'
        "<description><![CDATA[<!DOCTYPE html><p>قتل ثلاثة في درنة</p>]]></description></item>"
        "</channel></rss>"
    )
    [item] = read_feed(raw.encode(), "a.xml", IntakeOptions())
    assert item.report is not None
    assert item.report.text == "قتل ثلاثة في درنة"


def test_what_is_no_feed_is_refused_by_name() -> None:
    for raw in (b"<a/>", b"<rss", b"", b"<feed></feed>", b"\xff\xfe\x00"):
        found = list(read_feed(raw, "a.xml", IntakeOptions()))
        assert [i.report for i in found] == [None]
        assert str(found[0].error).startswith("a.xml:")


def test_other_xml_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "settings.xml").write_text("<settings/>", "utf-8")
    (tmp_path / "a.txt").write_text("قتل ثلاثة", "utf-8")
    assert [i.report is not None for i in incoming([str(tmp_path)])] == [True]
    [named] = incoming([str(tmp_path / "settings.xml")])
    assert "no feed with items" in str(named.error)


def test_a_broken_feed_gives_the_items_that_can_be_read() -> None:
    raw = (
        '<rss version="2.0"><channel><title>t</title><item><guid>https://a.example/1</guid>'
        "<description>قتل ثلاثة & جرح عشرة في درنة</description></item><item><description>وقتل رابع في"
    )
    found = [i.report for i in read_feed(raw.encode(), "a.xml", IntakeOptions())]
    assert found[0] is not None
    assert found[0].text.startswith("قتل ثلاثة")
