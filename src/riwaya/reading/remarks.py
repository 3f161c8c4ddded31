"""What a reader should know of a text before trusting its reading: notes, never changes."""

from __future__ import annotations

import re

from riwaya.model import Note, Span
from riwaya.text.document import Document

_ARABIC = ("\u0620", "\u0700")  # the first letter, and what comes after the last
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_OVERRIDES = "\u202d\u202e"
# Below this share of Arabic letters a text is taken not to be Arabic reporting; unmeasured.
_LEAST_ARABIC = 0.2


def remarks(document: Document) -> tuple[Note, ...]:
    """Notes on the text itself: no Arabic, direction overrides, presentation forms, NUL characters."""
    text = document.text
    found: list[Note] = []
    letters = [t.fold for t in document.tokens if t.kind == "word"]
    arabic = sum([_ARABIC[0] <= word < _ARABIC[1] for word in letters])
    if arabic < _LEAST_ARABIC * len(letters) or not letters:
        found.append(
            Note("not_arabic", f"{arabic} of {len(letters)} words are Arabic; little or nothing was read")
        )
    found += _counted(
        text,
        _OVERRIDES,
        "bidi_override",
        "direction overrides: the text may show in another order than it is stored",
    )
    found += _counted(text, "\x00", "nul", "NUL characters, kept as they are")
    forms = [match.start() for match in _PRESENTATION.finditer(text)]
    if forms:
        found.append(
            Note(
                "presentation_forms",
                f"{len(forms)} letters in presentation forms, read by their plain letters",
                Span(forms[0], forms[0] + 1),
            )
        )
    return tuple(found)


def _counted(text: str, characters: str, code: str, what: str) -> list[Note]:
    count = sum(text.count(c) for c in characters)
    if not count:
        return []
    first = min(i for i in (text.find(c) for c in characters) if i >= 0)
    return [Note(code, f"{count} {what}", Span(first, first + 1))]
