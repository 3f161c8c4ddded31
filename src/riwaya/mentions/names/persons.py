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
    known_noun,
    name_like,
    surname_alone,
)
from riwaya.mentions.names.features import among_names, marks, own_marks
from riwaya.mentions.names.grammar import (
    ACCUSATIVE,
    CALLED,
    COMPLEMENT_PREPOSITIONS,
    CONJ,
    EVERYDAY_AFTER,
    HALLOWED,
    HOMOGRAPHS,
    JOINS_NEXT,
    JOINT,
    LIKE_NAMES,
    NEVER_FIRST,
    NOT_NAMES,
    OPENS_NAME,
    PREP,
    SECOND_PARTS,
)
from riwaya.mentions.names.lexicon import Sort
from riwaya.mentions.names.person_run import BINDING, foreign, homograph, run_of
from riwaya.rules.kept import kept
from riwaya.text.clusters import cluster
from riwaya.text.folding import fold_word
from riwaya.text.marks import COMMA

_PARTED = 5  # letters of a preposition and the shortest noun that is taken for one; unmeasured
_SUBJECTS: frozenset[Sort] = frozenset({"title", "actor", "head", "country", "unnamed"})
NEVER = CALLED | NOT_NAMES | NEVER_FIRST  # words that no name begins with


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
    if tokens[i].fold in LIKE_NAMES and _before_its_subject(evidence, i):
        return i
    titled = titled or (i > 0 and tokens[i - 1].fold in CALLED and tokens[i].fold not in JOINT)
    listed = evidence.hit(i, "person")
    if evidence.closes(i) and not (
        (listed and listed.last > i + 1 and evidence.is_person(i))
        or (i + 1 < n and tokens[i - 1].text in COMMA and evidence.tags[i : i + 2] == ["B-PER", "I-PER"])
        or (i + 1 < n and own_marks(tokens[i + 1].fold) & {"fm", "pe"} and not evidence.closes(i + 1))
    ):
        return i
    if _place_before_name(evidence, i) or body_only(evidence, i):
        return i
    if (titled and _adjective_of_title(evidence, i)) or (ranked and _before_holder(evidence, i)):
        return i
    if (i and tokens[i - 1].fold in HALLOWED) or (titled and _parted_noun(tokens[i].fold)):
        return i
    known = (
        listed.last
        if listed and (not listed.prefix or listed.prefix in CONJ or not evidence.is_person(i))
        else i
    )
    quoted = next((k for k in range(i, known) if evidence.glue(k) and tokens[k].text not in BINDING), 0)
    if quoted:
        return quoted
    if listed and known == i + 1 and surname_alone(tokens[i].fold, listed.entry.name):
        return known
    if known > i + 1 or (known > i and not given(tokens[i].fold)):
        return max(known, run_of(evidence, known, i))
    if evidence.is_person(i) and not everyday(tokens[i].fold) and not demonym(tokens[i].fold):
        return run_of(evidence, i + 1, i)
    if (homograph(evidence, i) or tokens[i].fold in OPENS_NAME) and _follows(evidence, i):
        return run_of(evidence, i + 1, i)
    word = tokens[i].fold
    verbal = titled and given(word) and evidence.classes[i] == "verb" and _named_on(evidence, i + 1)
    if not verbal and not evidence.nominal(i):
        return i
    if _other_sort(evidence, i) and not ((given(word) or word in OPENS_NAME) and _follows(evidence, i)):
        return i
    if given(word) or word in OPENS_NAME:
        if titled or _follows(evidence, i):
            end = run_of(evidence, i + 1, i)
            alone = titled and word not in OPENS_NAME and not _noun_of(evidence, i)
            return end if end - i > 1 or alone else i
        return i
    if articled(word) and not ranked and (demonym(word) or not own_marks(word) & {"gv", "fm", "pe"}):
        return i
    if (
        titled
        and not joined(word)
        and (name_like(word) or foreign(evidence, i) or (ranked and _unlisted(evidence, i)))
    ):
        return run_of(evidence, i + 1, i)
    return i


def _noun_of(evidence: Evidence, i: int) -> bool:
    """Whether a given name at token `i` that is a noun, too, governs a definite one: "أسماء القتلى" ("the
    names of the dead"). Five statements of 2,000 own reports, all of one."""
    k = i + 1
    if k >= len(evidence.tokens) or not known_noun(evidence.tokens[i].fold):
        return False
    return (
        evidence.nominal(k) and articled(evidence.tokens[k].fold) and not name_like(evidence.tokens[k].fold)
    )


