"""What the coding of a report says of what was read: which of the statements read are coded ones."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.learn.gold import Coded
from riwaya.learn.grown import Case
from riwaya.learn.speakers_coded import match
from riwaya.mentions.names.find import find_names
from riwaya.model import Span
from riwaya.statements.choice import QUESTION, choice_keys, choice_row
from riwaya.statements.find import Models, content_span, tell
from riwaya.statements.view import view
from riwaya.text.document import Document

_SAME = 0.5  # what a content must share with the coded one, as F1, to be scored as found


def choice_cases(coded: Coded, models: Models, fold: int) -> Iterator[Case]:
    """Every statement that the models read in a report that they never saw; yes for those that were coded
    with that cue and content."""
    document = Document.of(coded.report.text, coded.report.sha256)
    names = find_names(document)
    seen = view(document, names)
    told = list(tell(seen, names, models))
    coding = match([read.one.cue for read in told], coded.statements)
    asks, no = frozenset({QUESTION}), frozenset[str]()
    for number, read in enumerate(told):
        cue, content = read.one.cue, content_span(seen, read.one.cue, read.content)
        right = any(_shared(content, statement["span"]) >= _SAME for statement in coding.get(number, ()))
        row = choice_row(seen, read.one, read.content, read.chosen, read.beside)
        yield Case(fold, row, choice_keys(seen, cue), asks, asks if right else no)


def _shared(a: Span, b: Span) -> float:
    return 2 * a.overlap(b) / (a.length + b.length)
