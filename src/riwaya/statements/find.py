"""Statements: who says what."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.name import Name
from riwaya.model import Place, Statement, Time
from riwaya.text.document import Document


def find_statements(
    document: Document, names: Sequence[Name], places: Sequence[Place], times: Sequence[Time]
) -> list[Statement]:
    """(being built)"""
    return []
