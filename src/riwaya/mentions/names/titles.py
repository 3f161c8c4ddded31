"""Titles: ranks, offices and professions, with the name that they stand before or after."""

from __future__ import annotations

from riwaya.mentions.names.apposed import ADDRESS, named
from riwaya.mentions.names.described import described
from riwaya.mentions.names.evidence import (
    Evidence,
    adjective,
    articled,
    definite,
    demonym,
    everyday,
    given,
    joined,
    swallowed,
)
from riwaya.mentions.names.grammar import (
    CLOSED_FEMININE,
    CONJ,
    EVERYDAY_AFTER,
    IN_CHARGE,
    JOINT,
    NAMED_AFTER,
    NOT_TITLES,
    OVER,
)
from riwaya.mentions.names.lexicon import Entry, Hit, lexicon
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.name import NameKind
from riwaya.mentions.names.persons import name_at
from riwaya.mentions.names.phrases import new_noun, phrase_from
from riwaya.mentions.names.whereabouts import proper
from riwaya.rules.kept import kept, kept_with
from riwaya.text.clitics import variants_before_pronoun
from riwaya.text.marks import COMMA
from riwaya.text.tokens import Token

CHAIN = 8  # titles in a row: an office, its holder's other offices, a form of address


@kept_with
def possessed_title(word: str, written: str) -> bool:
    """Whether a word, folded and as written, is a title with a pronoun on it: مديره ("its director"), but
    not مديرة."""
    if written.endswith(CLOSED_FEMININE) or word in NOT_TITLES:
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


def without_pronoun(token: Token) -> str:
    """A title or relative, folded, without the pronoun on it: والد of والده ("his father"), زوجة of زوجته
    ("his wife")."""
    if token.text.endswith(CLOSED_FEMININE):
        return token.fold
    known = lexicon()
    parted = (v.stem for v in variants_before_pronoun(token.fold) if not v.prefix)
    return next((s for s in parted if known.is_title(s) or known.is_relation(s)), token.fold)


def titled_person(evidence: Evidence, i: int, title: Hit) -> Mention:
    """The person that a title at token `i` opens: with the name if one follows, else by the title alone."""
    titles: list[tuple[int, int]] = []
    at, hit = i, title
    for _ in range(CHAIN):
        ranked = hit.entry.group in ADDRESS and hit.entry.definite
        name = evidence.past_short(hit.last)
        name_end = _name_after(evidence, name, titled=True, ranked=ranked)
        if name_end > name and _of_named(evidence, hit, name):
            titles.append((at, name_end))
            return _after_owner(evidence, i, title, titles)
        if name_end > name and (hit.entry.group in ADDRESS or evidence.is_person(name)):
            titles.append((at, hit.last))
            return named(evidence, i, name, name_end, titles, title.prefix)
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
        if name_end > following and evidence.tokens[following - 1].fold in JOINT:
            titles[-1] = (at, name_end)
            return _after_owner(evidence, i, title, titles)
        if name_end > following:
            return named(evidence, i, following, name_end, titles, title.prefix)
        nested = evidence.hit(following, "title") if following < len(evidence.tokens) else None
        if nested and not comma and nested.prefix in CONJ and _second_office(evidence, hit, nested):
            at, hit = following, nested
            continue
        if nested is None or nested.prefix or (comma and not _leads_to_name(evidence, nested)):
            following = described(evidence, end) if _complete(evidence, title, end) else end
            if following == end:
                break
            titles[-1] = (at, following - (evidence.tokens[following - 1].text in COMMA))
            name_end = _name_after(evidence, following, titled=False)
            if name_end > following:
                return named(evidence, i, following, name_end, titles, title.prefix)
            nested = evidence.hit(following, "title")
            if nested is None:
                break
        at, hit = following, nested
    return _title_alone(evidence, i, title, titles)


def _complete(evidence: Evidence, title: Hit, end: int) -> bool:
    """Whether the title phrase before token `end` is definite."""
    return title.entry.definite or definite(evidence.tokens[end - 1].fold) or proper(evidence, end - 1)


def _second_office(evidence: Evidence, title: Hit, joined_to: Hit) -> bool:
    """Whether a title after "and" is one more of the same person, whose name follows: "الكاتب والناشط سالم
    حمدان" ("the writer and activist Salem Hamdan")."""
    return not (title.entry.plural or joined_to.entry.plural) and _leads_to_name(evidence, joined_to)


def _of_named(evidence: Evidence, title: Hit, name: int) -> bool:
    """Whether an indefinite title of one word, or "in the name of", stands right before a name, so that the
    title is somebody of that person's: "محامي سالم" ("Salem's lawyer"), "المتحدث باسم سالم" ("Salem's
    spokesman"). Seven statements of 480 own reports, one lost."""
    alone = title.last - title.first == 1 and name == title.last and not title.entry.definite
    return (alone and title.entry.group == "profession") or evidence.tokens[name - 1].fold in JOINT


def _after_owner(evidence: Evidence, i: int, title: Hit, titles: list[tuple[int, int]]) -> Mention:
    """Who bears a title that ends in another's name: the person set off by a comma behind it, "محامي سالم،
    أحمد حسن، إن" ("Salem's lawyer, Ahmad Hasan"), or nobody named."""
    end = titles[-1][1]
    name = _after_comma(evidence, end)
    name_end = _name_after(evidence, name, titled=True) if name > end else name
    if name_end > name and evidence.is_person(name):
        return named(evidence, i, name, name_end, titles, title.prefix)
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
    if (
        evidence.tokens[i - 1].fold in IN_CHARGE
        and i < len(evidence.tokens)
        and evidence.tokens[i].fold in OVER
    ):
        return i  # "المشرف على الورشة" ("who is in charge of the workshop"): nobody called Ali
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
