"""What was worked out for a word is kept: most words of news have been met before.

Some fifty functions are asked about every word. `functools.lru_cache` takes 185 bytes a result, a dictionary
of two generations 60, so that three times the words are kept in the same memory, and it finds them sooner:
reading again what was read took 13 % less time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache, wraps
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")
Given = ParamSpec("Given")

# Words of one generation; with the one before it, twice as many are kept at the most. A word takes 3.7 KB
# with all that is worked out for it: a process that reads half of 30,000 reports ends with 650 MB, 190 of
# them with its first.
_GENERATION = 36_864


def kept(work: Callable[[str], Made]) -> Callable[[str], Made]:
    """`work`, a function of one word, with its results kept for the words met last."""
    return keep(work).__getitem__


def kept_by_all(work: Callable[Given, Made]) -> Callable[Given, Made]:
    """`work`, a function of a word and what else is told of it (its written form, its class), with its
    results kept. All is given by position."""
    call: Callable[..., Made] = work
    found: dict[tuple[Any, ...], Made] = keep(lambda given: call(*given))

    @wraps(work)
    def get(*given: Given.args, **named: Given.kwargs) -> Made:
        return found[given]

    return get


def keep(work: Callable[[Key], Made], size: int = _GENERATION) -> dict[Key, Made]:
    """Results by key, worked out where they are asked for and not kept: `Kept`, in C where that was built."""
    made: dict[Key, Made] = (compiled() or Kept)(work, size)
    return made


@cache
def compiled() -> type[Kept[Any, Any]] | None:
    """`Kept` in C (`kept_compiled.pyx`), or None where the installation had no C compiler."""
    try:
        found: type[Kept[Any, Any]] = import_module("riwaya.rules.kept_compiled").Kept
    except ImportError:
        return None
    return found


class Kept(dict[Key, Made]):
    """Results in two generations: when the younger is full it becomes the elder, whose results are taken over
    when they are asked for again; what was not asked for meanwhile is forgotten."""

    __slots__ = ("_elder", "_size", "_work")

    def __init__(self, work: Callable[[Key], Made], size: int) -> None:
        super().__init__()
        self._work = work
        self._size = size
        self._elder: dict[Key, Made] = {}

    def __missing__(self, key: Key) -> Made:
        elder = self._elder
        made = elder[key] if key in elder else self._work(key)
        if len(self) >= self._size:
            self._elder = dict(self)
            self.clear()
        self[key] = made
        return made
