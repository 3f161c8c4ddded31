"""Events: what happened."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.name import Name
from riwaya.model import Event, Place, Statement, Time
from riwaya.text.document import Document


def find_events(
    document: Document,
    names: Sequence[Name],
    places: Sequence[Place],
    times: Sequence[Time],
    statements: Sequence[Statement],
) -> list[Event]:
    """(being built)"""
    return []
