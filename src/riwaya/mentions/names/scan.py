"""Reading the mentions of a report, from left to right."""

from __future__ import annotations

from riwaya.mentions.names.apposed import named_person, titled_by
from riwaya.mentions.names.evidence import Evidence, articled, definite, joined, joined_to_name
from riwaya.mentions.names.features import marks, own_marks
from riwaya.mentions.names.grammar import (
    ADDRESSED,
    AMOUNTS,
    CONJ,
    EVERYDAY_AFTER,
    NAMED_AFTER,
    NOT_SOURCES,
    OPENS_NAME,
)
from riwaya.mentions.names.lexicon import Entry, Hit, Sort
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.organisations import headed_body, listed_body, tagged_body
from riwaya.mentions.names.person_run import homograph
from riwaya.mentions.names.persons import may_open, name_at
from riwaya.mentions.names.phrases import phrase_from
from riwaya.mentions.names.sources import amount, document, unnamed_source
from riwaya.mentions.names.titles import (
    is_relation,
    possessed,
    possessed_title,
    relation_with_pronoun,
    titled_person,
)
from riwaya.rules.kept import kept_with
from riwaya.rules.trace import record
from riwaya.text.clitics import PARTS
from riwaya.text.marks import QUOTES
from riwaya.text.wordclass import possible_forms

_AMOUNTS = tuple(AMOUNTS)
_BEFORE = frozenset({"conj", "prep"})
OPENED = QUOTES | {"("}
_CLOSED = frozenset({"verb", "prep", "comp", "rel", "pron", "dem", "neg", "aux", "particle"})


def scan(evidence: Evidence) -> list[Mention]:
    """The mentions of a report that do not overlap, in order."""
    found: list[Mention] = []
    free = 0
    for i in _openings(evidence):
        mention = mention_at(evidence, i) if i >= free else None
        if mention is None:
            continue
        span = evidence.document.span(mention.first, mention.last)
        if _adjectival(evidence, mention) or (found and _adjective(evidence, found[-1], mention)):
            record("names", mention.by, span, "an adjective of the one before")
            continue
        named = _names_a_place(evidence, mention)
        record("names", mention.by, span, "names what is before it" if named else "won")
        if not named:
            found.append(mention)
        free = mention.last
    return found


def _openings(evidence: Evidence) -> list[int]:
    """The words in which a mention may begin."""
    seen = enumerate(zip(evidence.tokens, evidence.hits, evidence.tags, strict=True))
    return [
        i
        for i, (token, hits, tag) in seen
        if token.kind == "word" and (hits or tag != "O" or not inert(token.fold, token.text[-1:]))
    ]


@kept_with
def inert(word: str, last_letter: str) -> bool:
    """Whether no mention can begin in a word that no list and no tag knows: no name, no pronoun on a title,
    no amount."""
    return not (
        may_open(word)
        or possessed_title(word, last_letter)
        or is_relation(word)
        or word in AMOUNTS
        or (word.endswith(_AMOUNTS) and word[len(joined(word)) :] in AMOUNTS)
    )


def _names_a_place(evidence: Evidence, mention: Mention) -> bool:
    """Whether a person's name is that of a mosque, street or school: الصادق in "مسجد الإمام الصادق" ("the
    mosque of Imam al-Sadiq").

    Worth one statement in a thousand of train by cross-validation."""
    if mention.kind != "person" or not mention.first or mention.prefix:
        return False
    before = evidence.tokens[mention.first - 1].variants
    return any(v.stem in NAMED_AFTER and not v.suffix and PARTS[v.prefix] <= _BEFORE for v in before)


def _adjective(evidence: Evidence, before: Mention, mention: Mention) -> bool:
    """Whether a person or source read from a single definite word is an adjective of the mention right
    before it."""
    return (
        mention.first == before.last
        and mention.last - mention.first == 1
        and mention.sort in ("title", "unnamed")
        and articled(evidence.tokens[mention.first].fold)
        and before.sort in ("body", "country", "unnamed")
    )


