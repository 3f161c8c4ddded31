"""What pages show of difficult text, and colours that can be read; no browser needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request

from riwaya.ledger.store import Store
from riwaya.model import Received, Report
from riwaya.reading.read import read_report
from riwaya.review.app import create_app
from riwaya.review.page import amount, dated, dated_plain, day, is_web, page, verbatim
from riwaya.review.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHEET = (ROOT / "src/riwaya/review/static/base.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block.split("}")[0])) for block in SHEET.split(":root {")[1:3]
)


def test_days_and_ranges_keep_their_order() -> None:
    title = "غارة جوية في درنة، 2018-05-31"
    assert dated(title) == 'غارة جوية في درنة، <bdo dir="ltr">2018-05-31</bdo>'
    assert dated("<b> 2018-05") == '&lt;b&gt; <bdo dir="ltr">2018-05</bdo>'
    assert dated_plain(title).endswith("\u2066\u202d2018-05-31\u202c\u2069")
    assert day("2018-05-31") == '<time datetime="2018-05-31" dir="ltr">2018-05-31</time>'
    assert day(None) == ""
    assert amount("10–17") == '<bdo dir="ltr">10–17</bdo>'
    assert amount("نحو 15") == "<bdi>نحو 15</bdi>"


def test_carriage_returns_stay() -> None:
    assert verbatim("a\r\n<b>") == "a&#13;\n&lt;b&gt;"


def test_addresses_of_the_web_are_links() -> None:
    assert is_web("https://example.org/a")
    assert is_web("HTTP://example.org")


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[TestClient]:
    """A report with what no page can hold: NUL; and a question mark in its id."""
    text = "قال الطبيب\x00 إن ثلاثة مدنيين\x00 قتلوا في درنة."
    report = Report("odd?#id/1", text, title="عنوان\x00", outlet="وكالة\x00", published="2018-05-31")
    with Store.open(tmp_path / "odd.ledger") as store:
        store.add([Received(report, read_report(report), reader="test")])
    with TestClient(create_app(Settings(str(tmp_path / "odd.ledger")))) as client:
        yield client


def test_half_a_character_is_shown_as_a_mark() -> None:
    """A code point of a surrogate, which UTF-8 cannot write, alone and beside a NUL."""
    for text in ("\ud83d", "\ud83d\x00"):
        request = Request(
            {"type": "http", "headers": [], "path": "/", "query_string": b"", "server": ("a", 1)}
        )
        shown = page(request, "error.html", title="x", message=text).body.decode()
        assert "\ufffd" * len(text) in shown


def test_what_no_page_can_hold_is_shown_as_a_mark(odd: TestClient) -> None:
    shown = odd.get("/reports/odd%3F%23id/1")
    assert shown.status_code == 200
    assert "مدنيين\ufffd" in re.sub(r"<[^>]+>", "", shown.text)
    for link in re.findall(r'href="(/review/[^"]+)"', odd.get("/review").text):
        assert odd.get(link).status_code == 200, link


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[n : n + 2], 16)) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_painted_words_can_be_read_where_channels_overlap(theme: dict[str, str]) -> None:
    """axe does not see what is painted: letters 4.5 to 1, lines under them 3 to 1, on every background."""
    grounds = ("card", "speaker", "current")
    for letters, ground in product(("ink", "figure", "event"), grounds):
        assert contrast(theme[letters], theme[ground]) >= 4.5, (letters, ground)
    for line, ground in product(("cue", "content", "place", "event"), grounds):
        assert contrast(theme[line], theme[ground]) >= 3, (line, ground)
