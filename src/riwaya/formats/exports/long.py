"""Accounts and figures as long tables: a row an account, a row a figure. They read back to equal values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from riwaya.formats.exports.cells import Column, read_csv
from riwaya.formats.exports.view import ABSENT, View
from riwaya.model import Account, AccountFigure, Incident

_INCIDENT = (
    Column("incident", "text", "id of the incident"),
    Column("incident_kind", "text", "its kind"),
    Column("incident_title", "text", "its title"),
    Column("incident_title_ar", "text", "its Arabic title"),
    Column("place", "text", "where"),
    Column("country", "text", "ISO 3166 alpha-2 code"),
    Column("lat", "number", "degrees north"),
    Column("lon", "number", "degrees east"),
    Column("precision_km", "number", "radius of the place in km"),
    Column("start", "text", "first day that it can have happened on"),
    Column("end", "text", "last such day"),
)
_REPORT = (
    Column("report", "text", "id of the report"),
    Column("outlet", "text", "who published it"),
    Column("url", "text", "its address"),
    Column("published", "text", "its date"),
    Column("report_title", "text", "its headline"),
    Column("sha256", "text", "hash of its text, which the offsets count in"),
)
_VOICE = (
    Column("account", "text", "id of the account"),
    Column("name", "text", "who speaks; empty: the report itself"),
    Column("source", "text", "key of the speaker across reports"),
    Column("kind", "text", "person, organisation, media, unnamed, document"),
    Column("via", "text", "where or through whom it was said"),
    Column("said", "text", "day of the statement"),
    Column("independent_group", "integer", "accounts of one origin share it"),
)
_RULE = (Column("rule", "text", "name of the chosen rule; the method note defines it"),)

ACCOUNTS = (
    *_INCIDENT,
    *_REPORT,
    *_VOICE,
    Column("role", "text", "of the speaker, as the report gives it"),
    Column("chain", "json", "hands through which it came: name, kind, span"),
    Column("statements", "json", "ids of its statements in the reading"),
    Column("credibility", "text", "of the account, graded by reviewers: 1 confirmed … 6 cannot be judged"),
    Column("reliability", "text", "of the source, graded by reviewers: A completely … F cannot be judged"),
    Column("review", "text", "what reviewers made of it"),
    Column("copies", "json", "reports that carry the same text"),
    Column("figures", "integer", "how many figures it gives"),
    *_RULE,
    Column("resolved", "json", "what the rule makes of the incident: measure → value"),
)
FIGURES = (
    *_INCIDENT,
    *_REPORT,
    *_VOICE,
    Column("figure", "text", "id of the figure"),
    Column("measure", "text", "killed, wounded, …"),
    Column("low", "integer", "least number of people that the words mean; empty: open"),
    Column("high", "integer", "greatest number; empty: open"),
    Column("hedge", "text", "exact, about, more_than, at_least, up_to, range, dozens"),
    Column("quote", "text", "the words"),
    Column("span_start", "integer", "where they start in the text (code points)"),
    Column("span_end", "integer", "where they end, exclusive"),
    Column("whom", "text", "the words for the people"),
    Column("group", "text", "civilian, state_forces, armed_group, unknown"),
    Column("scope", "text", "all: of the incident; part: a breakdown; running: of more than it"),
    Column("part_of", "text", "id of the figure that it is a part of"),
    Column("review", "text", "what reviewers made of it"),
    *_RULE,
    Column("resolved", "json", "what the rule makes of the incident's figures of this measure"),
)


def account_rows(view: View) -> Iterator[dict[str, Any]]:
    """A row for each account."""
    for incident, account in view.accounts():
        yield {
            **_shared(view, incident, account),
            "role": account.role,
            "chain": account.chain,
            "statements": account.statements,
            "credibility": account.credibility,
            "reliability": account.reliability,
            "review": account.review,
            "copies": [r for c in incident.copies if account.report in c for r in c if r != account.report],
            "figures": len(account.figures),
            "rule": view.rule,
            "resolved": dict(incident.resolved.get(view.rule, {})),
        }


def figure_rows(view: View) -> Iterator[dict[str, Any]]:
    """A row for each figure."""
    for incident, account, figure in view.figures():
        yield {**_shared(view, incident, account), **_figure(figure), **_resolved(view, incident, figure)}


def read_accounts(accounts: bytes, figures: bytes) -> dict[str, tuple[Account, ...]]:
    """Both files back as accounts, per incident id; raises InputError on other columns."""
    told: dict[tuple[str, str], list[AccountFigure]] = defaultdict(list)
    for row in read_csv(figures, FIGURES):
        plain = {k: row[k] for k in AccountFigure.__dataclass_fields__ if k in row}
        plain |= {"id": row["figure"], "span": (row["span_start"], row["span_end"])}
        told[row["incident"], row["account"]].append(msgspec.convert(plain, AccountFigure))
    found: dict[str, list[Account]] = defaultdict(list)
    for row in read_csv(accounts, ACCOUNTS):
        plain = {k: row[k] for k in Account.__dataclass_fields__ if k in row}
        plain |= {"id": row["account"], "figures": told[row["incident"], row["account"]]}
        found[row["incident"]].append(msgspec.convert(plain, Account))
    return {incident: tuple(rows) for incident, rows in found.items()}


def _shared(view: View, incident: Incident, account: Account) -> dict[str, Any]:
    head = view.heads.get(account.report)
    return {
        **incident_cells(incident),
        "account": account.id,
        "report": account.report,
        "outlet": account.outlet,
        "url": head.url if head else None,
        "published": head.published if head else None,
        "report_title": head.title if head else None,
        "sha256": head.sha256 if head else None,
        "name": account.name,
        "source": account.source,
        "kind": account.kind,
        "via": account.via,
        "said": account.said,
        "independent_group": account.independent_group,
    }


def incident_cells(incident: Incident) -> dict[str, Any]:
    """What the long tables say of the incident."""
    return {
        "incident": incident.id,
        "incident_kind": incident.kind,
        "incident_title": incident.title,
        "incident_title_ar": incident.title_ar,
        "place": incident.place,
        "country": incident.country,
        "lat": incident.lat,
        "lon": incident.lon,
        "precision_km": incident.precision_km,
        "start": incident.start,
        "end": incident.end,
    }


def _figure(figure: AccountFigure) -> dict[str, Any]:
    return {
        "figure": figure.id,
        "measure": figure.measure,
        "low": figure.low,
        "high": figure.high,
        "hedge": figure.hedge,
        "quote": figure.quote,
        "span_start": figure.span.start,
        "span_end": figure.span.end,
        "whom": figure.whom,
        "group": figure.group,
        "scope": figure.scope,
        "part_of": figure.part_of,
        "review": figure.review,
    }


def _resolved(view: View, incident: Incident, figure: AccountFigure) -> Mapping[str, Any]:
    value = view.chosen(incident, figure.measure)
    return {"rule": view.rule, "resolved": None if value is ABSENT else value}
