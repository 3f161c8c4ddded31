"""Who each mention is within its report: surnames, titles alone, short forms of bodies, "the source", "the
statement"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from riwaya.mentions.names.anaphora import author_of, of_class, same_source, stands_for, writer_of
from riwaya.mentions.names.bearers import CATAPHORIC, Bearers
from riwaya.mentions.names.compare import Words, body_words, fuller_name, name_words, same_body
from riwaya.mentions.names.evidence import Evidence, adjective, demonym
from riwaya.mentions.names.grammar import (
    ARTICLE,
    MINISTRY,
    without_article,
)
from riwaya.mentions.names.mention import Mention, plain
from riwaya.mentions.names.naming import body_name, source_name
from riwaya.mentions.names.nested import nested_bodies
from riwaya.mentions.names.surnames import mend_surnames, spelled_otherwise, surname_in
from riwaya.text.marks import QUOTES

_NAMED_LATER = frozenset({"newspaper", "channel", "agency", "site", "ngo", "company"})


class Cast:
    """The persons, bodies and sources of a report by their mentions so far and to come."""

    def __init__(self, evidence: Evidence, mentions: Sequence[Mention]) -> None:
        self.evidence = evidence
        self.mentions = list(mentions)
        mend_surnames(evidence, self.mentions)
        self.persons = [m for m in mentions if m.sort == "name"]
        self.bodies = [m for m in self._with_authors(mentions) if m.sort == "body"]
        for m in [*self.persons, *self.bodies]:
            m.bare = self._own(m)
        self._fullest()
        self._surnames = {
            name_words(p.bare)[-1]: p.bare for p in reversed(self.persons) if len(name_words(p.bare)) > 1
        }
        self._bearers = Bearers(evidence, self.persons)
        self._aliases = self._bracketed()
        for m in self.mentions:
            self.settle(m)

    def is_surname(self, i: int) -> bool:
        """Whether the word at token `i` is the last of a person's names in the report."""
        return any(w in self._surnames for w in name_words(self.evidence.tokens[i].text))

    def signs_only(self, first: int, last: int) -> bool:
        """Whether tokens `first` to `last` are all signs."""
        return all(t.kind == "sign" for t in self.evidence.tokens[first:last])

    def _with_authors(self, mentions: Iterable[Mention]) -> list[Mention]:
        found = []
        for m in mentions:
            found.append(m)
            if m.author:
                found.append(m.author)
            m.nested = nested_bodies(self.evidence, m)
            found += m.nested
        return found

    def _own(self, m: Mention) -> str:
        """The name in the mention's own words."""
        if m.sort == "body":
            return body_name(self.evidence, m)
        first, last = m.head
        return plain(self.evidence.document, first, last, m.prefix if first == m.first else "")

    def _fullest(self) -> None:
        """Give every person the fullest name in the report that holds all the mention's words."""
        names: dict[str, Words] = {}
        for p in self.persons:
            names.setdefault(p.bare, name_words(p.bare))
        by_size = sorted(names.items(), key=lambda kv: -len(kv[1]))
        full = {own: fuller_name(own, words, by_size) for own, words in names.items()}
        for p in self.persons:
            known = self.evidence.hit(p.head[0], "person")
            called = full.get(known.entry.name) if known and known.last == p.head[1] else None
            alone = full[p.bare] == p.bare and len(names[p.bare]) <= 2
            otherwise = spelled_otherwise(p.bare, names) if alone and not called else None
            p.bare = called or full[otherwise or p.bare]

    def _bracketed(self) -> dict[Words, str]:
        """Short names given in brackets or marks right after the full one: "هيئة الإذاعة البريطانية (بي بي
        سي)"."""
        found: dict[Words, str] = {}
        for a, b in zip(self.mentions, self.mentions[1:], strict=False):
            if a.sort == b.sort == "body" and b.first == a.last + 1 and self.evidence.glue(a.last):
                found.setdefault(body_words(b.bare), a.bare)
        for m in self.bodies:
            tokens = self.evidence.tokens[m.first : m.last]
            opening = next((k for k, t in enumerate(tokens) if t.text == "("), 0)
            if opening and tokens[-1].text == ")" and len(tokens) - opening > 2:
                short = plain(self.evidence.document, m.first + opening + 1, m.last - 1, "")
                found.setdefault(body_words(short), m.bare)
        return found

    def settle(self, m: Mention) -> Mention:
        """Fill in `bare`, `role` and `affiliation` of a mention."""
        if m.sort == "name":
            if not m.bare:
                m.bare = self.person(self._own(m))
        elif m.sort == "title":
            m.bare = (
                writer_of(self.evidence, self.mentions, m)
                or self._bearers.addressed(m)
                or surname_in(self.evidence, self._surnames, m)
                or self._bearers.by_title(m)
                or self._as_source(m)
                or self._bearers.official(m)
                or self._bearers.introduced_after(m)
                or self._own(m)
            )
        elif m.sort == "body":
            m.bare = self.body(m)
        elif m.sort == "unnamed":
            m.bare = (
                writer_of(self.evidence, self.mentions, m)
                or (m.by.endswith(CATAPHORIC) and not m.plural and self._bearers.introduced(m))
                or self._bearers.exactly(m)
                or same_source(self.evidence, self.mentions, m)
            )
        elif m.sort == "document":
            self._document(m)
        else:
            m.bare = self._own(m)
        if m.titles or m.sort == "unnamed":
            m.nested = m.nested or nested_bodies(self.evidence, m)
        if m.titles:
            first, last = m.titles[0]
            m.role = plain(self.evidence.document, first, last, m.prefix if first == m.first else None)
        inner = next(iter(m.nested), None)
        if inner:
            m.affiliation = inner.bare or body_name(self.evidence, inner)
        return m

    def person(self, name: str) -> str:
        """The fullest name in the report of the person so called; the name itself where no other holds it."""
        own = set(name_words(name))
        best = name
        for p in self.persons:
            if own and own <= set(name_words(p.bare)) and len(p.bare) > len(best):
                best = p.bare
        return best

    def _as_source(self, m: Mention) -> str | None:
        """The unnamed source introduced before whom a title alone means: "القيادي" after "قيادي في
        المقاومة"."""
        own = source_name(self.evidence, m)
        found = same_source(self.evidence, self.mentions, m)
        if found == own:
            return None
        m.kind, m.sort = "unnamed", "unnamed"
        return found

    def body(self, m: Mention) -> str:
        """The fullest name of the body in the report: "المرصد" is "المرصد السوري لحقوق الإنسان"."""
        own = body_name(self.evidence, m)
        words = body_words(own)
        if not words:
            return own
        if words in self._aliases:
            return self._aliases[words]
        fuller = [b for b in self.bodies if b is not m and same_body(words, body_words(b.bare))]
        if not fuller and m.listed and m.kind == "media":
            fuller = [b for b in self.bodies if b.listed == m.listed and len(b.bare) > len(own)]
        short = len(words) == 1 and m.definite and not m.listed
        general = stands_for(self.evidence, m, own)
        if general and m.kind != "media":
            fuller = [b for b in fuller if not stands_for(self.evidence, b, body_name(self.evidence, b))]
        if not fuller and general:
            fuller = [b for b in self.bodies if b.first < m.first and of_class(b, m) and self._names(b)]
            fuller = [b for b in fuller if not stands_for(self.evidence, b, b.bare)] or fuller
        if (
            not fuller
            and not m.definite
            and m.group in _NAMED_LATER
            and not self._called(m)
            and len(words) > 1
        ):
            return self._named_later(m) or own
        if not fuller and short and words[0] == MINISTRY:
            fuller = [b for b in self.bodies if b.group == "ministry"]
        if own.startswith(ARTICLE):
            fuller = [b for b in fuller if b.bare.startswith(ARTICLE)] or fuller
        before = [b for b in fuller if b.first < m.first]
        if before:
            return (
                before[-1]
                if short or general
                else max(before, key=lambda b: (len(body_words(b.bare)), b.first))
            ).bare
        return fuller[0].bare if fuller else own

    def _names(self, m: Mention) -> bool:
        """Whether a body is named, not described: neither "the organisation" nor "foreign institutions"."""
        if m.listed or m.last - m.first == 1:
            return bool(m.listed)
        second = self.evidence.tokens[m.first + 1].fold
        return m.definite or m.kind == "media" or not (demonym(second) or adjective(second))

    def _named_later(self, m: Mention) -> str | None:
        """The name that comes after "a British paper", where one paper alone is named in the report."""
        tokens = self.evidence.tokens
        named = {
            b.bare
            for b in self.bodies
            if b.first > m.first
            and without_article(tokens[b.first].fold) == tokens[m.first].fold
            and self._called(b)
        }
        return named.pop() if len(named) == 1 else None

    def _called(self, m: Mention) -> bool:
        """Whether a body is called by a name of its own: a listed one, or words in quotation marks."""
        return bool(m.listed) or any(t.text in QUOTES for t in self.evidence.tokens[m.first : m.last])

    def _document(self, m: Mention) -> None:
        m.bare = source_name(self.evidence, m)
        if m.kind == "media":
            return
        m.author = author_of(self.evidence, self.mentions, m)
        if m.author:
            self.settle(m.author)
            m.bare = m.author.bare or m.bare
