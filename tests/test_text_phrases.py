"""Noun phrases of constructed sentences."""

import pytest

from riwaya.text.document import Document
from riwaya.text.phrases import FULL, MINIMAL, Reach, noun_phrases, phrase_at, phrase_end

SENTENCE = (
    "قال الناطق باسم القوة، العقيد سالم الورفلي، إن محافظ المدينة ومدير الأمن غادرا البلدة "
    "التي يسيطر عليها مسلحون."
)


def cut(text, reach):
    document = Document.of(text)
    return [document.cut(p.first, p.last) for p in noun_phrases(document, document.sentences[0], reach)]


def test_minimal():
    assert cut(SENTENCE, MINIMAL) == [
        "الناطق",
        "باسم القوة",
        "العقيد سالم الورفلي",
        "محافظ المدينة",
        "ومدير الأمن",
        "البلدة",
        "مسلحون",
    ]


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        (Reach(complements=True), "الناطق باسم القوة"),
        (Reach(complements=True, apposition=True), "الناطق باسم القوة، العقيد سالم الورفلي"),
        (Reach(coordination=True), "محافظ المدينة ومدير الأمن"),
        (Reach(relative=True), "البلدة التي يسيطر عليها مسلحون"),
        (FULL, "الناطق باسم القوة، العقيد سالم الورفلي"),
    ],
)
def test_reach(reach, expected):
    assert expected in cut(SENTENCE, reach)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلن وزير الدفاع البريطاني مايكل فالون أن طائرات قصفت مواقع", "وزير الدفاع البريطاني مايكل فالون"),
        ("ألقى الرئيس السوداني عمر البشير كلمة أمام أنصاره", "الرئيس السوداني عمر البشير"),
        ("اعترف قائد القوة في البلدة", "قائد القوة"),
        ("قتل 31 مقاتلا بينهم قيادي", "31 مقاتلا"),
        ("هاجم عناصر تنظيم «داعش» في البلدة", "عناصر تنظيم «داعش»"),
        ("أكد هذا المسؤول أن", "هذا المسؤول"),
        # "A gunman killed three people": who is counted, or in the accusative, is no part of who did it
        ("قتل مسلح ثلاثة أشخاص", "مسلح"),
        ("قتلت القوات خمسة مسلحين", "القوات"),
        ("قتل شرطي متظاهرا في الساحة", "شرطي"),
        ("قتل مسلح عشرات المصلين", "مسلح"),
        ("قتل جنديان اثنان", "جنديان اثنان"),
        ("زار رئيس ثلاث دول", "رئيس ثلاث دول"),
        ("وصل اللواء 35 إلى البلدة", "اللواء 35"),
    ],
)
def test_first_phrase(text, expected):
    assert cut(text, MINIMAL)[0] == expected


def test_a_word_with_a_conjunction_begins_another_phrase_a_word_like_one_does_not():
    assert cut("زار مكتب وزير الدفاع", MINIMAL) == ["مكتب وزير الدفاع"]
    assert cut("زار المدينة ووزير الدفاع", MINIMAL) == ["المدينة", "ووزير الدفاع"]


def test_head_and_definiteness():
    document = Document.of("قتل 31 مقاتلا في وسط المدينة")
    first, *_, last = noun_phrases(document, document.sentences[0])
    assert document.tokens[first.head].text == "مقاتلا"
    assert not first.definite
    assert last.definite


def test_end_of_a_phrase():
    document = Document.of("قال قائد القوة في البلدة")
    assert phrase_end(document, 1, 5) == 3
    assert phrase_end(document, 0, 5) == 0
    assert phrase_at(document, 3, 5) is None
