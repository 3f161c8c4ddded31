"""How far a person's name runs: which words go on what a first one began."""

from __future__ import annotations

from riwaya.mentions.names.evidence import (
    Evidence,
    articled,
    demonym,
    everyday,
    given,
    joined,
    known_noun,
    name_like,
    possessed_noun,
    swallowed,
)
from riwaya.mentions.names.features import among_names, gender_of, marks, own_marks
from riwaya.mentions.names.grammar import (
    CONJ,
    EVERYDAY_AFTER,
    FAMILY_PREFIXES,
    HOMOGRAPHS,
    JOINS_NEXT,
    JOINT,
    NOT_NAMES,
    PARTICLES,
    PLACE_NOUNS,
    SECOND_PARTS,
)
from riwaya.text.clusters import cluster
from riwaya.text.segmenter import proclitics
from riwaya.text.wordclass import possible_forms

_LONGEST = 7  # words of a name
BINDING = frozenset("-_")  # signs within a name: كيم-سونغ, #محمود_عباس
# An accusative that is written out, which no name has: معقبًا ("commenting").
_ADVERBIAL = ("\u064b", "\u064b\u0627", "\u0627\u064b")


def homograph(evidence: Evidence, i: int) -> bool:
    """Whether token `i` is a name that only its spelling parts from a closed word: علي (Ali), not على
    ("on")."""
    return evidence.tokens[i].text in HOMOGRAPHS


def foreign(evidence: Evidence, i: int) -> bool:
    """Whether token `i`, where a name is due, may open one: its cluster holds names and no list has it as
    something else."""
    word = evidence.tokens[i].fold
    return (
        among_names(word)
        and not articled(word)
        and not marks(word) & {"ti", "hd", "un", "dm", "cw"}
        and not everyday(word)
    )


def run_of(evidence: Evidence, j: int, first: int) -> int:
    """The token after the last word of the name whose first words are `first` to `j`."""
    tokens, n = evidence.tokens, evidence.end_of_sentence(first)
    last = j
    while j < n and j - first < _LONGEST:
        token = tokens[j]
        if token.kind == "sign":
            if (
                token.text in BINDING
                and j + 1 < n
                and token.start == tokens[j - 1].end
                and tokens[j + 1].start <= token.end + 1
            ):
                j += 1
                continue
            break
        if token.kind != "word" or token.text.endswith(_ADVERBIAL) or not _continues(evidence, j, first):
            break
        j += 1
        last = j
    while last - 1 > first and tokens[last - 1].fold in JOINS_NEXT and not homograph(evidence, last - 1):
        last -= 1
    return last


def _woman_after_man(word: str, before: str) -> bool:
    """Whether a man's given name stands before a noun that only women bear as a name, so that it is the noun:
    أسماء in "سرد سالم أسماء" ("Salem listed names"), whose second name is his father's. One statement of
    2,000 own reports."""
    return gender_of(word) == "f" and gender_of(before) == "m" and known_noun(word)


def _another_person(evidence: Evidence, j: int, first: int) -> bool:
    """Whether tokens `first` and `j` are the surnames of two listed persons: "وصف أردوغان نتنياهو" names
    two."""
    here, there = evidence.hit(first, "person"), evidence.hit(j, "person")
    return bool(
        here
        and there
        and j == first + 1 == here.last
        and here.entry.name != there.entry.name
        and not given(evidence.tokens[first].fold)
    )


def _word_before(evidence: Evidence, j: int, first: int) -> str:
    """The word of a name before token `j`, over a sign within the name: سالم in "#سالم_الحاج"."""
    bound = j - 2 >= first and evidence.tokens[j - 1].text in BINDING
    return evidence.tokens[j - 2 if bound else j - 1].fold


