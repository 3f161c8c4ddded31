"""Who is counted: the words for them, and their group."""

from __future__ import annotations

import tomllib
from functools import cache

from riwaya.mentions.figures.count import Count
from riwaya.mentions.figures.hedged import STOPS
from riwaya.mentions.figures.measures import Trigger
from riwaya.mentions.figures.people import person
from riwaya.mentions.figures.scene import Scene
from riwaya.mentions.figures.singles import bare_from
from riwaya.mentions.figures.words import SETS
from riwaya.mentions.numbers.words import atom
from riwaya.model import Span
from riwaya.model.findings import Group
from riwaya.rules.tables import DATA
from riwaya.text.document import Document
from riwaya.text.lexicon import folded_words
from riwaya.text.segmenter import proclitics
from riwaya.text.wordclass import CLOSES

_REACH = 8
_WHOM_REACH = 4


@cache
def _bodies() -> dict[str, list[tuple[tuple[str, ...], Group]]]:
    """Bodies by their first word: (the other words, group), the longest first."""
    raw: dict[Group, list[str]] = tomllib.loads((DATA / "figures/bodies.toml").read_text("utf-8"))  # type: ignore[assignment]
    found: dict[str, list[tuple[tuple[str, ...], Group]]] = {}
    for group, phrases in raw.items():
        for phrase in phrases:
            first, *rest = folded_words(phrase)
            found.setdefault(first, []).append((tuple(rest), group))
    for bodies in found.values():
        bodies.sort(key=lambda e: -len(e[0]))
    return found


def _body_at(folds: list[str], i: int) -> Group | None:
    """The group of the body that begins at word `i`."""
    for rest, group in _bodies().get(folds[i], ()):
        if tuple(folds[i + 1 : i + 1 + len(rest)]) == rest:
            return group
    return None


def whom_of(scene: Scene, count: Count) -> Span | None:
    """The words for the people counted, with the body that they are of.

    In "25 مقاتلا من المعارضة" ("25 fighters of the opposition") that is "مقاتلا من المعارضة"; None where
    the noun only says what became of them ("25 قتيلا").
    """
    if count.noun < 0:
        return None
    if count.person is not None and count.person.kind == "measure":
        return _ranks(scene, count)
    document, last = scene.document, scene.sentence.last
    end = _phrase_end(scene, count.noun, min(last, count.noun + _WHOM_REACH))
    bound = not count.others and end + 1 < last and document.tokens[end].fold in SETS["partitive"]
    if bound and _is_body(document, end + 1):
        end = _phrase_end(scene, end + 1, min(last, end + 1 + _WHOM_REACH))
    token = document.tokens[count.noun]
    cut = 0 if count.person is None else bare_from(count.person.prefix)
    return Span(token.at(cut), document.tokens[end - 1].end)


def _ranks(scene: Scene, count: Count) -> Span | None:
    """Whose dead they are: "الحوثيين" in "17 قتيلا من الحوثيين",
    "المدنيين" in "خمسة قتلى في صفوف المدنيين".
    """
    tokens, last = scene.document.tokens, scene.sentence.last
    i = count.noun + 1
    while i < last and any(t.first == i and t.kind == "people" for t in scene.triggers):
        i += 1
    if i + 2 < last and tokens[i + 1].fold in SETS["ranks"]:
        i += 2
    elif (
        i + 1 < last
        and tokens[i].fold in SETS["partitive"] | SETS["between"]
        and _is_body(scene.document, i + 1)
    ):
        i += 1
    else:
        return None
    end = _phrase_end(scene, i, min(last, i + _WHOM_REACH))
    return scene.document.span(i, end)


def _phrase_end(scene: Scene, first: int, last: int) -> int:
    """The token after the noun phrase that begins at `first`: nouns and adjectives, up to a number, "and",
    a word of a measure or an adverb.
    """
    document = scene.document
    words_of_measures = {t.first for t in scene.triggers}
    i = first + 1
    while i < last and document.classes[i] in ("noun", "participle"):
        token = document.tokens[i]
        word = token.fold
        if word in SETS["phrase_stops"] or word in SETS["others"] or word in CLOSES or i in words_of_measures:
            break
        if proclitics(word, token.text) or atom(word) is not None:
            break
        i += 1
    return i


def _is_body(document: Document, i: int) -> bool:
    """Whether token `i` begins a body or a definite noun for people: "المعارضة", "أهالي الموصل"."""
    folds = [t.fold for t in document.tokens[i : i + _REACH]]
    return _body_at(folds, 0) is not None or person(folds[0]) is not None


def group_of(scene: Scene, k: int, trigger: Trigger) -> Group:
    """The group of the people counted: by their noun, by the body named behind it,
    or by the count they are joined to.
    """
    count = scene.counts[k]
    document = scene.document
    named = _body_near(document, count, min(scene.sentence.last, count.last + _REACH))
    if count.person is not None and count.person.group != "unknown":
        weak = count.person.lemma in SETS["weak_group"]
        return named if weak and named is not None else count.person.group
    if named is not None and not count.others:
        return named
    bare = count.noun < 0 or (count.person is not None and count.person.kind == "measure")
    if k and bare:  # "مقتل 17 حوثيا وجرح العشرات": the dozens are of the same side
        return group_of(scene, k - 1, trigger)
    return named or "unknown"


def _body_near(document: Document, count: Count, last: int) -> Group | None:
    """The group of the body that the counted noun is bound to: "من الجيش" ("of the army"), "في صفوف الشرطة".

    Adjectives and words that link ("من", "صفوف", "عناصر") may stand between;
    a verb, a comma or another preposition ends it.
    """
    first = count.noun if count.noun >= 0 else count.last
    folds = [t.fold for t in document.tokens[first:last]]
    for i in range(len(folds)):
        if folds[i] in STOPS or (i and document.classes[first + i] in ("verb", "comp", "rel")):
            return None
        body = _body_at(folds, i)
        if body is not None:
            return body
        if i and (who := person(folds[i])) is not None and who.kind == "noun" and who.group != "unknown":
            return who.group
        ends = document.classes[first + i] == "prep" and folds[i] not in SETS["linking"]
        if i and ends and folds[i + 1 : i + 2] and folds[i + 1] not in SETS["linking"]:
            return None
    return None


def last_body(document: Document, first: int, at: int, last: int) -> Group | None:
    """The group of the body or people named nearest before token `at`, else nearest behind it,
    in the sentence.
    """
    folds = [t.fold for t in document.tokens[first:last]]
    named: list[tuple[int, Group]] = []
    for i in range(len(folds)):
        group = _body_at(folds, i)
        if group is None and (who := person(folds[i])) is not None and who.kind == "noun":
            group = who.group
        if group in ("armed_group", "state_forces"):
            named.append((i + first, group))
    before = [group for i, group in named if i < at]
    behind = [group for i, group in named if at < i <= at + 2]
    return next(iter(behind or before[::-1]), None)
