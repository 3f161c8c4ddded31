"""Many reports read in order, by one process or several, with bounded memory."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Generic, TypeVar

from riwaya.formats.incoming import Incoming
from riwaya.model import Report, RiwayaError, WorkerError
from riwaya.reading.read import read_report
from riwaya.reading.reading import Reading

CHUNK = 32
# Chunks under way per worker: enough to keep each busy, few enough that a corpus never stands in memory.
WINDOW = 4

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Made]):
    """One input done: what was made of its reading, or why it was refused. With neither, the notes tell what
    was passed over."""

    item: Incoming
    made: Made | None
    error: str | None = None
    notes: tuple[str, ...] = ()


def read_many(
    items: Iterable[Incoming], make: Callable[[Reading], Made], *, workers: int = 1
) -> Iterator[Outcome[Made]]:
    """The outcome of every item, in order.

    `make` is applied to each reading where it was read, in a worker if there are several, so that only what
    it gives travels back; it must then be a function of a module. Raises WorkerError if one is killed.
    """
    chunks = _chunks(items, CHUNK if workers > 1 else 1)
    if workers <= 1:
        _settle()
        for chunk in chunks:
            yield from _told(chunk, _read_chunk(chunk, make))
        return
    try:
        yield from _read_by_workers(chunks, make, workers)
    except BrokenProcessPool as error:
        raise WorkerError(
            "a process that was reading was ended from outside, most often because memory ran out; "
            "nothing that was written is lost: run the same again with fewer --workers"
        ) from error


def _read_by_workers(
    chunks: Iterable[list[Incoming]], make: Callable[[Reading], Made], workers: int
) -> Iterator[Outcome[Made]]:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start) as pool:
        waiting: deque[tuple[list[Incoming], Future[list[_Done[Made]]]]] = deque()
        for chunk in chunks:
            # A reading needs no page of markup: nothing received travels to a worker.
            bare = [replace(item, original=None) for item in chunk]
            waiting.append((chunk, pool.submit(_read_chunk, bare, make)))
            if len(waiting) >= workers * WINDOW:
                yield from _next(waiting)
        while waiting:
            yield from _next(waiting)


@dataclass(frozen=True, slots=True)
class _Done(Generic[Made]):
    """What a worker sends back."""

    made: Made | None
    error: str | None = None
    notes: tuple[str, ...] = ()


def _next(waiting: deque[tuple[list[Incoming], Future[list[_Done[Made]]]]]) -> Iterator[Outcome[Made]]:
    chunk, future = waiting.popleft()
    return _told(chunk, future.result())


def _told(chunk: list[Incoming], done: list[_Done[Made]]) -> Iterator[Outcome[Made]]:
    for item, one in zip(chunk, done, strict=True):
        yield Outcome(item, one.made, one.error, one.notes)


def _start() -> None:
    """Make a worker ready. It ends with its parent, however that ends: nothing of it is left when `add` is
    killed.

    It does nothing but read, and reading makes no cycles: to look for them among all that is kept of words
    took a twentieth of its time, so that it is not done."""
    Thread(target=_end_with_parent, daemon=True).start()
    _settle()
    gc.disable()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _settle() -> None:
    """Load everything once and keep the collector from walking it again and again: some 5 to 15 % faster."""
    gc.disable()
    read_report(Report("warm", " "))
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 20, 50)


def _chunks(items: Iterable[Incoming], size: int) -> Iterator[list[Incoming]]:
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def _read_chunk(items: list[Incoming], make: Callable[[Reading], Made]) -> list[_Done[Made]]:
    return [_read_one(item, make) for item in items]


def _read_one(item: Incoming, make: Callable[[Reading], Made]) -> _Done[Made]:
    if item.report is None:
        told = tuple(_named(note.message, item.where) for note in item.notes)
        return _Done(None, None if item.error is None else str(item.error), told)
    try:
        findings = read_report(item.report)
    except RiwayaError as error:
        return _Done(None, f"{item.where}: {error}")
    except Exception as error:  # a defect of ours: the batch goes on, the report is named
        return _Done(
            None, f"{item.where}: could not be read ({type(error).__name__}: {error}); please report it"
        )
    if item.notes:
        findings = replace(findings, notes=(*findings.notes, *item.notes))
    notes = tuple(_named(note.message, item.where) for note in findings.notes)
    return _Done(make(Reading(item.report, findings)), None, notes)


def _named(message: str, where: str) -> str:
    return message if message.startswith(where) else f"{where}: {message}"
