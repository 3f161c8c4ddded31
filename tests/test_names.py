"""Names: who is mentioned, with titles, and who each mention is within its report."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.mentions.names.describe import describe
from riwaya.mentions.names.find import find_names
from riwaya.rules.tables import DATA, table
from riwaya.text.document import Document
from riwaya.text.folding import fold_word

# (text, the mention as it stands, its bare name, its kind)
MENTIONS = [
    (
        "وقال العميد سالم الدرعي، المتحدث باسم الجيش، إن القوات تقدمت.",
        "العميد سالم الدرعي، المتحدث باسم الجيش",
        "سالم الدرعي",
        "person",
    ),
    (
        "وقال المتحدث باسم الجيش العميد سالم الدرعي إن القوات تقدمت.",
        "المتحدث باسم الجيش العميد سالم الدرعي",
        "سالم الدرعي",
        "person",
    ),
    (
        "أعلن وزير الصحة، نبيل القاسمي، أن المستشفى أغلق.",
        "وزير الصحة، نبيل القاسمي",
        "نبيل القاسمي",
        "person",
    ),
    ("أفاد مصدر أمني رفيع بأن الطريق أغلق.", "مصدر أمني رفيع", "مصدر أمني رفيع", "unnamed"),
    ("وذكرت مصادر طبية وأمنية أن الجرحى نقلوا.", "مصادر طبية وأمنية", "مصادر طبية وأمنية", "unnamed"),
    ("ووثق ناشطون مقتل سبعة أشخاص.", "ناشطون", "ناشطون", "unnamed"),
    ("واتهم دبلوماسيون غربيون موسكو بالتعطيل.", "دبلوماسيون غربيون", "دبلوماسيون غربيون", "unnamed"),
    ("وأكد شهود عيان أن النيران اندلعت.", "شهود عيان", "شهود عيان", "unnamed"),
    ("وتبنى تنظيم «داعش» الهجوم.", "تنظيم «داعش»", "تنظيم داعش", "armed_group"),
    ("وأعلن #الجيش_اليمني السيطرة على التلة.", "الجيش_اليمني", "الجيش اليمني", "state_forces"),
    (
        "وأكدت وزارة الداخلية العراقية مقتل شرطي.",
        "وزارة الداخلية العراقية",
        "وزارة الداخلية العراقية",
        "organisation",
    ),
    ("ونشرت صحيفة «المنارة الزرقاء» تقريرا.", "صحيفة «المنارة الزرقاء»", "المنارة الزرقاء", "media"),
    (
        "وقال القيادي أبو شيماء الدرعي إن القتال انتهى.",
        "القيادي أبو شيماء الدرعي",
        "أبو شيماء الدرعي",
        "person",
    ),
    ("وتساءل الشيخ د. نبيل القاسمي: إلى متى؟", "الشيخ د. نبيل القاسمي", "نبيل القاسمي", "person"),
    ("وقال نبيل القاسمي مُعقبًا إن الطريق آمن.", "نبيل القاسمي", "نبيل القاسمي", "person"),
    ("وأكد العميد/ سالم الدرعي أن الطريق آمن.", "العميد/ سالم الدرعي", "سالم الدرعي", "person"),
    ("وقال الشيخ أ.د نبيل القاسمي إن العلاج متاح.", "الشيخ أ.د نبيل القاسمي", "نبيل القاسمي", "person"),
    ("وحذر الكاتب العراقي صافي الياسري من الجفاف.", "الكاتب العراقي صافي الياسري", "صافي الياسري", "person"),
    ("وزار #نبيل_القاسمي الميناء.", "نبيل_القاسمي", "نبيل القاسمي", "person"),
    (
        "وقال مدير جامعة الإمام محمد بن سعود الإسلامية الدكتور نبيل القاسمي إن الدراسة بدأت.",
        "مدير جامعة الإمام محمد بن سعود الإسلامية الدكتور نبيل القاسمي",
        "نبيل القاسمي",
        "person",
    ),
    (
        "ونقلت الوكالة عن النائب الأول لوزير الري نبيل القاسمي قوله إن السد آمن.",
        "النائب الأول لوزير الري نبيل القاسمي",
        "نبيل القاسمي",
        "person",
    ),
    ("وقال أحد الموقوفين إن الباب كان مفتوحا.", "أحد الموقوفين", "أحد الموقوفين", "unnamed"),
    ("وعلمت (رويترز) أن الميناء أغلق.", "رويترز", "رويترز", "media"),
    (
        "وقال حسن عبد الله قائد الكتيبة إن رجاله انسحبوا.",
        "حسن عبد الله قائد الكتيبة",
        "حسن عبد الله",
        "person",
    ),
]


@pytest.mark.parametrize(("text", "mention", "bare", "kind"), MENTIONS)
def test_mention(text: str, mention: str, bare: str, kind: str) -> None:
    found = {(n.span.cut(text), n.bare, n.kind) for n in find_names(Document.of(text))}
    assert (mention, bare, kind) in found


# (text, the speaker's words, who that is, the speaker's kind)
SPEAKERS = [
    (
        "قال وزير النقل هاني الموسلي إن الجسر أغلق. وأضاف الموسلي أن الطريق آمن.",
        "الموسلي",
        "هاني الموسلي",
        "person",
    ),
    (
        "قال وزير النقل هاني الموسلي إن الجسر أغلق. وأضاف الوزير أن الطريق آمن.",
        "الوزير",
        "هاني الموسلي",
        "person",
    ),
    (
        "أعلن المرصد السوري لحقوق الإنسان مقتل مدني. وقال المرصد إن آخر جرح.",
        "المرصد",
        "المرصد السوري لحقوق الإنسان",
        "organisation",
    ),
    (
        "أفاد مصدر طبي في المدينة بوصول جرحى. وأضاف المصدر أن حالهم مستقرة.",
        "المصدر",
        "مصدر طبي في المدينة",
        "unnamed",
    ),
    (
        "وقالت قيادة الشرطة في بيان إن الحملة بدأت. وأضاف البيان أنها مستمرة.",
        "البيان",
        "قيادة الشرطة",
        "organisation",
    ),
    ("وجاء في بيان للجيش اليمني أن التلة سقطت.", "بيان للجيش اليمني", "الجيش اليمني", "organisation"),
    ("وأشارت حصيلة أولية من مصدر طبي إلى قتيلين.", "حصيلة أولية من مصدر طبي", "مصدر طبي", "unnamed"),
    ("قتل اثنان، بحسب حصيلة أولية لمصدر طبي.", "حصيلة أولية لمصدر طبي", "مصدر طبي", "unnamed"),
    ("وقتل اثنان حسب معلومات قدمها مصدر مقرب.", "معلومات قدمها مصدر مقرب", "مصدر مقرب", "unnamed"),
    ("وقتل اثنان وفق حصيلة رسمية.", "حصيلة رسمية", "حصيلة رسمية", "document"),
    (
        "قالت وزارة الصحة العراقية إن عشرة جرحوا. وأضافت الوزارة أن اثنين توفيا.",
        "الوزارة",
        "وزارة الصحة العراقية",
        "organisation",
    ),
    ("نفت موسكو أنها قصفت البلدة.", "موسكو", "موسكو", "organisation"),
    ("وقال سكان محليون إن القصف توقف.", "سكان محليون", "سكان محليون", "unnamed"),
    (
        "وقال الناطق باسم الشرطة إن الحملة بدأت. وأوضح العقيد رامي الحلواني أنها ناجحة.",
        "الناطق باسم الشرطة",
        "رامي الحلواني",
        "person",
    ),
    ("وقال شاهد يدعى سامر الخطابي إنه رأى النار.", "شاهد يدعى سامر الخطابي", "سامر الخطابي", "person"),
]


@pytest.mark.parametrize(("text", "speaker", "bare", "kind"), SPEAKERS)
def test_speaker(text: str, speaker: str, bare: str, kind: str) -> None:
    document = Document.of(text)
    start = text.rindex(speaker)
    first, last = document.tokens_of(document.span(0, 1)._replace(start=start, end=start + len(speaker)))
    who = describe(document, first, last, find_names(document))
    assert (who.bare, who.kind) == (bare, kind)


# (text, the short form, what it stands for)
SHORT = [
    (
        "وقال مكتب تنسيق الشؤون الإنسانية (أوتشا) إن النزوح مستمر. وقالت أوتشا إن التمويل ناقص.",
        "أوتشا",
        "مكتب تنسيق الشؤون الإنسانية",
    ),
    (
        "وقال رئيس الوزراء الإسرائيلي بنيامين نتنياهو ذلك. وأضاف رئيس الحكومة الإسرائيلية أنه باق.",
        "رئيس الحكومة الإسرائيلية",
        "بنيامين نتنياهو",
    ),
    ("ووصل دونالد ترامب أمس. وقال الرئيس الأميركي إنه مستعد.", "الرئيس الأميركي", "دونالد ترامب"),
    (
        "قالت حركة العدل والمساواة السودانية ذلك. وأضافت الحركة أنها تقدمت.",
        "الحركة",
        "حركة العدل والمساواة السودانية",
    ),
    ("نقلت وكالة «أفق» الخبر. وأضافت الوكالة أن الطريق سالك.", "الوكالة", "وكالة أفق"),
]


@pytest.mark.parametrize(("text", "short", "bare"), SHORT)
def test_short_form(text: str, short: str, bare: str) -> None:
    names = [n for n in find_names(Document.of(text)) if n.span.start == text.rindex(short)]
    assert [n.bare for n in names] == [bare]


# What must not be taken for a body or a person.
NOTHING = [
    ("جرت المعركة في جبهة زبيد.", "organisation"),
    ("مرت السفينة من قناة السويس.", "media"),
    ("وصل صباح الاثنين إلى البلدة.", "person"),
    ("وأضافت مشيرة إلى أن محافظة الحديدة آمنة.", "person"),
]


@pytest.mark.parametrize(("text", "kind"), NOTHING)
def test_near_miss(text: str, kind: str) -> None:
    assert kind not in {n.kind for n in find_names(Document.of(text))}


def test_role_and_affiliation() -> None:
    text = "وقال المتحدث باسم وزارة الصحة سامي الدرعي إن المستشفى أغلق."
    name = find_names(Document.of(text))[0]
    assert (name.head.cut(text), name.role, name.affiliation) == (
        "سامي الدرعي",
        "المتحدث باسم وزارة الصحة",
        "وزارة الصحة",
    )


WORDS = st.sampled_from(
    [
        "قال",
        "وقال",
        "العميد",
        "سالم",
        "المتحدث",
        "باسم",
        "الجيش",
        "،",
        ".",
        "«",
        "»",
        '"',
        "(",
        ")",
        "#",
        "_",
        "-",
        "وزير",
        "مصدر",
        "أمني",
        "بيان",
        "عبد",
        "أبو",
        "بن",
        "ال",
        "لل",
        "وللجيش",
        "للمصدر",
        "البيان",
        "المصدر",
        "نفسه",
        "أحد",
        "من",
        "في",
        "داعش",
        "تنظيم",
        "\n",
        "علي",
        "على",
        "5",
        "قناة",
        "الرئيس",
        "رئيسها",
        "آل",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text(text: str) -> None:
    document = Document.of(text)
    names = find_names(document)
    end = 0
    for name in names:
        assert name.first >= end
        assert name.first < name.last
        assert 0 <= name.span.start < name.span.end <= len(text)
        assert name.span.contains(name.head)
        assert name.bare == name.bare.strip()
        end = name.last
    for first in range(0, len(document.tokens), 3):
        who = describe(document, first, min(first + 3, len(document.tokens)), names)
        assert isinstance(who.bare, str)


@pytest.mark.parametrize("name", ["names/heads.tsv", "names/documents.tsv"])
def test_lists_of_this_layer(name: str) -> None:
    forms = [form for (form,) in table(name, "form")]
    folded = [" ".join(map(fold_word, form.split())) for form in forms]
    assert forms == sorted(forms)
    assert len(set(folded)) == len(folded)


def test_closed_words_load_and_are_words() -> None:
    raw = tomllib.loads((DATA / "names/grammar.toml").read_text("utf-8"))
    for key, words in raw.items():
        flat = [w for entry in words for w in ([entry] if isinstance(entry, str) else entry)]
        assert flat, key
        assert all(w == w.strip() for w in flat), key


@pytest.mark.parametrize(
    "text",
    [
        "استهدف التفجير مسجد الإمام الصادق قبل أسابيع.",  # "The blast hit the mosque of Imam al-Sadiq."
        "انفجرت سيارة في شارع الملك فهد أمس.",  # "A car blew up in King Fahd street yesterday."
    ],
)
def test_what_is_named_after_a_person_is_no_mention_of_them(text: str) -> None:
    assert [n for n in find_names(Document.of(text)) if n.kind == "person"] == []
