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
from riwaya.formats.words import date_labels, folded

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
_YEAR_LAST = re.compile(r"[12][0-9]{3}|[\u0660-\u0669]{4}")


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
    for element in islice(tree.iter("time"), _MOST_TIMES):
        written = (element.get("datetime") or "").strip()
        if not written or _in_furniture(element):
            continue
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            return [written]
        if element.get("itemprop") != "dateModified":
            first.append(written)
    return first[:1]


def _in_furniture(element: Element) -> bool:
    within = False
    for above in (element, *element.iterancestors()):
        if above.tag in ("article", "main"):
            within = True
        if above.tag in _FURNITURE or (above.tag == "header" and not within and not _holds_headline(above)):
            return True
        named = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag not in ("body", "html") and _ASIDE.search(named):
            return True
    return False


def _holds_headline(element: Element) -> bool:
    return element.find(".//h1") is not None


def _visible(tree: Element, options: IntakeOptions) -> Dated:
    """The date that stands near the headline, nearest first, elements that are marked as dates before
    others."""
    elements = [e for e in tree.iter() if isinstance(e.tag, str)]
    headline = next((i for i, e in enumerate(elements) if e.tag == "h1"), None)
    if headline is None:
        headline = next((i for i, e in enumerate(elements) if e.tag in ("article", "main", "h2")), 0)
    candidates: list[tuple[bool, int, str]] = []
    for i in range(max(0, headline - _BEFORE), min(len(elements), headline + _AFTER)):
        line = _line(elements[i])
        if line and i != headline and not _in_furniture(elements[i]):
            named = f"{elements[i].get('class') or ''} {elements[i].get('id') or ''}"
            candidates.append((not (_MARKED.search(named) or _labelled(line)), abs(i - headline), line))
    raw = None
    for unmarked, _, line in sorted(candidates)[:_TRIES]:
        if published := iso_date(_unlabelled(line), options.read_date):
            return Dated(published, line)
        if not unmarked and _YEAR_LAST.search(line):
            raw = raw or line
    return Dated(None, raw)


def _line(element: Element) -> str:
    """The words of an element that is one short line with a digit in it, else nothing."""
    if len(element) > 6:
        return ""
    words = " ".join("".join(element.itertext()).split())
    return words if len(words) <= _LONGEST and any(c.isdigit() for c in words) else ""


def _labelled(line: str) -> bool:
    return folded(line).startswith(date_labels())


def _unlabelled(line: str) -> str:
    """The line without "تاريخ النشر:" ("date of publication") before it and the time of day behind it."""
    return line.rsplit(": ", 1)[-1] if _labelled(line) and ": " in line else line
