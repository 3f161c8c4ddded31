"""Every number of a document, with hedge, interval and role."""

from __future__ import annotations

from riwaya.mentions.numbers.cardinal import Cardinal, cardinal
from riwaya.mentions.numbers.contexts import AND, COUNT_HEADS, DASHES, FROM, RISE, TO
from riwaya.mentions.numbers.hedges import HedgeRule, hedge_after, hedge_before, may_begin_vague, vague_at
from riwaya.mentions.numbers.number import Number, NumberKind
from riwaya.mentions.numbers.roles import role_of
from riwaya.mentions.numbers.words import atom
from riwaya.model import Span
from riwaya.model.findings import Hedge
from riwaya.rules.kept import kept
from riwaya.rules.trace import record
from riwaya.text.clitics import PARTS
from riwaya.text.document import Document

_ROUND = 20
_RISE_REACH = 12
_BEHIND_REACH = 4
_ACROSS = 3  # tokens between "the number of" and the number; worth nothing on dev


def find_numbers(document: Document) -> list[Number]:
    """The numbers in text order: "نحو عشرين جنديا" ("about twenty soldiers") gives 20, hedge "about".

    Every number comes out, years and ranks too: `role` says what it is. Numbers do not overlap.
    """
    found: list[Number] = []
    free = 0
    for i in document.where(_may_begin):
        number = (_ranged(document, i) or _vague(document, i) or _plain(document, i)) if i >= free else None
        if number is None:
            continue
        found.append(number)
        record("numbers", number.by, number.span, f"{number.low}..{number.high} {number.hedge} {number.role}")
        free = number.last
    return found


@kept
def _may_begin(word: str) -> bool:
    """Whether a number can begin in a folded word."""
    return word[:1].isdigit() or atom(word) is not None or may_begin_vague(word)


def interval(value: float, hedge: Hedge) -> tuple[int | None, int | None]:
    """The interval that a hedged number means: more than 22 is (22, None), up to 22 (None, 22),
    about 22 (22, 22).
    """
    whole = round(value)
    if hedge in ("more_than", "at_least"):
        return whole, None
    return (None, whole) if hedge == "up_to" else (whole, whole)


def _plain(document: Document, i: int) -> Number | None:
    found = cardinal(document, i)
    if found is None:
        return None
    first, hedge, by, prefix = i, "exact", f"number:{found.kind}", found.prefix
    before = hedge_before(document.tokens, i)
    if before is not None and "article" in PARTS[found.prefix] and found.value < _ROUND:
        before = None  # "نحو الثلاثة" names three known ones; "تجاوز الأربعين" ("passed forty") counts
    after, across = _behind(document, found.last), _across(document, i)
    if before is not None:
        first, rule, prefix = before
        hedge, by = rule.effect, f"number:{rule.id}"
    elif across is not None:
        hedge, by = across.effect, f"number:{across.id}"
    elif after is not None:
        hedge, by = after[1].effect, f"number:{after[1].id}"
    low, high = interval(found.value, hedge)  # type: ignore[arg-type]
    return _number(document, first, i, found.last, prefix, found.value, low, high, hedge, found.kind, by)


def _across(document: Document, i: int) -> HedgeRule | None:
    """What a verb does to the number at token `i` across the words for what is counted: "لم يتجاوز عدد القتلى
    ثلاثة" ("the dead did not exceed three") is up to three."""
    tokens = document.tokens
    for head in range(i - 2, max(i - 2 - _ACROSS, 0), -1):
        if tokens[head].kind != "word":
            return None
        if tokens[head].fold in COUNT_HEADS:
            found = hedge_before(tokens, head) if document.classes[head - 1] == "verb" else None
            return None if found is None else found[1]
    return None


def _behind(document: Document, last: int) -> tuple[int, HedgeRule] | None:
    """A hedge behind the number or behind the noun it counts:
    "ثمانية صيادين على الأقل" ("eight fishermen at least").
    """
    for i in range(last, min(last + _BEHIND_REACH, len(document.tokens))):
        found = hedge_after(document.tokens, i)
        if found is not None:
            return found
        if document.classes[i] not in ("noun", "participle") or cardinal(document, i) is not None:
            return None
    return None


