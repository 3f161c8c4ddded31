"""Sources without a name, and documents: "a medical source", "residents", "a statement of the army"."""

from __future__ import annotations

from collections.abc import Callable

from riwaya.mentions.names.evidence import Evidence, joined
from riwaya.mentions.names.grammar import ABOUT, AMOUNTS, ISSUED, OUTLET_ADJECTIVES, OWNING, without_article
from riwaya.mentions.names.lexicon import Hit
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.phrases import phrase_from


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
    for start in dict.fromkeys((hit.last, end)):
        author = _author_at(evidence, start, read)
        if author:
            found.author, found.last, found.definite = author, max(end, author.last), True
            break
    return found


def _author_at(evidence: Evidence, start: int, read: Reader) -> Mention | None:
    """The body or person that a document is by, from token `start`: "… issued by the ministry", "… of the
    army"."""
    tokens, k = evidence.tokens, start
    while k < len(tokens) and tokens[k].kind == "word" and without_article(tokens[k].fold) in ISSUED:
        k += 1
    of = k < len(tokens) and tokens[k].fold in OWNING
    k += of
    while k < len(tokens) and evidence.glue(k):
        k += 1
    if k >= len(tokens) or tokens[k].kind != "word" or k - start > 4:
        return None
    author = read(evidence, k)
    if author and author.sort == "unnamed" and not author.definite:
        return None
    if (
        author
        and author.sort in ("body", "name", "title", "unnamed", "country")
        and (not author.prefix or author.prefix in OWNING or k > start)
    ):
        return author
    return None
