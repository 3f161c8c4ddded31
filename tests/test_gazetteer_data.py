"""Lint of the places data: columns, letters, order, uniqueness after folding, coordinates that fit."""

from __future__ import annotations

import csv
import gzip
import re
from pathlib import Path
from statistics import median

import pytest

import riwaya
from riwaya.text.folding import fold

PLACES = Path(next(iter(riwaya.__path__))) / "data" / "places"
COLUMNS = ["name", "arabic", "country", "type", "lat", "lon", "precision_km", "admin1", "note"]
TABLES = ["admin", "conflict_places", "regions"]
TYPES = {
    "admin": {"admin"},
    "conflict_places": {"settlement", "locality", "admin"},
    "regions": {"region", "natural"},
    "countries": {"country"},
}
ARABIC = re.compile(r"[\u0621-\u063A\u0641-\u064A]+(?:[ \-][\u0621-\u063A\u0641-\u064A0-9T]+)*")
WITH_DIGITS = re.compile(r"[\u0621-\u063A\u0641-\u064A0-9A-Z \-.]+")

# Lands whose parts lie far from the mainland: the box check would only measure the ocean.
SCATTERED = frozenset({"AU", "BR", "CA", "CL", "CN", "DK", "EC", "ES", "FR", "GB"})
SCATTERED |= {"ID", "IN", "NL", "NO", "NZ", "PT", "RU", "US", "YE"}
MARGIN_DEGREES = 4.0  # Shaybah field lies 3.7 degrees east of the last Saudi town
ANBAR_DEGREES = 4.5  # the widest governorate: its border crossing lies 4.3 degrees west of the middle


def read(name: str) -> tuple[list[str], list[dict[str, str]]]:
    lines = (PLACES / f"{name}.tsv").read_text("utf-8").splitlines()
    body = [line for line in lines if not line.startswith("#")]
    rows = list(csv.DictReader(body, delimiter="\t", quoting=csv.QUOTE_NONE))
    return body, rows


