"""Tokens: words, numbers and signs that, with white space and invisible marks between them, tile the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from riwaya.model import Span
from riwaya.text.clitics import Variant, variants
from riwaya.text.folding import fold, fold_word
from riwaya.text.segmenter import parting

Kind = Literal["word", "number", "sign"]

# Marks and invisible characters stay inside the word that they stand in, and are passed over elsewhere.
_MARKS = "\u0640\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed"
_INNER = _MARKS + "\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,\u066b\u066c]\d+)*)"
    rf"|(?P<word>[^\W\d_](?:[^\W\d_]|[{_INNER}])*)"
    rf"|(?P<sign>\.{{2,}}|''|<<|>>|(?![{_INNER}])\S)"
)


@dataclass(slots=True, eq=False)
class Token:
    """One token: its place, its surface and its folded form. Never changed once made (frozen, it would
    cost twice the time); its parting, asked for five times on average, is kept with it.
    """

    index: int
    start: int
    end: int
    text: str
    fold: str
    kind: Kind
    _parted: Variant | None = None

    @property
    def span(self) -> Span:
        """The token's characters."""
        return Span(self.start, self.end)

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The ways to part it into proclitics, stem and pronoun; the whole word first."""
        return variants(self.fold) if self.kind == "word" else (Variant("", self.fold, ""),)

    @property
    def parted(self) -> Variant:
        """The likeliest parting: "وبلدة" ("and a town") gives (و, بلده, ""), "وزير" ("minister") is left
        whole.
        """
        found = self._parted
        if found is None:
            whole = self.kind != "word"
            found = self._parted = Variant("", self.fold, "") if whole else parting(self.fold, self.text)
        return found

    @property
    def clitic(self) -> str:
        """The clitics at its front in the likeliest parting, the article left out: "وبالقصف" gives وب."""
        return self.parted.prefix

    def at(self, letters: int) -> int:
        """The offset in the text of the folded letter number `letters`: where a stem begins after its
        proclitics.

        In "وبالجيـش" the stem "الجيش" begins two letters in.
        """
        if letters <= 0:
            return self.start
        if len(self.fold) == self.end - self.start:
            return self.start + min(letters, len(self.fold))
        source = fold(self.text).source
        return self.start + source[letters] if letters < len(source) else self.end


def scan(text: str) -> Iterator[re.Match[str]]:
    """Where the tokens of `text` stand, one after the other; `lastgroup` is the kind."""
    return _TOKEN.finditer(text)


def tokenize(text: str) -> list[Token]:
    """The tokens of `text` in order: "لـ«الشرق» 3,5" gives لـ « الشرق » 3,5.

    A word of nothing but marks or tatweel is a sign: its fold is its surface, so that no fold is ever
    empty.
    """
    found: list[Token] = []
    add = found.append
    for i, match in enumerate(_TOKEN.finditer(text)):
        surface = match.group()
        start, end = match.span()
        folded = fold_word(surface)
        add(Token(i, start, end, surface, folded or surface, match.lastgroup if folded else "sign"))  # type: ignore[arg-type]
    return found
