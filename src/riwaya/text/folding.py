"""The folded view: a copy for matching, with the source index of every character."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

from riwaya.model import Span
from riwaya.rules.kept import kept
from riwaya.rules.tables import DATA


def _load() -> dict[int, str]:
    raw = tomllib.loads((DATA / "text/folding.toml").read_text("utf-8"))
    changes: dict[int, str] = {}
    for part in raw["deleted"]:
        low, _, high = part.partition("-")
        for code in range(int(low, 16), int(high or low, 16) + 1):
            changes[code] = ""
    for to, written in raw["written_alike"].items():
        for char in written:
            changes[ord(char)] = to
    return changes


_CHANGES = _load()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text: `text[i]` was read from character `source[i]` of the original."""

    text: str
    source: array[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original that `text[start:end]` was read from."""
        if start >= end:
            at = (
                self.source[start]
                if start < len(self.source)
                else (self.source[-1] + 1 if self.source else 0)
            )
            return Span(at, at)
        return Span(self.source[start], self.source[end - 1] + 1)


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if "\ud800" <= char <= "\udfff":  # half a character: no encoding holds it, and no trained model takes it
        return "\ufffd"
    out = "".join(_CHANGES.get(ord(c), c) for c in unicodedata.normalize("NFKC", char))
    return out.lower() if len(out.lower()) == len(out) else out


def fold(text: str) -> Folded:
    """The folded view of `text`: "أحْمـد المسمارى" reads "احمد المسماري", ("Ahmad al-Mismari" as it is
    spelled elsewhere).
    """
    out: list[str] = []
    source = array("I")
    for index, char in enumerate(text):
        for folded in _fold_char(char):
            out.append(folded)
            source.append(index)
    return Folded("".join(out), source)


class _Letters(dict[int, str]):
    """Code point → its folded letters, worked out when first asked."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_char(chr(code))
        return self[code]


_LETTERS = _Letters()


@kept
def fold_word(word: str) -> str:
    """The folded letters of one word, without the source index."""
    return word.translate(_LETTERS)


# The Arabic letters that change, nearly all that do in a text, and what stays as it is: going from letter to
# letter takes three times as long, and pays only for what is short or holds something else.
_CHANGE = [(chr(code), _fold_char(chr(code))) for code in sorted(_CHANGES) if 0x620 <= code < 0x66A]
_STAYS = re.compile(
    f"[{''.join(re.escape(c) for c in map(chr, (*range(0x7F), *range(0xA0, 0x700))) if _fold_char(c) == c)}]*"
)
_SHORT = 64


def fold_text(text: str) -> str:
    """The folded letters of a whole text, without the source index."""
    if len(text) > _SHORT:
        for letter, folded in _CHANGE:
            text = text.replace(letter, folded)
        if _STAYS.fullmatch(text):
            return text
    return text.translate(_LETTERS)
