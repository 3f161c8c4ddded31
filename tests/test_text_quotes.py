"""Quotations and sentence ends as papers print them."""

import pytest

from riwaya.text.document import Document


def quoted(text):
    return [(text[q.inner.start : q.inner.end], q.closed) for q in Document.of(text).quotes]


def sentences(text):
    return [text[s.span.start : s.span.end] for s in Document.of(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('قال: "نحن هنا" ثم أضاف "نعم".', [("نحن هنا", True), ("نعم", True)]),
        ('«قال "نعم" هنا»', [('قال "نعم" هنا', True), ("نعم", True)]),
        ("“كلام” و„كلام آخر“ ‘داخل’", [("كلام", True), ("كلام آخر", True), ("داخل", True)]),
        # the pairs the wrong way round
        ("قال: ”نعم“ وقال »لا«", [("نعم", True), ("لا", True)]),
        ("قال ’كلام‘ ثم مضى", [("كلام", True)]),
        ("قال ''نعم'' و<<لا>>", [("نعم", True), ("لا", True)]),
        # another kind of mark closes
        ('«نص بلا نهاية" ثم قال', [("نص بلا نهاية", True)]),
        # never closed
        ('عبارة "واحدة بلا إغلاق هنا', [("واحدة بلا إغلاق هنا", False)]),
        # closes what was never opened
        ('كلمة" ثم "نص"', [("نص", True)]),
        # space inside the marks
        ('قال " نعم " ثم مضى', [(" نعم ", True)]),
        # one quotation over two paragraphs
        ("قال «نحن هنا\nولن نذهب» وانصرف", [("نحن هنا\nولن نذهب", True)]),
        ('قال "نحن هنا.\nولن نذهب" وانصرف', [("نحن هنا.\nولن نذهب", True)]),
        # each paragraph opens anew, the last one closes
        ("قال: «نحن هنا.\n«ولن نذهب.\n«أبدا».", [("نحن هنا.", False), ("ولن نذهب.", False), ("أبدا", True)]),
        ('قال: "نحن هنا.\n"ولن نذهب".', [("نحن هنا.", False), ("ولن نذهب", True)]),
        ("«»", []),
    ],
)
def test_quotations(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تقدم الجيش. ثم انسحب.", ["تقدم الجيش.", "ثم انسحب."]),
        ("قال د. سالم إن 3.5 ملايين نزحوا.", ["قال د. سالم إن 3.5 ملايين نزحوا."]),
        ("عواصم (أ.ف.ب.) أعلن الجيش", ["عواصم (أ.ف.ب.) أعلن الجيش"]),
        ("قال: «تقدمنا.» ثم مضى.", ["قال: «تقدمنا.»", "ثم مضى."]),
        ("هل انسحبوا؟ لا أحد يعلم!", ["هل انسحبوا؟", "لا أحد يعلم!"]),
        ("ثم عاد... وقال", ["ثم عاد...", "وقال"]),
        ("عنوان بلا نقطة\nنص الخبر هنا", ["عنوان بلا نقطة", "نص الخبر هنا"]),
        ("وقع ذلك عام 2015. ثم عاد", ["وقع ذلك عام 2015.", "ثم عاد"]),
        ("1. البند", ["1. البند"]),
        ("قال\u202c الرجل.\u200f ثم مضى", ["قال\u202c الرجل.", "ثم مضى"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text, expected):
    assert sentences(text) == expected


def test_a_text_without_stops_is_cut_at_a_comma():
    text = "تقدم الجيش نحو المدينة، " * 200
    lengths = [s.last - s.first for s in Document.of(text).sentences]
    assert max(lengths) <= 400
    assert all(Document.of(text).tokens[s.last - 1].text == "،" for s in Document.of(text).sentences)
