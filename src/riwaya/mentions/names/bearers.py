"""Who bears a title that stands alone: the person of the report who is named with it, before or after."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.compare import Words, fit
from riwaya.mentions.names.evidence import Evidence, nation
from riwaya.mentions.names.grammar import ADDRESSED, CALLED, OFFICIALS, SAME
from riwaya.mentions.names.lexicon import lexicon
from riwaya.mentions.names.mention import Mention
from riwaya.mentions.names.roles import known_roles
from riwaya.mentions.names.title_words import title_words
from riwaya.text.clitics import variants_before_pronoun

CATAPHORIC = ("spokesman",)
REACH = 2  # sentences in which the name follows a title alone


class Bearers:
    """The persons of a report, in order, by the titles that they bear."""

    def __init__(self, evidence: Evidence, persons: Sequence[Mention]) -> None:
        self.evidence = evidence
        self.persons = persons

    def addressed(self, m: Mention) -> str | None:
        """The person named last before a form of address with a pronoun: "سماحته" ("His Eminence"); of those
        named before, one who bears the title that it belongs to: of 19,744 speakers of own reports 22 were
        mended by that, none broken."""
        titles = ADDRESSED.get(self.evidence.tokens[m.titles[0][0]].fold)
        if titles is None:
            return None
        before = [p for p in reversed(self.persons) if p.first < m.first]
        borne = (p for p in before if any(titles & set(title) for title in self._titles_of(p)))
        return next((p.bare for p in (*borne, *before)), None)

    def by_title(self, m: Mention) -> str | None:
        """The person of the report who bears the title: named nearest before, else nearest after."""
        if not m.definite:
            return self._after(m)
        first, last = m.titles[0]
        wanted = [w for w in self._title(m, first, last) if w not in SAME]
        if not wanted:
            return None
        before: tuple[float, str] | None = None
        after: tuple[float, str] | None = None
        for p in self.persons:
            best = max((fit(wanted, title) for title in self._titles_of(p)), default=0.0)
            if best <= 0:
                continue
            if p.first < m.first:
                if before is None or best >= before[0]:
                    before = (best, p.bare)
            elif after is None or best > after[0]:
                after = (best, p.bare)
        chosen = before or after
        return chosen[1] if chosen else None

    def official(self, m: Mention) -> str | None:
        """The person named last before who serves the nation of "the Turkish official", whatever the
        office. Of 19,744 speakers of own reports 13 were mended, three broken."""
        wanted = self._title(m, *m.titles[0])
        if not m.definite or len(wanted) != 2 or wanted[0] not in OFFICIALS or not nation(wanted[1]):
            return None
        before = (p for p in reversed(self.persons) if p.first < m.first)
        return next((p.bare for p in before if any(wanted[1] in t for t in self._titles_of(p))), None)

    def exactly(self, m: Mention) -> str | None:
        """The person named before with all words of a definite title of several: "وزير خارجية مصر" ("the
        foreign minister of Egypt"). Of 19,744 speakers of own reports eight were mended, none broken."""
        if not m.titles or not m.definite or m.plural:
            return None
        wanted = list(self._title(m, *m.titles[0]))
        if len(wanted) < 2:
            return None
        before = (p for p in reversed(self.persons) if p.first < m.first)
        return next((p.bare for p in before if any(fit(wanted, t) >= 1 for t in self._titles_of(p))), None)

    def _titles_of(self, p: Mention) -> list[Words]:
        """The titles that a person bears in the report, and the role that the list of persons gives."""
        titles = [title_words(self.evidence, *t) for t in p.titles]
        hit = self.evidence.hit(p.head[0], "person")
        role = known_roles().get(hit.entry.name) if hit else None
        return [*titles, role] if role else titles

    def introduced(self, m: Mention) -> str | None:
        """The person whom an indefinite spokesman turns out to be: named with that title later, or introduced
        soon after."""
        return self._after(m) or self.introduced_after(m)

    def introduced_after(self, m: Mention) -> str | None:
        """The person who is named for the first time in the two sentences after a title alone: with a rank at
        most after a spokesman, without any title after the holder of an office."""
        index = self.evidence.document.sentence_index
        spokesman = m.by.endswith(CATAPHORIC)
        if not m.definite or not (spokesman or (m.by.endswith("office") and index[m.first] < REACH)):
            return None
        earlier = {p.bare for p in self.persons if p.first < m.first}
        for p in self.persons:
            reached = p.first > m.first and index[p.first] - index[m.first] <= REACH
            if reached and not p.by.startswith("repeat") and self._acts(p):
                titled = any(b - a > 1 for a, b in p.titles) if spokesman else bool(p.titles)
                return None if p.bare in earlier or titled else p.bare
        return None

    def _acts(self, p: Mention) -> bool:
        """Whether a verb other than "called" stands before a person: who is called something is somebody of
        whom others speak."""
        before = p.first - 1
        return self.evidence.classes[before] == "verb" and self.evidence.tokens[before].fold not in CALLED

    def _title(self, m: Mention, first: int, last: int) -> Words:
        words = title_words(self.evidence, first, last)
        if words and m.by == "title:possessed":
            stem = next(
                (v.stem for v in variants_before_pronoun(words[0]) if lexicon().is_title(v.stem)), words[0]
            )
            words = (stem, *words[1:])
        return words

    def _after(self, m: Mention) -> str | None:
        """For "a spokesman for X": the person who is named with that title later on."""
        first, last = m.titles[0]
        wanted = title_words(self.evidence, first, last)
        for p in self.persons:
            if (
                len(wanted) > 1
                and p.first > m.first
                and any(fit(list(wanted), title_words(self.evidence, *t)) >= 1 for t in p.titles)
            ):
                return p.bare
        return None