def geonames() -> list[dict[str, str]]:
    text = gzip.decompress((PLACES / "geonames.tsv.gz").read_bytes()).decode("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def names(row: dict[str, str]) -> list[str]:
    return row["arabic"].split("|")


@pytest.mark.parametrize("table", [*TABLES, "countries", "common_words", "decorations", "population_floors"])
def test_a_table_opens_with_its_source_and_is_sorted(table: str) -> None:
    text = (PLACES / f"{table}.tsv").read_text("utf-8")
    assert text.startswith("# ")
    assert "source" in text.split("\n", 3)[1]
    body, _ = read(table)
    width = body[0].count("\t")
    for line in body:
        assert line.count("\t") == width, line
        assert not re.search(r" (\t|$)|  |\t ", line), line
    firsts = [line.split("\t")[0] for line in body[1:]]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("table", TABLES)
def test_columns(table: str) -> None:
    body, _ = read(table)
    assert body[0].split("\t") == COLUMNS


@pytest.mark.parametrize("table", [*TABLES, "countries"])
def test_letters_types_and_countries(table: str) -> None:
    for row in read(table)[1]:
        assert row["name"], row
        assert row["name"].isascii(), row
        assert row["type"] in TYPES[table], row
        assert re.fullmatch(r"[A-Z]{2}|", row["country"]), row
        for name in names(row):
            assert WITH_DIGITS.fullmatch(name), (row["name"], name)
            assert re.search(r"[\u0621-\u064A]{2}", name), (row["name"], name)


@pytest.mark.parametrize("table", [*TABLES, "countries"])
def test_names_are_unique_after_folding(table: str) -> None:
    """Within one country, type and governorate a name stands once (namesakes lie in other governorates)."""
    seen: dict[tuple[str, ...], str] = {}
    for row in read(table)[1]:
        for name in names(row):
            key = (fold(name).text, row["country"], row["type"])
            if table == "conflict_places":
                key = (*key, row["admin1"])
            assert key not in seen, (name, row["name"], seen[key])
            seen[key] = row["name"]


@pytest.mark.parametrize("table", [*TABLES, "countries"])
def test_coordinates_are_pairs_in_range(table: str) -> None:
    for row in read(table)[1]:
        assert bool(row["lat"]) == bool(row["lon"]), row
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row


def test_places_lie_in_their_country() -> None:
    """Each point lies within the box of the country's GeoNames settlements, four degrees added."""
    boxes: dict[str, list[tuple[float, float]]] = {}
    for row in geonames():
        boxes.setdefault(row["country"], []).append((float(row["lat"]), float(row["lon"])))
    for table in ("admin", "conflict_places"):
        for row in read(table)[1]:
            points = boxes.get(row["country"], [])
            if not row["lat"] or len(points) < 10 or row["country"] in SCATTERED:
                continue
            lat, lon = float(row["lat"]), float(row["lon"])
            lats, lons = [p[0] for p in points], [p[1] for p in points]
            assert min(lats) - MARGIN_DEGREES <= lat <= max(lats) + MARGIN_DEGREES, row
            assert min(lons) - MARGIN_DEGREES <= lon <= max(lons) + MARGIN_DEGREES, row


def test_places_of_a_governorate_lie_together() -> None:
    """No place is farther than Anbar is wide from the middle of its governorate's other places."""
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in read("conflict_places")[1]:
        if row["lat"] and row["admin1"]:
            groups.setdefault((row["country"], row["admin1"]), []).append(row)
    for rows in groups.values():
        lat, lon = (median(float(row[axis]) for row in rows) for axis in ("lat", "lon"))
        for row in rows:
            assert abs(float(row["lat"]) - lat) <= ANBAR_DEGREES, row
            assert abs(float(row["lon"]) - lon) <= ANBAR_DEGREES, row


def test_every_country_has_one_row_and_a_capital() -> None:
    rows = read("countries")[1]
    codes = [row["country"] for row in rows]
    assert len(codes) == len(set(codes)) >= 195
    known = set(codes)
    for table in TABLES:
        assert {row["country"] for row in read(table)[1]} <= known | {""}
    by_code = {row["country"]: row for row in rows}
    assert "سورية" in names(by_code["SY"])  # Syria, the other spelling
    assert by_code["YE"]["capital_arabic"] == "صنعاء"


def test_geonames_extract_is_clean() -> None:
    stop = {fold(row["word"]).text for row in read("common_words")[1]}
    seen = set()
    for row in geonames():
        assert row["id"] not in seen
        seen.add(row["id"])
        folded = [fold(name).text for name in names(row)]
        assert len(folded) == len(set(folded)), row
        assert not stop.intersection(folded), row
        for name in names(row):
            assert ARABIC.fullmatch(name), row
            assert len(name) >= 3, row
    assert 10_000 <= len(seen) <= 60_000
    assert (PLACES / "geonames.tsv.gz").stat().st_size < 2_500_000


def test_geonames_extract_holds_known_towns() -> None:
    towns = {(fold(name).text, row["country"]): row for row in geonames() for name in names(row)}
    sirte = towns[fold("سرت").text, "LY"]  # Sirte; its decorated form "district of Sirte" is no settlement
    assert (round(float(sirte["lat"]), 1), round(float(sirte["lon"]), 1)) == (31.2, 16.6)
    assert "شعبية سرت" not in sirte["arabic"]
    assert (fold("مقر").text, "AF") not in towns  # "headquarters", a village by accident


def test_build_is_reproducible(tmp_path: Path) -> None:
    from riwaya.learn.gazetteer_build import rows, write_rows

    city = {
        "geonameid": 1,
        "name": "Sirte",
        "countrycode": "LY",
        "admin1code": "76",
        "latitude": 31.20892,
        "longitude": 16.58866,
        "population": 106705,
        "alternatenames": ["Sirte", "شعبية سرت", "مدينة سرت", "سرت", "مقر", "سرتـ"],
    }
    table = rows([city])
    assert [row[2] for row in table] == ["سرت"]
    for name in ("one.gz", "two.gz"):
        write_rows(table, tmp_path / name)
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()
