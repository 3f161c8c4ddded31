"""`riwaya explain`: the recorded steps of one reading, in text order."""

from __future__ import annotations

from riwaya.cli.intake import intake_options
from riwaya.formats.reports import incoming
from riwaya.model import InputError
from riwaya.reading.read import read_report
from riwaya.rules.trace import recording

WIDTH = 60


def run_explain(name: str, layer: str | None, published: str | None) -> int:
    """Print every step of the first report of `name`: layer, rule, outcome, the words."""
    items = incoming([name], intake_options(published))
    first = next((item for item in items if item.report is not None or item.error is not None), None)
    if first is None or first.report is None:
        raise (first and first.error) or InputError(f"{name}: nothing to explain")
    with recording() as steps:
        read_report(first.report)
    shown = [s for s in steps if layer is None or s.layer == layer]
    if layer is not None and not shown:
        layers = ", ".join(sorted({s.layer for s in steps}))
        raise InputError(f"no step of layer {layer!r} on this report; layers with steps: {layers}")
    print(f"{first.report.id}: {len(shown)} steps")
    for step in sorted(shown, key=lambda s: (s.span, s.layer)):
        words = " ".join(step.span.cut(first.report.text).split())
        short = words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"
        print(f"[{step.span.start}:{step.span.end}] {step.layer} {step.rule}: {step.outcome} | {short}")
    return 0
