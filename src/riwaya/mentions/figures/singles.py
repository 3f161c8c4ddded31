"""Counts without a number: duals ("جنديين"), indefinite singulars ("شرطي"), "one of the attackers"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.mentions.figures.count import Count, CountKind
from riwaya.mentions.figures.doers import by_means_of, did_it, is_object
from riwaya.mentions.figures.hedged import adjective, bounded, late_hedge
from riwaya.mentions.figures.nouns import ENDINGS
from riwaya.mentions.figures.people import Person, person
from riwaya.mentions.figures.words import SETS
from riwaya.mentions.numbers.contexts import CONTEXTS
from riwaya.mentions.numbers.units import unit_of
from riwaya.model import Span
from riwaya.rules.kept import kept
from riwaya.text.clitics import PARTS, variants
from riwaya.text.document import Document
from riwaya.text.sentences import Sentence
from riwaya.text.tokens import Token
from riwaya.text.wordclass import CLOSES

_PLURAL_COUNTED = 10
_PHRASE_REACH = 3
_OTHERS_REACH = 4
_NOMINAL = ("noun", "participle")
_HAMZA_BELOW = "\u0625"
_PLURALS = (*ENDINGS["sound_plural_forms"], ENDINGS["women"], ENDINGS["nisba"])


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the words of measures say of the tokens of a sentence.

    `among`: the tokens of "بين قتيل وجريح" ("some killed, some wounded"), which count nobody themselves.
    `governed`: those
    right behind a word of a measure, where a word that may be an adjective ("فلسطيني") is a person.
    `dual_verbs`: verbs of a measure in the dual.
    """

    among: frozenset[int] = frozenset()
    governed: frozenset[int] = frozenset()
    dual_verbs: frozenset[int] = frozenset()


@kept
def may_count(word: str) -> bool:
    """Whether a folded word can begin a count without a number."""
    if word in SETS["other_two"] or word in SETS["other_one"] or _one_of_stem(word) is not None:
        return True
    who = person(word)
    if who is None or who.form == "more":  # a bare plural is no count (codebook, ruling 8)
        return False
    if who.form == "two_or_more":
        return not (who.prefix or who.suffix)
    if who.form == "one":
        return not who.definite and who.lemma not in SETS["only_numbered"]
    return True


def single_at(
    document: Document, sentence: Sentence, i: int, around: Surroundings, counts: Sequence[Count]
) -> Count | None:
    """The count without a number that begins in token `i`, whose word `may_count` says yes to; `counts` are
    those with numbers."""
    token = document.tokens[i]
    if token.kind != "word":
        return None
    if _one_of_stem(token.fold) is not None:
        return _one_of(document, sentence, i)
    if token.fold in SETS["other_two"]:
        return Count(i, i + 1, token.span, 2, 2, "exact", "dual", -1, None, True, False, "", "number:dual")
    if token.fold in SETS["other_one"]:
        return _one_more(token, i) if i in around.governed else None
    if document.classes[i] == "prep" and _HAMZA_BELOW not in token.text:
        return None  # أمام ("in front of"), not إمام ("an imam")
    who = person(token.fold)
    if who is None or (who.form == "one" and _no_victim(document, sentence, i, who, around, counts)):
        return None
    dual = _dual_by_others(i, around, counts) or _dual_by_verb(document, i, around)
    if who.form == "two_or_more" and not dual:
        return None
    if who.form == "two" and _lone_construct(document, sentence, i, who):
        return None
    if i not in around.governed and _describes(document, sentence, i, who):
        return None
    return _counted(document, sentence, i, who)


def _one_more(token: Token, i: int) -> Count:
    """ "مقتل ضابط وإصابة آخر" ("an officer killed and another wounded"): one. Coded both times that train
    has it."""
    return Count(i, i + 1, token.span, 1, 1, "exact", "single", -1, None, True, False, "", "number:single")


def _dual_by_others(i: int, around: Surroundings, counts: Sequence[Count]) -> bool:
    """ "استشهاد عسكريين وإصابة ثلاثة آخرين": "three others" after it says that the ambiguous form is a
    count, two.
    """
    return i in around.governed and any(c.others and i < c.first <= i + _OTHERS_REACH for c in counts)


