"""What an export is made from: incidents in a fixed order, the heads of their reports, the chosen rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from riwaya.model import Account, AccountFigure, Incident, ReportHead

# A measure that no account counts: not the same as a rule that finds no value.
ABSENT: Any = object()


def _no_text(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class View:
    """Incidents as they are exported, by day and id, whatever order they and their accounts came in.

    `heads` maps report ids; `definition` says in words what `rule` does; `facts` stand in every method note
    (the ledger's head, the filters: nothing that changes from run to run). `text` gives a report's text,
    where there is one to cut the surroundings of a quote from.
    """

    incidents: tuple[Incident, ...]
    heads: Mapping[str, ReportHead]
    rule: str
    definition: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    text: Callable[[str], str | None] = _no_text

    @classmethod
    def of(
        cls,
        incidents: Iterable[Incident],
        heads: Mapping[str, ReportHead],
        rule: str,
        definition: str,
        facts: Mapping[str, Any] | None = None,
        text: Callable[[str], str | None] = _no_text,
    ) -> View:
        """The view of these incidents."""
        ordered = tuple(
            sorted(map(_ordered, incidents), key=lambda i: (i.start is None, i.start or "", i.id))
        )
        return cls(ordered, heads, rule, definition, facts or {}, text)

    def chosen(self, incident: Incident, measure: str) -> Any:
        """What the rule makes of a measure; ABSENT where no account counts it."""
        return incident.resolved.get(self.rule, {}).get(measure, ABSENT)

    def accounts(self) -> Iterator[tuple[Incident, Account]]:
        """Every account with its incident."""
        return ((i, a) for i in self.incidents for a in i.accounts)

    def figures(self) -> Iterator[tuple[Incident, Account, AccountFigure]]:
        """Every figure with its account and incident."""
        return ((i, a, f) for i, a in self.accounts() for f in a.figures)

    def sources(self, incident: Incident) -> list[ReportHead]:
        """The heads of an incident's reports, mentions last, as far as they are known."""
        ids = dict.fromkeys((*incident.reports, *incident.mentions, *(a.report for a in incident.accounts)))
        return [self.heads[r] for r in ids if r in self.heads]

    def sha256(self, report: str) -> str | None:
        """The hash of a report's text, which every anchor in it refers to."""
        head = self.heads.get(report)
        return head.sha256 if head else None


def _ordered(incident: Incident) -> Incident:
    accounts = (
        replace(a, figures=tuple(sorted(a.figures, key=lambda f: (f.span, f.id)))) for a in incident.accounts
    )
    return replace(
        incident,
        reports=tuple(sorted(incident.reports)),
        mentions=tuple(sorted(incident.mentions)),
        copies=tuple(sorted(tuple(sorted(c)) for c in incident.copies)),
        accounts=tuple(sorted(accounts, key=lambda a: a.id)),
        members=tuple(sorted(incident.members, key=lambda m: (m.report, m.role))),
    )
