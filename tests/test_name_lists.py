"""The lists of names and words keep their shape: columns, order, letters, enumerated values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[1] / "src" / "riwaya" / "data"

SOURCES = {"source", "witness", "official", "resident", "activist", "medic", "security", "military", "expert"}
NOUN_CLASSES = {"person", "group", "vehicle", "weapon", "building", "place_head"}
COLUMNS: dict[str, list[str]] = {
    "names/actors": ["name", "forms", "english", "kind", "country", "note"],
    "names/media": ["name", "forms", "english", "kind", "country", "note"],
    "names/titles": ["form", "gender", "number", "class", "drop", "note"],
    "names/given": ["form", "gender", "source"],
    "names/family": ["form", "origin", "source"],
    "names/persons": ["name", "forms", "english", "role", "affiliation", "country"],
    "names/unnamed": ["form", "number", "class"],
    "words/verbs": [
        "past", "present", "masdar", "active", "passive",
        "passive_past", "passive_present", "weak", "english", "class",
    ],
    "words/nouns": ["form", "plural", "class", "group"],
    "words/adjectives": ["form", "feminine", "plural", "class", "country"],
}  # fmt: skip
VALUES: dict[tuple[str, str], set[str]] = {
    ("names/actors", "kind"): {
        "armed_group", "state_forces", "militia", "government", "ministry", "party",
        "international", "ngo", "court", "police", "company", "tribe",
    },
    ("names/media", "kind"): {"agency", "newspaper", "channel", "radio", "website", "magazine"},
    ("names/titles", "gender"): {"m", "f", "both"},
    ("names/titles", "number"): {"s", "p"},
    ("names/titles", "class"): {
        "rank", "office", "profession", "honorific", "relation", "spokesman", "religious", "royal",
    },
    ("names/titles", "drop"): {"", "yes"},
    ("names/given", "gender"): {"", "m", "f", "both"},
    ("names/given", "source"): {"project", "AKhateeb/arabic-names"},
    ("names/family", "origin"): {"", "nisba", "arabic", "levant", "turkic", "persian", "kurdish", "foreign"},
    ("names/family", "source"): {"project", "AKhateeb/arabic-names"},
    ("names/unnamed", "number"): {"s", "d", "p"},
    ("names/unnamed", "class"): SOURCES | {"report", "media", "armed", "anonymous"},
    ("words/verbs", "class"): {
        "say", "deny", "accuse", "demand", "threaten", "attack", "clash", "explode", "kill", "arrest",
        "control", "motion", "existence", "politics", "court", "aid", "accident", "mind", "act",
    },
    ("words/nouns", "class"): NOUN_CLASSES | {"time", "unit", "document", "event", "abstract"},
    ("words/nouns", "group"): {"", "civilian", "state_forces", "armed_group", "unknown"},
    ("words/adjectives", "class"): {"", "demonym"},
}  # fmt: skip
ENGLISH = {"english", "note", "source"}
ALLOWED = re.compile(r"[ء-غف-ي0-9 .+\"«»()|،-]*")
CODE = re.compile(r"([A-Z]{2})?")


def fold(text: str) -> str:
    """Fold as the lexicon does ("الأنباء" gives "الانباء")."""
    folding = pytest.importorskip("riwaya.text.folding")
    return str(folding.fold(text).text)


def read(name: str) -> tuple[list[str], list[list[str]]]:
    """Return the columns and the rows of one list."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("# ")
    assert lines[-1] == ""
    body = [line.split("\t") for line in lines[:-1] if not line.startswith("# ")]
    return body[0], body[1:]


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_shape(name: str) -> None:
    columns, rows = read(name)
    assert columns == COLUMNS[name]
    for row in rows:
        assert len(row) == len(columns), row
        for column, cell in zip(columns, row, strict=True):
            assert cell == " ".join(cell.split()), row
            allowed = VALUES.get((name, column))
            if allowed is not None:
                assert {cell} <= allowed or set(cell.split("|")) <= allowed, row
            elif column == "country":
                assert CODE.fullmatch(cell), row
            elif column not in ENGLISH:
                assert ALLOWED.fullmatch(cell), (column, row)
                values = cell.split("|")
                assert len(values) == len(set(values)), (column, row)


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_order_and_uniqueness(name: str) -> None:
    _, rows = read(name)
    keys = [fold(row[0]) for row in rows]
    assert all(keys)
    assert len(set(keys)) == len(keys), sorted(key for key in keys if keys.count(key) > 1)
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", ["names/actors", "names/media", "names/persons"])
def test_no_form_stands_for_two_names(name: str) -> None:
    _, rows = read(name)
    seen: dict[str, str] = {}
    for row in rows:
        for form in {fold(value) for value in [row[0], *row[1].split("|")] if value}:
            assert seen.setdefault(form, row[0]) == row[0], f"{form}: {row[0]} and {seen[form]}"


@pytest.mark.parametrize(
    ("past", "column", "value"),
    [
        ("قال", "present", "يقول"),
        ("قال", "passive_past", "قيل"),
        ("قال", "weak", "قل"),
        ("اغتال", "passive_past", "اغتيل"),
        ("أعاد", "weak", "أعد"),
        ("وصف", "passive_present", "يوصف"),
        ("دعا", "passive_present", "يدعى"),
        ("احتل", "weak", "احتلل"),
        ("اتهم", "weak", ""),
        ("هاجم", "passive_past", "هوجم"),
        ("قاد", "active", "قائد"),
    ],
)
def test_verb_forms(past: str, column: str, value: str) -> None:
    columns, rows = read("words/verbs")
    row = next(row for row in rows if row[0] == past)
    assert row[columns.index(column)] == value
