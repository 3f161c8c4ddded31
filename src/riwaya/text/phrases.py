"""Noun phrases by their edges: head with its genitives, adjectives and names, and what may be attached
to it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from riwaya.rules.tables import DATA
from riwaya.text.clitics import PARTS
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.inflection import is_verbal_noun
from riwaya.text.marks import CLOSERS, COMMA, PAIRS, QUOTES
from riwaya.text.nouns import begins_anew, is_common, is_name, is_thing
from riwaya.text.sentences import Sentence
from riwaya.text.side_by_side import begins_other
from riwaya.text.tokens import Token
from riwaya.text.wordclass import CLOSES, WordClass, is_definite

_RAW = tomllib.loads((DATA / "text/phrases.toml").read_text("utf-8"))
_ATTACHED = frozenset(map(fold_word, _RAW["attached_prepositions"]))
_ADVERBIAL = frozenset(map(fold_word, _RAW["adverbial"]))
_MEDIUM = frozenset(map(fold_word, _RAW["media_of_speech"]))
_TIME = frozenset(map(fold_word, _RAW["time_words"]))
_POINTING = frozenset(map(fold_word, _RAW["demonstratives"]))
_PURPOSES = frozenset(map(fold_word, _RAW["purposes_in_names"]))
_PLACES = frozenset(map(fold_word, _RAW["place_nouns"]))
_AFTER_PARTICIPLE = frozenset(map(fold_word, _RAW["after_participles"]))
_FIRE = frozenset(map(fold_word, _RAW["fire"]))
_FIRING = frozenset(map(fold_word, _RAW["firing"]))
_RELATIVE = frozenset(map(fold_word, _RAW["relative_pronouns"]))
_PREP_L = fold_word(_RAW["genitive_preposition"])
_NOMINAL: frozenset[WordClass] = frozenset({"noun", "participle", "number"})
_LONGEST = 25
_LONGEST_RELATIVE = 15
# A quoted name has few words; a longer quotation is speech.
_LONGEST_QUOTED = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `first` to `last` (exclusive) with its head; clitics before the first word
    not cut off.
    """

    first: int
    last: int
    head: int
    definite: bool
    has_pp: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """What a phrase may take up beside genitives, adjectives and names."""

    complements: bool = False
    apposition: bool = False
    coordination: bool = False
    relative: bool = False


MINIMAL = Reach()
FULL = Reach(complements=True, apposition=True, coordination=True, relative=True)


def phrase_end(document: Document, first: int, last: int) -> int:
    """The token after the noun phrase that begins at `first`, before `last`: nouns, adjectives, names
    and quoted words.

    In "قال قائد القوة في البلدة" ("the commander of the force in the town said") the phrase at "قائد"
    ends before "في".
    """
    phrase = phrase_at(document, first, last)
    return phrase.last if phrase else first


def noun_phrases(document: Document, sentence: Sentence, reach: Reach = MINIMAL) -> list[Phrase]:
    """The noun phrases of a sentence from left to right, none inside another."""
    found: list[Phrase] = []
    i = sentence.first
    while i < sentence.last:
        phrase = phrase_at(document, i, sentence.last, reach)
        if phrase is None:
            i += 1
        else:
            found.append(phrase)
            i = phrase.last
    return found


def phrase_at(document: Document, first: int, last: int, reach: Reach = MINIMAL) -> Phrase | None:
    """The noun phrase that begins at token `first`, before `last`; None if none does.

    "الناطق باسم القوة، العقيد سالم" ("the force's spokesman, Colonel Salem") is "الناطق" alone, "الناطق
    باسم القوة" with complements, and the whole with apposition, too.
    """
    last = min(last, first + 4 * _LONGEST)
    phrase = _core(document, first, min(last, first + _LONGEST))
    while phrase is not None:
        longer = (
            (reach.complements and _with_complement(document, phrase, last))
            or (reach.coordination and _with_coordinate(document, phrase, last))
            or (reach.apposition and _with_apposition(document, phrase, last))
            or (reach.relative and _with_relative(document, phrase, last))
            or None
        )
        if longer is None or longer.last <= phrase.last:
            return phrase
        phrase = longer
    return None


def _core(document: Document, first: int, last: int) -> Phrase | None:
    """Head, genitives, adjectives, names: up to a word that begins something else."""
    tokens, classes = document.tokens, document.classes
    i, head, closed, named, quotes = first, -1, False, False, 0
    while i < last:
        token, kind = tokens[i], classes[i]
        if token.kind == "sign":
            if token.text not in QUOTES or not _quote_goes_on(document, i, last, quotes):
                break
            quotes += _opening(token.text, quotes)
        elif kind == "dem" and i == first and token.fold in _POINTING:
            pass
        elif kind not in _NOMINAL or (i > first and _parts_off(tokens, i)):
            break
        else:
            if head >= 0 and closed and begins_anew(token.fold, kind):
                break
            if head >= 0 and named and not closed and is_thing(token.fold, kind):
                break
            if i > first and begins_other(document, i):
                break
            if kind != "number" or i + 1 >= last:
                head = i if head < 0 else head
                closed = _closes_chain(document, i)
                named = i > first and kind == "noun" and is_name(token.parted.stem)
        i += 1
    while i > first and tokens[i - 1].kind == "sign" and quotes > 0:
        i, quotes = i - 1, quotes - 1
    if quotes > 0 and head >= 0 and tokens[first].kind == "sign":
        first += 1
    if head < 0 or i <= head:
        return None
    return Phrase(first, i, head, _definite(document, head, i))


