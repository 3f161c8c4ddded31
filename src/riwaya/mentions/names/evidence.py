"""What is known of every token before a name is read: tags, listed phrases, facts about its form."""

from __future__ import annotations

from functools import cache, lru_cache

from riwaya.mentions.names.features import IN_PHRASES, marks, own_marks
from riwaya.mentions.names.grammar import (
    ARTICLE,
    ARTICLED,
    DEMONYM_ENDINGS,
    HOMOGRAPHS,
    JOINS_NEXT,
    OPENS_NAME,
    PARTED_FROM_NAMES,
    PARTICLES,
    SECOND_PARTS,
    SWALLOWING,
    without_article,
)
from riwaya.mentions.names.lexicon import Hit, Sort, lexicon
from riwaya.mentions.names.lists import GLUE, listed, words_in
from riwaya.mentions.names.tagger import listed_marks, name_tagger
from riwaya.rules.kept import kept
from riwaya.rules.tables import several
from riwaya.text.clitics import variants_before_pronoun, written_on
from riwaya.text.clusters import cluster
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.marks import ABBREVIATIONS
from riwaya.text.segmenter import proclitics
from riwaya.text.tokens import Token
from riwaya.text.wordclass import CLOSES

_HEH = "\u0647"
NOMINAL = frozenset({"noun", "participle", "number"})


class Evidence:
    """A document with its tags and listed phrases, made once for all that reads names."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.classes = document.classes
        self.hits: list[dict[Sort, Hit]] = lexicon().along(document)
        tagger = name_tagger()
        actors = [h["actor"] for h in self.hits if "actor" in h]
        listed = listed_marks(len(self.tokens), actors)
        self.tags = tagger.tag(document, listed) if tagger else ["O"] * len(self.tokens)

    def hit(self, i: int, sort: Sort) -> Hit | None:
        """The longest listed phrase of a sort that begins in token `i`."""
        return self.hits[i].get(sort)

    def nominal(self, i: int) -> bool:
        """Whether token `i` may stand in a noun phrase: a noun, or a name that is written like a verb."""
        if self.classes[i] in NOMINAL:
            return True
        if self.classes[i] != "verb":
            return False
        after_verb = i > 0 and self.classes[i - 1] == "verb" and "gv" in own_marks(self.tokens[i].fold)
        return self.tags[i] != "O" or after_verb

    def is_person(self, i: int) -> bool:
        """Whether the tagger takes token `i` for part of a person's name."""
        return self.tags[i].endswith("PER")

    def end_of_sentence(self, i: int) -> int:
        """The token after the last one of the sentence that token `i` stands in."""
        document = self.document
        return document.sentences[document.sentence_index[i]].last

    def past_short(self, i: int) -> int:
        """The token after shortened titles at token `i`: "د.", "أ. د."; `i` where none stands."""
        tokens, n = self.tokens, len(self.tokens)
        if 0 < i < n and tokens[i].text == "/" and tokens[i - 1].kind == "word":
            i += 1  # "العميد/ منصور" ("Brigadier/ Mansur")
        while i + 1 < n and tokens[i].fold in ABBREVIATIONS and tokens[i + 1].text == ".":
            i += 2
        if i < n and i > 1 and tokens[i].fold in ABBREVIATIONS and tokens[i - 2].fold in ABBREVIATIONS:
            return i + 1  # "أ.د" with one full stop
        return i + 1 if i < n and i and tokens[i].text == "." and tokens[i - 1].fold in ABBREVIATIONS else i

    def glue(self, i: int) -> bool:
        """Whether token `i` is a quotation mark, a bracket or a hash sign, over which a name may run."""
        return self.tokens[i].kind == "sign" and self.tokens[i].text in GLUE

    def closes(self, i: int) -> bool:
        """Whether token `i` is an adverb of time, which ends a noun phrase."""
        return self.tokens[i].fold in CLOSES and self.tokens[i].text not in HOMOGRAPHS


@kept
def definite(word: str) -> bool:
    """Whether a folded word carries the article, after a conjunction or preposition or none."""
    return any(word.startswith(p) and len(word) > len(p) + 2 for p in ARTICLED)


@kept
def articled(word: str) -> bool:
    """Whether a folded word begins with the article itself, nothing before it."""
    return word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1


@kept
def joined(word: str) -> str:
    """The conjunction or preposition written on to a folded word, "" where it is more likely part of the
    word."""
    if swallowed(word) and len(word) > 4:
        return word[0]
    if own_marks(word) - IN_PHRASES:
        return ""
    # Most words leave no known one behind whatever is taken off: they need not be parted.
    if not any(_known(word[len(p) :]) for p in written_on(word)):
        return ""
    prefix = proclitics(word)
    return prefix if prefix and _known(word[len(prefix) :]) else ""


def _known(stem: str) -> bool:
    return articled(stem) or bool(cluster(stem)[1] or marks(stem))


