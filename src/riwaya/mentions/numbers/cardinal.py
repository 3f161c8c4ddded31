"""Cardinals: how number words and digits add up."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.mentions.numbers.contexts import CONTEXTS
from riwaya.mentions.numbers.words import Atom, atom, digits
from riwaya.text.clitics import PARTS
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.tokens import Token

_AND = fold_word(str(CONTEXTS["and"]))
_DECIMAL = fold_word(str(CONTEXTS["decimal_letter"]))
_MAX = 10**15


class Cardinal(NamedTuple):
    """A cardinal at tokens `first` to `last` (exclusive); `prefix` are the proclitics of its first word."""

    first: int
    last: int
    value: float
    prefix: str
    kind: str


class _Sum:
    """The running value: `total` of closed thousands and millions, `group` below the next scale,
    `room` what may be added.
    """

    def __init__(self, value: float, kind: str) -> None:
        self.total, self.group, self.room, self.scale = 0.0, value, _room(value, kind), 0.0
        self.kind = kind
        if kind in ("scale", "dual_scale"):
            self.total, self.group = value, 0.0
            self.scale = value if kind == "scale" else value / 2
            self.room = self.scale

    @property
    def value(self) -> float:
        return self.total + self.group

    def multiply(self, scale: float) -> bool:
        """A scale right after the group: خمسون ألفا."""
        if not self.group or (self.total and scale >= self.scale):
            return False
        self.total += self.group * scale
        self.group, self.room, self.scale, self.kind = 0.0, scale, scale, "scale"
        return self.total < _MAX

    def add(self, value: float, kind: str) -> bool:
        """A smaller part after "and": مئة وخمسون, خمسة وعشرون, ألف ومئتان."""
        if kind == "tens" and self.kind in ("unit", "one", "units_in"):
            self.group += value
            self.room, self.kind = 0.0, "tens"
            return True
        if value >= self.room:
            return False
        if kind == "dual_scale":
            self.total += value
            self.scale = self.room = value / 2
            self.kind = kind
            return True
        self.group += value
        self.room = _room(value, kind)
        self.kind = "units_in" if kind in ("unit", "one") else kind
        return True


def _room(value: float, kind: str) -> float:
    """What a following part must be smaller than."""
    if kind in ("hundred", "hundreds") or (kind == "digits" and value % 100 == 0 and value >= 100):
        return 100.0
    return 0.0


def cardinal(document: Document, i: int) -> Cardinal | None:
    """The longest cardinal that begins in token `i`, or None:
    "مائة وخمسين ألفا" ("150 thousand"), "3.5 ملايين".
    """
    tokens = document.tokens
    start = _start(tokens, i)
    if start is None:
        return None
    running, last, prefix, kind = start
    while last < len(tokens):
        step = _step(tokens, last, running)
        if step is None:
            break
        last = step
        kind = "digits" if kind == "digits" else "words"
    return Cardinal(i, last, running.value, prefix, kind)


def _start(tokens: list[Token], i: int) -> tuple[_Sum, int, str, str] | None:
    token = tokens[i]
    if token.kind == "number":
        value, last = digits(token.fold), i + 1
        if _lettered(tokens, i):
            value, last = digits(f"{tokens[i + 2].fold}.{token.fold}"), i + 3
        elif value < 1000 and last < len(tokens) and _grouped(tokens, i):
            value, last = value * 1000 + digits(tokens[last].fold), last + 1
        return _Sum(value, "digits"), last, "", "digits"
    first = atom(token.fold) if token.kind == "word" else None
    if first is None or first.kind == "ordinal":
        return None
    if first.kind == "fraction":
        scale = _atom_at(tokens, i + 1)
        if scale is None or scale.kind not in ("scale", "scale_or_dual") or "conj" in PARTS[scale.prefix]:
            return None
        running = _Sum(first.value * scale.value, "scale")
        running.room = 0.0
        return running, i + 2, first.prefix, "words"
    if first.kind == "teen_unit":
        ten = _atom_at(tokens, i + 1)
        if ten is None or ten.prefix:
            return (_Sum(first.value, "unit"), i + 1, first.prefix, "words") if _conj_tens(ten) else None
        return (_Sum(first.value + 10, "teen"), i + 2, first.prefix, "words") if ten.kind == "ten" else None
    if first.kind == "scale_or_dual":
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is None or following.kind != "word":
            return None
        return _Sum(first.value * 2, "dual_scale"), i + 1, first.prefix, "words"
    return _Sum(first.value, first.kind), i + 1, first.prefix, "one" if first.kind == "one" else "words"


def _conj_tens(after: Atom | None) -> bool:
    return after is not None and after.kind == "tens" and PARTS[after.prefix] == {"conj"}


def _lettered(tokens: list[Token], i: int) -> bool:
    """Whether a decimal is written with a letter, its fraction first: "5ر1 مليون" is 1.5 million.

    514 numbers of the corpora are written so, 35 with a nought behind the letter, none with one before it.
    """
    if i + 2 >= len(tokens) or tokens[i + 1].fold != _DECIMAL or tokens[i + 2].kind != "number":
        return False
    glued = tokens[i].end == tokens[i + 1].start and tokens[i + 1].end == tokens[i + 2].start
    return glued and tokens[i].fold.isdigit() and tokens[i + 2].fold.isdigit()


def _grouped(tokens: list[Token], i: int) -> bool:
    """Whether "12 000" goes on in the next token."""
    nxt = tokens[i + 1]
    return nxt.kind == "number" and nxt.fold == "000" and nxt.start == tokens[i].end + 1


def _atom_at(tokens: list[Token], i: int) -> Atom | None:
    return atom(tokens[i].fold) if i < len(tokens) and tokens[i].kind == "word" else None


def _step(tokens: list[Token], i: int, running: _Sum) -> int | None:
    """Take the part at token `i` into the running value; the token after it,
    or None where the cardinal has ended.
    """
    token = tokens[i]
    if token.kind != "word":
        return None
    if token.fold == _AND:
        return _digits_after_and(tokens, i, running)
    part = atom(token.fold)
    if part is None or part.kind == "ordinal":
        return None
    parts = PARTS[part.prefix]
    if not parts or parts == {"article"}:
        return i + 1 if _attached(part, running) else None
    if parts != {"conj"} and parts != {"conj", "article"}:
        return None
    if part.kind == "fraction":
        return _fraction(tokens, i, part, running)
    kind = "scale" if part.kind == "scale_or_dual" else part.kind
    if kind == "teen_unit" and not _conj_tens(_atom_at(tokens, i + 1)):
        ten = _atom_at(tokens, i + 1)
        if ten is None or ten.kind != "ten" or ten.prefix or running.room < 20:
            return None
        return i + 2 if running.add(part.value + 10, "teen") else None
    if kind == "unit" and running.room >= 100:
        ten = _atom_at(tokens, i + 1)
        if ten is not None and ten.kind == "ten" and not ten.prefix and part.value > 2:
            return i + 2 if running.add(part.value + 10, "teen") else None
    return i + 1 if running.add(part.value, "unit" if kind == "teen_unit" else kind) else None


def _attached(part: Atom, running: _Sum) -> bool:
    """A part without "and": ثلاثة عشر, ثلاث مئة, خمسين ألفا."""
    if part.kind == "ten" and running.kind in ("unit", "units_in") and running.group % 10 > 2:
        running.group += 10
        running.kind, running.room = "teen", 0.0
        return True
    if part.kind == "hundred" and running.kind in ("unit", "units_in") and running.group < 10:
        running.group *= 100
        running.kind, running.room = "hundreds", 100.0
        return True
    if part.kind in ("scale", "scale_or_dual"):
        return running.multiply(part.value)
    return False


def _fraction(tokens: list[Token], i: int, part: Atom, running: _Sum) -> int | None:
    """ "and a half" after a scale: مليون ونصف المليون."""
    if running.kind not in ("scale", "dual_scale") or running.group:
        return None
    running.total += part.value * running.scale
    running.room = 0.0
    again = _atom_at(tokens, i + 1)
    return i + 2 if again is not None and again.value == running.scale else i + 1


def _digits_after_and(tokens: list[Token], i: int, running: _Sum) -> int | None:
    """ "13 ألف و672": digits below the last scale, "and" written apart from them."""
    nxt = tokens[i + 1] if i + 1 < len(tokens) else None
    if nxt is None or nxt.kind != "number" or running.kind not in ("scale", "dual_scale") or running.group:
        return None
    value = digits(nxt.fold)
    after = _atom_at(tokens, i + 2)
    if after is not None and after.kind == "scale" and not after.prefix:
        value, i = value * after.value, i + 1
    return i + 2 if value < running.room and running.add(value, "digits") else None