def _continues(evidence: Evidence, j: int, first: int) -> bool:
    """Whether token `j` goes on the name whose first word is token `first`."""
    word, before = evidence.tokens[j].fold, _word_before(evidence, j, first)
    if len(word) < 2:
        return False
    if (before in JOINS_NEXT and not homograph(evidence, j - 1)) or (word in SECOND_PARTS and j - first == 1):
        return True
    if _stops(evidence, j, first):
        return False
    if evidence.tags[j] == "I-PER":
        return _tagged_on(evidence, j)
    if homograph(evidence, j):
        return True
    if not evidence.nominal(j):
        return word in PARTICLES and evidence.is_person(j)
    after_given = given(before) or (j - 1 > first and evidence.tokens[j - 2].fold in JOINS_NEXT)
    if evidence.tags[j] == "B-PER":
        return (after_given or articled(word)) and not _parted(evidence, j)
    if word in SECOND_PARTS or marks(word) & {"gv", "fm"} or word in JOINS_NEXT:
        return True
    if demonym(word):
        return False
    if articled(word):
        return (after_given and word.endswith(EVERYDAY_AFTER)) or name_like(word) or among_names(word)
    after_name = evidence.is_person(j - 1) or after_given
    return not _parted(evidence, j) and (name_like(word) or (after_name and foreign(evidence, j)))


def _stops(evidence: Evidence, j: int, first: int) -> bool:
    """Whether token `j` is something else than a name: an adverb, an everyday word, a verb, a title, a body,
    another person."""
    word, before = evidence.tokens[j].fold, _word_before(evidence, j, first)
    named = bool(own_marks(word) & {"gv", "fm", "pe"})
    if (
        word in NOT_NAMES
        or (swallowed(word) and not named)
        or (word in JOINT and not given(before))
        or (evidence.classes[j] == "comp" and not evidence.is_person(j))
        or (not named and possessed_noun(evidence.tokens[j]))
        or (evidence.tags[j] == "B-LOC" and "country" in evidence.hits[j])
        or evidence.closes(j)
        or _woman_after_man(word, before)
        or (evidence.classes[j] == "verb" and not named and word not in JOINS_NEXT)
    ):
        return True
    if everyday(word) and not (
        evidence.is_person(j) and given(before) and "masdar" not in possible_forms(word)
    ):
        return True
    found = evidence.hits[j]
    title = found.get("title")
    if title and (title.entry.definite and title.entry.group == "rank"):
        return True
    if title and not title.prefix and (not own_marks(word) & {"gv", "fm"} or _governs(evidence, j)):
        return True
    if any(s in found and found[s].prefix for s in ("media", "actor", "head")):
        return True
    if evidence.tags[j][2:] != "PER" and any(s in found and not found[s].prefix for s in _OTHERS):
        surname = "fm" in own_marks(word) and given(before) and not _governs(evidence, j)
        titled = not surname and bool(found.keys() & {"title", "unnamed"})  # not in علي الأمين
        return not marks(word) & {"gv", "fm"} or titled or "actor" in found
    return _another_person(evidence, j, first)


_OTHERS = ("title", "head", "unnamed", "country", "actor", "relation")


def _governs(evidence: Evidence, j: int) -> bool:
    """Whether a definite noun or a place follows a title at token `j`, so that it is no name: "حاكم
    المنطقة"."""
    k = j + 1
    if k >= evidence.end_of_sentence(j):
        return False
    return evidence.nominal(k) and (
        articled(evidence.tokens[k].fold) or evidence.tokens[k].fold in PLACE_NOUNS
    )


def _tagged_on(evidence: Evidence, j: int) -> bool:
    """Whether a word that the tagger takes into a name belongs there: after a given name any does; else no
    articled
    word that names nobody, and nothing with "and" on it."""
    word = evidence.tokens[j].fold
    if articled(word) and not given(evidence.tokens[j - 1].fold) and not own_marks(word) & {"gv", "fm", "pe"}:
        return among_names(word) or not cluster(word)[1]
    return not (word[:1] in CONJ and proclitics(word) and not own_marks(word))


def _parted(evidence: Evidence, j: int) -> bool:
    """Whether a clitic is written on token `j`; a family name such as باسلمة has none."""
    word = evidence.tokens[j].fold
    return bool(joined(word)) and not word.startswith(FAMILY_PREFIXES)