@kept
def demonym(word: str) -> bool:
    """Whether a folded word, article and conjunction or not, is an adjective or noun of nationality."""
    return "dm" in own_marks(without_article(word)) or "dm" in marks(word)


@cache
def _nations() -> dict[str, str]:
    """Folded adjectives of one word, in all their endings, and other names of a country → its first name."""
    found: dict[str, str] = {}
    for arabic, demonyms in listed("places/countries.tsv", "arabic", "demonyms"):
        names = [without_article(fold_word(n)) for n in several(arabic)]
        stems = [fold_word(d) for d in several(demonyms) if " " not in d]
        if names and stems and " " not in names[0]:
            found |= dict.fromkeys(
                [*names, *stems, *(s + e for s in stems for e in DEMONYM_ENDINGS)], names[0]
            )
    return found


def nation(word: str) -> str | None:
    """The country that a folded word without article names or belongs to: مصري ("Egyptian") gives مصر
    ("Egypt")."""
    return _nations().get(word)


@kept
def joined_to_name(word: str) -> str:
    """The conjunction or preposition on a person's name: only where what is left is a listed name and the
    whole is none."""
    if own_marks(word) & {"gv", "fm", "pe", "pe+"}:
        return ""
    for prefix in PARTED_FROM_NAMES:
        if word.startswith(prefix) and own_marks(word[len(prefix) :]) & {"gv", "fm", "pe", "pe+"}:
            return prefix
    return ""


@kept
def swallowed(word: str) -> bool:
    """Whether a folded word begins with a preposition that has swallowed the article (للجيش)."""
    return any(word.startswith(p) for p in SWALLOWING)


@kept
def given(word: str) -> bool:
    """Whether a folded word is a listed given name."""
    return "gv" in marks(word)


@cache
def _everyday() -> frozenset[str]:
    """Folded nouns and adjectives of everyday use, in all their listed forms."""
    nouns = words_in("words/nouns.tsv", "form") | words_in("words/nouns.tsv", "plural")
    adjectives = [words_in("words/adjectives.tsv", column) for column in ("form", "feminine", "plural")]
    return nouns.union(*adjectives)


@kept
def noun_only(word: str) -> bool:
    """Whether a folded word, article off, is an everyday noun and no adjective."""
    bare = without_article(word)
    noun = any(bare in words_in("words/nouns.tsv", column) for column in ("form", "plural"))
    return noun and not adjective(word) and not demonym(word)


@kept
def adjective(word: str) -> bool:
    """Whether a folded word, article off, is a listed adjective."""
    bare = without_article(word)
    return any(bare in words_in("words/adjectives.tsv", column) for column in ("form", "feminine", "plural"))


def known_noun(word: str) -> bool:
    """Whether a folded word is a listed noun, adjective, title or source as it stands."""
    return word in _everyday() or bool(own_marks(word) & {"ti", "un", "dm"})


def possessed_noun(token: Token) -> bool:
    """Whether a token is an everyday noun with a pronoun: قوله ("his saying"), حديثه ("his talk"), not حديثة
    (Haditha)."""
    return token.text.endswith(_HEH) and any(
        not v.prefix and known_noun(v.stem) for v in variants_before_pronoun(token.fold)
    )


@kept
def everyday(word: str) -> bool:
    """Whether a folded word, article off, is an everyday noun or adjective and no listed name."""
    return not own_marks(word) & {"gv", "fm", "pe"} and (
        word in _everyday() or without_article(word) in _everyday()
    )


@kept
def name_like(word: str) -> bool:
    """Whether a folded word may go on a person's name: listed, a particle, a nisba with the article, or
    unknown to the clusters."""
    if word in PARTICLES or word in SECOND_PARTS or word in OPENS_NAME or word in JOINS_NEXT:
        return True
    if own_marks(word) & {"gv", "fm", "pe", "pe+"}:
        return True
    found = marks(word)
    if found & {"ti", "hd", "un", "co", "dm", "cw", "ac", "me"} or everyday(word):
        return False
    return not cluster(word)[1] and not any(cluster(v.stem)[1] for v in variants_before_pronoun(word))


@lru_cache(maxsize=4096)
def surname_alone(word: str, name: str) -> bool:
    """Whether a folded word is only the last of a listed person's names, which no other name follows:
    "يتهم أردوغان دميرتاش"
    ("Erdoğan accuses Demirtaş") names two."""
    return " " in name and fold_word(name.split(" ")[-1]) == word and not given(word)


def body_only(evidence: Evidence, i: int) -> bool:
    """Whether a listed body stands at token `i` that is called after nobody: اليونيسف (UNICEF)."""
    body = evidence.hit(i, "actor")
    return body is not None and not body.prefix and not marks(evidence.tokens[i].fold) & {"gv", "fm", "pe"}
