"""Reports for the tests of the ledger: written by us, really read."""

from __future__ import annotations

import riwaya
from riwaya.model import Received, Report

TEXT = "قال الطبيب سالم العوامي إن {n} مدنيين قتلوا وأصيب {m} آخرون في قصف على مدينة درنة أمس."
_READ: dict[str, Received] = {}


def received(id: str = "r1", text: str | None = None, reader: str = "test-1", **more: str) -> Received:
    """A report as `riwaya add` hands it to the store, really read."""
    report = Report(
        id, TEXT.format(n=3, m=5) if text is None else text, "الأفق", published="2018-06-09", **more
    )
    key = repr((report, reader))
    if key not in _READ:
        original = report.text.encode()
        _READ[key] = Received(report, riwaya.read(report).findings, reader, original, "text/plain")
    return _READ[key]


def several(number: int, reader: str = "test-1") -> list[Received]:
    """As many different reports."""
    return [received(f"r{i:03}", TEXT.format(n=i + 3, m=i + 5), reader) for i in range(number)]
