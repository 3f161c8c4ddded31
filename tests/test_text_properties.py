"""What holds for the text layer on any text whatever."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.text.agreement import agreement
from riwaya.text.document import Document
from riwaya.text.folding import fold, fold_word
from riwaya.text.phrases import FULL, MINIMAL, noun_phrases
from riwaya.text.segmenter import parting
from riwaya.text.sentences import LONGEST
from riwaya.text.tokens import _INNER, _TOKEN, tokenize

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة"
MARKS = "«»“”\"'‘’‹›„<>.،,؛:!؟?…()[] \n\t\r\u2029\u2028"
ODD = (
    "\x00\u0640\u064b\u0651\u0670\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2069\ufeff\ufdfa\ufefb\ufb50\U0001f600١٢٣456\ud800\udfff"
)
anything = st.text(max_size=300)
newsy = st.text(alphabet=st.sampled_from(ARABIC * 3 + MARKS * 2 + ODD), max_size=400)
NEWS = 'قال الجيش إن قتل وقف القوات في من التي «وبلدة» "نعم" ، . محمد وأكد أن 31 مقاتلا د. ثم'
words = st.lists(st.sampled_from([*NEWS.split(), "\n", "وقالت"]), max_size=80).map(" ".join)
texts = st.one_of(anything, newsy, words)


@given(texts)
@settings(max_examples=400, deadline=None)
def test_tokens_tile_the_text(text):
    at = 0
    for number, token in enumerate(tokenize(text)):
        gap = text[at : token.start]
        assert all(c.isspace() or _TOKEN.match(c) is None for c in gap)
        assert token.index == number
        assert text[token.start : token.end] == token.text
        assert token.end > token.start >= at
        at = token.end
    assert all(c.isspace() or _TOKEN.match(c) is None for c in text[at:])
    assert _INNER


@given(texts)
@settings(max_examples=300, deadline=None)
def test_folding_keeps_the_source_of_every_letter(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.source)
    assert list(folded.source) == sorted(folded.source)
    assert all(fold_word(text[i]).find(c) >= 0 for c, i in zip(folded.text, folded.source, strict=True))
    assert folded.text == fold_word(text)
    for start in range(0, len(folded.text), 7):
        span = folded.span(start, min(start + 3, len(folded.text)))
        assert 0 <= span.start <= span.end <= len(text)
    assert fold_word(folded.text) == fold_word(fold_word(folded.text))


@given(texts)
@settings(max_examples=300, deadline=None)
def test_sentences_part_the_tokens(text):
    document = Document.of(text)
    at = 0
    for number, sentence in enumerate(document.sentences):
        assert sentence.index == number
        assert sentence.first == at < sentence.last
        assert sentence.last - sentence.first <= LONGEST
        assert sentence.span.start == document.tokens[sentence.first].start
        assert sentence.span.end == document.tokens[sentence.last - 1].end
        at = sentence.last
    assert at == len(document.tokens)
    assert len(document.sentence_index) == len(document.tokens)


@given(texts)
@settings(max_examples=400, deadline=None)
def test_no_view_raises_and_every_offset_holds(text):
    document = Document.of(text)
    assert len(document.classes) == len(document.tokens) == len(document.quote_of)
    for quote in document.quotes:
        assert 0 <= quote.first < quote.last <= len(document.tokens)
        assert quote.inner.start == document.tokens[quote.first].end
        assert quote.inner.end <= len(text)
    for sentence in document.sentences:
        for reach in (MINIMAL, FULL):
            free = sentence.first
            for phrase in noun_phrases(document, sentence, reach):
                assert free <= phrase.first <= phrase.head < phrase.last <= sentence.last
                free = phrase.last


@given(texts)
@settings(max_examples=300, deadline=None)
def test_parting_only_cuts(text):
    for token in tokenize(text):
        part = token.parted
        assert token.fold.startswith(part.prefix)
        assert token.fold.endswith(part.suffix)
        assert part.stem or part.suffix
        assert token.start <= token.at(len(part.prefix)) <= token.end
        agreement(token.fold)


@pytest.mark.parametrize(
    "piece",
    [
        "قال الجيش إن قواته تقدمت ",
        "«",
        '"قال ',
        "ا",
        "\u202b",
        "، ",
        ".",
        "\n",
        "وبالقوات ",
        "قتل ",
        "«نعم\n",
    ],
)
def test_time_grows_with_the_text(piece):
    """2 MB without a full stop take no more than a few seconds, whatever the text repeats."""
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    document = Document.of(text)
    assert len(document.classes) == len(document.quote_of) == len(document.tokens)
    assert time.perf_counter() - start < 60


def test_a_word_of_a_million_letters_is_left_whole():
    word = "و" * 1_000_000
    assert parting(word).stem == word
