"""Every example of data/times is a test."""

from __future__ import annotations

import pytest

from riwaya.mentions.times.find import READERS, find_times
from riwaya.mentions.times.patterns import pattern_rules
from riwaya.mentions.times.vocabulary import WordRule, word_rules
from riwaya.rules.entries import Entry, Example
from riwaya.text.document import Document
from riwaya.text.lexicon import folded_words

PUBLISHED = "2018-06-09"  # a Saturday; what examples without `published` are read with
KNOWN = {"time", "published", "start", "end", "precision", "relative_to"}


def _cases() -> list[object]:
    found = []
    entries: list[Entry] = [*word_rules(), *pattern_rules()]
    for entry in entries:
        for number, example in enumerate(entry.examples, 1):
            marks = [pytest.mark.xfail(reason=example.fails, strict=True)] if example.fails else []
            found.append(pytest.param(example, id=f"{entry.id}-{number}", marks=marks))
    return found


@pytest.mark.parametrize("example", _cases())
def test_example(example: Example) -> None:
    assert set(example.expect) <= KNOWN
    published = example.expect.get("published", PUBLISHED)
    times = find_times(Document.of(example.text), published)
    told = {example.text[t.span.start : t.span.end]: t for t in times}
    if example.none:
        assert not told
        return
    assert example.expect["time"] in told, list(told)
    time = told[example.expect["time"]]
    for key in ("start", "end", "precision", "relative_to"):
        if key in example.expect:
            value = example.expect[key]
            assert getattr(time, key) == (None if value == "none" else value), (key, time)


def test_readers_are_known() -> None:
    assert {rule.reads for rule in pattern_rules()} <= set(READERS)


@pytest.mark.parametrize("rule", word_rules(), ids=lambda rule: rule.id)
def test_forms_are_unique_after_folding(rule: WordRule) -> None:
    folded = [folded_words(form) for forms in rule.forms.values() for form in forms]
    assert all(folded)
    assert len(folded) == len(set(folded))