def _vague(document: Document, i: int) -> Number | None:
    found = vague_at(document.tokens, i)
    if found is None:
        return None
    last, rule, prefix = found
    first, high = i, rule.high or None
    before = hedge_before(document.tokens, i)
    if before is not None:  # "at least dozens" has no upper end; "about dozens" is dozens
        first, hedge, prefix = before
        high = None if hedge.effect in ("more_than", "at_least") else high
    by = f"number:vague.{rule.id}"
    return _number(document, first, i, last, prefix, float(rule.low), rule.low, high, "dozens", "vague", by)


def _ranged(document: Document, i: int) -> Number | None:
    """Two cardinals with "to", "and" after "between", or a dash between them, low below high."""
    one = cardinal(document, i)
    if one is None:
        return None
    tokens, j = document.tokens, one.last
    if j + 1 >= len(tokens):
        return None
    opening = _opening(document, i)
    joint = tokens[j]
    if joint.text in DASHES:
        glued = joint.start == tokens[j - 1].end
        two = cardinal(document, j + 1) if one.kind == "digits" else None
        if two is None or two.kind != "digits" or glued != (tokens[j + 1].start == joint.end):
            return None
        if j + 2 < len(tokens) and tokens[j + 2].text in DASHES:
            return None
    elif joint.fold in TO - {AND}:
        two = cardinal(document, j + 1)
        if two is None or (opening is None and joint.fold not in TO) or _risen(document, i):
            return None
    elif opening is not None and opening[1]:
        two = _after_and(document, j)
    else:
        return None
    return None if two is None else _range(document, i, opening, one, two)


def _range(
    document: Document, i: int, opening: tuple[int, bool] | None, one: Cardinal, two: Cardinal
) -> Number | None:
    low = one.value
    if two.value >= 1000 * max(1.0, one.value) / 10 and low < 100 and two.value % 1000 == 0:
        low *= 1000  # "من 10 إلى 15 ألفا": the scale belongs to both
    if low >= two.value or low < 1:
        return None
    first = i if opening is None else opening[0]
    return _number(
        document,
        first,
        i,
        two.last,
        one.prefix,
        low,
        round(low),
        round(two.value),
        "range",
        "range",
        "number:range",
    )


def _after_and(document: Document, j: int) -> Cardinal | None:
    """The second end of "between … and …": written on to "and" or after it."""
    tokens = document.tokens
    if tokens[j].fold == AND:
        return cardinal(document, j + 1)
    two = cardinal(document, j)
    return two if two is not None and PARTS[two.prefix] == {"conj"} else None


def _opening(document: Document, i: int) -> tuple[int, bool] | None:
    """The first token of "from" or "between" right before token `i`, and whether it is "between"."""
    tokens = document.tokens
    for k, words in sorted(enumerate(FROM), key=lambda e: -len(e[1])):
        first = i - len(words)
        if first >= 0 and tuple(t.fold for t in tokens[first:i]) == words:
            return first, k > 0
    return None


def _risen(document: Document, i: int) -> bool:
    """Whether a verb of rising or falling stands before: then "from 10 to 15" is a change."""
    first = document.sentences[document.sentence_index[i]].first
    window = document.tokens[max(first, i - _RISE_REACH) : i]
    return any(v.stem in RISE for t in window for v in t.variants)


def _number(
    document: Document,
    first: int,
    core: int,
    last: int,
    prefix: str,
    value: float,
    low: int | None,
    high: int | None,
    hedge: str,
    kind: str,
    by: str,
) -> Number:
    # The words of a range carry no clitic of the number's own ("ما بين الثلاثين").
    opening = document.tokens[first].fold
    on_first = prefix if opening.startswith(prefix) and len(prefix) < len(opening) else ""
    span = Span(document.tokens[first].at(len(on_first)), document.tokens[last - 1].end)
    role, unit, unit_last = role_of(document, first, core, last, value, kind, PARTS[prefix], hedge)
    shape: NumberKind = kind  # type: ignore[assignment]
    worded: Hedge = hedge  # type: ignore[assignment]
    name, unit_kind = (unit.name, unit.kind) if unit else (None, None)
    return Number(
        first, core, last, span, value, low, high, worded, shape, role, name, unit_kind, unit_last, prefix, by
    )
