"""How a report is cited: in words, as BibTeX, as CSL JSON. The hash says which text was read."""

from __future__ import annotations

from typing import Any

from riwaya.model import Report

_BIBTEX = str.maketrans({"{": "\\{", "}": "\\}", "\\": "\\textbackslash{}", "\n": " "})


def citation(report: Report) -> str:
    """One line: outlet, title, day, address, and the first letters of the text's hash."""
    parts = [report.outlet, f"«{report.title}»" if report.title else None, report.published, report.url]
    return ", ".join([*(p for p in parts if p), f"SHA-256 {report.sha256[:16]}…"])


def bibtex(report: Report) -> str:
    """A @misc entry; the hash of the text stands in the note."""
    rows = {
        "title": report.title,
        "howpublished": report.outlet,
        "date": report.published,
        "url": report.url,
        "langid": "arabic",
        "note": f"SHA-256 of the text {report.sha256}",
    }
    body = "".join(f"  {key} = {{{value.translate(_BIBTEX)}}},\n" for key, value in rows.items() if value)
    key = "".join(c if c.isascii() and c.isalnum() else "-" for c in report.id)
    return f"@misc{{{key},\n{body}}}\n"


def csl(report: Report) -> dict[str, Any]:
    """A CSL item; the date keeps its precision."""
    item: dict[str, Any] = {"id": report.id, "type": "article-newspaper", "language": "ar"}
    if report.title:
        item["title"] = report.title
    if report.outlet:
        item["container-title"] = report.outlet
    if report.url:
        item["URL"] = report.url
    parts = [int(p) for p in (report.published or "")[:10].split("-") if p.isdigit()]
    if parts:
        item["issued"] = {"date-parts": [parts]}
    item["note"] = f"SHA-256 of the text {report.sha256}"
    return item
