"""An incident and its accounts for a terminal: the ledger's words first, the reports' own words last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from riwaya.model import Account, AccountFigure, Difference, Incident
from riwaya.rules.labels import Language, label


def incident_lines(incident: Incident, language: Language) -> Iterator[str]:
    """Where, when and what; the accounts side by side; where they differ; what each rule makes of it."""
    title = incident.title_ar if language == "ar" else incident.title
    days = _days(incident) or label("word", "undated", language)
    yield f"== {incident.id}  {title}  ({days})"
    groups = len({account.independent_group for account in incident.accounts})
    yield f"  {len(incident.reports)} {label('ledger', 'reports', language)}, " + (
        f"{groups} {label('ledger', 'independent', language)}"
    )
    for copies in incident.copies:
        yield f"  {label('ledger', 'one_text', language)}: {', '.join(copies)}"
    for account in incident.accounts:
        yield from (f"  {line}" for line in account_lines(account, language))
    for difference in incident.differ:
        yield f"  {_difference(difference, language)}"
    for rule, values in incident.resolved.items():
        told = ", ".join(
            f"{label('measure', measure, language)} {figure}"
            for measure, value in values.items()
            if (figure := _resolved(value))
        )
        if told:
            yield f"  {label('ledger', 'rule', language)} {rule}: {told}"


def account_lines(account: Account, language: Language, incident: Incident | None = None) -> Iterator[str]:
    """Who says it, where it stands, and each figure with its words; headed by the incident if one is
    given."""
    name = account.name or label("section", "report", language)
    kind = f" [{label('kind', account.kind, language)}]" if account.kind else ""
    about = ", ".join(part for part in (account.outlet, account.report, account.said) if part)
    via = f" ({label('word', 'via', language)} {account.via})" if account.via else ""
    head = f"{incident.id} " if incident else ""
    yield (
        f"{head}{account.independent_group}. {name}{kind}{via}  ({about})"
        + _reviewed(account.review)
        + _graded(account)
    )
    for figure in account.figures:
        yield f"     {_figure(figure, language)}"


def _figure(figure: AccountFigure, language: Language) -> str:
    scope = "" if figure.scope == "all" else f" ({label('ledger', figure.scope, language)})"
    count = f"{label('measure', figure.measure, language)} {_interval(figure.low, figure.high)}{scope}"
    return f"{count}{_reviewed(figure.review)} | {' '.join(figure.quote.split())}"


def _difference(difference: Difference, language: Language) -> str:
    values = " / ".join(_interval(value.low, value.high) for value in difference.values)
    kind = label("ledger", difference.kind, language)
    between = " / ".join(difference.between)
    return f"{kind}: {label('measure', difference.measure, language)} {values} | {between}"


def _graded(account: Account) -> str:
    """Reliability of the source and credibility of the account as the code writes them: "B2"."""
    grade = (account.reliability or "-") + (account.credibility or "-")
    return "" if grade == "--" else f" [{grade}]"


def _reviewed(state: str | None) -> str:
    return f" [{state}]" if state else ""


def _interval(low: int | None, high: int | None) -> str:
    if low == high:
        return "?" if low is None else str(low)
    if high is None:
        return f"≥{low}"
    return f"≤{high}" if low is None else f"{low}-{high}"


def _resolved(value: object) -> str:
    """What a rule made of a measure: a number, low / best / high, or an interval; nothing where it left all
    as it is."""
    if isinstance(value, Mapping):
        if "best" in value:
            return " / ".join(str(value[part]) for part in ("low", "best", "high"))
        return _interval(value.get("min", value.get("low")), value.get("max", value.get("high")))
    return "" if value is None or isinstance(value, list | tuple) else str(value)


def _days(incident: Incident) -> str:
    days = [day for day in (incident.start, incident.end) if day]
    return " – ".join(dict.fromkeys(days))
