"""The written forms of the verbs in data/words/verbs.tsv, folded."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from riwaya.rules.tables import DATA, several, table
from riwaya.text.folding import fold_word

Form = Literal["past", "present", "active", "passive", "masdar"]

_RAW = tomllib.loads((DATA / "words/inflection.toml").read_text("utf-8"))


class Verb(NamedTuple):
    """A verb by its principal parts, folded. `weak` is the short past stem of a hollow verb (قل for قال)."""

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
    columns = ("past", "present", "masdar", "active", "passive", "passive_past", "passive_present", "weak", "class")
    found: dict[str, Verb] = {}
    for past, present, masdar, active, passive, pp, pr, weak, tag in table("words/verbs.tsv", *columns):
        f = fold_word
        found[f(past)] = Verb(
            f(past), f(present), tuple(map(f, several(masdar))), f(active), f(passive), f(pp), f(pr), f(weak), tag
        )
    return found


def past_forms(past: str, weak: str = "") -> Iterator[str]:
    """Forms of a folded past: "قال" gives قال قالت قالوا قالا قالتا and, with weak "قل", قلنا قلت."""
    rule = _RAW["past"]
    for ending in rule["endings"]:
        yield past + ending
    if past[-1] in rule["final_weak"]:
        for ending in rule["before_fall"]:
            yield past[:-1] + ending
    for ending in rule["weak_endings"]:
        yield (weak or past) + ending


def present_forms(present: str, weak: str = "") -> Iterator[str]:
    """Forms of a folded present: "يقول" gives يقول تقول نقول اقول يقولون يقولوا …; with weak "قل" also يقل."""
    rule = _RAW["present"]
    if not present.startswith(rule["first_letter"]):
        return
    body = present[1:]
    for person in rule["persons"]:
        for ending in rule["endings"]:
            yield person + body + ending
        if body and body[-1] in rule["final_weak"]:
            for ending in rule["before_fall"]:
                yield person + body[:-1] + ending
        if weak:
            yield person + weak


def participle_forms(participle: str) -> Iterator[str]:
    """Forms of a folded participle: "موكد" gives موكد موكدا موكده موكدين موكدون موكدات."""
    for ending in _RAW["participle"]["endings"]:
        yield participle + ending


def masdar_forms(masdar: str) -> Iterator[str]:
    """Forms of a folded verbal noun."""
    for ending in _RAW["masdar"]["endings"]:
        yield masdar + ending


@cache
def verb_forms() -> dict[str, frozenset[tuple[str, Form]]]:
    """Every written form with the (past of its verb, kind of form) that it may be."""
    found: dict[str, set[tuple[str, Form]]] = {}
    for verb in verbs().values():
        for form, kind in _all_forms(verb):
            found.setdefault(form, set()).add((verb.past, kind))
    return {form: frozenset(values) for form, values in found.items()}


def _all_forms(verb: Verb) -> Iterator[tuple[str, Form]]:
    for past in filter(None, (verb.past, verb.passive_past)):
        yield from ((form, "past") for form in past_forms(past, verb.weak))
    for present in filter(None, (verb.present, verb.passive_present)):
        yield from ((form, "present") for form in present_forms(present, verb.weak))
    if verb.active:
        yield from ((form, "active") for form in participle_forms(verb.active))
    if verb.passive:
        yield from ((form, "passive") for form in participle_forms(verb.passive))
    for masdar in verb.masdars:
        yield from ((form, "masdar") for form in masdar_forms(masdar))
