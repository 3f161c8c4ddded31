"""The words that intake knows, from `data/intake`: headings of tables, endings of teasers. Folded for
comparing."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from riwaya.model import KnowledgeError

_ALIKE = str.maketrans(
    {
        "\u0623": "\u0627",  # alif with hamza above
        "\u0625": "\u0627",  # alif with hamza below
        "\u0622": "\u0627",  # alif with madda
        "\u0649": "\u064a",  # alif maqsura
        "\u0629": "\u0647",  # ta marbuta
        "_": " ",
        "-": " ",
        "\u0640": None,  # tatweel
        "\ufeff": None,
    }
)


def folded(heading: str) -> str:
    """A heading for comparing: " تاريخ_النَّشر " and "تاريخ النشر" ("date of publication") are one."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", heading) if not unicodedata.combining(c))
    plain = "".join(c for c in bare if unicodedata.category(c) != "Cf")
    return " ".join(plain.casefold().translate(_ALIKE).split())


@cache
def headings() -> dict[str, tuple[str, ...]]:
    """The folded headings that name each field of a report."""
    table = _loaded("headings.toml")["headings"]
    return {field: tuple(folded(name) for name in names) for field, names in table.items()}


@cache
def excerpt_endings() -> tuple[str, ...]:
    """How a teaser ends."""
    return tuple(_loaded("pages.toml")["excerpt_endings"])


@cache
def date_labels() -> tuple[str, ...]:
    """The folded words that stand before the date on a page."""
    return tuple(folded(words) for words in _loaded("pages.toml")["date_labels"]["words"])


@cache
def change_labels() -> tuple[str, ...]:
    """The folded words that stand before the date of the last change."""
    return tuple(folded(words) for words in _loaded("pages.toml")["change_labels"]["words"])


def _loaded(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((files("riwaya") / "data" / "intake" / name).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"intake/{name}: cannot be read ({error}); reinstall the package") from error
