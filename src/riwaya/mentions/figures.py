"""Counts of people."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.name import Name
from riwaya.model import Figure
from riwaya.text.document import Document


def find_figures(document: Document, numbers: Sequence[object], names: Sequence[Name]) -> list[Figure]:
    """(being built)"""
    return []
