"""Names of persons: where one begins and how far it runs."""

from __future__ import annotations

from riwaya.mentions.names.evidence import (
    Evidence,
    articled,
    body_only,
    demonym,
    everyday,
    given,
    joined,
    name_like,
    surname_alone,
)
from riwaya.mentions.names.features import among_names, marks, own_marks
from riwaya.mentions.names.grammar import (
    ACCUSATIVE,
    CALLED,
    CONJ,
    EVERYDAY_AFTER,
    FAMILY_PREFIXES,
    HOMOGRAPHS,
    JOINS_NEXT,
    NOT_NAMES,
    OPENS_NAME,
    PARTICLES,
    PLACE_NOUNS,
    SECOND_PARTS,
)
from riwaya.rules.kept import kept
from riwaya.text.clusters import cluster
from riwaya.text.folding import fold_word
from riwaya.text.segmenter import proclitics

LONGEST = 7  # words of a name
ADVERBIAL = (
    "\u064b",
    "\u064b\u0627",
    "\u0627\u064b",
)  # an accusative that is written out, which no name has: معقبًا
NEVER = CALLED | NOT_NAMES  # words that no name begins with


def name_at(evidence: Evidence, i: int, titled: bool = False, ranked: bool = False) -> int:
    """The token after the person's name that begins in token `i`; `i` where none does.

    `titled` says that a rank or an office stands before it, so that a word which no list knows may be a name:
    in "العميد مرزوق الصيادي" ("Brigadier Marzuq al-Sayyadi") the name is taken on the rank's word.
    `ranked`: a rank or a
    form of address with the article stands right before it.
    """
    tokens, n = evidence.tokens, len(evidence.tokens)
    if i >= n or tokens[i].kind != "word" or tokens[i].fold in NEVER or _second_only(tokens[i].fold):
        return i
    if evidence.closes(i) and not (
        i + 1 < n and own_marks(tokens[i + 1].fold) & {"fm", "pe"} and not evidence.closes(i + 1)
    ):
        return i
    if _place_before_name(evidence, i) or body_only(evidence, i):
        return i
    listed = evidence.hit(i, "person")
    known = (
        listed.last
        if listed and (not listed.prefix or listed.prefix in CONJ or not evidence.is_person(i))
        else i
    )
    quoted = next((k for k in range(i, known) if evidence.glue(k)), 0)
    if quoted:
        return quoted
    if listed and known == i + 1 and surname_alone(tokens[i].fold, listed.entry.name):
        return known
    if known > i + 1 or (known > i and not given(tokens[i].fold)):
        return max(known, _run(evidence, known, i))
    if evidence.is_person(i) and not everyday(tokens[i].fold) and not demonym(tokens[i].fold):
        return _run(evidence, i + 1, i)
    if (homograph(evidence, i) or tokens[i].fold in OPENS_NAME) and _follows(evidence, i):
        return _run(evidence, i + 1, i)
    if not evidence.nominal(i):
        return i
    word = tokens[i].fold
    if _other_sort(evidence, i) and not ((given(word) or word in OPENS_NAME) and _follows(evidence, i)):
        return i
    if given(word) or word in OPENS_NAME:
        if titled or _follows(evidence, i):
            end = _run(evidence, i + 1, i)
            return end if end - i > 1 or (titled and word not in OPENS_NAME) else i
        return i
    if articled(word) and not ranked and (demonym(word) or not own_marks(word) & {"gv", "fm", "pe"}):
        return i
    if (
        titled
        and not joined(word)
        and (name_like(word) or _foreign(evidence, i) or (ranked and _unlisted(evidence, i)))
    ):
        return _run(evidence, i + 1, i)
    return i


def _place_before_name(evidence: Evidence, i: int) -> bool:
    """Whether token `i` is a place before a given name: "محافظ أربيل نوزاد هادي" is not called Erbil. The أبو
    of أبو ظبي is none: أبو شيماء is a person."""
    word = evidence.tokens[i].fold
    if word in OPENS_NAME or not marks(word) & {"pl", "co", "cp"} or own_marks(word) & {"gv", "fm", "pe"}:
        return False
    return i + 1 < len(evidence.tokens) and given(evidence.tokens[i + 1].fold)


def _second_only(word: str) -> bool:
    """Whether a folded word is only ever the second part of a name: الله in عبد الله."""
    return word in SECOND_PARTS and not own_marks(word) & {"gv", "fm", "pe"}


def _unlisted(evidence: Evidence, i: int) -> bool:
    """Whether no list has token `i` as anything but a place, so that right after a rank it is a name."""
    word = evidence.tokens[i].fold
    return (
        not articled(word)
        and not marks(word) & {"ti", "hd", "un", "dm", "cw"}
        and not everyday(word)
        and evidence.tags[i] == "O"
        and (not word.endswith(ACCUSATIVE) or among_names(word) or not cluster(word)[1])
    )


