"""Where a place that no list knows must lie: by the listed place that its words tie it to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riwaya.mentions.places.candidates import Candidate, head_at
from riwaya.mentions.places.gazetteer import Entry
from riwaya.mentions.places.relations import Relation, offset, prefix_says_in, says_where
from riwaya.text.clitics import PARTS
from riwaya.text.document import Document
from riwaya.text.marks import COMMA

# "U in the town L": of 24 such pairs of listed places in 900 unread reports half lay within 11 km of each
# other, two thirds within 62.
_WITHIN_KM = 25.0
# "the villages U and L": lists of towns at large are 181 km wide in the middle, so only those of small
# places tie; what those are worth is unmeasured.
_LIST_KM = 50.0
_SMALL_KM = 10.0  # a place of this radius or more is a large town, which lists join to far ones
_WIDEST_PROVINCE_KM = 250.0
_REACH = 6  # tokens between the two
_LIST_REACH = 3


@dataclass(frozen=True, slots=True)
class Tie:
    """Point and radius (km) for an unlisted place, the entry that gave them, and in words how it is tied."""

    lat: float
    lon: float
    radius_km: float
    anchor: Entry
    words: str
    by: str


def find_ties(
    document: Document,
    kept: Sequence[Candidate],
    meant: Sequence[Entry | None],
    relations: dict[int, Relation],
) -> dict[int, Tie]:
    """Ties of the unlisted among `kept` by number: "قرية الحصن في محافظة درعا" ("the village of Husn in the
    governorate of Daraa") ties the village to the governorate; "قريتي الحصن ونصيب" ties it to Nasib nearby.

    What stands farther off, or in another sentence, ties nothing.
    """
    found: dict[int, Tie] = {}
    for numbers, step in ((range(len(kept) - 2, -1, -1), 1), (range(1, len(kept)), -1)):
        for number in numbers:
            if meant[number] is None and number not in found:
                tie = _tie(document, kept, meant, relations, found, number, number + step)
                if tie is not None:
                    found[number] = tie
    for number in range(len(kept)):
        if meant[number] is None and number not in found:
            province = _province(document, kept, meant, number)
            if province is not None:
                found[number] = province
    return found


def _tie(
    document: Document,
    kept: Sequence[Candidate],
    meant: Sequence[Entry | None],
    relations: dict[int, Relation],
    found: dict[int, Tie],
    number: int,
    other: int,
) -> Tie | None:
    """The tie of place `number` to its neighbour `other`, or what that neighbour is itself tied to."""
    left, right = kept[min(number, other)], kept[max(number, other)]
    if document.sentence_index[left.first] != document.sentence_index[right.first]:
        return None
    entry = meant[other]
    within = other > number and _within(document, left, right)
    if not within and not _listed(document, left, right):
        return None
    if entry is None:
        return found.get(other)
    if entry.type in ("country", "region") or entry.lat is None or entry.lon is None:
        return None
    name = kept[other].span.cut(document.text)
    relation = relations.get(other)
    if within and relation is not None and not relation.stated:
        lat, lon, radius = offset(entry, relation)
        if lat is not None and lon is not None and radius is not None:
            return Tie(lat, lon, max(radius, _WITHIN_KM), entry, f"{relation.words} {name}", "places:within")
    if within:
        radius = max(_WITHIN_KM, entry.precision_km)
        return Tie(entry.lat, entry.lon, radius, entry, f"in {name}", "places:within")
    small = any(c.head is not None and c.head.type in ("settlement", "locality") for c in (left, right))
    if not small or entry.type not in ("settlement", "locality") or entry.precision_km >= _SMALL_KM:
        return None
    return Tie(entry.lat, entry.lon, _LIST_KM, entry, f"beside {name}", "places:list")


def _within(document: Document, left: Candidate, right: Candidate) -> bool:
    """Whether the words between say that the left one lies in or by the right one."""
    between = range(left.last, right.first)
    if len(between) > _REACH or "conj" in PARTS[right.prefix]:
        return False
    told = prefix_says_in(right.prefix)
    for at in between:
        head = head_at(document, at)
        if head is not None and "conj" in PARTS[head.prefix]:
            return False
        if says_where(document, at) or (head is not None and prefix_says_in(head.prefix)):
            told = True
        elif head is None:
            return False
    return told


def _listed(document: Document, left: Candidate, right: Candidate) -> bool:
    """Whether only "and", a comma or an introducing noun stands between the two."""
    between = range(left.last, right.first)
    joined = "conj" in PARTS[right.prefix]
    if len(between) > _LIST_REACH:
        return False
    for at in between:
        token, head = document.tokens[at], head_at(document, at)
        if token.text in COMMA:
            joined = True
        elif head is not None:
            joined = joined or "conj" in PARTS[head.prefix]
        else:
            return False
    return joined


def _province(
    document: Document, kept: Sequence[Candidate], meant: Sequence[Entry | None], number: int
) -> Tie | None:
    """The one province of the sentence, if it names just one."""
    here = document.sentence_index[kept[number].first]
    numbers: Iterable[int] = (i for i in range(len(kept)) if document.sentence_index[kept[i].first] == here)
    provinces = {e.id: e for i in numbers if (e := meant[i]) is not None and e.type == "admin"}
    if len(provinces) != 1:
        return None
    entry = next(iter(provinces.values()))
    if entry.lat is None or entry.lon is None or entry.precision_km > _WIDEST_PROVINCE_KM:
        return None
    return Tie(entry.lat, entry.lon, entry.precision_km, entry, f"in {entry.name}", "places:province")
