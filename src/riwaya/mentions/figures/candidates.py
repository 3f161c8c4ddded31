"""What in a sentence could be a count of people: numbers, duals, singulars, "one of"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from riwaya.mentions.figures.nouns import ENDINGS
from riwaya.mentions.figures.people import Person, person
from riwaya.mentions.figures.words import SETS
from riwaya.mentions.numbers.contexts import CONTEXTS
from riwaya.mentions.numbers.hedges import hedge_after
from riwaya.mentions.numbers.number import Number
from riwaya.mentions.numbers.units import unit_of
from riwaya.model import Span
from riwaya.model.findings import Hedge
from riwaya.text.clitics import PARTS, variants
from riwaya.text.document import Document
from riwaya.text.sentences import Sentence
from riwaya.text.tokens import Token
from riwaya.text.wordclass import CLOSES

CountKind = Literal["digits", "words", "vague", "range", "one", "definite", "dual", "single", "one_of"]

_PLURAL_COUNTED = 10
_SOME = "number:vague.some"
_HEDGE_REACH = 6
_YEARS = range(1950, 2036)
_BEFORE_DEFINITE = 4
_QUOTE_SIGNS = frozenset("\"«»“”'#_()")


@dataclass(frozen=True, slots=True)
class Count:
    """A possible count at tokens `first` to `last` (exclusive). `noun` is the token of the people counted, -1 for none.

    In "أكثر من 22 شخصا" ("more than 22 people") the noun is "شخصا", low 22, high None. `others` marks "آخرين" ("others").
    """

    first: int
    last: int
    span: Span
    low: int | None
    high: int | None
    hedge: Hedge
    kind: CountKind
    noun: int
    person: Person | None
    others: bool
    partitive: bool
    prefix: str
    by: str


def find_counts(
    document: Document,
    sentence: Sentence,
    numbers: Sequence[Number],
    among: frozenset[int] = frozenset(),
    governed: frozenset[int] = frozenset(),
) -> list[Count]:
    """The candidates of one sentence in text order; `numbers` are those that begin in it.

    `among` are the tokens of "بين قتيل وجريح" ("some killed, some wounded"), which count nobody themselves; `governed`
    those right behind a word of a measure: a word that may be an adjective ("فلسطيني") is a person there.
    """
    found: list[Count] = []
    taken: set[int] = set()
    for number in numbers:
        count = _numbered(document, sentence, number, governed)
        if count is not None:
            found.append(count)
            taken.update(range(count.first, count.last))
        taken.update(range(number.first, number.last))
    for i in range(sentence.first, sentence.last):
        if i not in taken:
            count = _unnumbered(document, sentence, i, among, governed, found)
            if count is not None:
                found.append(count)
                taken.update(range(count.first, count.last))
    return sorted(found, key=lambda c: (c.first, c.last))


def _numbered(
    document: Document, sentence: Sentence, number: Number, governed: frozenset[int]
) -> Count | None:
    if number.role == "definite" or (number.kind in ("words", "one") and number.value <= 2):
        after_noun = _after_its_noun(document, sentence, number)
        if after_noun is not None:
            return after_noun
    if number.role not in ("count", "definite") or (number.value != int(number.value)):
        return None
    if number.role == "definite" and number.kind != "digits":
        return None
    tokens = document.tokens
    noun, partitive, others, end = _noun_after(document, sentence, number.last)
    low, high, hedge, by = number.low, number.high, number.hedge, number.by
    late = _late_hedge(document, sentence, number.last, end) if number.first == number.core else None
    if late is not None:
        end, effect, by = late
        if hedge == "exact":
            hedge = effect
            if effect in ("more_than", "at_least"):
                high = None
            elif effect == "up_to":
                low = None
    who = person(tokens[noun].fold) if noun >= 0 else None
    if (
        who is None
        and not others
        and number.kind == "digits"
        and _may_be_year(tokens[number.core].fold, hedge)
    ):
        return None
    if noun < 0 and not (others or partitive) and _labels(document, sentence, number, governed):
        return None
    if number.kind == "one" and not partitive:  # "مرة واحدة" ("one time")
        return None
    span = Span(number.span.start, tokens[end - 1].end)
    return Count(
        number.first,
        end,
        span,
        low,
        high,
        hedge,
        number.kind,
        noun,
        who,
        others,
        partitive,
        number.prefix,
        by,
    )


def _labels(document: Document, sentence: Sentence, number: Number, governed: frozenset[int]) -> bool:
    """A bare number that names or describes the word before it: "القرار الدولي 2216", "F15", "أحياء عدة"."""
    if number.first == sentence.first or number.core in governed or number.first in governed:
        return False
    before = document.tokens[number.first - 1]
    if before.kind == "word" and before.text.isascii():
        return True
    if number.by == _SOME:
        return True
    if number.kind != "digits" or number.hedge != "exact" or before.kind != "word":
        return False
    return before.fold.startswith(CONTEXTS["article"]) and person(before.fold) is None


def _may_be_year(written: str, hedge: Hedge) -> bool:
    """Four bare digits in the range of recent years: they count people only where a noun for people says so."""
    return hedge == "exact" and len(written) == 4 and written.isdigit() and int(written) in _YEARS


def _noun_after(document: Document, sentence: Sentence, i: int) -> tuple[int, bool, bool, int]:
    """(noun or -1, after "of", "others", the token after the phrase) of what a number counts."""
    tokens, classes = document.tokens, document.classes
    j, partitive, others = i, False, False
    if j < sentence.last and tokens[j].fold in SETS["others"]:
        return -1, False, True, j + 1
    if j < sentence.last and tokens[j].fold in SETS["partitive_pronoun"]:
        return -1, True, False, j + 1
    if j < sentence.last and tokens[j].fold in SETS["partitive"]:
        if j + 1 < sentence.last and tokens[j + 1].fold in SETS["subset"]:
            return -1, True, False, j + 2
        partitive, j = True, j + 1
    while j < sentence.last and tokens[j].text in _QUOTE_SIGNS and tokens[j].text not in ")":
        j += 1
    if j >= sentence.last or tokens[j].kind != "word":
        return -1, False, False, i
    who = person(tokens[j].fold)
    if classes[j] not in ("noun", "participle") and who is None:
        return -1, False, False, i
    if "conj" in PARTS[_conj(tokens[j].fold)] and (who is None or "conj" in PARTS[who.prefix]):
        return -1, False, False, i
    end = j + 1
    if end < sentence.last and tokens[end].fold in SETS["others"]:
        others, end = True, end + 1
    elif end < sentence.last and classes[end] in ("noun", "participle") and _adjective(tokens[end].fold):
        end += 1
    return j, partitive, others, end


def _conj(word: str) -> str:
    """The conjunction before a word that is no word without it taken off; "" where the letter belongs to the word."""
    who = person(word)
    return who.prefix if who is not None else ""


def _adjective(word: str) -> bool:
    """A word that may still describe the people just counted: a demonym or a noun for people, no proclitic before it."""
    who = person(word)
    return who is not None and not PARTS[who.prefix] - {"article"} and not who.suffix


def _late_hedge(document: Document, sentence: Sentence, core: int, end: int) -> tuple[int, Hedge, str] | None:
    """A hedge behind the people counted: (the token after it if it closes the phrase, effect, rule)."""
    tokens = document.tokens
    for i in range(core, min(sentence.last, end + _HEDGE_REACH)):
        token = tokens[i]
        if i >= end and (
            token.text in _STOPS or token.kind == "number" or document.classes[i] in ("verb", "comp", "rel")
        ):
            return None
        found = hedge_after(tokens, i)
        if found is not None:
            return (found[0] if i <= end else end), found[1].effect, f"number:{found[1].id}"
    return None


_STOPS = frozenset("،,؛;.:")
_PLURALS = (*ENDINGS["sound_plural_forms"], ENDINGS["women"], ENDINGS["nisba"])
_NISBA = ENDINGS["nisba"]
_ARTICLES = frozenset(p for p, parts in PARTS.items() if parts == {"article"})


def _after_its_noun(document: Document, sentence: Sentence, number: Number) -> Count | None:
    """ "الرجال الثلاثة", "شخص واحد", "مهربين اثنين": a number written behind the people it counts."""
    tokens = document.tokens
    i = number.core - 1
    reach = _BEFORE_DEFINITE if number.role == "definite" else 2
    while i >= max(sentence.first, number.core - reach):
        who = person(tokens[i].fold)
        if who is None and (number.role != "definite" or not _definite_adjective(tokens, i)):
            return None
        if who is not None and _agrees(who, number):
            if number.value == 1 and who.lemma in SETS["only_numbered"]:
                return None
            if i - 1 >= sentence.first and number.core - i < reach:
                head = person(tokens[i - 1].fold)
                if (
                    head is not None
                    and head.form == who.form
                    and head.definite == who.definite
                    and not PARTS[who.prefix] - {"article"}
                ):
                    i, who = i - 1, head
            start = tokens[i].at(
                len(who.prefix) if "conj" in PARTS[who.prefix] or "prep" in PARTS[who.prefix] else 0
            )
            if "article" in PARTS[who.prefix]:
                start = tokens[i].start
            span = Span(start, tokens[number.last - 1].end)
            kind: CountKind = "definite" if number.role == "definite" else number.kind
            end = number.last
            others = end < sentence.last and tokens[end].fold in SETS["others"]
            return Count(
                i,
                end,
                span,
                number.low,
                number.high,
                number.hedge,
                kind,
                i,
                who,
                others,
                False,
                who.prefix,
                "number:after_noun",
            )
        i -= 1
    return None


def _definite_adjective(tokens: list[Token], i: int) -> bool:
    """A word with the article that is no unit: "الروس" may stand between "الجنود" and "الثلاثة", "الأعوام" may not."""
    word = tokens[i].fold
    return any(v.prefix in _ARTICLES and unit_of(v.stem) is None for v in variants(word))


def _agrees(who: Person, number: Number) -> bool:
    if number.role == "definite":
        return who.definite and who.form in ("more", "two_or_more", "two")
    if number.value == 1:
        return who.form == "one"
    return who.form in ("two", "two_or_more")


def _unnumbered(
    document: Document,
    sentence: Sentence,
    i: int,
    among: frozenset[int],
    governed: frozenset[int],
    counts: Sequence[Count],
) -> Count | None:
    """A dual, a singular or "one of" that begins in token `i`."""
    token = document.tokens[i]
    if token.kind != "word":
        return None
    one = _one_of(document, sentence, i)
    if one is not None:
        return one
    if token.fold in SETS["other_two"]:
        return Count(i, i + 1, token.span, 2, 2, "exact", "dual", -1, None, True, False, "", "number:dual")
    who = person(token.fold)
    if who is None or who.form in ("more", "two_or_more"):  # a bare plural is no count (codebook, ruling 8)
        return None
    if who.suffix and who.form != "two":
        return None
    if "article" in PARTS[who.prefix] and who.form == "one":
        return None
    if who.form == "one" and (
        who.lemma in SETS["only_numbered"] or i in among or _either(document, sentence, i)
    ):
        return None
    if who.lemma in SETS["family"] and who.form == "one" and token.text.endswith(CONTEXTS["pronoun"]):
        return None  # "والده" ("his father"), not "والدة" ("a mother")
    if who.form == "one" and (_second_noun(document, i, counts, who) or _constructed(document, sentence, i)):
        return None
    if i not in governed and _describes(document, sentence, i, who):
        return None
    kind: CountKind = "single" if who.form == "one" else "dual"
    value = 1 if who.form == "one" else 2
    cut = len(who.prefix) - (2 if "article" in PARTS[who.prefix] and not who.prefix.startswith("ل") else 0)
    end = i + 1
    others = False
    while end < min(sentence.last, i + 3) and document.classes[end] in ("noun", "participle"):
        if document.tokens[end].fold in SETS["others"]:
            others, end = True, end + 1
            break
        if not _adjective(document.tokens[end].fold):
            break
        end += 1
    low, high, hedge = value, value, "exact"
    late = _late_hedge(document, sentence, i + 1, end) if who.form != "one" else None
    if late is not None:
        end, hedge = late[0], late[1]
        low, high = (None, value) if hedge == "up_to" else (value, None if hedge != "about" else value)  # type: ignore[assignment]
    span = Span(token.at(max(0, cut)), document.tokens[end - 1].end)
    return Count(
        i,
        end,
        span,
        low,
        high,
        hedge,
        kind,
        i,
        who,
        others,
        False,
        who.prefix,
        f"number:{kind}",  # type: ignore[arg-type]
    )


def _either(document: Document, sentence: Sentence, i: int) -> bool:
    """ "بين رجل وامرأة" ("men and women"): kinds of people, not a man and a woman."""
    tokens = document.tokens
    if (
        i > sentence.first and tokens[i - 1].fold in SETS["rank"]
    ):  # "ضابط برتبة نقيب" ("an officer of captain's rank")
        return True
    return any(tokens[k].fold in SETS["between"] for k in range(max(sentence.first, i - 2), i))


def _second_noun(document: Document, i: int, counts: Sequence[Count], who: Person) -> bool:
    """The second noun of one count: "370 مدنيا ومنتسبا" ("370 civilians and employees")."""
    if "conj" not in PARTS[who.prefix] or not document.tokens[i].fold.endswith(
        (ENDINGS["accusative"], ENDINGS["feminine"])
    ):
        return False
    return any(c.last == i and c.low is not None and c.low > _PLURAL_COUNTED for c in counts)


def _constructed(document: Document, sentence: Sentence, i: int) -> bool:
    """ "جثة الجندي" ("the soldier's body"): a noun of a measure made definite by the word behind it."""
    if i + 1 >= sentence.last or document.tokens[i].fold.endswith(ENDINGS["accusative"]):
        return False
    following = document.tokens[i + 1].fold
    if not following.startswith(CONTEXTS["article"]) or following in CLOSES:
        return False
    unit = unit_of(following.removeprefix(CONTEXTS["article"]))
    return unit is None or unit.kind != "time"


def _describes(document: Document, sentence: Sentence, i: int, who: Person) -> bool:
    """Whether the word is an adjective of the noun before it: "مستشفى عسكري" ("a military hospital")."""
    if i == sentence.first or who.prefix or document.classes[i - 1] not in ("noun", "participle"):
        return False
    if who.kind != "demonym" and who.lemma not in SETS["adjectival"] and not who.lemma.endswith(_NISBA):
        return False
    return person(document.tokens[i - 1].fold) is None


def _one_of(document: Document, sentence: Sentence, i: int) -> Count | None:
    """ "أحد المهاجمين" ("one of the attackers"), "أحدهم" ("one of them")."""
    tokens = document.tokens
    for variant in _stems(tokens[i].fold):
        if variant[1] in SETS["one_of_pronoun"]:
            span = Span(tokens[i].at(len(variant[0])), tokens[i].end)
            return Count(
                i, i + 1, span, 1, 1, "exact", "one_of", -1, None, False, True, variant[0], "number:one_of"
            )
        if variant[1] in SETS["one_of"] and i + 1 < sentence.last and tokens[i + 1].kind == "word":
            who = person(tokens[i + 1].fold)
            if document.classes[i + 1] not in ("noun", "participle") and who is None:
                return None
            if who is not None and who.form == "one" and not who.suffix:
                return None
            if who is None and not tokens[i + 1].fold.endswith(_PLURALS):
                return None
            if any(unit_of(v.stem) is not None for v in tokens[i + 1].variants):
                return None
            span = Span(tokens[i].at(len(variant[0])), tokens[i + 1].end)
            return Count(
                i, i + 2, span, 1, 1, "exact", "one_of", i + 1, who, False, True, variant[0], "number:one_of"
            )
    return None


def _stems(word: str) -> Iterator[tuple[str, str]]:
    for variant in variants(word):
        if PARTS[variant.prefix] <= {"conj", "prep"}:
            yield variant.prefix, variant.stem
