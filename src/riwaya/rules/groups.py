"""Rows of features made of groups, each made once for the values that it hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from riwaya.rules.chain import Chain
from riwaya.rules.kept import kept_by_all

Row = TypeVar("Row", tuple[str, ...], int)  # the features themselves, or the packed sum of their weights

# Groups of one generation; with the one before it, twice as many are kept at the most. A group takes 250
# bytes: 200,000 of each model, cleared when full, took some 250 MB a process.
_GENERATION = 40_000


@dataclass(slots=True)
class Groups(Generic[Row]):
    """Builds rows; `taken` turns a group of features into its part of a row: a tuple of them for training,
    for reading the packed sum of what the model weighs them at. Parts are added up.

    `of(make, *values)` gives the known features of the group `make` for these values. Each group hangs on
    few values and is kept by them: of groups that hang on ten, half the values were new at every token.
    """

    taken: Callable[[Iterable[str]], Row]
    of: Callable[..., Row] = field(init=False)

    def __post_init__(self) -> None:
        self.of = kept_by_all(self._made, _GENERATION)

    def _made(self, make: Callable[..., Iterable[str]], *values: Any) -> Row:
        return self.taken(make(*values))


@cache
def groups_of(chain: Chain) -> Groups[int]:
    """The groups of a model at work: each is the packed sum of what the model weighs its features at."""
    return Groups(chain.packed)
