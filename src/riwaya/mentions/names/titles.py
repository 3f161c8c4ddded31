"""Titles: ranks, offices and professions, with the name that they stand before or after."""

from __future__ import annotations

from riwaya.mentions.names.evidence import (
    Evidence,
    adjective,
    articled,
    definite,
    demonym,
    everyday,
    given,
    joined,
    nation,
    swallowed,
)
from riwaya.mentions.names.grammar import (
    CLOSED_FEMININE,
    CONJ,
    EVERYDAY_AFTER,
    FEMININE,
    JOINT,
    NAMED_AFTER,
    OWNING,
    PRESENTATIVES,
    SILENT,
    SYNONYMS,
    without_article,
)
from riwaya.mentions.names.lexicon import Entry, Hit, lexicon
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.name import NameKind
from riwaya.mentions.names.persons import name_at
from riwaya.mentions.names.phrases import new_noun, phrase_from, proper
from riwaya.rules.kept import kept, kept_with
from riwaya.text.clitics import variants_before_pronoun
from riwaya.text.marks import COMMA
from riwaya.text.tokens import Token

ADDRESS = frozenset({"rank", "honorific", "religious", "royal"})
CHAIN = 8  # titles in a row: an office, its holder's other offices, a form of address


@kept_with
def possessed_title(word: str, written: str) -> bool:
    """Whether a word, folded and as written, is a title with a pronoun on it: مديره ("its director"), but
    not مديرة."""
    if written.endswith(CLOSED_FEMININE):
        return False
    return any(not v.prefix and lexicon().is_title(v.stem) for v in variants_before_pronoun(word))


def possessed(token: Token, hit: Hit) -> bool:
    """Whether a listed word has a pronoun on it: by its entry, or as شقيقته is written, or ابنه where the
    list has ابنة."""
    if not hit.entry.name:
        return True
    return hit.entry.name.endswith(CLOSED_FEMININE) and not token.text.endswith(CLOSED_FEMININE)


def relation_with_pronoun(evidence: Evidence, i: int) -> Hit | None:
    """A relative with a pronoun on the word at token `i`: شقيقته ("his sister")."""
    if not is_relation(evidence.tokens[i].fold):
        return None
    return Hit(i, i + 1, "", Entry("relation", "", "relation", "person", True, False))


@kept
def is_relation(word: str) -> bool:
    """Whether a folded word names a relative and has a pronoun on it."""
    return any(not v.prefix and lexicon().is_relation(v.stem) for v in variants_before_pronoun(word))


def titled_person(evidence: Evidence, i: int, title: Hit) -> Mention:
    """The person that a title at token `i` opens: with the name if one follows, else by the title alone."""
    titles: list[tuple[int, int]] = []
    at, hit = i, title
    for _ in range(CHAIN):
        ranked = hit.entry.group in ADDRESS and hit.entry.definite
        name = evidence.past_short(hit.last)
        name_end = _name_after(evidence, name, titled=True, ranked=ranked)
        if name_end > name and (hit.entry.group in ADDRESS or evidence.is_person(name)):
            titles.append((at, hit.last))
            return _named(evidence, i, name, name_end, titles, title.prefix)
        end = hit.last if not hit.entry.name else phrase_from(evidence, at, hit.last)
        end = _past_namesake(evidence, end)
        if _serves(evidence, at, end) or (not title.entry.definite and _speaks_for_title(evidence, at, end)):
            name_end = name_at(evidence, end, titled=True, ranked=True)
            return _title_alone(evidence, i, title, [*titles, (at, name_end)])
        titles.append((at, end))
        parted = _after_comma(evidence, end)
        comma, following = parted > end, evidence.past_short(parted)
        known = not comma and (title.entry.definite or definite(evidence.tokens[end - 1].fold))
        surnamed = known and _surname_follows(evidence, following)
        name_end = _name_after(evidence, following, titled=not hit.entry.plural, ranked=surnamed)
        if name_end > following:
            return _named(evidence, i, following, name_end, titles, title.prefix)
        nested = evidence.hit(following, "title") if following < len(evidence.tokens) else None
        if nested is None or nested.prefix or (comma and not _leads_to_name(evidence, nested)):
            break
        at, hit = following, nested
    return _title_alone(evidence, i, title, titles)


def _past_namesake(evidence: Evidence, end: int) -> int:
    """The end of a title with the person whom its last word is named after, and the adjectives that follow:
    "مدير جامعة الإمام محمد بن سعود الإسلامية" ("the rector of Imam Muhammad bin Saud Islamic University")."""
    tokens = evidence.tokens
    titled = "title" in evidence.hits[end - 1]
    word = tokens[end - 1 - titled].fold
    namesake = word[len(joined(word)) :] in NAMED_AFTER
    after = name_at(evidence, end, titled=titled) if namesake and end < len(tokens) else end
    if after == end:
        return end
    while after < evidence.end_of_sentence(end) and _of_its_name(evidence, after):
        after += 1
    return after


def _of_its_name(evidence: Evidence, i: int) -> bool:
    """Whether a definite word at token `i` goes on the name of a body: "للإغاثة والأعمال الإنسانية" ("for
    Relief and Humanitarian Works")."""
    token = evidence.tokens[i]
    return (
        token.kind == "word"
        and evidence.nominal(i)
        and definite(token.fold)
        and "title" not in evidence.hits[i]
        and evidence.tags[i][2:] != "PER"
    )


