"""The recorder behind `riwaya explain`: what was tried, what won, by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from riwaya.model import Span


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried: on which words, by which rule, and what became of it."""

    layer: str
    rule: str
    span: Span
    outcome: str


_steps: ContextVar[list[Step] | None] = ContextVar("riwaya_trace", default=None)


@contextmanager
def recording() -> Iterator[list[Step]]:
    """Collect every step taken inside the block."""
    steps: list[Step] = []
    token = _steps.set(steps)
    try:
        yield steps
    finally:
        _steps.reset(token)


def record(layer: str, rule: str, span: Span, outcome: str) -> None:
    """Note a step, if somebody is listening. `outcome` is "won" or why it lost, in plain English."""
    steps = _steps.get()
    if steps is not None:
        steps.append(Step(layer, rule, span, outcome))
