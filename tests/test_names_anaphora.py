"""Sources, outlets and documents that stand for one named before; names that look like something else."""

from __future__ import annotations

import pytest

from riwaya.mentions.names.find import find_names
from riwaya.statements.find import find_statements
from riwaya.text.document import Document


def bares(text: str) -> list[str]:
    return [name.bare for name in find_names(Document.of(text))]


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("قالت مصادر عسكرية إن الجسر سقط. وأشار المصدر إلى ضحايا.", "المصدر", "مصادر عسكرية"),
        ("قال مصدر أمني إن الجسر سقط. وأكدت المصادر وقوع ضحايا.", "المصادر", "مصدر أمني"),
        ('ذكرت صحيفة "البيدر" أن الجسر سقط. وأضافت الصحيفة أن النهر فاض.', "الصحيفة", "البيدر"),
        (
            "نشرت منظمة العفو الدولية تقريرا جديدا. وأشار التقرير إلى السجون.",
            "التقرير",
            "منظمة العفو الدولية",
        ),
        ("كتب جيمس وايت مقالا في صحيفة التايمز. ويرى كاتب المقال أن الحل بعيد.", "كاتب المقال", "جيمس وايت"),
        (
            "أفادت هيئة الإذاعة البريطانية بذلك. وذكرت بي بي سي التفاصيل.",
            "بي بي سي",
            "هيئة الإذاعة البريطانية",
        ),
        ("قال المفتي الشيخ عبدالله الراشد إن الصلح خير. وأضاف سماحته كلاما.", "سماحته", "عبدالله الراشد"),
        ("واعتبرت الخارجية الروسية القرار خاطئا. وقالت الوزارة كلاما.", "الوزارة", "الخارجية الروسية"),
        ("قال ستيف بلوك إن الجسر سقط. وأضاف بلوك كلاما.", "بلوك", "ستيف بلوك"),
        (
            "قال صلاح بن محمد البدير إن الصلح خير. ودعا الشيخ البدير إلى الوحدة.",
            "الشيخ البدير",
            "صلاح بن محمد البدير",
        ),
        ("قال جون نيكلسون إن الجسر سقط. وأضاف نيكولسون كلاما.", "نيكولسون", "جون نيكلسون"),
        ("وأكد أبومازن ذلك. والتقى محمود عباس الوفد.", "أبومازن", "محمود عباس"),
        (
            "كشفت صحيفة محلية أن الجسر سقط. وأوردت صحيفة «البيدر» أن النهر فاض.",
            "صحيفة محلية",
            "البيدر",
        ),
        (
            "قال اللواء سالم الدرعي المتحدث باسم وزارة الداخلية إن الطريق آمن. وأوضح متحدث الداخلية الأمر.",
            "متحدث الداخلية",
            "سالم الدرعي",
        ),
        ('ذكرت صحيفة "البيدر" أن الجسر سقط. وقالت الصحيفة البريطانية كلاما.', "الصحيفة البريطانية", "البيدر"),
        ('ذكرت صحيفة "البيدر" ذلك. وأضافت الصحيفة نفسها أن النهر فاض.', "الصحيفة نفسها", "البيدر"),
        (
            "رفضت منظمة العفو الدولية القرار. ودعت المنظمة الحقوقية إلى الهدوء.",
            "المنظمة الحقوقية",
            "منظمة العفو الدولية",
        ),
        ("وصل سفير مصر سالم الدرعي. وقال السفير المصري إن الطريق آمن.", "السفير المصري", "سالم الدرعي"),
    ],
)
def test_a_short_mention_is_the_one_named_before(text: str, word: str, who: str) -> None:
    names = {name.span.cut(text): name.bare for name in find_names(Document.of(text))}
    assert names[word] == who


def test_a_report_about_a_country_is_not_by_it() -> None:
    assert "تقرير" in bares("قرأت اللجنة تقريرا عن ليبيا.")


def test_a_month_is_nobody() -> None:
    assert "رمضان المبارك" not in bares("عقد الاجتماع في 13 من شهر رمضان المبارك ودعا لحضوره الأعضاء.")


