"""The lists behind the house formats (data/exports): countries, kinds of event, actors."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from riwaya.model import KnowledgeError


@dataclass(frozen=True, slots=True)
class Country:
    """A country in both houses: ISO numeric code, names, regions, Gleditsch-Ward number (empty: none)."""

    alpha2: str
    iso: str
    acled: str
    acled_region: str
    gw: str
    ucdp: str
    ucdp_region: str


@dataclass(frozen=True, slots=True)
class AcledKind:
    """What ACLED would call a kind of event; `when` narrows it (data/exports/acled_kinds.tsv)."""

    kind: str
    when: str
    event_type: str
    sub_event_type: str
    disorder_type: str


@cache
def countries() -> dict[str, Country]:
    """Countries by ISO 3166 alpha-2 code."""
    names = ("alpha2", "iso", "acled", "acled_region", "gw", "ucdp", "ucdp_region")
    return {row[0]: Country(*row) for row in _rows("exports/countries.tsv", *names)}


@cache
def acled_kinds() -> dict[tuple[str, str], AcledKind]:
    """Kinds by kind and condition: "civilian", "armed", "state", "nonstate", or "" for any."""
    names = ("kind", "when", "event_type", "sub_event_type", "disorder_type")
    return {(row[0], row[1]): AcledKind(*row) for row in _rows("exports/acled_kinds.tsv", *names)}


@cache
def listed_actors() -> dict[str, tuple[str, str]]:
    """Folded name of a listed body, in Arabic or English → its kind and country (data/names/actors.tsv)."""
    found: dict[str, tuple[str, str]] = {}
    for name, forms, english, kind, country in _rows(
        "names/actors.tsv", "name", "forms", "english", "kind", "country"
    ):
        for form in (name, english, *forms.split("|")):
            if form:
                found.setdefault(plain(form), (kind, country))
    return found


@cache
def actor_words() -> dict[str, str]:
    """Folded word for people or forces → what they are (data/exports/actor_words.tsv)."""
    return {plain(word): kind for word, kind in _rows("exports/actor_words.tsv", "word", "kind")}


def plain(text: str) -> str:
    """Letters without marks, compatibility forms and case: names written alike compare equal."""
    decomposed = unicodedata.normalize("NFKD", text)
    kept = (c for c in decomposed if unicodedata.category(c) not in ("Mn", "Lm", "Cf"))
    return " ".join("".join(kept).casefold().split())


def _rows(name: str, *columns: str) -> Iterator[tuple[str, ...]]:
    header: list[str] = []
    for line in (files("riwaya") / "data" / name).read_text("utf-8").split("\n"):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
        elif len(cells) != len(header):
            raise KnowledgeError(f"{name}: {len(cells)} cells where the header has {len(header)}: {line!r}")
        else:
            yield tuple(cells[header.index(c)] for c in columns)
