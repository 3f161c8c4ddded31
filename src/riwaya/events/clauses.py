"""Who a verb is about: the noun phrases of a sentence and, for each verb, its likely subject and object by
word order.

No parse: Arabic news keeps to a few orders (verb subject object; topic verb object; "which" clauses), and
the noun phrases between prepositions, verbs and signs are told apart by definiteness.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache

from riwaya.events.letters import AND, PLURAL_VERBS
from riwaya.events.relations import Standing
from riwaya.events.scene import Scene
from riwaya.rules.tables import table
from riwaya.text.clitics import PARTS
from riwaya.text.folding import fold_word
from riwaya.text.marks import COLON, QUOTES

JOINED = f"cl={AND}"  # the mark of a word with "and" written on to it

Phrase = tuple[int, int]
LOOK = 7  # tokens that a phrase or verb may stand away from what it belongs to


@cache
def _relatives() -> frozenset[str]:
    return frozenset(fold_word(word) for (word,) in table("frames/relatives.tsv", "word"))


@dataclass(slots=True)
class Clauses:
    """A sentence's phrases and what was found of its verbs."""

    scene: Scene
    first: int
    last: int
    standing: Sequence[Standing]
    phrases: list[Phrase] = field(default_factory=list)
    starting: dict[int, Phrase] = field(default_factory=dict)
    ending: dict[int, Phrase] = field(default_factory=dict)
    verbs: list[int] = field(default_factory=list)
    known: dict[int, tuple[Phrase | None, Phrase | None]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, scene: Scene, first: int, last: int, standing: Sequence[Standing], triggers: Collection[int] = ()
    ) -> Clauses:
        """The clauses of tokens `first` to `last`; `standing` holds one entry for each of them.

        A trigger joined by "and" begins a phrase of its own: "قتل الأبرياء وتدمير البلدة" ("killing
        innocents and destroying …").
        """
        found = cls(scene, first, last, standing)
        i = first
        while i < last:
            if found.closed(i):
                i += 1
                continue
            j = i + 1
            while (
                j < last and not found.closed(j) and standing[j - first].phrase == standing[i - first].phrase
            ):
                if found._parts(j) or (j in triggers and JOINED in scene.marks[j]):
                    break
                j += 1
            found.phrases.append((i, j))
            i = j
        found.starting = {p[0]: p for p in found.phrases}
        found.ending = {p[1]: p for p in found.phrases}
        found.verbs = [i for i in range(first, last) if scene.classes[i] == "verb"]
        return found

    def closed(self, i: int) -> bool:
        """Whether token `i` belongs to no phrase: a verb, a sign, a word that relates."""
        return self.standing[i - self.first].relation.startswith("=")

    def phrase_of(self, i: int) -> Phrase:
        """The phrase that token `i` stands in; the token alone outside all."""
        at = bisect_right(self.phrases, (i, self.last + 1)) - 1
        return self.phrases[at] if at >= 0 and self.phrases[at][1] > i else (i, i + 1)

    def relation(self, phrase: Phrase) -> str:
        """The relation in which a phrase stands."""
        return self.standing[phrase[0] - self.first].relation

    def bare(self, phrase: Phrase) -> bool:
        """Whether no preposition governs the phrase."""
        return self.relation(phrase) in ("", ",", ".")

    def _parts(self, i: int) -> bool:
        """Whether a new phrase begins at `i` although nothing stands between: after a definite noun an
        indefinite one."""
        marks, before = self.scene.marks[i], self.scene.marks[i - 1]
        place = self.scene.place_at
        joined = place[i] is not None and place[i] is place[i - 1]
        if joined or (self.scene.name_kind[i] and i not in self.scene.name_start):
            return False
        definite = "def" in before or place[i - 1] is not None or bool(self.scene.name_kind[i - 1])
        if JOINED in marks:
            return False
        if definite and "def" not in marks:
            return True
        return "acc" in marks and "acc" not in before and "indef" in before

    def after(self, i: int) -> Phrase | None:
        """The first bare phrase after token `i - 1` in the same clause, a few tokens on at most."""
        clause = self.scene.clause
        for j in range(i, min(i + LOOK, self.last)):
            if clause[j] != clause[i - 1] or (j in self.verbs and j >= i):
                return None
            phrase = self.starting.get(j)
            if phrase and self.bare(phrase):
                return phrase
        return None

    def topic(self, i: int) -> Phrase | None:
        """The bare phrase that opens the stretch between the last boundary or verb and token `i`."""
        clause, tokens = self.scene.clause, self.scene.document.tokens
        start = i
        while (
            start > self.first
            and clause[start - 1] == clause[i]
            and start - 1 not in self.verbs
            and not self._opens(start - 1)
        ):
            start -= 1
        if start > self.first and start - 1 in self.verbs and clause[start - 1] == clause[i]:
            return None
        for j in range(start, i):
            phrase = self.starting.get(j)
            if phrase and self.bare(phrase) and phrase[1] <= i and tokens[j].kind != "sign":
                return phrase
            if phrase:
                return None
        return None

    def _opens(self, i: int) -> bool:
        """Whether a sign at `i` opens a clause: a colon or an opening quotation mark of more than a few
        words."""
        token = self.scene.document.tokens[i]
        if token.kind != "sign":
            return False
        return token.text in COLON or (token.text in QUOTES and self._long_quote(i))

    def _long_quote(self, i: int) -> bool:
        return any(q.first == i and q.words > 4 for q in self.scene.document.quotes)

    def roles(self, verb: int) -> tuple[Phrase | None, Phrase | None]:
        """(subject, object) of the verb at token `verb`."""
        if verb not in self.known:
            self.known[verb] = (None, None)
            self.known[verb] = self._roles(verb)
        return self.known[verb]

    def _roles(self, verb: int) -> tuple[Phrase | None, Phrase | None]:
        scene, document = self.scene, self.scene.document
        token = document.tokens[verb]
        part = token.parted
        after = self.after(verb + 1)
        before = self._antecedent(verb)
        if before is not None:
            if part.suffix or self._resumed(verb):
                return after or self._beyond(verb), before
            return before, after
        plural = part.stem.endswith(PLURAL_VERBS)
        joined = "conj" in PARTS.get(part.prefix, frozenset())
        topic = self.topic(verb)
        if topic is not None:
            return topic, after
        if plural or (joined and (after is None or not self._somebody(after))):
            return self._inherited(verb), after
        if after is None:
            return self._inherited(verb), None
        second = (
            self.after(after[1])
            if after[1] < self.last and scene.clause[after[1]] == scene.clause[verb]
            else None
        )
        return after, second

    def _antecedent(self, verb: int) -> Phrase | None:
        """The phrase that a relative clause with this verb belongs to; with no "which" between, an
        indefinite one."""
        classes = self.scene.classes
        i = verb - 1
        while i > self.first and classes[i] in ("aux", "particle", "neg"):
            i -= 1
        if i >= self.first and self._bare_word(i) in _relatives():
            return self._phrase_before(i)
        if (
            i + 1 != verb
            or i < self.first
            or "indef" not in self.scene.marks[i]
            or "conj" in self._prefix(verb)
        ):
            return None
        phrase = self.ending.get(verb)
        if phrase is None or self.scene.place_at[phrase[0]] is not None or self.scene.name_kind[phrase[0]]:
            return None
        # "في سياق متصل أبطل الخبراء" ("in a related matter experts defused") opens with no verb before: no
        # relative clause.
        clause = self.scene.clause
        led = any(clause[v] == clause[verb] for v in self.verbs if v < verb)
        return phrase if led and phrase != self.topic(verb) else None

    def _resumed(self, verb: int) -> bool:
        """Whether a preposition with a pronoun takes up the antecedent: "التي يسيطر عليها" ("which they
        control")."""
        tokens, classes = self.scene.document.tokens, self.scene.classes
        return any(
            classes[i] == "prep"
            and (tokens[i].parted.suffix or self.standing[i - self.first].relation.endswith("_it"))
            for i in range(verb + 1, min(verb + 3, self.last))
        )

    def _beyond(self, verb: int) -> Phrase | None:
        """The phrase after a preposition with its pronoun: its relation is the preposition's only by
        neighbourhood."""
        for j in range(verb + 1, min(verb + 4, self.last)):
            if j in self.starting:
                return self.starting[j]
        return None

    def _bare_word(self, i: int) -> str:
        return self.scene.document.tokens[i].parted.stem

    def _prefix(self, i: int) -> frozenset[str]:
        return PARTS.get(self.scene.document.tokens[i].parted.prefix, frozenset())

    def _phrase_before(self, i: int) -> Phrase | None:
        for j in range(i, max(self.first, i - 4), -1):
            if j in self.ending:
                phrase = self.ending[j]
                while (
                    self.standing[phrase[0] - self.first].relation not in ("", ",", ".")
                    and phrase[0] in self.ending
                ):
                    phrase = self.ending[phrase[0]]
                return phrase
        return None

    def _inherited(self, verb: int) -> Phrase | None:
        """The subject of the verb before, where this one has none of its own."""
        earlier = [v for v in self.verbs if v < verb]
        return self.roles(earlier[-1])[0] if earlier else None

    def _somebody(self, phrase: Phrase) -> bool:
        return any(
            self.scene.senses[i] & {"armed", "group", "people", "politics"} or self.scene.name_kind[i]
            for i in range(phrase[0], min(phrase[1], phrase[0] + 2))
        )
