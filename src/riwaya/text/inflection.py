"""The written forms of the verbs in data/words/verbs.tsv, folded, with what they agree with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any, Literal, NamedTuple

from riwaya.rules.kept import kept
from riwaya.rules.tables import DATA, several, table, unwatched
from riwaya.text.folding import fold_word

Form = Literal["past", "present", "active", "passive", "masdar"]

_COLUMNS = (
    "past",
    "present",
    "masdar",
    "active",
    "passive",
    "passive_past",
    "passive_present",
    "weak",
    "class",
)


def _folded(value: Any) -> Any:
    """The value with every string in it folded."""
    if isinstance(value, str):
        return fold_word(value)
    if isinstance(value, list):
        return [_folded(part) for part in value]
    return {key: _folded(part) for key, part in value.items()} if isinstance(value, dict) else value


_RAW: dict[str, Any] = _folded(tomllib.loads((DATA / "words/inflection.toml").read_text("utf-8")))


class Verb(NamedTuple):
    """A verb by its principal parts, folded. `weak` is the short past stem of a hollow verb (قل for
    قال).

    A row of the table may hold homographs (طالب and طلب do not, but forms I and II of one root do); each
    field has the first of its values, and `readings` has the forms of all.
    """

    past: str
    present: str
    masdars: tuple[str, ...]
    active: str
    passive: str
    passive_past: str
    passive_present: str
    weak: str
    tag: str


@cache
def verbs() -> dict[str, Verb]:
    """All verbs by folded past."""
    found: dict[str, Verb] = {}
    for row in table("words/verbs.tsv", *_COLUMNS):
        past, present, masdar, *rest = (tuple(map(fold_word, several(cell))) or ("",) for cell in row[:-1])
        active, passive, passive_past, passive_present, weak = (cell[0] for cell in rest)
        found[past[0]] = Verb(
            past[0],
            present[0],
            masdar if masdar[0] else (),
            active,
            passive,
            passive_past,
            passive_present,
            weak,
            row[-1],
        )
    return found


def past_forms(past: str, weak: str = "") -> Iterator[str]:
    """Forms of a folded past: "قال" gives قال قالت قالوا قالا قالتا and, with weak "قل", قلنا قلت."""
    for form, _ in past_paradigm(past, weak):
        yield form


def past_paradigm(past: str, weak: str = "") -> Iterator[tuple[str, str]]:
    """The same forms with person, gender and number: (قالت, 3fs), (قلنا, 1-p)."""
    rule = _RAW["past"]
    falls = past[-1] in rule["final_weak"]
    for ending, agrees in rule["endings"]:
        if not (falls and past[-1] not in rule["hamza"] and ending in _fallen("past")):
            yield past + ending, agrees
    if falls:
        hamza = rule["before_hamza"] if past[-1] in rule["hamza"] else []
        for ending, agrees in rule["before_fall"] + hamza:
            yield past[:-1] + ending, agrees
    for ending, agrees in rule["weak_endings"]:
        yield (
            (weak or (past[:-1] + rule["first_yaa"] if falls and past[-1] != rule["first_yaa"] else past))
            + ending,
            agrees,
        )


@cache
def _fallen(tense: str) -> frozenset[str]:
    return frozenset(ending for ending, _ in _RAW[tense]["before_fall"])


def present_forms(present: str, weak: str = "") -> Iterator[str]:
    """Forms of a folded present: "يقول" gives يقول تقول نقول اقول يقولون يقولوا …; with weak "قل" also
    يقل.
    """
    for form, _ in present_paradigm(present, weak):
        yield form


def present_paradigm(present: str, weak: str = "") -> Iterator[tuple[str, str]]:
    """The same forms with person, gender and number: (تقول, 3fs), (يقولون, 3mp)."""
    rule = _RAW["present"]
    if not present.startswith(rule["first_letter"]) or len(present) < 2:
        return
    body = present[1:]
    falls = body[-1] in rule["final_weak"]
    for person in rule["person"]:
        letter = person["letter"]
        for ending, agrees in person["endings"]:
            yield letter + body + ending, agrees
        if falls:
            for ending, agrees in person["before_fall"]:
                yield letter + body[:-1] + ending, agrees
        if body[-1] in rule["hamza"]:
            for ending, agrees in person.get("before_hamza", []):
                yield letter + body[:-1] + ending, agrees
        if weak:
            yield letter + weak, person["endings"][0][1]


def participle_forms(participle: str) -> Iterator[str]:
    """Forms of a folded participle: "موكد" gives موكد موكدا موكده موكدين موكدون موكدات."""
    for ending in _RAW["participle"]["endings"]:
        yield participle + ending


def masdar_forms(masdar: str) -> Iterator[str]:
    """Forms of a folded verbal noun: "غاره" gives غاره غارتين غارات."""
    rule = _RAW["masdar"]
    for closed, opened in rule["open"]:
        if masdar.endswith(closed):
            yield masdar
            for ending in rule["open_endings"]:
                yield masdar[: -len(closed)] + opened + ending
            yield masdar[: -len(closed)] + rule["plural"]
            return
    for ending in rule["endings"]:
        yield masdar + ending


class Reading(NamedTuple):
    """What a written form may be: a form of the verb whose past is `past`, agreeing with `agrees` ("" if
    no verb form).
    """

    past: str
    form: Form
    agrees: str


@cache
@unwatched
def readings() -> dict[str, frozenset[Reading]]:
    """Every written form with all that it may be."""
    found: dict[str, list[Reading]] = {}
    for row in table("words/verbs.tsv", *_COLUMNS):
        cells = [tuple(map(fold_word, several(cell))) for cell in row[:-1]]
        past = cells[0][0]
        for form, kind, agrees in _all_forms(*cells):
            found.setdefault(form, []).append(Reading(past, kind, agrees))
    return {form: frozenset(values) for form, values in found.items()}


@kept
def is_verbal_noun(word: str) -> bool:
    """Whether a folded word without clitics may be a verbal noun: "اعلان" ("announcement"), "مقتل" only
    if the table has it.
    """
    return any(r.form == "masdar" for r in readings().get(word, ()))


Cells = tuple[str, ...]


def _all_forms(
    pasts: Cells,
    presents: Cells,
    masdars: Cells,
    actives: Cells,
    passives: Cells,
    p_pasts: Cells,
    p_presents: Cells,
    weak: Cells,
) -> Iterator[tuple[str, Form, str]]:
    for past, short in product((*pasts, *p_pasts), weak or ("",)):
        yield from ((form, "past", agrees) for form, agrees in past_paradigm(past, short))
    # The short stem of a hollow verb is that of its jussive too (قل, لم يقل); that of a doubled one
    # (اتخذذ) is not.
    for present, short in product((*presents, *p_presents), weak or ("",)):
        jussive = short if len(short) < len(pasts[0]) else ""
        yield from ((form, "present", agrees) for form, agrees in present_paradigm(present, jussive))
    for active in actives:
        yield from ((form, "active", "") for form in participle_forms(active))
    for passive in passives:
        yield from ((form, "passive", "") for form in participle_forms(passive))
    for masdar in masdars:
        yield from ((form, "masdar", "") for form in masdar_forms(masdar))