def _foreign(evidence: Evidence, i: int) -> bool:
    """Whether token `i`, where a name is due, may open one: its cluster holds names and no list has it as
    something else."""
    word = evidence.tokens[i].fold
    return (
        among_names(word)
        and not articled(word)
        and not marks(word) & {"ti", "hd", "un", "dm", "cw"}
        and not everyday(word)
    )


def may_belong(evidence: Evidence, i: int) -> bool:
    """Whether token `i` may be a word of a person's name, whatever the tagger says."""
    if evidence.tokens[i].kind != "word" or not evidence.nominal(i) or _other_sort(evidence, i):
        return False
    word = evidence.tokens[i].fold
    return not joined(word) and (evidence.is_person(i) or name_like(word) or _foreign(evidence, i))


def _other_sort(evidence: Evidence, i: int) -> bool:
    found = evidence.hits[i]
    return any(
        s in found and not found[s].prefix for s in ("title", "head", "unnamed", "document", "country")
    ) or any(s in found and found[s].prefix for s in ("media", "actor"))


def _follows(evidence: Evidence, i: int) -> bool:
    """Whether the word after token `i` goes on a name that a given name begins."""
    tokens = evidence.tokens
    if i + 1 >= len(tokens) or tokens[i + 1].kind != "word" or evidence.closes(i + 1):
        return False
    word = tokens[i + 1].fold
    found = marks(word)
    if evidence.is_person(i + 1) or word in SECOND_PARTS or word in JOINS_NEXT:
        return True
    if found & {"ti", "hd", "un", "dm"} or joined(word):
        return False
    if articled(word):
        return evidence.nominal(i + 1) and (
            bool(own_marks(word) & {"fm", "pe"}) or among_names(word) or not cluster(word)[1]
        )
    return bool(found & {"gv", "fm", "pe", "pe+"})


@kept
def may_open(word: str) -> bool:
    """Whether a folded word that the tagger passes over may open a name: a given name, a particle, a
    spelling twin of one."""
    return given(word) or word in OPENS_NAME or word in TWINS


TWINS = frozenset(fold_word(w) for w in HOMOGRAPHS)


def homograph(evidence: Evidence, i: int) -> bool:
    """Whether token `i` is a name that only its spelling parts from a closed word: علي (Ali), not على
    ("on")."""
    return evidence.tokens[i].text in HOMOGRAPHS


def _run(evidence: Evidence, j: int, first: int) -> int:
    """The token after the last word of the name whose first words are `first` to `j`."""
    tokens, n = evidence.tokens, evidence.end_of_sentence(first)
    last = j
    while j < n and j - first < LONGEST:
        token = tokens[j]
        if token.kind == "sign":
            if (
                token.text == "-"
                and j + 1 < n
                and token.start == tokens[j - 1].end
                and tokens[j + 1].start <= token.end + 1
            ):
                j += 1
                continue
            break
        if token.kind != "word" or token.text.endswith(ADVERBIAL) or not _continues(evidence, j, first):
            break
        j += 1
        last = j
    while last - 1 > first and tokens[last - 1].fold in JOINS_NEXT and not homograph(evidence, last - 1):
        last -= 1
    return last


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


def _continues(evidence: Evidence, j: int, first: int) -> bool:
    """Whether token `j` goes on the name whose first word is token `first`."""
    word, before = evidence.tokens[j].fold, evidence.tokens[j - 1].fold
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
    return not _parted(evidence, j) and (name_like(word) or (after_name and _foreign(evidence, j)))


def _stops(evidence: Evidence, j: int, first: int) -> bool:
    """Whether token `j` is something else than a name: an adverb, an everyday word, a verb, a title, a body,
    another person."""
    word, before = evidence.tokens[j].fold, evidence.tokens[j - 1].fold
    named = bool(own_marks(word) & {"gv", "fm", "pe"})
    if evidence.closes(j) or (evidence.classes[j] == "verb" and not named and word not in JOINS_NEXT):
        return True
    if everyday(word) and not (evidence.is_person(j) and given(before)):
        return True
    found = evidence.hits[j]
    title = found.get("title")
    if title and (title.entry.definite and title.entry.group == "rank"):
        return True
    if title and not title.prefix and (not own_marks(word) & {"gv", "fm"} or _governs(evidence, j)):
        return True
    if any(s in found and found[s].prefix for s in ("media", "actor", "head")):
        return True
    if evidence.tags[j][2:] != "PER" and any(s in found and not found[s].prefix for s in OTHERS):
        return not marks(word) & {"gv", "fm"} or bool(found.keys() & {"title", "unnamed", "actor"})
    return _another_person(evidence, j, first)


OTHERS = ("title", "head", "unnamed", "country", "actor", "relation")


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
