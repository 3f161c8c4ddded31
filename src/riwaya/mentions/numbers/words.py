"""Number words and digits, token by token."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from riwaya.mentions.numbers.contexts import NOT_BEFORE_NUMBER
from riwaya.rules.kept import kept
from riwaya.rules.tables import several, table
from riwaya.text.clitics import PARTS, variants
from riwaya.text.folding import fold_word

_THOUSANDS = re.compile(r"\d{1,3}(?:[,.\u066c]\d{3})+")


class Atom(NamedTuple):
    """One number word: its value, the part it plays in a cardinal, and the proclitics before it."""

    value: float
    kind: str
    prefix: str


@cache
def _words() -> dict[str, tuple[float, str, frozenset[str]]]:
    found: dict[str, tuple[float, str, frozenset[str]]] = {}
    for form, value, kind, not_after in table("numbers/words.tsv", "form", "value", "kind", "not_after"):
        found[fold_word(form)] = (float(value), kind, frozenset(several(not_after)))
    return found


@kept
def atom(word: str) -> Atom | None:
    """The number word that a folded word is: "وثلاثين" gives 30 after و; None for any other word."""
    words = _words()
    for variant in variants(word):
        entry = words.get(variant.stem)
        if (
            entry is None
            or variant.prefix in entry[2]
            or variant.prefix in NOT_BEFORE_NUMBER
            or "future" in PARTS[variant.prefix]
        ):
            continue
        return Atom(entry[0], entry[1], variant.prefix)
    return None


def digits(written: str) -> float:
    """The value of a token of digits (folded): "12,500" is 12500, "3.5" and "3,5" are 3.5,
    "1.200" is 1200.
    """
    if _THOUSANDS.fullmatch(written) and not written.startswith("0"):
        return float(re.sub(r"\D", "", written))
    plain = written.replace("\u066c", "").replace("\u066b", ".").replace(",", ".")
    whole, _, rest = plain.partition(".")
    return float(f"{whole}.{rest.replace('.', '')}" if rest else whole)
