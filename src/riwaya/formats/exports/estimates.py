"""What the rules make of figures, as the house formats need it."""

from __future__ import annotations

from typing import Any, NamedTuple

from riwaya.formats.exports.view import ABSENT


class Estimate(NamedTuple):
    """Low, best and high in people; None where the rule finds no such value."""

    low: int | None
    best: int | None
    high: int | None


def estimate(value: Any) -> Estimate:
    """A rule's value as low, best and high.

    One number is all three; "range" has its least as best; of "none" the least and the greatest value stand
    and no best, for nothing was chosen.
    """
    if value is ABSENT or value is None:
        return Estimate(None, None, None)
    if isinstance(value, list):
        ends = [n for v in value for n in (v["low"], v["high"]) if n is not None]
        return Estimate(min(ends, default=None), None, max(ends, default=None))
    if isinstance(value, dict):
        if "best" in value:
            return Estimate(value["low"], value["best"], value["high"])
        return Estimate(value["min"], value["min"], value["max"])
    return Estimate(value, value, value)


def groups(value: Any, best: int | None) -> dict[str, int]:
    """The best estimate by group of victims; "unknown" where the rule does not part them."""
    if best is None:
        return {}
    parted = value.get("groups") if isinstance(value, dict) else None
    return parted if parted and sum(parted.values()) == best else {"unknown": best}


def shown(low: int | None, high: int | None, hedge: str) -> str:
    """A figure in short: "13", "about 20", "22 or more", "up to 9", "10 to 17"."""
    if low is None:
        return "no number" if high is None else f"up to {high}"
    if high is None:
        return f"{low} or more"
    if low == high:
        return f"about {low}" if hedge == "about" else str(low)
    return f"{low} to {high}"
