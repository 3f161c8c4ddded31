"""Numbers in digits and words."""

from __future__ import annotations

from riwaya.text.document import Document


def find_numbers(document: Document) -> list[object]:
    """(being built)"""
    return []
