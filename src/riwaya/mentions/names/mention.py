"""A mention while it is being read, before the report's other mentions say who it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from riwaya.mentions.names.evidence import joined
from riwaya.mentions.names.grammar import ARTICLE
from riwaya.mentions.names.lists import GLUE
from riwaya.mentions.names.name import NameKind
from riwaya.rules.kept import kept_with
from riwaya.text.clitics import PARTS
from riwaya.text.document import Document

Sort = Literal["name", "title", "body", "unnamed", "document", "country"]

_BLANKED = str.maketrans({c: " " if c == "_" else None for c in GLUE - set("()[]") if len(c) == 1})


@dataclass(slots=True)
class Mention:
    """Tokens `first` to `last` with the name itself at `head` (token numbers) and the titles around it.

    `prefix` is what is written on to the first token before the mention begins; `author` is the body or
    person whose
    document it is. `bare`, `role` and `affiliation` are filled in when the report is resolved.
    """

    first: int
    last: int
    head: tuple[int, int]
    sort: Sort
    kind: NameKind
    by: str
    prefix: str = ""
    titles: list[tuple[int, int]] = field(default_factory=list)
    definite: bool = True
    plural: bool = False
    listed: str = ""
    group: str = ""
    author: Mention | None = None
    nested: list[Mention] = field(default_factory=list)
    bare: str = ""
    role: str | None = None
    affiliation: str | None = None


def plain(document: Document, first: int, last: int, prefix: str | None = None) -> str:
    """The words of tokens `first` to `last` as a name: clitics off, quotation marks and hash signs off.

    "وللجيش" gives "الجيش" ("the army"); "#الجيش_اليمني" gives "الجيش اليمني".
    """
    token = document.tokens[first]
    clitic = joined(token.fold) if prefix is None else prefix
    letters, swallowed = _clitic_of(token.fold, clitic)
    text = document.text[token.at(letters) : document.tokens[last - 1].end].translate(_BLANKED)
    return (ARTICLE if swallowed else "") + " ".join(text.split())


@kept_with
def _clitic_of(word: str, clitic: str) -> tuple[int, bool]:
    """How many letters of a folded word to drop for `clitic`, and whether the article that it swallowed is
    to be put back."""
    if not clitic:
        return 0, False
    rest = word[len(clitic) :]
    for prefix, parts in PARTS.items():
        if (
            "article" in parts
            and not prefix.endswith(ARTICLE)
            and prefix[:-1] == clitic
            and word.startswith(prefix)
        ):
            return len(prefix), True
    return (len(clitic), False) if rest else (0, False)
