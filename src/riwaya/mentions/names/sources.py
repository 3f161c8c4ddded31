"""Sources without a name, and documents: "a medical source", "residents", "a statement of the army"."""

from __future__ import annotations

from collections.abc import Callable

from riwaya.mentions.names.evidence import Evidence, articled, joined
from riwaya.mentions.names.grammar import (
    ABOUT,
    AMOUNTS,
    DEPENDENT,
    ISSUED,
    OF_PEOPLE,
    OUTLET_ADJECTIVES,
    OWNING,
    PEOPLE,
    without_article,
)
from riwaya.mentions.names.lexicon import Hit
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.persons import name_at
from riwaya.mentions.names.phrases import phrase_from
from riwaya.mentions.names.quoted import quoted_name
from riwaya.mentions.names.whereabouts import proper
from riwaya.text.marks import QUOTES

SHORTEST = 6  # letters of the article and a plural ending with no more than a particle between


def unnamed_source(evidence: Evidence, i: int, hit: Hit) -> Mention:
    """An unnamed source with what describes it: "مصدر أمني رفيع في الوزارة" ("a senior security source in
    the ministry")."""
    end = phrase_from(evidence, i, hit.last, attached=not hit.entry.definite, owning=False)
    return Mention(
        i,
        end,
        (i, end),
        "unnamed",
        "unnamed",
        f"source:{hit.entry.group}",
        prefix=hit.prefix,
        definite=hit.entry.definite,
        plural=hit.entry.plural,
    )


def amount_of(evidence: Evidence, i: int) -> int:
    """The token of the noun after "one of", "some", "a number of" at token `i`; `i` where no such word
    stands."""
    word = evidence.tokens[i].fold
    if word not in AMOUNTS and word[len(joined(word)) :] not in AMOUNTS:
        return i
    k = i + 1
    if k < len(evidence.tokens) and evidence.classes[k] == "prep":
        k += 1
    return k if k < len(evidence.tokens) and evidence.tokens[k].kind == "word" else i


Reader = Callable[[Evidence, int], Mention | None]


def amount(evidence: Evidence, i: int, read: Reader) -> Mention | None:
    """ "One of the sources", "some residents": unnamed, whatever noun follows."""
    k = amount_of(evidence, i)
    if k == i:
        return None
    inner = read(evidence, k)
    owner = _people_of(evidence, k)
    if owner > k:
        last = owner
    elif inner is None and _people(evidence, k):
        last = phrase_from(evidence, k, k + 1)
    elif inner is None or inner.kind not in ("unnamed", "person") or inner.sort == "name" or inner.prefix:
        return None
    else:
        last = inner.last
    return Mention(
        i,
        last,
        (i, last),
        "unnamed",
        "unnamed",
        "source:amount",
        prefix=joined(evidence.tokens[i].fold),
        definite=False,
        plural=True,
    )


def _people(evidence: Evidence, k: int) -> bool:
    """Whether token `k` is a plural of people with the article: الموقوفين in "أحد الموقوفين" ("one of the
    detainees")."""
    word = evidence.tokens[k].fold
    return articled(word) and word.endswith(PEOPLE) and len(word) > SHORTEST and evidence.nominal(k)


def _people_of(evidence: Evidence, k: int) -> int:
    """The token after a plural of people at token `k` and the person whose they are: "مستشاري سالم" in "أحد
    مستشاري سالم" ("one of Salem's advisers"); `k` where there is none. Three statements of 2,000 own
    reports."""
    word = evidence.tokens[k].fold
    if articled(word) or not word.endswith(OF_PEOPLE) or len(word) < SHORTEST or not evidence.nominal(k):
        return k
    end = name_at(evidence, k + 1, titled=True)
    return end if end > k + 1 else k


def document(evidence: Evidence, i: int, hit: Hit, read: Reader) -> Mention:
    """A document, with its author if the words name one: "بيان للجيش" ("a statement of the army")."""
    end = phrase_from(evidence, i, hit.last, attached=False)
    outlet = any(without_article(t.fold) in OUTLET_ADJECTIVES for t in evidence.tokens[hit.last : end]) or (
        hit.last - hit.first > 1 and without_article(evidence.tokens[hit.last - 1].fold) in OUTLET_ADJECTIVES
    )
    found = Mention(
        i,
        end,
        (i, end),
        "document",
        "media" if outlet else "document",
        f"document:{hit.entry.group}",
        prefix=hit.prefix,
        definite=hit.entry.definite,
        plural=hit.entry.plural,
        group=hit.entry.group,
    )
    if outlet:
        return found
    following = evidence.tokens[hit.last].fold if hit.last < len(evidence.tokens) else ""
    if found.group != "statement" and following in ABOUT:
        return found
    said = hit.entry.group == "statement" and not hit.entry.definite
    for start in dict.fromkeys((hit.last, end)):
        author = _author_at(evidence, start, read, by_anyone=said and start == hit.last)
        if author:
            found.author, found.last, found.definite = author, max(end, author.last), True
            break
    else:
        if said and found.group == "statement" and end > hit.last and _definite_end(evidence, end):
            found.author = Mention(hit.last, end, (hit.last, end), "body", "organisation", "document:owner")
            found.definite = True
    return found


def _definite_end(evidence: Evidence, end: int) -> bool:
    """Whether a phrase that ends at token `end` is definite by its last word."""
    return articled(evidence.tokens[end - 1].fold) or proper(evidence, end - 1)


def _author_at(evidence: Evidence, start: int, read: Reader, *, by_anyone: bool = False) -> Mention | None:
    """The body or person that a document is by, from token `start`: "… issued by the ministry", "… of the
    army"; with `by_anyone` an unnamed one, too: مصدر in "تصريحات مصدر عسكري" ("statements of a military
    source"). A country from which reports come is not their author."""
    tokens, k = evidence.tokens, start
    while k < len(tokens) and tokens[k].kind == "word" and without_article(tokens[k].fold) in ISSUED:
        k += 1
    of = k < len(tokens) and tokens[k].fold in OWNING
    k += of
    if k < len(tokens) and tokens[k].text in QUOTES and quoted_name(evidence, k) == k:
        return None  # a quotation opens: التقرير "اللجنة خلصت …" ("the report: The committee found …")
    while k < len(tokens) and evidence.glue(k):
        k += 1
    if k >= len(tokens) or tokens[k].kind != "word" or k - start > 4:
        return None
    author = read(evidence, k)
    owned = k > start or (author is not None and author.prefix in OWNING)
    if author and not owned and articled(evidence.tokens[start - 1].fold):
        return None  # "اتهم التقرير قوات حكومية" ("the report accused government forces")
    if author and author.sort in ("unnamed", "title") and evidence.tokens[k].fold in DEPENDENT:
        return None  # "التقرير المؤلف من مئة صفحة" ("the report, which consists of a hundred pages")
    if author and author.sort == "unnamed" and not author.definite and not owned and not by_anyone:
        return None
    if author and author.sort == "country" and k > start and not of:
        return None
    if (
        author
        and author.sort in ("body", "name", "title", "unnamed", "country")
        and (not author.prefix or author.prefix in OWNING or k > start)
    ):
        return author
    return None
