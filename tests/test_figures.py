"""Counts of people: every example of the data, constructions of Arabic reports,
and properties on any text.
"""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.learn.train_figures import marked
from riwaya.mentions.figures.find import find_figures
from riwaya.mentions.figures.measures import MeasureRule, measure_rules
from riwaya.mentions.figures.people import person
from riwaya.mentions.numbers.find import find_numbers
from riwaya.model import Figure
from riwaya.model.findings import Measure
from riwaya.rules.entries import Example
from riwaya.rules.tables import DATA, table
from riwaya.text.document import Document
from riwaya.text.folding import fold_word

WORDS = [
    "قتل",
    "مقتل",
    "جرحى",
    "وإصابة",
    "12",
    "ثلاثة",
    "جنود",
    "جنديا",
    "بينهم",
    "و",
    "من",
    "بين",
    "قتيل",
    "وجريح",
    "عشرات",
    "على",
    "الأقل",
    "،",
    ".",
    "أحد",
]


def figures(text: str) -> list[Figure]:
    document = Document.of(text)
    return find_figures(document, find_numbers(document), [])


def read(text: str) -> set[tuple[int | None, int | None, str]]:
    return {(f.low, f.high, f.measure) for f in figures(text)}


def examples() -> list[object]:
    return [
        pytest.param(
            rule,
            example,
            id=f"{rule.id}-{n}",
            marks=[pytest.mark.xfail(reason=example.fails)] if example.fails else [],
        )
        for rule in measure_rules()
        for n, example in enumerate(rule.examples, 1)
    ]


@pytest.mark.parametrize(("rule", "example"), examples())
def test_data_examples(rule: MeasureRule, example: Example) -> None:
    found = [f for f in figures(example.text) if f.measure == rule.measure]
    if example.none:
        assert not found
        return
    for words, low in zip(example.expect["counted"], example.expect["low"], strict=True):
        start = example.text.index(words)
        assert any(f.span.start < start + len(words) and start < f.span.end and f.low == low for f in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أدى القصف إلى مقتل وإصابة العشرات.", {(20, 99, "killed"), (20, 99, "wounded")}),
        ("سقط عشرون مسلحا بين قتيل وجريح.", {(20, 20, "killed"), (20, 20, "wounded")}),
        ("قتل شرطي وأصيب اثنان آخران في الهجوم.", {(1, 1, "killed"), (2, 2, "wounded")}),
        ("لقي سبعة عمال مصرعهم وجرح 7 آخرون.", {(7, 7, "killed"), (7, 7, "wounded")}),
        ("مقتل 31 مسلحا بينهم 8 أجانب.", {(31, 31, "killed"), (8, 8, "killed")}),
        ("ارتفعت حصيلة القتلى إلى 40 شخصا على الأقل.", {(40, None, "killed")}),
        ("لم يسقط قتلى في الحادث.", set()),
        ("حضر الاجتماع 12 وزيرا في العاصمة.", set()),
        ("قتل اللواء 35 عشرة مسلحين.", {(10, 10, "killed")}),
        ("أدى الانهيار إلى مقتل عامل وإصابة آخر.", {(1, 1, "killed"), (1, 1, "wounded")}),
        ("وأعلنت الوزارة أن شرطيين قتلا في الحادث.", {(2, 2, "killed")}),
        # who kills, wounds or arrests is not counted among those who suffer it
        ("قتل مسلح ثلاثة أشخاص في هجوم على متجر.", {(3, 3, "killed")}),
        ("قتل جندي خمسة من زملائه في القاعدة.", {(5, 5, "killed")}),
        ("قتل ثلاثة مسلحين خمسة أشخاص في السوق.", {(5, 5, "killed")}),
        ("قتل شرطي متظاهرا في وسط المدينة.", {(1, 1, "killed")}),
        ("طعن شاب أربعة أشخاص في محطة القطار.", {(4, 4, "wounded")}),
        ("قتل جندي وثلاثة مدنيين في القصف.", {(1, 1, "killed"), (3, 3, "killed")}),
        # by whose bullets it was done; a family is no capture
        ("قتل طفل برصاص قناص في حي الشيخ مقصود.", {(1, 1, "killed")}),
        ("استهدفت غارة منزلا فقتلت أسرة من ستة أفراد.", {(6, 6, "killed")}),
        ("قتل 30 شخصا 10 منهم أطفال في القصف.", {(30, 30, "killed"), (10, 10, "killed")}),
        ("قتل 107 من أصل 110 ركاب كانوا على متنها.", {(107, 107, "killed")}),
        ("اعتقلت الشرطة 40 عاملا من بين 300 عامل في المصنع.", {(40, 40, "arrested")}),
        ("خرج 40 عاملا من أصل مئة جريح من المشفى.", {(100, 100, "wounded")}),
        # a verb behind its people says nothing of those after the next
        ("قالت البلدية إن حارسين قتلا وأصيب 27 في الانفجار.", {(2, 2, "killed"), (27, 27, "wounded")}),
        ("بلغ عدد الجرحى عشرة وبلغ عدد الموقوفين سبعة.", {(10, 10, "wounded"), (7, 7, "arrested")}),
        # what did not happen, was only tried, or is an illness
        ("لم يقتل ثلاثة حراس كما زعم الخصوم.", set()),
        ("اتهمته النيابة بالشروع في قتل أكثر من 100 ضابط.", set()),
        ("سجلت البلاد 300 إصابة جديدة بفيروس كورونا.", set()),
        # fighters leave with their families
        ("غادرت المدينة حافلات تقل مئات المقاتلين وعائلاتهم بعد إجلائهم.", {(200, 999, "displaced")}),
        ("وصل الوفد بعد ساعات من إفراج الجماعة عن السجناء اليمنيين الثلاثة.", {(3, 3, "released")}),
        ("غادر البلدة مئات الجنود وأفراد الشرطة.", set()),
        ("قتل مالايقل عن عشرة جنود في الكمين.", {(10, None, "killed")}),
        ('توفي ما يزيد على "900" طفل هذا العام.', {(900, None, "killed")}),
        ("قتلت الحرب 5ر1 مليون شخص.", {(1_500_000, 1_500_000, "killed")}),
        ("وذكر خفر السواحل أن 7 بحارة لم يتم العثور عليهم.", {(7, 7, "missing")}),
        ("ذكرت الجمعية أن أحد المتطوعين لاقى حتفه في الانهيار.", {(1, 1, "killed")}),
    ],
)
def test_constructions(text: str, expected: set[tuple[int | None, int | None, str]]) -> None:
    assert read(text) == expected


