"""A reading as HTML for a notebook: the text right to left with its spans marked, then who says what."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from riwaya.model import Findings

# Marks carry no padding, border or margin: those break the joining of Arabic letters at their edges.
_STYLE = {
    "speaker": "background:#cfe3ff",
    "cue": "text-decoration:underline dotted 2px",
    "content": "text-decoration:underline solid 1px #888",
    "figure": "background:#ffe2a8",
    "place": "text-decoration:underline solid 2px #2a8",
    "event": "background:#ffd0d0",
}


def render(text: str, findings: Findings) -> str:
    """The HTML of a reading of `text`; every character escaped, none changed."""
    marks = _marks(findings)
    edges = sorted({0, len(text), *(m[0] for m in marks), *(m[1] for m in marks)})
    out = ['<div dir="rtl" lang="ar" style="line-height:1.9;white-space:pre-wrap">']
    for start, end in pairwise(edges):
        styles = ";".join(dict.fromkeys(_STYLE[k] for s, e, k in marks if s <= start and end <= e))
        piece = escape(text[start:end])
        out.append(f'<span style="{styles}">{piece}</span>' if styles else piece)
    out.append("</div>")
    out.append('<table dir="rtl" lang="ar"><tbody>')
    for statement in findings.statements:
        content = escape(statement.span.cut(text))
        out.append(
            f"<tr><th>{escape(statement.name)}</th><td>{escape(statement.act)}</td><td>{content}</td></tr>"
        )
    for figure in findings.figures:
        whose, quote = escape(figure.name or "-"), escape(figure.span.cut(text))
        low, high = ("…" if v is None else str(v) for v in (figure.low, figure.high))
        bounds = low if low == high else f"{low}-{high}"
        out.append(
            f"<tr><th>{whose}</th><td>{escape(figure.measure)} <bdi>{bounds}</bdi></td><td>{quote}</td></tr>"
        )
    out.append("</tbody></table>")
    return "".join(out)


def _marks(findings: Findings) -> list[tuple[int, int, str]]:
    found = []
    for statement in findings.statements:
        for kind, span in (
            ("speaker", statement.speaker),
            ("cue", statement.cue),
            ("content", statement.span),
        ):
            if span:
                found.append((span.start, span.end, kind))
    found += [(f.span.start, f.span.end, "figure") for f in findings.figures]
    found += [(p.span.start, p.span.end, "place") for p in findings.places]
    found += [(e.trigger.start, e.trigger.end, "event") for e in findings.events]
    return found
