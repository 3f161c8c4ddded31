"""Patterns over roles (data/times/patterns): compiled once, matched against the letters of a run."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from riwaya.mentions.times.vocabulary import Atom, vocabulary
from riwaya.model import KnowledgeError
from riwaya.rules.entries import Entry, load_entries
from riwaya.rules.kept import kept_by_all
from riwaya.rules.tables import DATA

STAGES = 4
_NUMERIC = ("number", "count", "ordinal", "day", "hour_word")


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRule(Entry):
    """A regular expression whose letters are roles, and the reader that makes a time of its groups.

    `stage`: patterns of a later stage see the times of the earlier ones. `year` and `only` (month, day) fix a
    famous day. `not_after_definite` rejects a match after a noun with the article ("the secretary general");
    `as_spelled` demands the hamzas and marks of the data (the month آب, where إب is a town); `not_in_title`
    rejects the last words of a quotation of a few words, which is a name ("Yemen Today").
    """

    pattern: str
    reads: str
    stage: int = 1
    year: int = 0
    only: tuple[int, ...] = ()
    not_after_definite: bool = False
    as_spelled: bool = False
    not_in_title: bool = False


class Candidate(NamedTuple):
    """A pattern that matches a run at `start`; `groups` maps group names to [first, last) in the run."""

    rule: PatternRule
    start: int
    end: int
    groups: Mapping[str, tuple[int, int]]

    @property
    def kept(self) -> tuple[int, int]:
        """What of the match is the time itself: the group `span` where there is one."""
        return self.groups.get("span", (self.start, self.end))


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate with the atoms of its run."""

    candidate: Candidate
    atoms: Sequence[Atom]

    @property
    def rule(self) -> PatternRule:
        """The pattern."""
        return self.candidate.rule

    @property
    def all(self) -> Sequence[Atom]:
        """Every atom of the match."""
        return self.atoms[self.candidate.start : self.candidate.end]

    def has(self, group: str) -> bool:
        """Whether the group took part."""
        return group in self.candidate.groups

    def group(self, name: str) -> Sequence[Atom]:
        """The atoms of a group; empty where it took no part."""
        first, last = self.candidate.groups.get(name, (0, 0))
        return self.atoms[first:last]

    def number(self, name: str) -> int | None:
        """The value of a group of number words: الخامس والعشرين is 25; None where it took no part."""
        atoms = self.group(name)
        values = [next((a.senses[r] for r in _NUMERIC if r in a.senses), None) for a in atoms]
        found = [v for v in values if v is not None]
        return sum(found) if found else None

    def values(self, name: str, *roles: str) -> list[int]:
        """The values in `roles` of the atoms of a group that play one of them."""
        return [a.senses[r] for a in self.group(name) for r in roles if r in a.senses]

    def value(self, name: str, *roles: str) -> int | None:
        """The first of `values`."""
        return next(iter(self.values(name, *roles)), None)

    def sense(self, role: str) -> int | None:
        """The value of the first atom of the match that plays `role`."""
        return next((a.senses[role] for a in self.all if role in a.senses), None)


@cache
def pattern_rules() -> list[PatternRule]:
    """The entries of data/times/patterns."""
    return load_entries("times/patterns", "pattern", PatternRule)


@cache
def _fragments() -> dict[str, str]:
    raw: dict[str, str] = tomllib.loads((DATA / "times/fragments.toml").read_text("utf-8"))
    return raw


@cache
def _compiled(stage: int) -> list[tuple[PatternRule, re.Pattern[str]]]:
    return [(rule, _compile(rule)) for rule in pattern_rules() if rule.stage == stage]


def _compile(rule: PatternRule) -> re.Pattern[str]:
    where = f"{rule.file}: pattern {rule.id!r}"
    written, fragments = rule.pattern, _fragments()
    while names := re.findall(r"\{([a-z_]+)\}", written):
        for name in names:
            if name not in fragments:
                raise KnowledgeError(f"{where}: fragment {{{name}}} is missing in times/fragments.toml")
            written = written.replace(f"{{{name}}}", fragments[name])
    seen: dict[str, int] = {}

    def rename(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}__{seen[match[1]]}>"

    def letters(match: re.Match[str]) -> str:
        found = vocabulary().letters(match[1].split("|"))
        if not found:
            raise KnowledgeError(f"{where}: no word plays the role {match[1]!r}")
        return f"[{found}]"

    # "P" keeps the names of groups from being read as roles.
    written = re.sub(r"\(\?P<([a-z_0-9]+)>", rename, written.replace(" ", ""))
    written = re.sub(r"(?<!P)<([a-z_|]+)>", letters, written).replace("(?(opened)", "(?(opened__1)")
    try:
        return re.compile(written)
    except re.error as error:
        raise KnowledgeError(f"{where}: {error}") from error


@kept_by_all
def candidates(stage: int, letters: str) -> tuple[tuple[Candidate, ...], ...]:
    """For every place of a run, the patterns of the stage that match there, the longest first."""
    return tuple(
        tuple(sorted(_at(stage, letters, start), key=lambda c: -c.end)) for start in range(len(letters))
    )


def _at(stage: int, letters: str, start: int) -> Iterator[Candidate]:
    for rule, pattern in _compiled(stage):
        match = pattern.match(letters, start)
        if match and match.end() > start:
            groups: dict[str, tuple[int, int]] = {}
            for name, number in pattern.groupindex.items():
                if match.start(number) >= 0:
                    groups.setdefault(name.partition("__")[0], match.span(number))
            yield Candidate(rule, start, match.end(), groups)
