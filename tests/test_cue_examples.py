"""Every example of every cue: what must be read in it, or that nothing may be."""

from __future__ import annotations

import pytest

from riwaya.mentions.names.find import find_names
from riwaya.model import Statement
from riwaya.rules.entries import Example
from riwaya.statements.cues import Cue, cues
from riwaya.statements.find import find_statements
from riwaya.text.document import Document

CASES = [
    pytest.param(cue, example, id=f"{cue.id}-{n}")
    for cue in cues()
    for n, example in enumerate(cue.examples, 1)
]


def read(text: str) -> list[Statement]:
    document = Document.of(text)
    return find_statements(document, find_names(document), [], [])


def fields(text: str, statement: Statement) -> dict[str, str | None]:
    return {
        "cue": statement.cue.cut(text) if statement.cue else None,
        "speaker": statement.speaker.cut(text) if statement.speaker else None,
        "content": statement.span.cut(text),
        "act": statement.act,
    }


@pytest.mark.parametrize(("cue", "example"), CASES)
def test_example(cue: Cue, example: Example, request: pytest.FixtureRequest) -> None:
    if example.fails:
        request.applymarker(pytest.mark.xfail(reason=example.fails, strict=True))
    found = [fields(example.text, s) for s in read(example.text)]
    if example.none:
        assert not found
    else:
        assert any(example.expect.items() <= one.items() for one in found), found
