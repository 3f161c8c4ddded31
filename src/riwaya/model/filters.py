"""What of a ledger is wanted: one filter for the command line, the exports and the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReviewState = Literal["reviewed", "unreviewed", "accepted", "corrected", "rejected", "unsure"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Each field narrows; an empty one does not. Several values of one field are alternatives.

    `since` and `until` (ISO, a day, a month or a year) are days on which an incident can have happened;
    `places` are names as a user writes them ("درنة", "Derna"), country codes ("LY") or countries; `kinds`
    kinds of event; `outlets` and `speakers` names in any spelling; `reports` report ids; `incidents` incident
    ids; `review` what reviewers made of it (what was rejected stands in no incident any more, its report is
    found).
    """

    since: str | None = None
    until: str | None = None
    places: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    review: tuple[ReviewState, ...] = ()