def _parts_off(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun at `i` stands outside the phrase before it: a clitic, an adverb, or the object of
    "أطلق … النار".
    """
    token = tokens[i]
    if token.fold in CLOSES or token.fold in _ADVERBIAL or token.clitic:
        return True
    return token.fold in _FIRE and tokens[i - 1].parted.stem not in _FIRING


def _opening(sign: str, depth: int) -> int:
    return -1 if sign in CLOSERS or (sign not in PAIRS and depth > 0) else 1


def _quote_goes_on(document: Document, i: int, last: int, depth: int) -> bool:
    """Whether a quotation mark at `i` stands inside the phrase: it closes one opened there or opens
    before a noun.
    """
    if _opening(document.tokens[i].text, depth) < 0:
        return depth > 0
    following = i + 1
    if following >= last or document.classes[following] not in _NOMINAL or document.tokens[following].clitic:
        return False
    ahead = range(following, min(last, following + _LONGEST_QUOTED + 1))
    return any(document.tokens[k].text in QUOTES for k in ahead)


def _closes_chain(document: Document, i: int) -> bool:
    """Whether a genitive chain is complete with token `i`: it has the article or a pronoun."""
    token = document.tokens[i]
    return is_definite(token.fold) or bool(token.parted.suffix)


def _definite(document: Document, head: int, last: int) -> bool:
    """Whether the head has the article or a pronoun, is a name, or stands before a definite genitive."""
    tokens = document.tokens
    if (
        is_definite(tokens[head].fold)
        or tokens[head].parted.suffix
        or not is_common(tokens[head].parted.stem)
    ):
        return True
    following = [t.fold for t in tokens[head + 1 : last] if t.kind == "word"]
    return bool(following) and (
        is_definite(following[0]) or (is_definite(following[-1]) and not is_definite(following[0]))
    )


def _with_complement(document: Document, phrase: Phrase, last: int) -> Phrase | None:
    """The phrase with the prepositional phrase after it: "باسم الجيش", "في البلدة", "للقوات"."""
    i = phrase.last
    if i >= last or document.tokens[i].kind != "word":
        return None
    token = document.tokens[i]
    start = i
    if document.classes[i] == "prep" and token.fold in _ATTACHED and not _needs_participle(document, i):
        start = i + 1
    elif not _is_prep(token.clitic) or not (document.classes[i - 1] == "participle" or _binds(token)):
        return None
    if document.tokens[phrase.head].parted.stem in _TIME:
        return None
    inner = _core(document, start, min(last, start + _LONGEST)) if start < last else None
    if inner is None or (start > i and document.tokens[start].clitic):
        return None
    if document.tokens[inner.head].parted.stem in _TIME | _MEDIUM:
        return None
    return replace(phrase, last=inner.last, has_pp=True)


def _needs_participle(document: Document, i: int) -> bool:
    """Whether a preposition binds to participles alone: "المسؤول عن الملف", but "نقلت الوكالة عن
    الوزير".
    """
    return document.tokens[i].fold in _AFTER_PARTICIPLE and document.classes[i - 1] != "participle"


def _binds(token: Token) -> bool:
    """Whether a preposition written on to a noun binds it to the noun before: "مدرسة بولاية", "قوات
    لحماية", not "بسبب".
    """
    part = token.parted
    if token.fold in _ATTACHED:
        return True
    if token.fold in CLOSES or part.stem in _ADVERBIAL or token.fold in _ADVERBIAL:
        return False
    if part.prefix == _PREP_L:
        purpose = is_verbal_noun(part.stem)
        return not purpose or part.stem in _PURPOSES
    return is_definite(part.stem) or not is_common(part.stem) or part.stem in _PLACES


def _is_prep(clitic: str) -> bool:
    return bool(clitic) and PARTS[clitic] == {"prep"}


def _is_conj(clitic: str) -> bool:
    return bool(clitic) and PARTS[clitic] == {"conj"}


def _with_coordinate(document: Document, phrase: Phrase, last: int) -> Phrase | None:
    """The phrase with a noun phrase joined by a conjunction that is written on to it: "محافظ المدينة
    ومدير الأمن".
    """
    i = phrase.last
    if i >= last or document.tokens[i].kind != "word" or not _is_conj(document.tokens[i].clitic):
        return None
    inner = _core(document, i, min(last, i + _LONGEST))
    if inner is None or inner.definite != phrase.definite:
        return None
    return replace(phrase, last=inner.last)


def _with_apposition(document: Document, phrase: Phrase, last: int) -> Phrase | None:
    """The phrase with another between commas after it: "سالم الورفلي، قائد القوة،"."""
    i = phrase.last
    if i + 1 >= last or document.tokens[i].text not in COMMA or document.tokens[i + 1].clitic:
        return None
    inner = phrase_at(document, i + 1, last, Reach(complements=True))
    if inner is None or not inner.definite or inner.last >= last:
        return None
    if document.tokens[inner.head].fold in _TIME:
        return None
    return replace(phrase, last=inner.last) if document.tokens[inner.last].text in COMMA else None


def _with_relative(document: Document, phrase: Phrase, last: int) -> Phrase | None:
    """The phrase with its relative clause, up to a sign, a second verb or what opens another clause."""
    i = phrase.last
    if i >= last or document.tokens[i].fold not in _RELATIVE:
        return None
    end, verbs = i + 1, 0
    while end < min(last, i + _LONGEST_RELATIVE):
        token, kind = document.tokens[end], document.classes[end]
        if token.kind == "sign" or kind in ("comp", "rel"):
            break
        if kind in ("verb", "neg", "aux") and (verbs or _is_conj(token.clitic)):
            break
        verbs += kind == "verb"
        end += 1
    return replace(phrase, last=end) if end > i + 1 else None


def joined(document: Document, phrases: Sequence[Phrase]) -> list[str]:
    """The text of each phrase, for a look at them."""
    return [document.cut(p.first, p.last) for p in phrases]
