"""Every time of a document: run by run, stage by stage."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import NamedTuple

from riwaya.mentions.times.dates import DATES
from riwaya.mentions.times.hijri import HIJRI
from riwaya.mentions.times.joining import JOINED
from riwaya.mentions.times.near import NEAR
from riwaya.mentions.times.patterns import STAGES, Candidate, Match, PatternRule, candidates
from riwaya.mentions.times.setting import Reader, Setting
from riwaya.mentions.times.stretch import Publication, Stretch
from riwaya.mentions.times.vocabulary import Atom, runs, vocabulary, word_rules
from riwaya.model import KnowledgeError, Span, Time, identity
from riwaya.rules.tables import DATA
from riwaya.rules.trace import record
from riwaya.text.clitics import PARTS
from riwaya.text.document import Document
from riwaya.text.folding import fold_word
from riwaya.text.marks import COMMA
from riwaya.text.wordclass import is_definite, possible_forms

_GRAINS = {"day": "day", "part_of_day": "part", "hour": "clock"} | {
    grain: grain for grain in ("week", "month", "year", "season", "decade", "century")
}
_TITLE = 3  # words of a quotation that is a name; unmeasured
_OUTSIDE = frozenset({"in", "at", "by", "for", "and", "comma"})

READERS: dict[str, Reader] = DATES | HIJRI | NEAR | JOINED


def find_times(document: Document, published: str | None) -> list[Time]:
    """The times in text order, without overlap: "قتل جنديان فجر الأحد" ("two soldiers died at dawn, Sunday").

    With `published` "2018-06-09" the dawn is that of 2018-06-03; without it, or where it is no ISO date,
    start and end stay None and `relative_to` is "published". Start and end are days, both included; precision
    "hour" adds "THH:MM". A bare weekday is the latest on or before publication; a date without a year is the
    nearest one, days ahead of publication counting double. `relative_to` is "unknown" for what hangs on the
    story ("the next day") and for lengths ("for two years"). Precisions: hour, part_of_day, day, week, month,
    season, year, decade, century, range, duration.
    """
    setting = Setting(Publication.of(published), lambda token: _looks_ahead(document, token))
    found: list[Time] = []
    for run in runs(document):
        for atom in _staged(document, run, setting):
            if atom.time is not None:
                found.append(_told(document, atom, atom.time))
    return found


def _told(document: Document, atom: Atom, time: Stretch) -> Time:
    span = Span(atom.start, atom.end)
    start, end = time.iso()
    record("times", atom.by, span, f"won: {start} to {end}, {time.precision}")
    return Time(
        identity(document.sha256, "t", span),
        span,
        start,
        end,
        time.precision,
        time.relative_to,
        f"time:{atom.by}",
    )


def _staged(document: Document, run: list[Atom], setting: Setting) -> list[Atom]:
    """The run with every time in it read into one atom."""
    for stage in range(1, STAGES + 1):
        if stage > 1 and not any(a.time is not None for a in run):
            break
        run = _read(document, run, stage, setting)
    return run


def _read(document: Document, run: list[Atom], stage: int, setting: Setting) -> list[Atom]:
    found: list[Atom] = []
    done, i = 0, 0
    at = candidates(stage, "".join(a.symbol for a in run))
    while i < len(run):
        for candidate in at[i]:
            if candidate.kept[0] < done:
                continue
            read = _accept(document, run, candidate, setting)
            if read is None:
                continue
            first, last = read[0], candidate.kept[1]
            found += run[done:first]
            found += (
                run[first:last] if read[1] is None else [_atom(run, first, last, candidate.rule, read[1])]
            )
            done = i = last
            break
        else:
            i += 1
    return [*found, *run[done:]]


def _accept(
    document: Document, run: list[Atom], candidate: Candidate, setting: Setting
) -> tuple[int, Stretch | None] | None:
    """First atom and stretch of a match that holds; (first, None) for a name; None for no match."""
    rule, (first, last) = candidate.rule, candidate.kept
    span = Span(run[first].start, run[last - 1].end)
    if rule.reads == "nothing":
        record("times", rule.id, span, "lost: part of a name")
        return first, None
    if first == 0 and _in_hashtag(document, run[0].token):
        return None
    if rule.not_after_definite and _after_definite(document, run[first].token):
        return None
    if rule.not_in_title and _ends_title(document, span):
        return None
    if rule.as_spelled and not _as_spelled(span.cut(document.text)):
        return None
    reader = READERS.get(rule.reads)
    if reader is None:
        known = ", ".join(READERS)
        raise KnowledgeError(f"{rule.file}: pattern {rule.id!r}: no reader {rule.reads!r}; known are {known}")
    stretch = reader(Match(candidate, run), setting)
    if stretch is None:
        record("times", rule.id, span, "lost: no such day, or words that do not fit")
        return None
    while first < last - 1 and run[first].time is None and run[first].senses.keys() & _OUTSIDE:
        first += 1
    return first, stretch


def _atom(run: list[Atom], first: int, last: int, rule: PatternRule, time: Stretch) -> Atom:
    grain = _GRAINS.get(time.precision, "other")
    symbol = vocabulary().symbols[frozenset({"a_time", f"a_{grain}"})]
    return Atom(run[first].start, run[last - 1].end, run[first].token, symbol, {"a_time": 0}, time, rule.id)


def _in_hashtag(document: Document, token: int) -> bool:
    return token > 0 and document.tokens[token - 1].text == "_"


def _ends_title(document: Document, span: Span) -> bool:
    """Whether the span stands at the end of a quotation of a few words, and is not all of it."""
    first, last = document.tokens_of(span)
    number = document.quote_of[first]
    if number < 0:
        return False
    quote = document.quotes[number]
    return quote.closed and quote.words <= _TITLE and last == quote.last - 1 and first > quote.first + 1


def _after_definite(document: Document, token: int) -> bool:
    before = document.tokens[token - 1] if token else None
    return before is not None and before.kind == "word" and is_definite(before.fold)


@cache
def _spellings() -> frozenset[str]:
    return frozenset(form for rule in word_rules() for forms in rule.forms.values() for form in forms)


def _as_spelled(written: str) -> bool:
    return "".join(char for char in written if fold_word(char)) in _spellings()


class _Future(NamedTuple):
    """data/times/future.toml, folded."""

    verbs: frozenset[str]
    cues: frozenset[str]
    no_verbs: frozenset[str]
    reach: int
    cue_reach: int


@cache
def _future() -> _Future:
    raw = tomllib.loads((DATA / "times/future.toml").read_text("utf-8"))
    verbs, cues, no_verbs = (frozenset(map(fold_word, raw[name])) for name in ("verbs", "cues", "no_verbs"))
    return _Future(verbs, cues, no_verbs, int(raw["reach"]), int(raw["cue_reach"]))


def _looks_ahead(document: Document, token: int) -> bool:
    """Whether the nearest verb or cue before the token speaks of what is to come."""
    known = _future()
    floor = max(document.sentences[document.sentence_index[token]].first, token - known.reach)
    cues_from = max(floor, token - known.cue_reach)
    for i in range(token - 1, floor - 1, -1):
        word = document.tokens[i]
        if word.kind != "word":
            cues_from = max(cues_from, i + 1) if word.text in COMMA else cues_from
            continue
        if word.fold in known.verbs or (i >= cues_from and word.fold in known.cues):
            return True
        if word.fold in known.no_verbs:
            continue
        forms = possible_forms(word.fold)
        if forms == {"present"} and any("future" in PARTS[v.prefix] for v in word.variants):
            return True
        if forms and forms <= {"past", "present"} and document.classes[i] == "verb":
            return False
    return False
