"""What in a sentence could be a count of people: numbers with the noun they count,
then counts without a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from riwaya.mentions.figures.count import Count, CountKind
from riwaya.mentions.figures.hedged import adjective, bounded, late_hedge
from riwaya.mentions.figures.people import Person, person
from riwaya.mentions.figures.scene import conjoined
from riwaya.mentions.figures.singles import Surroundings, may_count, single_at
from riwaya.mentions.figures.words import SETS
from riwaya.mentions.numbers.contexts import CONTEXTS
from riwaya.mentions.numbers.number import Number
from riwaya.mentions.numbers.units import unit_of
from riwaya.model import Span
from riwaya.model.findings import Hedge
from riwaya.rules.kept import kept
from riwaya.text.clitics import PARTS, variants, variants_before_pronoun
from riwaya.text.document import Document
from riwaya.text.marks import QUOTES
from riwaya.text.sentences import Sentence
from riwaya.text.tokens import Token

_HOUSES = "houses"
_SOME = "number:vague.some"
_YEARS = range(1950, 2036)
_BEFORE_DEFINITE = 4
_BEFORE_ONE_OR_TWO = 2
_SKIPPED = QUOTES | frozenset("'#_(")
_NOMINAL = ("noun", "participle")
_ARTICLES = frozenset(p for p, parts in PARTS.items() if parts == {"article"})


def find_counts(
    document: Document, sentence: Sentence, numbers: Sequence[Number], around: Surroundings
) -> list[Count]:
    """The possible counts of one sentence in text order; `numbers` are those that begin in it."""
    found: list[Count] = []
    taken: set[int] = set()
    for number in numbers:
        base = _taken_of(document, sentence, number, found) and not _hurt(document, sentence, number.last)
        count = None if base else _numbered(document, sentence, number, around)
        if count is not None:
            found.append(count)
            taken.update(range(count.first, count.last))
        taken.update(range(number.first, number.last))
    for i in document.where(may_count, sentence.first, sentence.last):
        if i not in taken:
            count = single_at(document, sentence, i, around, found)
            if count is not None:
                found.append(count)
                taken.update(range(count.first, count.last))
    return sorted(found, key=lambda c: (c.first, c.last))


def _numbered(document: Document, sentence: Sentence, number: Number, around: Surroundings) -> Count | None:
    if number.role == "definite" or (number.kind in ("words", "one") and number.value <= 2):
        after_noun = _after_its_noun(document, sentence, number)
        if after_noun is not None:
            return after_noun
    if number.kind == "vague" and _no_amount(document, number):
        return None
    counts = number.role == "count" or (number.role == "definite" and number.kind == "digits")
    if not counts or number.value != int(number.value):
        return None
    tokens = document.tokens
    counted = _noun_after(document, sentence, number.last)
    who = person(tokens[counted.noun].fold) if counted.noun >= 0 else None
    if _is_label(document, sentence, number, counted, who, around):
        return None
    count = Count(
        first=number.first,
        last=counted.end,
        span=Span(number.span.start, tokens[counted.end - 1].end),
        low=number.low,
        high=number.high,
        hedge=number.hedge,
        kind=number.kind,
        noun=counted.noun,
        person=who,
        others=counted.others,
        partitive=counted.partitive,
        prefix=number.prefix,
        by=number.by,
    )
    return _with_late_hedge(document, sentence, number, count)


def _with_late_hedge(document: Document, sentence: Sentence, number: Number, count: Count) -> Count:
    """The count with what a hedge behind its noun does to it."""
    late = late_hedge(document, sentence, number.last, count.last) if number.first == number.core else None
    if late is None:
        return count
    span = Span(count.span.start, document.tokens[late.end - 1].end)
    count = replace(count, last=late.end, span=span)
    if count.hedge != "exact" or count.low is None:
        return count
    low, high = bounded(count.low, late.effect)
    return replace(count, low=low, high=high, hedge=late.effect, by=late.by)


def _taken_of(document: Document, sentence: Sentence, number: Number, found: Sequence[Count]) -> bool:
    """Whether a number is what a rate or a share is taken of: 110 in "107 من أصل 110" ("107 of 110"), in
    "سبعة لكل مئة ألف" ("seven in a hundred thousand"), in "40 عاملا من بين 300" ("40 workers of 300"). Three
    false figures of 2,000 own reports, none lost."""
    tokens, i = document.tokens, number.first
    if i - sentence.first < 2:
        return False
    if tokens[i - 1].fold in SETS["per"]:
        return True
    if tokens[i - 2].fold not in SETS["prep_of"]:
        return False
    behind = bool(found) and found[-1].last >= i - 2
    return tokens[i - 1].fold in SETS["whole"] or (behind and tokens[i - 1].fold in SETS["between"])


def _hurt(document: Document, sentence: Sentence, i: int) -> bool:
    """Whether the noun at token `i` says itself what became of the people: "29 من أصل مئة جريح" ("29 of a
    hundred wounded") counts the hundred, too."""
    who = person(document.tokens[i].fold) if i < sentence.last else None
    return who is not None and who.kind == "measure"


def _no_amount(document: Document, number: Number) -> bool:
    """Whether "a number of" counts nobody: "عدد من قتلوا" ("the number of those who were killed"), "أعلى
    عدد من القتلى" ("the highest number of dead")."""
    tokens, classes, last = document.tokens, document.classes, number.last
    if number.first and tokens[number.first - 1].fold in SETS["superlative"]:
        return True
    who = tokens[last - 1].fold in SETS["prep_of"] and last < len(tokens)
    return who and classes[last] == "verb"


class _Counted(NamedTuple):
    """What a number counts: the noun's token or -1, whether "of" stands before it, "others",
    the end of the phrase.
    """

    noun: int
    partitive: bool
    others: bool
    end: int


def _noun_after(document: Document, sentence: Sentence, i: int) -> _Counted:
    """The noun that a number counts, the number ending before token `i`."""
    tokens, classes, last = document.tokens, document.classes, sentence.last
    if i >= last:
        return _Counted(-1, False, False, i)
    word = tokens[i].fold
    if word in SETS["others"]:
        return _Counted(-1, False, True, i + 1)
    if word in SETS["partitive_pronoun"]:
        return _Counted(-1, True, False, i + 1)
    partitive = word in SETS["partitive"]
    if partitive and i + 1 < last and tokens[i + 1].fold in SETS["subset"]:
        return _Counted(-1, True, False, i + 2)
    j = i + partitive
    while j < last and tokens[j].text in _SKIPPED:
        j += 1
    if j >= last or tokens[j].kind != "word" or tokens[j].fold in SETS["no_noun"]:
        return _Counted(-1, False, False, i)
    if partitive and _thing(tokens[j].fold):  # "فر ألفان من ديارهم" ("two thousand fled from their homes")
        return _Counted(-1, False, False, i)
    who = person(tokens[j].fold)
    if (who is None and (classes[j] not in _NOMINAL or conjoined(tokens[j]))) or (
        who is not None and "conj" in PARTS[who.prefix]
    ):
        return _Counted(-1, False, False, i)
    end = j + 1
    others = end < last and tokens[end].fold in SETS["others"]
    if others or (end < last and classes[end] in _NOMINAL and adjective(tokens[end].fold)):
        end += 1
    return _Counted(j, partitive, others, end)


@kept
def _thing(word: str) -> bool:
    """Whether a folded word, proclitics and pronouns taken off, names a counted thing."""
    parted = (*variants(word), *variants_before_pronoun(word))
    return any((unit := unit_of(v.stem)) is not None and unit.name == _HOUSES for v in parted)


def _is_label(
    document: Document,
    sentence: Sentence,
    number: Number,
    counted: _Counted,
    who: Person | None,
    around: Surroundings,
) -> bool:
    """Whether a number without a noun for people names something else:
    a year, a resolution, "F15", "أحياء عدة".
    """
    written = document.tokens[number.core].fold
    if who is None and not counted.others and number.kind == "digits" and _may_be_year(written, number.hedge):
        return True
    if number.kind == "one" and not (
        counted.partitive and number.first in around.governed
    ):  # "مرة واحدة" ("one time")
        return True
    if counted.noun >= 0 or counted.others or counted.partitive or number.first == sentence.first:
        return False
    if number.core in around.governed or number.first in around.governed:
        return False
    before = document.tokens[number.first - 1]
    if (number.by == _SOME and written not in SETS["some_of"]) or (
        before.kind == "word" and before.text.isascii()
    ):
        return True
    bare = number.kind == "digits" and number.hedge == "exact" and document.classes[before.index] in _NOMINAL
    return bare and before.fold.startswith(CONTEXTS["article"]) and person(before.fold) is None


def _may_be_year(written: str, hedge: Hedge) -> bool:
    """Four bare digits in the range of recent years."""
    return hedge == "exact" and len(written) == 4 and written.isdigit() and int(written) in _YEARS


def _after_its_noun(document: Document, sentence: Sentence, number: Number) -> Count | None:
    """ "الرجال الثلاثة", "شخص واحد", "مهربين اثنين": a number written behind the people it counts."""
    tokens = document.tokens
    reach = _BEFORE_DEFINITE if number.role == "definite" else _BEFORE_ONE_OR_TWO
    for i in range(number.core - 1, max(sentence.first, number.core - reach) - 1, -1):
        who = person(tokens[i].fold)
        if who is None and (number.role != "definite" or not _definite_adjective(tokens, i)):
            return None
        if who is not None and _agrees(who, number):
            if number.value == 1 and who.lemma in SETS["only_numbered"]:
                return None
            head = person(tokens[i - 1].fold) if sentence.first < i and number.core - i < reach else None
            if head is not None and _same_phrase(head, who):
                return _behind(document, sentence, number, i - 1, head)
            return _behind(document, sentence, number, i, who)
    return None


def _behind(document: Document, sentence: Sentence, number: Number, i: int, who: Person) -> Count:
    tokens, last = document.tokens, number.last
    start = tokens[i].start if "article" in PARTS[who.prefix] else tokens[i].at(len(who.prefix))
    span = Span(start, tokens[last - 1].end)
    kind: CountKind = "definite" if number.role == "definite" else number.kind
    others = last < sentence.last and tokens[last].fold in SETS["others"]
    return Count(
        i, last, span, number.low, number.high, number.hedge, kind, i, who, others, False, who.prefix,
        "number:after_noun",
    )  # fmt: skip


def _same_phrase(head: Person, who: Person) -> bool:
    """Whether `who` only describes the noun before it: "الجنود الروس الثلاثة" ("the three Russian
    soldiers").
    """
    return head.form == who.form and head.definite == who.definite and not PARTS[who.prefix] - {"article"}


def _definite_adjective(tokens: list[Token], i: int) -> bool:
    """A word with the article that is no unit: "الروس" may part "الجنود" from "الثلاثة",
    "الأعوام" may not.
    """
    return any(v.prefix in _ARTICLES and unit_of(v.stem) is None for v in variants(tokens[i].fold))


def _agrees(who: Person, number: Number) -> bool:
    if number.role == "definite" and number.value == 2:  # "سبعة من عناصره الاثنين" ("… on Monday")
        return who.definite and who.form == "two"
    if number.role == "definite":
        return who.definite and who.form in ("more", "two_or_more", "two")
    return who.form == "one" if number.value == 1 else who.form in ("two", "two_or_more")
