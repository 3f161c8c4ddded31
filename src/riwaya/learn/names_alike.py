"""When two names count as one in scoring: every word of the shorter stands in the longer."""

from __future__ import annotations

import re
import tomllib
import unicodedata

from riwaya.rules.tables import DATA

_RAW = tomllib.loads((DATA / "text/names_alike.toml").read_text("utf-8"))
_ALIKE = {ord(char): to for to, chars in _RAW["alike"].items() for char in chars}
_ARTICLE: str = _RAW["article"]
_IGNORED = frozenset(_RAW["ignored"])
# A word keeps what looks like an article if less than this would be left.
_SHORTEST_WITH_ARTICLE = 4


def name_words(name: str | None) -> list[str]:
    """The folded words of a name without marks, articles and words of one letter: "أحمد المسمارى" gives احمد,
    مسماري."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c)
    ).translate(_ALIKE)
    out = []
    for word in re.findall(r"\w+", plain):
        bare = (
            word[len(_ARTICLE) :]
            if word.startswith(_ARTICLE) and len(word) > _SHORTEST_WITH_ARTICLE
            else word
        )
        if bare not in _IGNORED and len(bare) > 1:
            out.append(bare)
    return out


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names are one: both missing, or every word of the shorter in the longer."""
    if not a or not b:
        return (a or None) == (b or None)
    x, y = set(name_words(a)), set(name_words(b))
    if not x or not y:
        return a.strip() == b.strip()
    return x <= y or y <= x