def _dual_by_verb(document: Document, i: int, around: Surroundings) -> bool:
    """ "أن شرطيين قتلا" ("that two policemen were killed"): the verb behind the ambiguous form is a dual."""
    return i + 1 in around.dual_verbs and document.classes[i + 1] == "verb"


def _lone_construct(document: Document, sentence: Sentence, i: int, who: Person) -> bool:
    """ "شقيقتي" ("my sister", or "the two sisters of"): a construct dual needs a noun behind it."""
    if who.suffix or not document.tokens[i].fold.endswith(ENDINGS["nisba"]):
        return False
    return i + 1 >= sentence.last or document.classes[i + 1] not in _NOMINAL


def _counted(document: Document, sentence: Sentence, i: int, who: Person) -> Count:
    kind: CountKind = "single" if who.form == "one" else "dual"
    value = 1 if who.form == "one" else 2
    end, others = i + 1, False
    while end < min(sentence.last, i + _PHRASE_REACH) and document.classes[end] in _NOMINAL:
        if document.tokens[end].fold in SETS["others"]:
            others, end = True, end + 1
            break
        if not adjective(document.tokens[end].fold) or is_object(document, i, end):
            break
        end += 1
    late = late_hedge(document, sentence, i + 1, end) if kind == "dual" else None
    hedge = late.effect if late else "exact"
    end = late.end if late else end
    low, high = bounded(value, hedge)
    span = Span(document.tokens[i].at(bare_from(who.prefix)), document.tokens[end - 1].end)
    return Count(i, end, span, low, high, hedge, kind, i, who, others, False, who.prefix, f"number:{kind}")


def bare_from(prefix: str) -> int:
    """How many letters before the counted word stay out of the span:
    conjunction and preposition, not the article.
    """
    article = CONTEXTS["article"]
    return len(prefix) - len(article) if prefix.endswith(article) else len(prefix)


def _no_victim(
    document: Document, sentence: Sentence, i: int, who: Person, around: Surroundings, counts: Sequence[Count]
) -> bool:
    """Whether a singular is no indefinite single person after all."""
    token = document.tokens[i]
    if who.lemma in SETS["family"] and token.text.endswith(CONTEXTS["pronoun"]):
        return True  # "والده" ("his father"), not "والدة" ("a mother")
    return (
        i in around.among
        or by_means_of(document, sentence, i)
        or _either(document, sentence, i)
        or _second_noun(document, i, counts, who)
        or did_it(document, sentence, i)
        or _constructed(document, sentence, i, who)
    )


def _either(document: Document, sentence: Sentence, i: int) -> bool:
    """ "بين رجل وامرأة" ("men and women") are kinds of people,
    "برتبة نقيب" ("with the rank of captain") is a rank.
    """
    tokens = document.tokens
    if i > sentence.first and tokens[i - 1].fold in SETS["rank"] | SETS["any"]:
        return True
    return any(
        tokens[k].fold in SETS["between"] and not (k + 1 < i and _the_hurt(tokens[k + 1]))
        for k in range(max(sentence.first, i - 2), i)
    )


def _the_hurt(token: Token) -> bool:
    """Whether a token is the people hurt, of whom one is told: القتلى in "بين القتلى طفلة" ("a girl among the
    dead")."""
    who = person(token.fold)
    return who is not None and who.kind == "measure" and who.definite


def _second_noun(document: Document, i: int, counts: Sequence[Count], who: Person) -> bool:
    """The second noun of one count: "370 مدنيا ومنتسبا" ("370 civilians and employees")."""
    endings = (ENDINGS["accusative"], ENDINGS["feminine"])
    if "conj" not in PARTS[who.prefix] or not document.tokens[i].fold.endswith(endings):
        return False
    return any(c.last == i and c.low is not None and c.low > _PLURAL_COUNTED for c in counts)


def _constructed(document: Document, sentence: Sentence, i: int, who: Person) -> bool:
    """ "جثة الجندي" ("the soldier's body"): made definite by the word behind it. "قتل جندي السبت" is not."""
    if i + 1 >= sentence.last or document.tokens[i].fold.endswith(ENDINGS["accusative"]):
        return False
    following = document.tokens[i + 1].fold
    if who.lemma in SETS["leaders"] and following in SETS["led"]:  # "قائد فرقة …", a name behind it
        return True
    if who.lemma in SETS["remains"] and _whose(document, i + 1):
        return True
    if not following.startswith(CONTEXTS["article"]) or following in CLOSES | SETS["phrase_ends"]:
        return False
    unit = unit_of(following.removeprefix(CONTEXTS["article"]))
    return unit is None or unit.kind != "time"


