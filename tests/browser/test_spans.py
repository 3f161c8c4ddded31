"""What is marked is what was read: code points of the ledger against the browser's UTF-16, letters that stay
joined."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from riwaya.ledger.store import Store
from riwaya.linking.link import link
from riwaya.model import Received, Report
from riwaya.reading.read import read_report
from riwaya.review.marking import CHANNELS
from riwaya.review.settings import Settings

from .conftest import Served, Visitor

ID = "tricky/\u0645\u0631 1"
FAMILY = "👨\u200d👩\u200d👧"
# Letters outside the first plane, marks, tatweel, bidi controls, presentation forms, CRLF.
TEXT = "\r\n".join(
    (
        f"درنة {FAMILY} (ليبيا) 31 مايو 2018 😀 - قصفت طائرة حربية فجر الخميس مبنى في درنة 🏚️.",
        "\u202bوقالَ المتحدّثُ باسم الجيش 🪖 العقيد نوري بوشعالة إن الضربة قتلت 11 مسلحا\u202c بينهم 3 قياديين.",
        "وأكـــد طبيب في المستشفى\u200f الميداني 🏥 أن سبعة قتلى على الأقل و\u0661\u0665 جريح\u200c.",
        "ﻭﻗﺎﻝ ﺷﺎﻫﺪ 𐎀 إن 4 مدنيين قتلوا.",
        "وأعلنت قوة حماية درنة 🇱🇾 أن القصف قتل خمسة مدنيين بينهم طفلان\u2069.",
        "وقال 6 شهود 😀 إن الجيش قصف البلدة لإسقاطها وقتل 9 مدنيين.",
    )
)
# Pixels that the softened edge of a letter may differ by where its painting is cut.
FRINGE = 12
PAINTED = (
    "[...CSS.highlights].flatMap(([c, h]) => c === 'current' ? [] : [...h].map((r) => [c, r.toString()]))"
)
WITHOUT = "delete window.Highlight; Object.defineProperty(CSS, 'highlights', {value: undefined});"


@pytest.fixture(scope="module")
def tricky(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("tricky") / "tricky.ledger"
    report = Report(ID, TEXT, title="😀 عنوان", outlet="وكالة\u202e الأفق", published="2018-05-31")
    with Store.open(path) as store:
        store.add([Received(report, read_report(report), reader="test")])
        link(store)
    with Served(Settings(str(path))) as served:
        yield served


def spans(page: Any) -> list[tuple[int, int, str, str]]:
    address = page.locator(".text").get_attribute("data-spans")
    return [tuple(row) for row in page.request.get(address).json()]


def flat(text: str) -> str:
    """Line feeds stand between lines of the page, not in them."""
    return text.replace("\n", "")


def goto(page: Any, path: str) -> None:
    page.goto(path)
    page.wait_for_selector(".text[data-ready]")


REPORT = "/reports/tricky/%D9%85%D8%B1%201"


def test_every_painted_range_is_its_quote(tricky: Served, visit: Callable[[str], Visitor]) -> None:
    page = visit(tricky.url).page("ar")
    goto(page, REPORT)
    assert page.locator(".text").get_attribute("data-ready") == "painted"
    painted = page.evaluate(PAINTED)
    wanted = [
        (channel, line)
        for start, end, channel, _ in spans(page)
        for line in TEXT[start:end].split("\n")
        if line
    ]
    assert len(wanted) > 15
    assert Counter(map(tuple, painted)) == Counter(wanted)
    assert page.locator(".text p > *").count() == 0


def test_a_line_whose_lam_and_alef_are_parted_keeps_its_pieces(
    tricky: Served, visit: Callable[[str], Visitor]
) -> None:
    """Chromium leaves the alef out where a highlight begins between them; on pieces it draws both."""
    page = visit(tricky.url).page("ar")
    at = TEXT.index("\u0644\u0625\u0633\u0642\u0627\u0637") + 1
    page.route(
        "**/spans.json", lambda route: route.fulfill(json=[[at, at + 8, "event", "x"], [0, 4, "place", "y"]])
    )
    goto(page, REPORT)
    assert page.evaluate(PAINTED) == [["place", TEXT[:4]]]
    assert page.locator(".text p .mark").count() > 0
    assert page.locator(".text p").first.locator(".mark").count() == 0


def test_every_piece_is_in_its_quote_without_painting(
    tricky: Served, visit: Callable[[str], Visitor]
) -> None:
    page = visit(tricky.url).page("ar")
    page.add_init_script(WITHOUT)
    goto(page, REPORT)
    assert page.locator(".text").get_attribute("data-ready") == "pieces"
    pieces = page.eval_on_selector_all(
        ".text .mark",
        "all => all.map((m) => [m.className.split(' '), m.dataset.ids.split(' '), m.textContent])",
    )
    for start, end, channel, id in spans(page):
        own = "".join(text for classes, ids, text in pieces if id in ids and channel in classes)
        # A finding of several channels has pieces of each; where they are one channel, they are the quote.
        assert flat(TEXT[start:end]) in own, (channel, id)
    assert page.locator(".text").evaluate("t => [...t.querySelectorAll('p')].map((p) => p.textContent)") == [
        line for line in TEXT.split("\n") if line
    ]


def test_the_words_counted_are_the_figure_and_edges_move_by_words(
    tricky: Served, visit: Callable[[str], Visitor]
) -> None:
    page = visit(tricky.url).page("en")
    goto(page, REPORT)
    figures = [(s, e, id) for s, e, channel, id in spans(page) if channel == "figure"]
    assert figures
    for start, end, id in figures:
        page.goto(f"/review/tricky/%D9%85%D8%B1%201/{id}")
        assert page.locator("#quote").evaluate("q => q.textContent") == TEXT[start:end]
        page.locator("#fields summary").press("Enter")
        for button in ("end later", "begin earlier", "end later", "begin later"):
            page.get_by_role("button", name=button).press("Enter")
            edges = (page.locator(f"[name=span_{n}]").input_value() for n in ("start", "end"))
            low, high = map(int, edges)
            assert page.locator("#quote").evaluate("q => q.textContent") == TEXT[low:high]
        assert (low, high) != (start, end)


def test_invisible_characters_are_shown_and_are_no_text(
    tricky: Served, visit: Callable[[str], Visitor]
) -> None:
    page = visit(tricky.url).page("ar")
    goto(page, REPORT)
    before = page.locator(".text").evaluate("t => t.textContent")
    assert page.locator(".badges > *").count() == 0
    page.get_by_label("محارف").or_(page.locator("[data-channel=invisible]")).first.check()
    names = page.eval_on_selector_all(".badges > *", "all => all.map((b) => b.dataset.name)")
    assert {"ZWJ", "RLE", "PDF", "RLM", "ZWNJ", "TATWEEL×3", "PDI"} <= set(names)
    assert page.locator(".text").evaluate("t => t.textContent") == before
    page.locator(".text").evaluate("t => getSelection().selectAllChildren(t)")
    assert "ZWJ" not in page.evaluate("getSelection().toString()")


def test_crowded_spans_have_brackets_of_their_own(tricky: Served, visit: Callable[[str], Visitor]) -> None:
    page = visit(tricky.url).page("ar")
    channels = ("content", "content", "place", "figure", "event")
    rows = [[5 + 5 * n, 100 - n, channel, f"x{n}"] for n, channel in enumerate(channels)]
    page.route("**/spans.json", lambda route: route.fulfill(json=[*rows, [140, 150, "speaker", "apart"]]))
    goto(page, REPORT)
    page.wait_for_selector(".lanes > *", state="attached")
    lanes = page.eval_on_selector_all(".lanes > *", "all => all.map((b) => [b.dataset.lane, b.style.right])")
    assert [lane for lane, _ in lanes] == list(channels)
    assert len({right for _, right in lanes}) == len(channels)


# Here no highlight begins: the line keeps its pieces.
PARTED = ("لإصابتهم", "للأحياء")
WORDS = [
    # word, start and end of the span inside it: after و ب ل ال, and in the middle of a word
    ("وبالقصف", 1, 7), ("وبالقصف", 2, 7), ("بمدينة", 1, 6), ("للسيطرة", 2, 7), ("المستشفى", 2, 8),
    ("وقتلت", 1, 5), ("فسيقتلهم", 2, 6), ("لإصابتهم", 1, 6), ("بشيحا", 1, 5),
    ("لإصابتهم", 1, 8), ("للأحياء", 2, 7), ("والمُصابينَ", 3, 11),
]  # fmt: skip
PLAIN = """
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.text .mark { color: inherit !important; background: none !important;
      text-decoration: none !important; text-shadow: none !important; }
    ::highlight(probe) { color: inherit; } .text p { font-size: 64px; } .overlay { display: none; }`);
  document.adoptedStyleSheets = [sheet];
"""
SHOW = """([word, start, end, way, channel]) => {
  const line = document.querySelector(".text p");
  line.replaceChildren(word);
  CSS.highlights?.clear();
  if (way === "painted") {
    const range = document.createRange();
    range.setStart(line.firstChild, start);
    range.setEnd(line.firstChild, end);
    CSS.highlights.set("probe", new Highlight(range));
  } else if (way === "piece") {
    const mark = document.createElement("span");
    mark.className = "mark " + channel;
    mark.textContent = word.slice(start, end);
    line.replaceChildren(word.slice(0, start), mark, word.slice(end));
  } else if (way === "padded") {
    const mark = document.createElement("span");
    mark.style.paddingInline = "6px";
    mark.textContent = word.slice(start, end);
    line.replaceChildren(word.slice(0, start), mark, word.slice(end));
  }
}"""


DIFFERENT = """async ([one, other]) => {
  const data = [];
  for (const written of [one, other]) {
    const image = new Image();
    image.src = "data:image/png;base64," + written;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    data.push(canvas.getImageData(0, 0, image.width, image.height).data);
  }
  if (data[0].length !== data[1].length) return -1;
  let count = 0;
  for (let n = 0; n < data[0].length; n += 4) count += Math.abs(data[0][n] - data[1][n]) > 80;
  return count;
}"""


def test_letters_stay_joined_at_the_edges_of_spans(visitor: Visitor) -> None:
    """A word looks the same with a span inside as without, colours apart; a padded span does not."""
    page = visitor.page("ar", viewport={"width": 700, "height": 500})
    goto(page, "/reports/01-ufuq-agency")
    page.evaluate(PLAIN)
    line = page.locator(".text p").first
    blank = visitor.page()

    def seen(word: str, start: int, end: int, way: str, channel: str = "") -> str:
        page.evaluate(SHOW, [word, start, end, way, channel])
        return base64.b64encode(line.screenshot()).decode()

    for word, start, end in WORDS:
        whole = seen(word, start, end, "plain")

        def apart(way: str, channel: str = "") -> int:
            other = seen(word, start, end, way, channel)  # noqa: B023
            return 0 if other == whole else int(blank.evaluate(DIFFERENT, [whole, other]))  # noqa: B023

        if word not in PARTED:
            assert apart("painted") <= FRINGE, word
        for channel in CHANNELS if word == WORDS[0][0] else ("speaker", "figure"):
            assert apart("piece", channel) <= FRINGE, (word, channel)
        assert apart("padded") > 10 * FRINGE