def test_a_subset_names_its_whole() -> None:
    whole, part = figures("مقتل 31 مسلحا بينهم 8 أجانب.")
    assert part.part_of == whole.id
    assert whole.part_of is None


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("وجنديين", "جندي", "two"),
        ("جنديا", "جندي", "one"),
        ("قتيلان", "قتيل", "two"),
        ("مسلحين", "مسلح", "two_or_more"),
        ("الأطفال", "طفل", "more"),
        ("طالبان", None, None),
        ("محافظة", None, None),
    ],
)
def test_people(word: str, lemma: str | None, form: str | None) -> None:
    who = person(fold_word(word))
    assert (who.lemma, who.form) == (fold_word(lemma), form) if who and lemma else who is lemma


def test_people_table_is_sorted_and_unique() -> None:
    words = [singular for singular, _ in table("figures/people.tsv", "singular", "plural")]
    assert words == sorted(words)
    assert len({fold_word(w) for w in words}) == len(words)


def test_training_sentences_are_marked_well() -> None:
    lines = (DATA / "figures/training/sentences.txt").read_text("utf-8").splitlines()
    known = {*get_args(Measure), "none"}
    for line in lines:
        if line.startswith("#"):
            continue
        assert line.count("{") == line.count("}") == line.count("|"), line
        text, counts = marked(line)
        assert not set("{}|") & set(text), line
        assert all(measures <= known for _, measures in counts), line
    assert len(lines) == len(set(lines))


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_sentence_gives_figures_inside_it(words: list[str]) -> None:
    text = " ".join(words)
    for figure in figures(text):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.low is not None or figure.high is not None
        assert figure.whom is None or 0 <= figure.whom.start < figure.whom.end <= len(text)


@given(st.text(max_size=60))
def test_any_text_is_read_without_raising(text: str) -> None:
    figures(text)
