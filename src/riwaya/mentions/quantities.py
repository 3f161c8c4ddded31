"""Numbers of anything but people."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.model import Quantity
from riwaya.text.document import Document


def find_quantities(document: Document, numbers: Sequence[object]) -> list[Quantity]:
    """(being built)"""
    return []
