"""What the actors of an incident are: state, armed group, civilians; and what ACLED calls that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from riwaya.formats.exports.tables import actor_words, listed_actors, plain
from riwaya.model import Incident

Inter = Literal[
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
]
INTER: tuple[Inter, ...] = get_args(Inter)
_LISTED: dict[str, Inter] = {
    "armed_group": "Rebel group",
    "militia": "Political militia",
    "party": "Political militia",
    "tribe": "Identity militia",
    "ngo": "Civilians",
    "company": "Civilians",
}
_OF_THE_STATE = ("government", "ministry", "state_forces", "police", "court")
_TWO_SIDED = ("clash", "ceasefire", "negotiate")
_WORDS: dict[str, Inter] = {
    "state_forces": "State forces",
    "armed_group": "Political militia",
    "civilian": "Civilians",
    "protesters": "Protesters",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: the name it goes by in the reports and what it is; `country` (alpha-2) where a list tells."""

    name: str
    inter: Inter | None
    country: str = ""

    @property
    def is_state(self) -> bool:
        """Whether a state acts, in its own country or abroad."""
        return self.inter in ("State forces", "External/Other forces")

    @property
    def is_armed(self) -> bool:
        """Whether it is a party that can fight."""
        return self.inter is not None and self.inter not in ("Civilians", "Protesters", "Rioters")


def actor(name: str, country: str | None) -> Actor:
    """What a name means: a listed body (data/names/actors.tsv), else by the first word that tells.

    A body counts, too, where its name is several words of the phrase: "مقاتلي حزب العمال الكردستاني"
    ("fighters of the Kurdistan Workers' Party").
    """
    listed = _listed(plain(name))
    if listed is not None:
        kind, home = listed
        if kind in _OF_THE_STATE:
            own = not home or not country or home == country
            return Actor(name, "State forces" if own else "External/Other forces", home or country or "")
        return Actor(name, _LISTED.get(kind, "External/Other forces"), home)
    words = (actor_words().get(word) for word in re.findall(r"\w+", plain(name)))
    kind_of = next((w for w in words if w), None)
    return Actor(
        name, _WORDS[kind_of] if kind_of else None, country or "" if kind_of == "state_forces" else ""
    )


def sides(incident: Incident) -> tuple[list[Actor], list[Actor]]:
    """Those who did it, and those hit; in a clash the actors after the first are the other side."""
    acting = [actor(name, incident.country) for name in dict.fromkeys(incident.actors)]
    hit = [actor(name, incident.country) for name in dict.fromkeys(incident.targets)]
    if incident.kind in _TWO_SIDED:
        return acting[:1], [a for a in (*hit, *acting[1:]) if a not in acting[:1]]
    return acting, [a for a in hit if a not in acting]


def _listed(name: str) -> tuple[str, str] | None:
    """The longest listed name in a folded phrase; a name of one word only where it is the whole phrase."""
    words = name.split()
    for length in range(len(words), 0, -1):
        if length == 1 and len(words) > 1:
            return None
        for start in range(len(words) - length + 1):
            found = listed_actors().get(" ".join(words[start : start + length]))
            if found is not None:
                return found
    return None


def victims(incident: Incident) -> str:
    """Who the killed and wounded are, as far as the accounts tell.

    "civilian" where all are, "armed" where none is, "" where it is mixed or untold. An account's totals tell,
    its parts only where it gives no total: "13 dead, among them 8 civilians" tells nothing of all.
    """
    told: set[str] = set()
    for account in incident.accounts:
        hit = [f for f in account.figures if f.measure in ("killed", "wounded")]
        totals = [f for f in hit if f.scope == "all"]
        told |= {f.group for f in totals or hit if f.scope != "running"}
    told.discard("unknown")
    return (
        ""
        if not told or ("civilian" in told and len(told) > 1)
        else "civilian"
        if told == {"civilian"}
        else "armed"
    )


def interaction(first: Inter | None, second: Inter | None) -> str:
    """ACLED's pair of labels, the lower code first; a side alone is "A only"."""
    if first is None:
        return ""
    if second is None:
        return f"{first} only"
    if {first, second} == {"External/Other forces", "Civilians"}:
        return "External/Other forces-Civilians"
    low, high = sorted((first, second), key=INTER.index)
    return f"{low}-{high}"