def mention_at(evidence: Evidence, i: int, speaks: bool = False) -> Mention | None:
    """The mention that begins in token `i`, or None.

    `speaks`: the words are known to be a speaker's, so that an outlet's name that is an everyday word may
    be one:
    "ذكرت الجزيرة" ("Al Jazeera reported").
    """
    hits = evidence.hits[i]
    if evidence.tokens[i].fold in ADDRESSED:
        return Mention(i, i + 1, (i, i + 1), "title", "person", "title:honorific", titles=[(i, i + 1)])
    if "media" in hits and not speaks and not _outlet(evidence, hits["media"]):
        hits = {sort: hit for sort, hit in hits.items() if sort != "media"}
    if "title" in hits and possessed_title(evidence.tokens[i].fold, evidence.tokens[i].text):
        hits = {sort: hit for sort, hit in hits.items() if sort not in ("title", "unnamed")}
    if (
        not hits
        and evidence.tags[i] == "O"
        and not possessed_title(evidence.tokens[i].fold, evidence.tokens[i].text)
        and not relation_with_pronoun(evidence, i)
    ):
        return _plain_name(evidence, i)
    if _opens_with_verb(evidence, i, hits):
        return None
    if (
        evidence.classes[i] in _CLOSED
        and not _strong(hits)
        and not (
            homograph(evidence, i)
            or (evidence.tags[i] == "B-PER" and own_marks(evidence.tokens[i].fold) & {"gv", "fm", "pe"})
        )
    ):
        return None
    if evidence.tokens[i].fold in OPENS_NAME and (end := name_at(evidence, i)) > i + 1:
        return named_person(evidence, i, end, "")
    body = _longest_body(hits)
    title, relation = hits.get("title"), hits.get("relation")
    unnamed, paper = hits.get("unnamed"), hits.get("document")
    longest = max((h.last for h in hits.values()), default=i)
    if title and title.last >= (body.last if body else 0) and not (paper and paper.last > title.last):
        person = titled_person(evidence, i, title)
        if person.sort == "name" or not unnamed:
            return person
        if unnamed.entry.definite or (person.definite and not person.plural):
            return person if not person.plural else unnamed_source(evidence, i, unnamed)
        return unnamed_source(evidence, i, unnamed)
    person_end = name_at(evidence, i)
    if person_end > i and not (body and body.last > person_end - int(_several(body))):
        return named_person(evidence, i, person_end, joined_to_name(evidence.tokens[i].fold))
    if paper and paper.last == longest:
        return document(evidence, i, paper, mention_at)
    if body and body.entry.sort in ("actor", "media") and (body.last == longest or not unnamed):
        head = hits.get("head")
        whole = headed_body(evidence, head, speaks) if head and body.last - body.first == 1 else None
        if whole and whole.last > body.last:
            return whole
        return listed_body(evidence, body)
    if body and not (unnamed and unnamed.last > body.last and not body.entry.definite):
        return headed_body(evidence, body, speaks)
    if relation is None and not title and (pronominal := relation_with_pronoun(evidence, i)):
        relation = pronominal
    if relation and not (unnamed and unnamed.last > relation.last):
        found = _relation(evidence, i, relation)
        if found:
            return found
    if unnamed:
        source = unnamed_source(evidence, i, unnamed)
        end = (
            name_at(evidence, source.last)
            if not source.plural and source.last < evidence.end_of_sentence(i)
            else 0
        )
        if end > source.last:
            return titled_by(evidence, source, end)
        return source
    country = hits.get("country")
    if country:
        return Mention(
            i,
            country.last,
            (i, country.last),
            "country",
            "place",
            "list:country",
            prefix=country.prefix,
            listed=country.entry.name,
        )
    if evidence.tags[i] == "B-ORG" and evidence.nominal(i):
        return tagged_body(evidence, i)
    if possessed_title(evidence.tokens[i].fold, evidence.tokens[i].text) and evidence.nominal(i):
        hit = Hit(i, i + 1, "", Entry("title", "", "office", "person", True, False))
        return titled_person(evidence, i, hit)
    return amount(evidence, i, mention_at)


