"""Incidents as links to them are written: decoded no further than their titles."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from riwaya.linking.homes import incidents_of, read_data
from riwaya.linking.tables import incidents


@dataclass(frozen=True, slots=True)
class Titled:
    """The id and the titles of an incident."""

    id: str
    title: str
    title_ar: str


_decode = msgspec.json.Decoder(Titled).decode


def titles(connection: Connection, report: str) -> list[Titled]:
    """The incidents that a report tells of or mentions, by start and id."""
    return [_decode(data) for data in read_data(connection, incidents.c.id.in_(incidents_of([report])))]
