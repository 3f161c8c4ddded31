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


ARTICLE = "<p>قال الطبيب سالم العوامي إن ثلاثة مدنيين قتلوا في قصف على حي السدرة مساء الاثنين.</p>" * 3


@pytest.mark.parametrize(
    ("body", "published"),
    [
        # the article's own classes sound like furniture
        (
            '<article class="post category-latest-news"><h1>قصف</h1><span>3 آذار 2012</span>{}</article>',
            "2012-03-03",
        ),
        # an update stands before the date of publication
        ("<h1>قصف</h1><div>آخر تحديث: 9 حزيران 2018</div><div>نشر في: 8 حزيران 2018</div>{}", "2018-06-08"),
        ("<h1>قصف</h1><div>آخر تحديث: 9 حزيران 2018</div>{}", "2018-06-09"),
        # both calendars, both traditions of months
        ("<h1>قصف</h1><time>24 رمضان 1439 هـ - 8 يونيو/حزيران 2018 م</time>{}", "2018-06-08"),
        # the date stands above the headline
        ('<div class="news"><div class="dt">السبت 09-06-2018</div><h1>قصف</h1>{}</div>', "2018-06-09"),
        # nothing but furniture and a day long past in the text itself
        ('<div class="breaking">9 حزيران 2018</div><h1>قصف</h1>{}<footer>© 2018</footer>', None),
        ('<h1>قصف</h1><span class="date">منذ 3 ساعات</span>{}', None),
    ],
)
def test_dates_that_readers_see(body: str, published: str | None) -> None:
    raw = f"<html><head><title>قصف</title></head><body>{body.format(ARTICLE)}</body></html>".encode()
    [item] = read_page(raw, "p.html", intake_options(), "p.html")
    assert item.report is not None, item.error
    assert item.report.published == published


def test_the_date_in_an_address_is_the_last_resort() -> None:
    page = "<html><head><link rel='canonical' href='https://a.example/{}'></head><body><h1>قصف</h1>{}</body></html>"
    for path, published in (
        ("2018/06/11/x", "2018-06-11"),
        ("news/2018/6/x", "2018-06"),
        ("2018/77/x", None),
    ):
        [item] = read_page(page.format(path, ARTICLE).encode(), "p.html", IntakeOptions(), "p.html")
        assert item.report is not None
        assert item.report.published == published


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
        [item] = read_page(raw.encode(), "hostile.html", IntakeOptions(), "hostile.html")
        assert (item.report is None) != (item.error is None)
