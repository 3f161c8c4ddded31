"""Quotes as W3C Web Annotations and the way from them to the numbers in W3C PROV, one JSON-LD document.

Text ‹ figure (wasQuotedFrom) ‹ account (hadMember) ‹ incident (wasDerivedFrom) ‹ resolved number, which an
activity made that used the figures and followed the rule. Speakers and outlets are agents.
"""

from __future__ import annotations

from typing import Any, BinaryIO
from urllib.parse import quote as percent

from riwaya.formats.exports.estimates import shown
from riwaya.formats.exports.method import method
from riwaya.formats.exports.tree import write_document
from riwaya.formats.exports.view import View
from riwaya.model import Account, AccountFigure, Incident, ReportHead

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "riwaya": "urn:riwaya:vocabulary:",
        "riwaya:value": {"@type": "@json"},
        "riwaya:method": {"@type": "@json"},
    },
]
# Characters of the text on both sides of a quote; more where the quote would not be unique with them.
_AROUND = 32

Node = dict[str, Any]


def write(view: View, sink: BinaryIO) -> None:
    """The document: nodes by id, each once."""
    nodes: dict[str, Node] = {}
    for incident in view.incidents:
        for node in _of_incident(view, incident):
            nodes.setdefault(node["id"], node)
    graph = [_software(view), *(nodes[key] for key in sorted(nodes))]
    write_document({"@context": CONTEXT, "@graph": graph}, sink)


def _of_incident(view: View, incident: Incident) -> list[Node]:
    figures = [(a, f) for a in incident.accounts for f in a.figures]
    made: list[Node] = [_report(h) for h in view.sources(incident)]
    for account in incident.accounts:
        made += [_account(incident, account), *_agents(account)]
    made += [_annotation(view, a, f) for a, f in figures]
    made.append(
        {
            "id": _urn("incident", incident.id),
            "type": "prov:Entity",
            "riwaya:kind": incident.kind,
            "riwaya:title": incident.title,
            "prov:wasDerivedFrom": _refs(_urn("account", f"{incident.id}:{a.id}") for a in incident.accounts),
        }
    )
    for measure, value in sorted(incident.resolved.get(view.rule, {}).items()):
        used = _used([f for _, f in figures if f.measure == measure])
        activity = _urn("resolution", f"{incident.id}:{view.rule}:{measure}")
        made.append(
            {
                "id": activity,
                "type": "prov:Activity",
                "prov:used": _refs(used),
                "prov:wasAssociatedWith": {"id": _urn("software", "riwaya")},
            }
        )
        made.append(
            {
                "id": _urn("number", f"{incident.id}:{view.rule}:{measure}"),
                "type": "prov:Entity",
                "riwaya:measure": measure,
                "riwaya:rule": view.rule,
                "riwaya:value": value,
                "prov:wasGeneratedBy": {"id": activity},
                "prov:wasDerivedFrom": _refs(used),
                "prov:specializationOf": {"id": _urn("incident", incident.id)},
            }
        )
    return made


def _used(figures: list[AccountFigure]) -> list[str]:
    """The figures that a rule can have used: totals; where there are none, parts that may have been added."""
    return [_urn("figure", f.id) for f in figures if f.scope == "all"] or [
        _urn("figure", f.id) for f in figures if f.scope == "part"
    ]


def _annotation(view: View, account: Account, figure: AccountFigure) -> Node:
    selector: Node = {"type": "TextQuoteSelector", "exact": figure.quote}
    text = view.text(account.report)
    if text is not None:
        selector |= _surroundings(text, figure)
    return {
        "id": _urn("figure", figure.id),
        "type": ["Annotation", "prov:Entity"],
        "motivation": "identifying",
        "body": {
            "type": "TextualBody",
            "value": f"{figure.measure}: {shown(figure.low, figure.high, figure.hedge)}",
            "format": "text/plain",
            "language": "en",
        },
        "target": {
            "source": _text_id(view, account.report),
            "selector": [
                {"type": "TextPositionSelector", "start": figure.span.start, "end": figure.span.end},
                selector,
            ],
        },
        "prov:wasQuotedFrom": {"id": _text_id(view, account.report)},
    }


def _surroundings(text: str, figure: AccountFigure) -> dict[str, str]:
    """Prefix and suffix with which the quote stands once in the text."""
    start, end = figure.span
    around = _AROUND
    while True:
        cut = text[max(0, start - around) : end + around]
        if around >= len(text) or text.count(cut) == 1:
            return {"prefix": text[max(0, start - around) : start], "suffix": text[end : end + around]}
        around *= 2


def _report(head: ReportHead) -> Node:
    return {
        "id": f"urn:sha256:{head.sha256}",
        "type": "prov:Entity",
        "riwaya:report": head.id,
        "riwaya:title": head.title,
        "riwaya:url": head.url,
        "riwaya:published": head.published,
        "prov:wasAttributedTo": {"id": _urn("outlet", head.outlet)} if head.outlet else None,
    }


def _account(incident: Incident, account: Account) -> Node:
    return {
        "id": _urn("account", f"{incident.id}:{account.id}"),
        "type": ["prov:Entity", "prov:Collection"],
        "prov:hadMember": _refs(_urn("figure", f.id) for f in account.figures),
        "prov:wasAttributedTo": _refs(a["id"] for a in _agents(account)[:1]),
        "riwaya:independentGroup": account.independent_group,
        "riwaya:said": account.said,
        "riwaya:via": account.via,
    }


def _agents(account: Account) -> list[Node]:
    """The speaker, if it is not the report itself, and the outlet."""
    agents = []
    if account.name:
        kind = {"person": "prov:Person", "organisation": "prov:Organization", "media": "prov:Organization"}
        agents.append(
            {
                "id": _urn("speaker", account.source or f"{account.kind}:{account.name}"),
                "type": kind.get(account.kind or "", "prov:Agent"),
                "riwaya:name": account.name,
            }
        )
    if account.outlet:
        outlet = {"type": "prov:Organization", "riwaya:name": account.outlet}
        agents.append({"id": _urn("outlet", account.outlet), **outlet})
    return agents


def _software(view: View) -> Node:
    return {
        "id": _urn("software", "riwaya"),
        "type": "prov:SoftwareAgent",
        "riwaya:method": method(view, "prov"),
    }


def _text_id(view: View, report: str) -> str:
    sha256 = view.sha256(report)
    return f"urn:sha256:{sha256}" if sha256 else _urn("report", report)


def _refs(ids: Any) -> list[Node]:
    return [{"id": i} for i in ids]


def _urn(kind: str, key: str) -> str:
    return f"urn:riwaya:{kind}:{percent(key, safe=':', errors='surrogatepass')}"
