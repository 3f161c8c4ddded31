"""Dates and stretches of time."""

from __future__ import annotations

from riwaya.model import Time
from riwaya.text.document import Document


def find_times(document: Document, published: str | None) -> list[Time]:
    """(being built)"""
    return []