def _surname_follows(evidence: Evidence, i: int) -> bool:
    """Whether token `i` is followed by what only a surname is, so that it is a given name which no list has:
    صافي in "الكاتب العراقي صافي الياسري" ("the Iraqi writer Safi al-Yasiri")."""
    if i + 1 >= evidence.end_of_sentence(max(i - 1, 0)) or evidence.tokens[i + 1].kind != "word":
        return False
    word = evidence.tokens[i + 1].fold
    return (
        articled(word)
        and word.endswith(EVERYDAY_AFTER)
        and not demonym(word)
        and not everyday(word)
        and not adjective(word)
    )


def _name_after(evidence: Evidence, i: int, titled: bool, ranked: bool = False) -> int:
    """As `name_at`, but a form of address before a name is no name: الشيخ in "المفتي الشيخ سالم"."""
    if i + 1 < len(evidence.tokens):
        address = evidence.hit(i, "title")
        known = address is not None and address.entry.definite and given(evidence.tokens[i + 1].fold)
        if new_noun(evidence, i) or known:
            return i
    return name_at(evidence, i, titled=titled, ranked=ranked)


def _serves(evidence: Evidence, first: int, end: int) -> bool:
    """Whether a title phrase ends in "to the" and another title, whose name follows: "السكرتير الخاص للرئيس
    سالم"."""
    word = evidence.tokens[end - 1].fold
    return end - first > 1 and swallowed(word) and "title" in evidence.hits[end - 1]


def _speaks_for_title(evidence: Evidence, first: int, end: int) -> bool:
    """Whether "in the name of" stands before a title in the phrase: in "متحدث باسم رئيسة البلدية هدى سالم"
    she is the mayor."""
    return any(
        evidence.tokens[k].fold in JOINT and "title" in evidence.hits[k + 1] for k in range(first, end - 1)
    )


def _leads_to_name(evidence: Evidence, title: Hit) -> bool:
    if name_at(evidence, title.last, titled=True) > title.last:
        return True
    end = phrase_from(evidence, title.first, title.last)
    return name_at(evidence, end, titled=True) > end


def _after_comma(evidence: Evidence, j: int) -> int:
    """The token after a comma (and closing or opening marks) at `j`."""
    n = evidence.end_of_sentence(j - 1)
    k = j
    while k < n and (evidence.glue(k) or evidence.tokens[k].text in COMMA) and k - j < 3:
        k += 1
    return k if k < n and evidence.tokens[k].kind == "word" else j


def _title_alone(evidence: Evidence, i: int, title: Hit, titles: list[tuple[int, int]]) -> Mention:
    first, last = titles[0]
    sure = title.entry.definite or any(
        definite(evidence.tokens[k].fold) or proper(evidence, k)
        for k in range(title.last, last)
        if evidence.tokens[k].kind == "word"
    )
    governs = last > title.last and articled(evidence.tokens[title.last].fold)  # "متحدث الداخلية": definite
    unnamed = title.entry.plural or (
        not title.entry.definite and (not sure or ("unnamed" in evidence.hits[i] and not governs))
    )
    kind: NameKind = "unnamed" if unnamed else "person"
    return Mention(
        i,
        last,
        (i, last),
        "unnamed" if unnamed else "title",
        kind,
        f"title:{title.entry.group}" if title.entry.name else "title:possessed",
        prefix=title.prefix,
        titles=[(first, last)],
        definite=title.entry.definite or sure,
        plural=title.entry.plural,
    )


def _named(
    evidence: Evidence, i: int, name: int, end: int, titles: list[tuple[int, int]], prefix: str
) -> Mention:
    last, after = apposition(evidence, end)
    if after:
        titles = [*titles, after]
    by = "crf:names" if evidence.is_person(name) else "list:names"
    return Mention(i, last, (name, end), "name", "person", by, prefix=prefix, titles=titles)


def titled_by(evidence: Evidence, source: Mention, end: int) -> Mention:
    """The person whose name ends at `end` right after a description: "الضابط في الجيش سالم" ("the army
    officer Salem")."""
    return _named(evidence, source.first, source.last, end, [(source.first, source.last)], source.prefix)


def named_person(evidence: Evidence, i: int, end: int, prefix: str) -> Mention:
    """The person whose name stands at tokens `i` to `end`, with a title that follows."""
    return _named(evidence, i, i, end, [], prefix)


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


def _masculine(word: str) -> str:
    """An adjective of nationality in the masculine: رئيس الحكومة التركية is رئيس الوزراء التركي."""
    stem = next((word[: -len(end)] for end in FEMININE if word.endswith(end)), word)
    return SYNONYMS.get(stem, stem) if stem != word and demonym(stem) else word


def title_words(evidence: Evidence, first: int, last: int) -> tuple[str, ...]:
    """The folded words of a title phrase, articles and clitics off, countries for nationalities: "وزير خارجية
    مصر" ("the foreign minister of Egypt") is "وزير الخارجية المصري"."""
    found = []
    for token in evidence.tokens[first:last]:
        if token.kind == "word":
            word = token.fold
            clitic = joined(word)
            stem = without_article(word[len(clitic) :] if clitic in CONJ or clitic in OWNING else word)
            if clitic in OWNING and swallowed(word):
                stem = word[len(clitic) + 1 :]
            if stem not in SILENT:
                found.append(nation(stem) or _masculine(SYNONYMS.get(stem, stem)))
    return tuple(found)
