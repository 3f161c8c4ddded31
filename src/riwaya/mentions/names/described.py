"""What goes on a title beyond its phrase, up to the name of its holder: "وزير الشباب | والثقافة الأردني، جورج
سالم" ("the Jordanian minister of youth and culture, George Salem")."""

from __future__ import annotations

from riwaya.mentions.names.apposed import ADDRESS
from riwaya.mentions.names.evidence import Evidence, articled, definite, joined
from riwaya.mentions.names.grammar import ACTING, COMPLEMENT_PREPOSITIONS, CONJ, OVER
from riwaya.mentions.names.persons import name_at
from riwaya.mentions.names.whereabouts import proper
from riwaya.text.marks import COMMA

_LONGEST = 7  # tokens; unmeasured
_OTHERS = frozenset({"title", "unnamed", "document", "relation", "media"})
_PREPOSITIONS = COMPLEMENT_PREPOSITIONS | OVER


def described(evidence: Evidence, end: int) -> int:
    """The token in which the holder's name, or a form of address before it, begins; `end` where only the
    title stands or something else follows.

    Adjectives and what is joined by "and" go on a title that is definite; one complement after a
    preposition does if it ends in a definite word. Of 19,744 speakers of own reports 44 came to their name
    by it and one lost it.
    """
    tokens, n = evidence.tokens, evidence.end_of_sentence(end - 1)
    complete = within = False
    for k in range(end, min(n, end + _LONGEST)):
        if tokens[k].text in COMMA:
            return k + 1 if complete and k + 1 < n and _begins(evidence, k + 1) else end
        if complete and _begins(evidence, k):
            return k
        word = tokens[k].fold
        if word in ACTING:
            complete = True
        elif word in _PREPOSITIONS and not within:
            within, complete = True, False
        elif tokens[k].kind != "word" or not evidence.nominal(k) or evidence.hits[k].keys() & _OTHERS:
            return end
        elif within:
            complete = definite(word) or proper(evidence, k)
        elif _goes_on(word):
            complete = True
        else:
            return end
    return end


def _goes_on(word: str) -> bool:
    """Whether a folded word goes on a definite title: an adjective, or what "and" joins to it."""
    clitic = joined(word)
    return articled(word[len(clitic) :]) if clitic in CONJ else articled(word)


def _begins(evidence: Evidence, k: int) -> bool:
    """Whether a person's name, or a form of address and a name, begins in token `k`."""
    title = evidence.hit(k, "title")
    if title and title.entry.group in ADDRESS and title.entry.definite and not title.prefix:
        return name_at(evidence, title.last, titled=True) > title.last
    end = name_at(evidence, k)
    return end > k + 1 or (end > k and evidence.is_person(k))
