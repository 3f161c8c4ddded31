"""A person's name with what stands around it: titles before it, a title in apposition after it."""

from __future__ import annotations

from riwaya.mentions.names.evidence import Evidence
from riwaya.mentions.names.grammar import ACCORDING, OWNING, PRESENTATIVES
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.persons import name_at
from riwaya.mentions.names.phrases import phrase_from
from riwaya.text.marks import COMMA

ADDRESS = frozenset({"rank", "honorific", "religious", "royal"})


def named(
    evidence: Evidence, i: int, name: int, end: int, titles: list[tuple[int, int]], prefix: str
) -> Mention:
    """The person whose name stands at tokens `name` to `end`, with titles before it and one that follows."""
    last, after = apposition(evidence, end)
    if after:
        titles = [*titles, after]
    by = "crf:names" if evidence.is_person(name) else "list:names"
    return Mention(i, last, (name, end), "name", "person", by, prefix=prefix, titles=titles)


def named_person(evidence: Evidence, i: int, end: int, prefix: str) -> Mention:
    """The person whose name stands at tokens `i` to `end`, with a title that follows."""
    return named(evidence, i, i, end, [], prefix or owed(evidence, i))


def owed(evidence: Evidence, i: int) -> str:
    """The "to" written on to token `i` after "according", which is no letter of an unknown name: "وفقا لديليب
    كومار" ("according to Dilip Kumar"); "" where there is none."""
    first = evidence.tokens[i].fold[:1]
    return first if i and first in OWNING and evidence.tokens[i - 1].fold in ACCORDING else ""


def titled_by(evidence: Evidence, source: Mention, end: int) -> Mention:
    """The person whose name ends at `end` right after a description: "الضابط في الجيش سالم" ("the army
    officer Salem")."""
    return named(evidence, source.first, source.last, end, [(source.first, source.last)], source.prefix)


def apposition(evidence: Evidence, end: int) -> tuple[int, tuple[int, int] | None]:
    """Where a mention with its name ending at `end` ends, and the title that follows the name: "أحمد سالم،
    قائد القوة"."""
    tokens, n = evidence.tokens, len(evidence.tokens)
    k = _past_nickname(evidence, end)
    start = k
    if k < n and tokens[k].text in COMMA:
        k += 1
    if k < n and tokens[k].fold in PRESENTATIVES:
        k += 1
    if (
        k >= n
        or tokens[k].kind != "word"
        or evidence.document.sentence_index[k] != evidence.document.sentence_index[end - 1]
    ):
        return start, None
    title = evidence.hit(k, "title")
    if title is None or title.prefix or evidence.classes[k] == "verb":
        return start, None
    if title.entry.group in ADDRESS and name_at(evidence, title.last, titled=True) > title.last:
        return start, None
    stop = phrase_from(evidence, k, title.last)
    if name_at(evidence, stop, titled=True) > stop or (stop - k == 1 and not title.entry.definite):
        return start, None
    return stop, (k, stop)


def _past_nickname(evidence: Evidence, end: int) -> int:
    """The token after a nickname in brackets or quotation marks: محمود عباس (أبو مازن)."""
    tokens, n = evidence.tokens, len(evidence.tokens)
    if end < n and evidence.glue(end) and tokens[end].text not in "#_":
        for k in range(end + 2, min(n, end + 5)):
            if evidence.glue(k):
                return k + 1
    return end
