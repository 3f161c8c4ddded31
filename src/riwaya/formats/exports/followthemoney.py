"""Incidents as FollowTheMoney entities, an entity a line (Aleph, OpenAleph, OpenSanctions); our own writing.

An incident is an Event with its Address; a report an Article; an account a Documentation from the Article to
the Event, with its quotes; a speaker a Person or an Organization that a Mention ties to the Article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from riwaya.formats.exports.estimates import estimate, shown
from riwaya.formats.exports.tree import encoded
from riwaya.formats.exports.view import View
from riwaya.model import Account, Incident, ReportHead

# Speakers that are entities of their own; an unnamed source or a document is a mention only.
_SCHEMATA = {"person": "Person", "organisation": "Organization", "media": "Organization"}
# ISO 639-3, as FollowTheMoney writes languages: the reports are Arabic.
_LANGUAGE = "ara"

Entity = dict[str, Any]


def write(view: View, sink: BinaryIO) -> None:
    """Every entity once, by id."""
    for entity in sorted(entities(view), key=lambda e: (e["id"], e["schema"])):
        sink.write(encoded(entity) + b"\n")


def entities(view: View) -> Iterator[Entity]:
    """The entities of a view, each id once."""
    seen: set[str] = set()
    for incident in view.incidents:
        for entity in _of_incident(view, incident):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield entity


def _of_incident(view: View, incident: Incident) -> Iterator[Entity]:
    address = _address(incident)
    if address:
        yield address
    yield _event(view, incident, address)
    for head in view.sources(incident):
        yield _article(head)
    for account in incident.accounts:
        speaker = _speaker(account)
        if speaker:
            yield speaker
        if account.name:
            yield _mention(account, speaker)
        yield _documentation(view, incident, account)


def _event(view: View, incident: Incident, address: Entity | None) -> Entity:
    return _entity(
        "Event",
        _key("event", incident.id),
        name=[incident.title, incident.title_ar],
        startDate=[incident.start],
        endDate=[incident.end],
        country=[_country(incident)],
        location=[incident.place],
        addressEntity=[address["id"] if address else None],
        keywords=[incident.kind, *incident.kinds],
        recordId=[incident.id],
        summary=[_counts(view, incident)],
        notes=[f"Counts by the rule “{view.rule}”: {view.definition}"],
    )


def _counts(view: View, incident: Incident) -> str | None:
    told = []
    for measure, value in sorted(incident.resolved.get(view.rule, {}).items()):
        low, best, high = estimate(value)
        if best is not None and low == high:
            told.append(f"{measure} {best}")
        elif low is not None:
            told.append(f"{measure} {low} to {high}" + (f", best {best}" if best is not None else ""))
    return "; ".join(told) or None


def _address(incident: Incident) -> Entity | None:
    if incident.lat is None or incident.lon is None:
        return None
    place = (incident.place or "", incident.country or "", repr(incident.lat), repr(incident.lon))
    return _entity(
        "Address",
        _key("address", *place),
        full=[", ".join(filter(None, place[:2])) or None],
        country=[_country(incident)],
        latitude=[repr(incident.lat)],
        longitude=[repr(incident.lon)],
    )


def _article(head: ReportHead) -> Entity:
    return _entity(
        "Article",
        _key("article", head.id),
        fileName=[head.id],
        title=[head.title],
        publisher=[head.outlet],
        publishedAt=[head.published[:10] if head.published else None],
        sourceUrl=[head.url],
        language=[_LANGUAGE],
        notes=[f"SHA-256 of the text: {head.sha256}"],
    )


def _documentation(view: View, incident: Incident, account: Account) -> Entity:
    sha256 = view.sha256(account.report)
    return _entity(
        "Documentation",
        _key("account", incident.id, account.id),
        document=[_key("article", account.report)],
        entity=[_key("event", incident.id)],
        role=["account"],
        status=[account.credibility],
        date=[account.said],
        recordId=[account.id],
        publisher=[account.outlet],
        namesMentioned=[account.name],
        summary=[f.quote for f in account.figures],
        description=[
            f"{f.measure} {shown(f.low, f.high, f.hedge)} ({f.scope}): “{f.quote}”, characters "
            f"{f.span.start} to {f.span.end} of the text with SHA-256 {sha256}"
            for f in account.figures
        ],
    )


def _speaker(account: Account) -> Entity | None:
    schema = _SCHEMATA.get(account.kind or "")
    if not account.name or not schema:
        return None
    position = [account.role] if schema == "Person" else []
    return _entity(schema, _speaker_id(account), name=[account.name], position=position)


def _speaker_id(account: Account) -> str:
    return _key("speaker", account.source or "", account.kind or "", account.name or "")


def _mention(account: Account, speaker: Entity | None) -> Entity:
    return _entity(
        "Mention",
        _key("mention", account.report, _speaker_id(account)),
        document=[_key("article", account.report)],
        name=[account.name],
        resolved=[speaker["id"] if speaker else None],
        detectedSchema=[speaker["schema"] if speaker else None],
    )


def _entity(schema: str, key: str, **properties: list[str | None]) -> Entity:
    """An entity; empty values are left out, as the library leaves them out."""
    kept = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {n: v for n, v in kept.items() if v}}


def _key(*parts: str) -> str:
    return "riwaya-" + hashlib.sha1("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _country(incident: Incident) -> str | None:
    return incident.country.lower() if incident.country else None
