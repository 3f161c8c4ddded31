"""What an event is by its object: stopping an attack is no arrest, keeping a body none either."""

from __future__ import annotations

from functools import cache

from riwaya.events.candidates import Candidate
from riwaya.events.letters import PART_OF
from riwaya.events.scene import Scene
from riwaya.rules.tables import table
from riwaya.text.folding import fold_word
from riwaya.text.tokens import Token

NOTHING = "-"
_REACH = 6  # tokens behind a trigger, its subject and its object among them; unmeasured
_NOMINAL = frozenset({"noun", "participle", "number"})


def kind_by_object(scene: Scene, candidate: Candidate, kind: str) -> str | None:
    """The kind of an event, or None for no event, by the noun that its trigger governs: "أوقف الجيش هجوما"
    ("the army stopped an attack") is an interception. Coded reports hold few such; the kind as it was read
    where no row of data/frames/kinds_by_object.tsv is met."""
    tokens, first = scene.document.tokens, candidate.first
    words = {tokens[first].parted.stem, tokens[first].fold}
    objects = next((known for word, known in _objects().items() if word in words), None)
    if objects is None:
        return kind
    sentence = scene.document.sentences[scene.document.sentence_index[first]]
    for at in range(candidate.last, min(candidate.last + _REACH, sentence.last)):
        if scene.classes[at] not in _NOMINAL and tokens[at].fold != PART_OF:
            break
        found = next((objects[word] for word in _forms(tokens[at]) if word in objects), None)
        if found is not None:
            return None if found == NOTHING else found
    return kind


def _forms(token: Token) -> tuple[str, ...]:
    return (token.fold, *(v.stem for v in token.variants))


@cache
def _objects() -> dict[str, dict[str, str]]:
    """Folded trigger → folded noun behind it → kind."""
    found: dict[str, dict[str, str]] = {}
    for triggers, nouns, kind in table("frames/kinds_by_object.tsv", "triggers", "nouns", "kind"):
        for trigger in triggers.split("|"):
            known = found.setdefault(fold_word(trigger), {})
            known.update((fold_word(noun), kind) for noun in nouns.split("|"))
    return found