def _adjectival(evidence: Evidence, m: Mention) -> bool:
    """Whether a source read from one indefinite word is an adjective of the noun before it: صحفي in "مؤتمر
    صحفي"."""
    i = m.first
    if m.last - i == 1 and evidence.tokens[i].fold in NOT_SOURCES:
        return True
    return (
        m.last - i == 1
        and m.sort in ("unnamed", "title")
        and not m.definite
        and not m.prefix
        and i > 0
        and evidence.tokens[i].fold.endswith(EVERYDAY_AFTER)
        and evidence.classes[i - 1] in ("noun", "participle")
        and not definite(evidence.tokens[i - 1].fold)
    )


def _outlet(evidence: Evidence, hit: Hit) -> bool:
    """Whether a listed outlet's name is one here: of several words, between marks, or a word that means
    nothing else."""
    if hit.last - hit.first > 1 or (hit.first and evidence.tokens[hit.first - 1].text in OPENED):
        return True
    word = evidence.tokens[hit.first].fold[len(hit.prefix) :]
    if hit.entry.group not in ("agency", "channel"):
        return False
    return (
        not articled(word)
        and not marks(word) & {"pl", "co", "cp", "cw", "gv", "fm", "un"}
        and evidence.nominal(hit.first)
    )


def _opens_with_verb(evidence: Evidence, i: int, hits: dict[Sort, Hit]) -> bool:
    """Whether "and" and a word that may be a past verb open the sentence: "وطالب الوزير" ("and the minister
    asked"), no student."""
    word = evidence.tokens[i].fold
    first = i == evidence.document.sentences[evidence.document.sentence_index[i]].first
    return (
        first
        and word[:1] in CONJ
        and "past" in possible_forms(word)
        and all(h.prefix and h.last == i + 1 for h in hits.values())
    )


def _several(body: Hit) -> bool:
    """Whether a body or outlet is listed by several words, which are then no person's name: لبي بي سي."""
    return body.entry.sort != "head" and body.last - body.first > 1


def _strong(hits: dict[Sort, Hit]) -> bool:
    return any(h.last - h.first > 1 or s in ("country", "head") for s, h in hits.items())


def _longest_body(hits: dict[Sort, Hit]) -> Hit | None:
    bodies = [h for s in ("actor", "media", "head") if (h := hits.get(s))]
    return max(bodies, key=lambda h: h.last) if bodies else None


def _plain_name(evidence: Evidence, i: int) -> Mention | None:
    word = evidence.tokens[i].fold
    if evidence.tags[i] == "O" and not may_open(word):
        return amount(evidence, i, mention_at) if word in AMOUNTS or joined(word) else None
    if not evidence.nominal(i) and not homograph(evidence, i):
        return None
    end = name_at(evidence, i)
    if end > i:
        return named_person(evidence, i, end, joined_to_name(evidence.tokens[i].fold))
    return amount(evidence, i, mention_at)


def _relation(evidence: Evidence, i: int, hit: Hit) -> Mention | None:
    """A relative of somebody: "شقيقته هدى" ("his sister Huda") is the person, "والد الضحية" a description."""
    own = possessed(evidence.tokens[hit.last - 1], hit)
    if own:
        name_end = name_at(evidence, hit.last, titled=True, ranked=True)
        source = _related(i, hit.last, hit)
        return titled_by(evidence, source, name_end) if name_end > hit.last else source
    end = phrase_from(evidence, i, hit.last, attached=False)
    end = max(end, name_at(evidence, end))
    return _related(i, end, hit) if end > hit.last or hit.entry.definite else None


def _related(i: int, end: int, hit: Hit) -> Mention:
    return Mention(
        i,
        end,
        (i, end),
        "unnamed",
        "unnamed",
        "title:relation",
        prefix=hit.prefix,
        definite=hit.entry.definite,
    )
