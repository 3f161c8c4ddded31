"""Lists as TSV: `#` comments that name the source, a header row, then rows."""

from __future__ import annotations

import gc
import gzip
from collections.abc import Callable, Iterator
from functools import cache, wraps
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from riwaya.model import KnowledgeError

DATA = Path(str(files("riwaya"))) / "data"

Built = TypeVar("Built")


def unwatched(build: Callable[[], Built]) -> Callable[[], Built]:
    """`build` with the garbage collector paused.

    A large table holds no cycles, and walking it again and again while it grows costs a quarter of the
    start (1.55 s of CPU to the first report with it, 1.2 s without).
    """

    @wraps(build)
    def paused() -> Built:
        watched = gc.isenabled()
        gc.disable()
        try:
            return build()
        finally:
            if watched:
                gc.enable()

    return paused


def rows(name: str, *columns: str) -> Iterator[tuple[str, ...]]:
    """The rows of `data/<name>` cut to `columns`, in file order; raises KnowledgeError with file and line.

    >>> next(rows("text/marks.tsv", "open", "close"))  # doctest: +SKIP
    """
    path = DATA / name
    try:
        raw = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{name}: cannot be read ({error}); reinstall the package") from error
    header: list[str] | None = None
    where: list[int] = []
    for number, line in enumerate(raw.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            missing = [c for c in columns if c not in header]
            if missing:
                raise KnowledgeError(
                    f"{name}:{number}: column {missing[0]!r} is missing; the header has {header}"
                )
            where = [header.index(c) for c in columns]
            continue
        if len(cells) != len(header):
            raise KnowledgeError(f"{name}:{number}: {len(cells)} cells where the header has {len(header)}")
        yield tuple(cells[i] for i in where)


@cache
def table(name: str, *columns: str) -> tuple[tuple[str, ...], ...]:
    """The same rows, read once."""
    return tuple(rows(name, *columns))


def several(cell: str) -> list[str]:
    """The values of a cell that holds several, parted by `|`."""
    return [part for part in cell.split("|") if part]
