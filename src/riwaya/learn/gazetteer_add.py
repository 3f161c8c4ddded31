"""The user's own places: a GeoNames country file (LY.zip or LY.txt) becomes a list beside the shipped
gazetteer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from riwaya.learn.gazetteer_build import HEADER, PLACES, read_column_pairs, undecorated, well_formed
from riwaya.model import InputError
from riwaya.text.folding import fold

# GeoNames' "geoname" table: 19 columns, tab-separated, no header.
_COLUMNS = 19
_ID, _NAME, _ALTERNATES, _LAT, _LON, _CLASS, _COUNTRY, _ADMIN1, _POPULATION = 0, 1, 3, 4, 5, 6, 8, 10, 14
# Feature classes: P populated places, A administrative, S spots (bases, crossings), T mountains, H waters, L
# areas.
_TYPES = {"P": "settlement", "A": "admin", "S": "locality", "T": "natural", "H": "natural", "L": "locality"}


def add(source: Path, folder: Path) -> dict[str, int]:
    """Write `folder/<name>.tsv` from a GeoNames country file; returns rows read and places kept; raises
    InputError.

    Kept are the places with an Arabic name that is no everyday word; the file replaces an earlier one of the
    same name.
    """
    stop, decorations = (
        read_column_pairs(PLACES / "common_words.tsv"),
        read_column_pairs(PLACES / "decorations.tsv"),
    )
    read, kept = 0, []
    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            continue
        cells = line.rstrip("\n").split("\t")
        if len(cells) != _COLUMNS:
            raise InputError(
                f"{source}:{number}: {len(cells)} columns, a GeoNames country file has {_COLUMNS}; "
                "take the country's zip from GeoNames' export folder as it is"
            )
        read += 1
        row = _row(cells, stop, decorations, f"{source}:{number}")
        if row is not None:
            kept.append(row)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{source.stem}.tsv"
    text = "\n".join(["\t".join(HEADER), *("\t".join(row) for row in kept)]) + "\n"
    unfinished = target.with_suffix(".part")
    unfinished.write_text(text, "utf-8")
    unfinished.replace(target)
    return {"read": read, "kept": len(kept)}


def _lines(source: Path) -> Iterator[str]:
    try:
        if source.suffix.lower() == ".zip":
            with zipfile.ZipFile(source) as packed:
                name = next(
                    (
                        n
                        for n in packed.namelist()
                        if n.lower().endswith(".txt") and "readme" not in n.lower()
                    ),
                    None,
                )
                if name is None:
                    raise InputError(f"{source}: no .txt inside; give a GeoNames country file")
                with packed.open(name) as raw:
                    yield from io.TextIOWrapper(raw, "utf-8")
        else:
            with source.open(encoding="utf-8") as text:
                yield from text
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise InputError(
            f"{source}: cannot be read ({error}); give a GeoNames country file (.zip or .txt)"
        ) from error


def _row(
    cells: list[str], stop: dict[str, str], decorations: dict[str, str], where: str
) -> tuple[str, ...] | None:
    kind = _TYPES.get(cells[_CLASS])
    if kind is None:
        return None
    try:
        lat, lon, population = float(cells[_LAT]), float(cells[_LON]), int(cells[_POPULATION] or 0)
    except ValueError as error:
        raise InputError(f"{where}: {error}; latitude, longitude and population must be numbers") from error
    names: dict[str, str] = {}
    for alternate in cells[_ALTERNATES].split(","):
        name = undecorated(alternate.strip(), decorations)
        if name and well_formed(name, stop):
            names.setdefault(fold(name).text, name)
    if not names:
        return None
    arabic = "|".join(sorted(names.values()))
    place = (cells[_ID], cells[_NAME], arabic, cells[_COUNTRY], cells[_ADMIN1], kind)
    return (*place, f"{lat:.3f}", f"{lon:.3f}", str(population))
