"""The event layer: offsets, robustness, forms, and what it may never do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import riwaya
from riwaya.events.candidates import find_candidates
from riwaya.events.find import find_events
from riwaya.events.frames import KINDS, forms, noun_forms, verb_forms
from riwaya.events.relations import govern
from riwaya.events.senses import senses
from riwaya.mentions.names.find import find_names
from riwaya.mentions.places.find import find_places
from riwaya.model import Event
from riwaya.rules.tables import table
from riwaya.text.document import Document
from riwaya.text.folding import fold_word

WORDS = [
    "قصفت",
    "القوات",
    "البلدة",
    "في",
    "على",
    "هجوم",
    "«",
    "»",
    "،",
    ".",
    "\n",
    "لم",
    "12",
    "وسيطرت",
    "الذي",
    "ABC",
    "قتلوهم",
]


def read(text: str) -> list[Event]:
    document = Document.of(text)
    names = find_names(document)
    return find_events(document, names, find_places(document, names), [], [])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for event in read(text):
        for span in (event.trigger, event.actor, event.target, event.place):
            assert span is None or (0 <= span.start < span.end <= len(text) and span.cut(text).strip())
        assert event.kind in KINDS
        assert event.status in ("happened", "planned", "denied", "failed")


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        # "A gunman killed two of the guards": the order of words tells who and whom
        ("قتل مسلح اثنين من الحرس في بوابة القصر.", "مسلح", "اثنين من الحرس"),
        ("قتل جندي خمسة من زملائه في القاعدة.", "جندي", "خمسة من زملائه"),
        ("طعن شاب ثلاثة أشخاص في محطة القطار.", "شاب", "ثلاثة أشخاص"),
        ("قتلت القوات خمسة مسلحين.", "القوات", "خمسة مسلحين"),
        ("اعتقلت الشرطة الأحد سبعة متظاهرين.", "الشرطة", "سبعة متظاهرين"),
        ("اغتال مسلحون مجهولون القاضي سالم العامري قرب منزله.", "مسلحون مجهولون", "القاضي سالم العامري"),
        ("قتلت الشرطة المهاجم.", "الشرطة", "المهاجم"),
        ("هاجم انتحاري مسجدا في كابول.", "انتحاري", "مسجدا"),
    ],
)
def test_subject_and_object_side_by_side(text: str, actor: str, target: str) -> None:
    (event,) = read(text)
    assert event.actor is not None
    assert event.target is not None
    assert (event.actor.cut(text), event.target.cut(text)) == (actor, target)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # a drone is no march, the Rapid Support Forces support nobody by their name
        ("أسقط الحوثيون طائرة مسيرة فوق محافظة مأرب.", {"intercept"}),
        ("سيطرت قوات الدعم السريع على مدينة ود مدني.", {"capture_territory"}),
        ("أسقطت الدفاعات الجوية 25 مسيرة من طراز شاهد فوق المدينة.", {"intercept"}),
        ("استهدفت مسيّرة إسرائيلية سيارة قرب الحدود.", {"airstrike"}),
        ("خرج المئات في مسيرة سلمية في المدينة.", {"protest"}),
        # "the attack" of which nothing more is told
        ("ذكرت صحيفة «الأفق» أن الهجوم وقع فجر الأحد.", {"attack"}),
    ],
)
def test_names_and_bare_words(text: str, kinds: set[str]) -> None:
    assert {event.kind for event in read(text)} == kinds


@pytest.mark.parametrize(
    ("text", "kind", "actor", "target"),
    [
        # a text of one sentence tells of something: "four members of the army were killed"
        ("قتل 4 من عناصر الجيش.", "killing", None, "4 من عناصر الجيش"),
        ("حاولت القوات التقدم نحو القرية.", "advance", "القوات", None),
        ("أفرجت السلطات عن خمسين سجينا.", "release", "السلطات", "خمسين سجينا"),
        ("دعت النقابة الشركة إلى رفع أجور العمال.", None, None, None),
        # what is launched may stand before its verb, its noun may be of two nouns
        ("سقط في الحقل صاروخ أطلقه الحوثيون.", "shelling", "الحوثيون", None),
        ("يهدد القتال أعمال الإغاثة.", "clash", None, None),
        ("قال الوسيط إن عملية السلام تعثرت.", "negotiate", None, None),
        # "themselves" is nobody else
        ("سلم 22 مسلحا أنفسهم للجيش.", "surrender", "22 مسلحا", None),
    ],
)
def test_texts_of_one_sentence(text: str, kind: str | None, actor: str | None, target: str | None) -> None:
    found = read(text)
    assert [event.kind for event in found] == ([] if kind is None else [kind])
    for event in found:
        told = (event.actor and event.actor.cut(text), event.target and event.target.cut(text))
        assert told == (actor, target)


def test_who_is_accused_did_it() -> None:
    text = "اتهم الحوثيون التحالف بقصف صالة عزاء في صنعاء."  # "the Houthis accused the coalition of shelling"
    (event,) = riwaya.read(text).events
    assert event.actor is not None
    assert event.actor.cut(text) == "التحالف"


def test_reading_twice_gives_the_same() -> None:
    text = "شن مسلحون هجوما على حاجز للجيش في بلدة الكرمة، ثم انسحبوا نحو الجبل."
    assert read(text) == read(text)


def test_candidates_do_not_overlap() -> None:
    found = find_candidates(Document.of("فتح مسلحون النار ثم وقف إطلاق النار وغارات جوية وهجوم انتحاري"))
    assert all(a.last <= b.first for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("اعتقل", "يعتقلون"),
        ("أصاب/يصيب", "أصابت"),
        ("استعاد/يستعيد/استعد", "يستعيدون"),
        ("قصف", "تقصف"),
        ("انسحب", "انسحبوا"),
    ],
)
def test_verb_forms(verb: str, form: str) -> None:
    assert fold_word(form) in {word for word, _ in verb_forms(verb)}


@pytest.mark.parametrize(
    ("noun", "form"), [("غارة", "غارتين"), ("هجوم", "هجومان"), ("اشتباك", "اشتباكات"), ("هجوم", "هجوما")]
)
def test_noun_forms(noun: str, form: str) -> None:
    assert (fold_word(form),) in set(noun_forms(noun))


def test_a_taa_marbuta_is_no_pronoun() -> None:
    assert not find_candidates(Document.of("قطعة واجهة"))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ويعتزم اللواء مهاجمة الحاجز غدا.", "planned"),  # "The brigade intends to attack the checkpoint."
        ("نفى الجيش قصف القرية.", "denied"),  # "The army denied shelling the village."
        ("وفشل المسلحون في السيطرة على المطار.", "failed"),  # "The gunmen failed to take the airport."
        ("عجز الجيش عن استعادة البلدة.", "failed"),  # "The army was unable to retake the town."
        ("حاول المسلحون اقتحام السجن.", "failed"),  # "The gunmen tried to storm the prison."
        ("لم تسيطر القوات على المطار.", "denied"),  # "The forces did not take the airport."
        ("سيطرت القوات على المطار.", "happened"),  # "The forces took the airport."
        ("لم تسيطر القوات إلا على المطار.", "happened"),  # "The forces took nothing but the airport."
    ],
)
def test_statuses_of_short_sentences(text: str, status: str) -> None:
    assert [e.status for e in read(text)] == [status]


def test_planned_and_happened_are_told_apart() -> None:
    # "The spokesman said that the brigade intends to attack the checkpoint tomorrow. The envoy called for a
    # ceasefire. The forces shelled the village yesterday."
    text = (
        "وقال المتحدث إن اللواء يعتزم مهاجمة الحاجز غدا. "
        "ودعا المبعوث إلى وقف إطلاق النار. وقصفت القوات القرية أمس."
    )
    assert [e.status for e in read(text)] == ["planned", "planned", "happened"]


def test_relations() -> None:
    document = Document.of("هجوم على الحاجز في البلدة")
    assert [s.relation for s in govern(document, document.classes, 0, 5)] == ["", "=on", "on", "=in", "in"]


def test_tables_fold_to_distinct_words() -> None:
    for name, column in (
        ("senses", "word"),
        ("status", "phrase"),
        ("not_triggers", "word"),
        ("sense_blocks", "word"),
    ):
        folded = [" ".join(map(fold_word, row[0].split())) for row in table(f"frames/{name}.tsv", column)]
        assert len(folded) == len(set(folded)), name


def test_lexicon_is_broad() -> None:
    assert len(forms()) > 5000
    assert "armed" in senses(fold_word("وللمقاتلين"))
