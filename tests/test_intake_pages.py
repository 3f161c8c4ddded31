"""Saved pages: constructed templates of common publishing systems, with furniture that must not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.cli.intake import intake_options
from riwaya.formats.incoming import Incoming, IntakeOptions
from riwaya.formats.pages import read_page
from riwaya.formats.reports import incoming

PAGES = Path(__file__).parent / "data/intake/pages"
FURNITURE = (
    "الرئيسية",
    "اتصل بنا",
    "سوق المدينة القديمة",
    "جميع الحقوق",
    "ألف شخص",
    "صورة أرشيفية",
    "تعليق من قارئ",
    "مواضيع ذات صلة",
    "كانون الثاني",
)


def page(name: str, options: IntakeOptions | None = None) -> Incoming:
    [item] = incoming([str(PAGES / name)], options or intake_options())
    return item


@pytest.mark.parametrize(
    ("name", "published", "outlet", "url"),
    [
        (
            "wordpress.html",
            "2018-06-11T22:40:00+02:00",
            "صحيفة سنبلة الجنوب",
            "https://sunbula.example/2018/06/11/sidra-shelling/",
        ),
        ("drupal-jsonld.html", "2018-06-12T07:15:00+00:00", "موقع مرسى الخبر", None),
        ("asp-1256-declared.html", "2015-07-21", None, None),
        ("asp-1256-silent.html", "2015-07-21", None, None),
        ("asp-1256-mislabelled.html", "2015-07-21", None, None),
        ("visible-date.html", "2015-07-21", "ديوان الجبل", None),
        ("arabic-digits.html", "2018-06-09", None, None),
        ("blog-time.html", "2018-06-10T09:00:00+02:00", None, None),
        ("singlefile.html", "2018-06-16", None, "https://manara.example/news/77"),
        ("year-only.html", "2015", None, None),
        ("undated.html", None, None, None),
    ],
)
def test_a_page_gives_its_article_its_date_and_no_furniture(
    name: str, published: str | None, outlet: str | None, url: str | None
) -> None:
    item = page(name)
    report = item.report
    assert report is not None, item.error
    assert (report.published, report.outlet, report.url) == (published, outlet, url)
    assert report.title == "مقتل ثلاثة مدنيين في قصف على حي السدرة"
    assert report.text.startswith("قال الطبيب سالم العوامي، مدير مستشفى الواحة، إن ثلاثة مدنيين قتلوا")
    assert report.text.endswith("بفتح ممر آمن لإخراج العائلات العالقة.")
    assert len(report.text.split("\n")) == 4
    assert not [words for words in FURNITURE if words in report.text]
    assert item.original == (PAGES / name).read_bytes()
    assert item.media_type == "text/html"


def test_a_date_in_words_is_told_raw_where_no_grammar_is_given() -> None:
    item = page("visible-date.html", IntakeOptions())
    assert item.report is not None
    assert item.report.published is None  # and not 2015-01-01, nor the day on which the page was saved
    assert item.published_raw == "الثلاثاء 21 تموز/يوليو 2015 - 14:30"
    assert [n.code for n in item.notes] == ["date_unread"]


def test_a_year_alone_is_said_to_be_one() -> None:
    assert [n.code for n in page("year-only.html").notes] == ["year_only"]


def test_the_time_of_saving_is_kept_where_the_page_holds_it() -> None:
    assert page("singlefile.html").retrieved == "2018-06-16T08:02:11Z"
    assert page("wordpress.html").retrieved is None


def test_a_page_without_an_article_is_refused() -> None:
    item = page("login.html")
    assert item.report is None
    assert "no article was found" in str(item.error)
    assert "login.html" in str(item.error)


def test_pages_all_called_index_have_ids_of_their_folders(tmp_path: Path) -> None:
    raw = (PAGES / "undated.html").read_bytes()
    for folder in ("a", "b", "c_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.html").write_bytes(raw)
    ids = [item.report.id for item in incoming([str(tmp_path)]) if item.report]
    assert ids == ["a-index", "b-index"]  # c_files is what a browser saves beside a page


def test_hostile_markup_is_named_or_read_in_time() -> None:
    body = "<p>قتل ثلاثة أشخاص في قصف على المدينة مساء الاثنين، بحسب مصدر طبي.</p>"
    for raw in (
        "<div>" * 20_000 + body,
        "<table><tr><td>" * 3_000 + body,
        "<!--" * 10_000,
        "<script>" + "a" * 100_000,
        "<html><head><script type='application/ld+json'>" + "[" * 100_000 + "</script>" + body,
        "\x00" * 1_000 + body,
        "<a href='" + "x" * 100_000,
        "&" * 100_000,
        "<time datetime='" + "9" * 100_000 + "'>" + body,
    ):
        item = read_page(raw.encode(), "hostile.html", IntakeOptions(), "hostile.html")
        assert (item.report is None) != (item.error is None)
