"""The words beside a number that decide what it is (data/numbers/contexts.toml)."""

from __future__ import annotations

import tomllib
from typing import Any

from riwaya.rules.tables import DATA
from riwaya.text.folding import fold_word

CONTEXTS: dict[str, Any] = tomllib.loads((DATA / "numbers/contexts.toml").read_text("utf-8"))


def folded(key: str) -> frozenset[str]:
    """The folded words of one list."""
    return frozenset(fold_word(word) for word in CONTEXTS[key])


LABEL_BEFORE = folded("label_before")
LABEL_BEFORE_WEAK = folded("label_before_weak")
YEAR_BEFORE = folded("year_before")
HOUR_BEFORE = folded("hour_before")
AGE_BEFORE = folded("age_before")
MONTHS = folded("months")
DAYS = folded("day_before")
RISE = folded("rise")
COUNT_HEADS = folded("count_heads")
DASHES = frozenset(CONTEXTS["dashes"])
FROM = tuple(tuple(fold_word(w) for w in phrase.split()) for phrase in CONTEXTS["from"])
TO = folded("to")
AND = fold_word(CONTEXTS["and"])
ARTICLE = fold_word(CONTEXTS["article"])
OF = fold_word(CONTEXTS["of"])
NOT_BEFORE_NUMBER = frozenset(CONTEXTS["not_before_number"])
