"""Names of persons, organisations, armed groups and media."""

from __future__ import annotations

from riwaya.mentions.names.evidence import Evidence, swallowed
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.name import Name
from riwaya.mentions.names.repeats import with_repeats
from riwaya.mentions.names.resolve import Cast
from riwaya.mentions.names.scan import scan
from riwaya.model import Span
from riwaya.text.document import Document

_KEY = "_cast"


def cast_of(document: Document) -> Cast:
    """The document's mentions, resolved; read once and kept with the document."""
    cast: Cast | None = document.__dict__.get(_KEY)
    if cast is None:
        evidence = Evidence(document)
        cast = document.__dict__[_KEY] = Cast(evidence, with_repeats(evidence, scan(evidence)))
    return cast


def let_go(document: Document) -> None:
    """Forget the cast. It refers back to its document: left there, only the collector could free the two."""
    document.__dict__.pop(_KEY, None)


def find_names(document: Document) -> list[Name]:
    """Every mention of somebody who acts or speaks, in order and without overlap.

    Persons stand with rank, title and affiliation as one stretch; bodies, outlets, unnamed sources and
    documents as
    phrases; countries and capitals, which may stand for governments, with kind "place".
    """
    return [as_name(document, m) for m in cast_of(document).mentions]


def as_name(document: Document, m: Mention) -> Name:
    """The finished name of a resolved mention."""
    first, last = m.head
    return Name(
        m.first,
        m.last,
        _span(document, m.first, m.last, m.prefix),
        _span(document, first, last, m.prefix if first == m.first else ""),
        m.kind,
        m.bare,
        m.role,
        m.affiliation,
        m.by,
    )


def _span(document: Document, first: int, last: int, prefix: str) -> Span:
    token = document.tokens[first]
    start = token.start if prefix and swallowed(token.fold) else token.at(len(prefix))
    end = document.tokens[last - 1].end
    return Span(start, end) if start < end else document.span(first, last)