def test_a_listed_surname_ends_a_name() -> None:
    assert "أردوغان دميرتاش" not in bares("ويتهم أردوغان دميرتاش بدعم المسلحين.")


def test_an_expert_keeps_the_field() -> None:
    text = "قال الخبير في شؤون الجماعات المسلحة بمركز الدراسات أحمد كامل البحيري إن التنظيم ضعف."
    assert bares(text)[0] == "أحمد كامل البحيري"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("قال سالم المنصوري لبي بي سي إن الهدنة صامدة.", "سالم المنصوري"),
        ("قالت فاديا البرغثي مسؤولة الإعلام بالمستشفى إن الجرحى وصلوا.", "فاديا البرغثي"),
        ("وعن كيفية وصول المساعدات قال سالم الحاج: وصلت برا.", "سالم الحاج"),
        ("قال مدير الصحة في المحافظة، الخضر لصور، إن سبعة جرحى وصلوا.", "الخضر لصور"),
        ("أعلن المرشد الإيراني، علي خامنئي، أن الطريق آمن.", "علي خامنئي"),
        ("وقال وزير الخارجية الكويتي، صباح الخالد الحمد الصباح، إن الحل قريب.", "صباح الخالد الحمد الصباح"),
        ("صرح منسق الشؤون الإنسانية في الأرض الفلسطينية المحتلة، روبرت بايبر، أن الوضع خطير.", "روبرت بايبر"),
        ("قال فخامة الرئيس المصري عبدالفتاح السيسي إن الطريق آمن.", "عبدالفتاح السيسي"),
    ],
)
def test_the_speaker_is_no_mention_with_a_preposition(text: str, who: str) -> None:
    document = Document.of(text)
    assert [s.name for s in find_statements(document, find_names(document), (), ())] == [who]


def test_the_subject_of_a_clause_speaks_in_it() -> None:
    document = Document.of("وأكد الوزير أن المتهم اعترف بأنه زرع العبوة.")
    found = find_statements(document, find_names(document), (), ())
    assert found[-1].name == "المتهم"


def test_a_spokesman_is_a_person() -> None:
    document = Document.of("وقال متحدث باسم الشرطة إن المهاجم قتل.")
    assert find_statements(document, find_names(document), (), ())[0].kind == "person"


def test_a_quoted_surname_is_the_person() -> None:
    text = 'قال الرائد خيري قريز إن الطريق آمن. وأكد "قريز" أن الدوريات مستمرة.'
    assert "خيري قريز" in bares(text)[1:]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # "this spokesman" is the person who spoke
        ("قال سالم الدرعي إن الطريق آمن. وأكد هذا الناطق باسم اللجنة أن الجسر فتح.", "سالم الدرعي"),
        # "the mother" and "the official" are the last voice of that gender
        ("قالت هدى الدرعي إن الطريق طويل. وأضافت الأم أن البرد قاس.", "هدى الدرعي"),
        ("قال طبيب في المستشفى إن الجرحى كثر. وأضاف المصدر أن الدواء نفد.", "طبيب في المستشفى"),
        # a statement that an agency published is not the agency's
        (
            "أوضحت وزارة الدفاع في بيان نشرته وكالة رويترز أن الجسر سقط. وأضاف البيان أن النهر فاض.",
            "وزارة الدفاع",
        ),
        # his saying in a relay
        ("ونقلت وكالة رويترز عن مسؤول محلي قوله إن الجسر سقط.", "مسؤول محلي"),
        # a name after its title's complement, where the content opens
        ("وقال المشرف على القافلة باري كوزز إن الطريق آمن.", "باري كوزز"),
        # who is told is no subject
        ("وقال سالم الدرعي إن الجسر سقط. وأضاف لـ «القدس العربي» أن النهر فاض.", "سالم الدرعي"),
        ("وقال مصدر إن أحد الموقوفين أقر بأنه أطلق النار.", "أحد الموقوفين"),
    ],
)
def test_who_spoke_last(text: str, who: str) -> None:
    document = Document.of(text)
    assert find_statements(document, find_names(document), (), ())[-1].name == who
