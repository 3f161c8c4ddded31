"""Toponyms and the points that they mean."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.name import Name
from riwaya.model import Place
from riwaya.text.document import Document


def find_places(document: Document, names: Sequence[Name]) -> list[Place]:
    """(being built)"""
    return []
