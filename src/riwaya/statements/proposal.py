"""The rule's own reading of a cue: speaker after it or before it, content from its opening to the clause's
end."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.statements.candidates import Candidate
from riwaya.statements.opening import Opening
from riwaya.statements.view import View
from riwaya.text.phrases import phrase_end

Stretch = tuple[int, int]
_WIDE = 3


def propose(
    seen: View, candidate: Candidate, others: Sequence[Candidate], opening: Opening
) -> tuple[Stretch | None, Stretch | None]:
    """(speaker, content) as token stretches, either None; `others` are the other cues of the sentence."""
    if candidate.pattern == "prep":
        return _source(seen, candidate, others)
    speaker = _speaker(seen, candidate, others, opening)
    content = _content(seen, candidate, others, opening, speaker)
    return speaker, content


def _source(
    seen: View, candidate: Candidate, others: Sequence[Candidate]
) -> tuple[Stretch | None, Stretch | None]:
    sentence, label = candidate.sentence, seen.label
    end = candidate.last
    while end < sentence.last and label[end] not in ("comma", "stop", "verb", "rel", "comp", "colon"):
        end += 1
    speaker = (candidate.last, end) if end > candidate.last else None
    if candidate.first - sentence.first <= 1 or (
        end < sentence.last and candidate.first - sentence.first < _WIDE
    ):
        start = end + 1 if end < sentence.last and label[end] in ("comma", "colon") else end
        return speaker, (start, sentence.last) if start < sentence.last else None
    start = sentence.first
    return speaker, (start, candidate.first)


def _speaker(
    seen: View, candidate: Candidate, others: Sequence[Candidate], opening: Opening
) -> Stretch | None:
    sentence = candidate.sentence
    first = candidate.last
    limit = opening.at if opening.kind != "none" else sentence.last
    if first < limit and seen.label[first] not in (
        "comma",
        "colon",
        "quote",
        "prep",
        "comp",
        "stop",
        "dem",
        "rel",
    ):
        last = first
        name = seen.named[first]
        if name.startswith("B"):
            last = first + 1
            while last < limit and seen.named[last].startswith("I"):
                last += 1
        else:
            last = min(phrase_end(seen.document, first, limit), first + (10 if opening.kind != "none" else 2))
        if last > first:
            return first, last
    if candidate.form.kind == "participle" or candidate.first == sentence.first:
        return None
    if any(o.first < candidate.first for o in others):
        return None
    last = candidate.first
    while last > sentence.first and seen.label[last - 1] in ("comma", "particle", "aux"):
        last -= 1
    start = last
    while start > sentence.first and seen.label[start - 1] in ("noun", "participle", "prep", "number"):
        start -= 1
    return (start, last) if start < last else None


def _content(
    seen: View, candidate: Candidate, others: Sequence[Candidate], opening: Opening, speaker: Stretch | None
) -> Stretch | None:
    sentence = candidate.sentence
    if opening.kind != "none":
        first = opening.first
    elif "noun" in candidate.cue.governs:
        first = speaker[1] if speaker and speaker[0] >= candidate.last else candidate.last
    else:
        return None
    if first >= sentence.last:
        return None
    return first, _content_end(seen, first, sentence.last, others, opening)


def _content_end(seen: View, first: int, last: int, others: Sequence[Candidate], opening: Opening) -> int:
    if opening.kind in ("colon", "quote"):
        quote = next((q for q in seen.document.quotes if q.first in (opening.at, opening.at + 1)), None)
        if quote is not None and quote.first < first:
            return min(last, quote.last - int(quote.closed))
    for other in others:
        at = other.first
        if at > first and (other.pattern in ("prep", "verb")) and _parts(seen, at, other):
            return at - 1 if seen.label[at - 1] == "comma" else at
    return last


def _parts(seen: View, at: int, other: Candidate) -> bool:
    """Whether the other cue begins a clause of its own, beside this content and not inside it."""
    if other.form.kind == "participle" or other.pattern == "prep":
        return True
    return seen.label[at - 1] == "comma" and bool(other.prefix)