def _whose(document: Document, i: int) -> bool:
    """Whether the word behind "body" says whose it is: a number or a noun,
    not a feminine adjective ("جثة مجهولة").
    """
    token = document.tokens[i]
    nominal = token.kind == "number" or document.classes[i] in _NOMINAL
    return nominal and not token.fold.endswith(ENDINGS["feminine"])


def _describes(document: Document, sentence: Sentence, i: int, who: Person) -> bool:
    """Whether the word is an adjective of the noun before it: "مستشفى عسكري" ("a military hospital")."""
    if i == sentence.first or document.classes[i - 1] not in _NOMINAL:
        return False
    before = document.tokens[i - 1].fold
    if who.prefix:
        return _joined_adjective(document, i, who)
    if before in SETS["meanwhile"]:
        return False
    accusative = not who.definite and document.tokens[i].fold.endswith(ENDINGS["accusative"])
    if accusative and before.startswith(CONTEXTS["article"]):
        return False  # "اعتقلت القوات قياديا" ("the forces arrested a leader")
    adjectival = who.lemma in SETS["adjectival"] or who.lemma.endswith(ENDINGS["nisba"])
    return (adjectival or who.kind == "demonym") and person(document.tokens[i - 1].fold) is None


def _joined_adjective(document: Document, i: int, who: Person) -> bool:
    """Whether the word goes with an adjective before it: "قصف صاروخي ومدفعي" ("rocket and artillery fire")
    hits no gunner."""
    before = document.tokens[i - 1].fold
    if PARTS[who.prefix] != {"conj"} or who.form != "one" or not who.lemma.endswith(ENDINGS["nisba"]):
        return False
    if before.startswith(CONTEXTS["article"]):
        return False
    nominal = document.classes[i - 1] in _NOMINAL
    return nominal and before.endswith(ENDINGS["nisba"]) and person(before) is None


@kept
def _one_of_stem(word: str) -> tuple[str, bool] | None:
    """(proclitics, whether the pronoun is on it) of "أحد", "إحدى", "أحدهم"; None for any other word."""
    for variant in variants(word):
        if PARTS[variant.prefix] <= {"conj", "prep"}:
            if variant.stem in SETS["one_of_pronoun"]:
                return variant.prefix, True
            if variant.stem in SETS["one_of"]:
                return variant.prefix, False
    return None


def _one_of(document: Document, sentence: Sentence, i: int) -> Count | None:
    """ "أحد المهاجمين" ("one of the attackers"), "أحدهم" ("one of them")."""
    tokens = document.tokens
    prefix, alone = _one_of_stem(tokens[i].fold) or ("", True)
    start, noun, who, end = tokens[i].at(len(prefix)), -1, None, i + 1
    if not alone:
        if end >= sentence.last or tokens[end].kind != "word":
            return None
        noun, end = end, end + 1
        who = person(tokens[noun].fold)
        if not _several_people(document, noun, who):
            return None
    elif end < sentence.last and may_count(tokens[end].fold) and document.classes[end] in _NOMINAL:
        one = person(tokens[end].fold)  # "أحدهم جندي" ("one of them a soldier") is one count, not two
        if one is not None and one.form == "one" and not one.prefix:
            noun, who, end = end, one, end + 1
    span = Span(start, tokens[end - 1].end)
    return Count(i, end, span, 1, 1, "exact", "one_of", noun, who, False, True, prefix, "number:one_of")


def _several_people(document: Document, i: int, who: Person | None) -> bool:
    """Whether the word behind "one of" may name people: not a singular, not a thing."""
    token = document.tokens[i]
    if any(unit_of(v.stem) is not None for v in token.variants):
        return False
    if who is None:
        return document.classes[i] in _NOMINAL and token.fold.endswith(_PLURALS)
    following = document.tokens[i + 1].fold if i + 1 < len(document.tokens) else ""
    return who.form != "one" or bool(who.suffix) or following in SETS["pronoun_behind"]