def _named_on(evidence: Evidence, i: int) -> bool:
    """Whether token `i` can only go on a name, so that a word before it which may be a verb, too, is one:
    "نبيل قاووق" (Nabil Qaouk). Two statements of 2,000 own reports."""
    if i >= len(evidence.tokens) or evidence.tokens[i].kind != "word" or not evidence.nominal(i):
        return False
    word = evidence.tokens[i].fold
    return not articled(word) and not joined(word) and name_like(word)


def _adjective_of_title(evidence: Evidence, i: int) -> bool:
    """Whether a nationality with the article goes with the title before it and a complement follows:
    "النائب العربي في الكنيست" ("the Arab deputy in the Knesset")."""
    tokens, word = evidence.tokens, evidence.tokens[i].fold
    followed = i + 1 < len(tokens) and tokens[i + 1].fold in COMPLEMENT_PREPOSITIONS
    return followed and articled(word) and (demonym(word) or word.endswith(EVERYDAY_AFTER))


def _parted_noun(word: str) -> bool:
    """Whether a folded word that is no name as it stands is a listed noun behind a preposition: بأكاديمية
    ("at an academy")."""
    if own_marks(word) or word[:1] not in PREP or len(word) < _PARTED:
        return False
    return bool(own_marks(word[1:]) & {"hd", "ti", "un"}) or known_noun(word[1:])


def _before_holder(evidence: Evidence, i: int) -> bool:
    """Whether a nationality stands between a form of address and the name: "فخامة الرئيس المصري سالم" ("His
    Excellency the Egyptian President, Salem"). One statement of 1,600 own reports."""
    tokens, word = evidence.tokens, evidence.tokens[i].fold
    if not articled(word) or not demonym(word) or i + 1 >= len(tokens):
        return False
    return evidence.tags[i + 1] == "B-PER" or (given(tokens[i + 1].fold) and not evidence.is_person(i))


def _place_before_name(evidence: Evidence, i: int) -> bool:
    """Whether token `i` is a place before a given name: "محافظ أربيل نوزاد هادي" is not called Erbil. The أبو
    of أبو ظبي is none: أبو شيماء is a person."""
    word = evidence.tokens[i].fold
    if word in OPENS_NAME or not marks(word) & {"pl", "co", "cp"} or own_marks(word) & {"gv", "fm", "pe"}:
        return False
    return i + 1 < len(evidence.tokens) and given(evidence.tokens[i + 1].fold)


def _before_its_subject(evidence: Evidence, i: int) -> bool:
    """Whether a title, a body or a country stands right behind a verb that is written like a name: "دان رئيس
    البلدية" ("the mayor condemned"), not "دان براون" (Dan Brown)."""
    after = evidence.hits[i + 1].keys() if i + 1 < evidence.end_of_sentence(i) else frozenset[Sort]()
    return not after.isdisjoint(_SUBJECTS)


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


def may_belong(evidence: Evidence, i: int) -> bool:
    """Whether token `i` may be a word of a person's name, whatever the tagger says."""
    if evidence.tokens[i].kind != "word" or not evidence.nominal(i) or _other_sort(evidence, i):
        return False
    word = evidence.tokens[i].fold
    return not joined(word) and (evidence.is_person(i) or name_like(word) or foreign(evidence, i))


def _other_sort(evidence: Evidence, i: int) -> bool:
    found = evidence.hits[i]
    return any(
        s in found and not found[s].prefix for s in ("title", "head", "unnamed", "document", "country")
    ) or any(s in found and found[s].prefix for s in ("media", "actor"))


def _follows(evidence: Evidence, i: int) -> bool:
    """Whether the word after token `i` goes on a name that a given name begins."""
    tokens = evidence.tokens
    i += i + 1 < len(tokens) and tokens[i + 1].text == "_"  # "#سالم_الرفاعي"
    if i + 1 >= len(tokens) or tokens[i + 1].kind != "word" or evidence.closes(i + 1):
        return False
    word = tokens[i + 1].fold
    found = marks(word)
    if evidence.is_person(i + 1) or word in SECOND_PARTS or word in JOINS_NEXT:
        return True
    if found & {"ti", "hd", "un", "dm"} or joined(word) or evidence.classes[i + 1] == "comp":
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
