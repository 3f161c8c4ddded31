"""When a page was published, as it says: meta tags, JSON-LD, `<time>`, then the words beside its headline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from riwaya.formats.dates import iso_date
from riwaya.formats.incoming import IntakeOptions
from riwaya.formats.words import change_labels, date_labels, folded

Element = Any  # of lxml, which carries no types

_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "article_date_original",
    "date",
)
_ARTICLE = re.compile(r"Article|BlogPosting|Report")
_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
# Furniture has dates of its own: today's in the header, the year in the footer, those of other reports aside.
_FURNITURE = {"nav", "footer", "aside", "script", "style", "noscript", "template", "select", "form"}
_ASIDE = re.compile(
    r"relat|sidebar|widget|ticker|breaking|footer|menu|nav|comment|popular|most|latest|today|modif|updat",
    re.I,
)
_MARKED = re.compile(r"date|time|publish|posted|meta|byline|tarikh|info", re.I)
_LONGEST = 90  # characters of a line that is a date and little else
_BEFORE, _AFTER = 12, 30  # elements before and after the headline in which its date is looked for; unmeasured
_TRIES = 12
_NODES = 20_000
_MOST_TIMES = 100
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-])")
_YEAR = re.compile(r"[12][0-9]{3}|[\u0660-\u0669]{4}")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of publication: `published` in ISO, to the precision that the page has, and the words it was
    read from. Either may be missing."""

    published: str | None = None
    raw: str | None = None


def date_of(tree: Element, options: IntakeOptions) -> Dated:
    """The date of a page; what machines were meant to read goes before what readers see.

    "الثلاثاء 21 تموز/يوليو 2015" beside the headline is read by `options.read_date`; without it only `raw` is
    told.
    """
    for written in (*_meta(tree), *_linked_data(tree), *_times(tree)):
        if published := iso_date(written, options.read_date):
            return Dated(published, written)
    return _visible(tree, options)


def _meta(tree: Element) -> list[str]:
    told: dict[str, str] = {}
    for tag in tree.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (tag.get(key) or "").strip().lower()
            if name in _META and (tag.get("content") or "").strip():
                told.setdefault(name, tag.get("content").strip())
    return [told[name] for name in _META if name in told]


def _linked_data(tree: Element) -> list[str]:
    of_article: list[str] = []
    of_other: list[str] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        try:
            whole = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            of_other += _LD_DATE.findall(text)[:1]
            continue
        for node in _nodes(whole):
            if isinstance(node.get("datePublished"), str):
                kind = str(node.get("@type"))
                (of_article if _ARTICLE.search(kind) else of_other).append(node["datePublished"])
    return [*of_article[:1], *of_other[:1]]


def _nodes(whole: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [whole], 0
    while waiting and seen < _NODES:
        node = waiting.pop(0) if seen < 100 else waiting.pop()
        seen += 1
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _times(tree: Element) -> list[str]:
    first: list[str] = []
    around = _around(tree)
    for element in islice(tree.iter("time"), _MOST_TIMES):
        written = (element.get("datetime") or "").strip()
        if not written or _in_furniture(element, around):
            continue
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            return [written]
        if element.get("itemprop") != "dateModified":
            first.append(written)
    return first[:1]


def _headline(tree: Element) -> Element | None:
    return next((e for tag in ("h1", "article", "main", "h2") for e in tree.iter(tag)), None)


def _around(tree: Element) -> set[Element]:
    """What holds the headline: never furniture, whatever it is called ("post category-latest-news")."""
    headline = _headline(tree)
    return set() if headline is None else {headline, *headline.iterancestors()}


def _in_furniture(element: Element, around: set[Element]) -> bool:
    for above in (element, *element.iterancestors()):
        if above in around:
            return False
        if above.tag in _FURNITURE or above.tag == "header":
            return True
        if _ASIDE.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False


def _visible(tree: Element, options: IntakeOptions) -> Dated:
    """The date that stands near the headline: of publication before of change, marked as a date before not
    marked, nearest first."""
    elements = [e for e in tree.iter() if isinstance(e.tag, str)]
    headline, around = _headline(tree), _around(tree)
    at = 0 if headline is None else elements.index(headline)
    candidates: list[tuple[bool, bool, int, str]] = []
    for i in range(max(0, at - _BEFORE), min(len(elements), at + _AFTER)):
        line = _line(elements[i])
        if line and elements[i] not in around and not _in_furniture(elements[i], around):
            named = f"{elements[i].get('class') or ''} {elements[i].get('id') or ''}"
            marked = bool(_MARKED.search(named)) or folded(line).startswith(date_labels())
            candidates.append((folded(line).startswith(change_labels()), not marked, abs(i - at), line))
    raw = None
    for _, unmarked, _, line in sorted(candidates)[:_TRIES]:
        if published := iso_date(_unlabelled(line), options.read_date):
            return Dated(published, line)
        if not unmarked and _YEAR.search(line):
            raw = raw or line
    return Dated(None, raw)


def date_in_address(url: str | None) -> str | None:
    """The date that many sites put in an address: "/2018/06/11/" gives "2018-06-11", "/2018/06/" a month."""
    match = _IN_ADDRESS.search(url or "")
    return iso_date("-".join(f"{int(part):02}" for part in match.groups() if part)) if match else None


def _line(element: Element) -> str:
    """The words of an element that is one short line with a digit in it, else nothing."""
    if len(element) > 6:
        return ""
    words = " ".join("".join(element.itertext()).split())
    return words if len(words) <= _LONGEST and any(c.isdigit() for c in words) else ""


def _unlabelled(line: str) -> str:
    """The line without "تاريخ النشر:" ("date of publication") before the date."""
    return line.rsplit(": ", 1)[-1] if folded(line).startswith(date_labels() + change_labels()) else line
