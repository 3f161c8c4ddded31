"""The ledger's own words, in English and Arabic (data/labels/labels.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal

from riwaya.rules.tables import DATA

Language = Literal["en", "ar"]


@cache
def _labels() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((DATA / "labels/labels.toml").read_text("utf-8"))


def label(group: str, key: str, language: Language) -> str:
    """The word for `key` of `group` ("measure", "killed") in a language; the key itself where none is
    written."""
    words = _labels().get(group, {}).get(key)
    return words[language] if words else key
