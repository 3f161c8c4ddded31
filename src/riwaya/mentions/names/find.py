"""Names of persons, organisations, armed groups and media."""

from __future__ import annotations

from riwaya.mentions.names.name import Name
from riwaya.text.document import Document


def find_names(document: Document) -> list[Name]:
    """(being built)"""
    return []
