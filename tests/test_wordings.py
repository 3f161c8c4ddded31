"""Wordings of other outlets, countries and years: 56 reports were written in their manner (Sudan, Libya,
Gaza, Lebanon, Syria, Iraq, Yemen, the Maghreb, Ukraine), coded and then read; what was plainly wrong stands
here in short sentences of our own."""

from __future__ import annotations

import pytest

from riwaya.model import Findings, Report
from riwaya.reading.read import read_report


def read(text: str) -> Findings:
    return read_report(Report("wording", text))


# text, then (name, act, content) of each statement
STATEMENTS: list[tuple[str, set[tuple[str, str, str]]]] = [
    # whom one accuses or tells is no part of who does it
    ("واتهم ناشطون الجيش باستهداف المدنيين.", {("ناشطون", "accuse", "الجيش باستهداف المدنيين")}),
    (
        'واتهمت وزارة الداخلية "فلول النظام" بقتل شرطي.',
        {("وزارة الداخلية", "accuse", 'فلول النظام" بقتل شرطي')},
    ),
    (
        "وأبلغت مصادر طبية وكالة رويترز أن خمسة مدنيين قتلوا.",
        {("مصادر طبية", "say", "خمسة مدنيين قتلوا")},
    ),
    ('وقال مصدر محلي "عدن الغد" إن مسلحين هاجموا النقطة.', {("مصدر محلي", "say", "مسلحين هاجموا النقطة")}),
    ('وقال مسؤول في "حزب الله"، رفض كشف هويته، إن الحزب سيرد.', {("مسؤول في حزب الله", "say", "الحزب سيرد")}),
    (
        "أفاد مصدر أمني في محافظة ذي قار باعتقال إرهابي.",
        {("مصدر أمني في محافظة ذي قار", "say", "اعتقال إرهابي")},
    ),
    # who is called something further on is nobody's spokesman
    (
        "وأضاف متحدث باسم البنتاغون أن الغارة قتلت قياديا يدعى سالم الحضرمي.",
        {("متحدث باسم البنتاغون", "say", "الغارة قتلت قياديا يدعى سالم الحضرمي")},
    ),
    # who claims stands behind what is claimed
    ("وتبنى التفجير تنظيم الدولة الإسلامية.", {("تنظيم الدولة الإسلامية", "say", "التفجير")}),
    ("وتبنى ما يعرف بتنظيم داعش العملية.", {("تنظيم داعش", "say", "العملية")}),
    (
        "وأعلنت حركة طالبان في بيان مسؤوليتها عن تفجير كابل.",
        {("حركة طالبان", "say", "مسؤوليتها عن تفجير كابل")},
    ),
    # relative clauses that refer back
    (
        "وتقول إسرائيل إنها قتلت 50 مسلحا، وهو ما تنفيه حماس.",
        {("إسرائيل", "say", "قتلت 50 مسلحا"), ("حماس", "deny", "قتلت 50 مسلحا")},
    ),
    (
        "وقال ناشطون إن الجيش انسحب، الأمر الذي نفاه مصدر عسكري.",
        {("ناشطون", "say", "الجيش انسحب"), ("مصدر عسكري", "deny", "الجيش انسحب")},
    ),
    (
        'وزعم ناطق أن الجنود انسحبوا، وهو ما نفاه الحزب متوعدا بأن "الرد آت".',
        {
            ("ناطق", "say", "الجنود انسحبوا"),
            ("الحزب", "deny", "الجنود انسحبوا"),
            ("الحزب", "threaten", "الرد آت"),
        },
    ),
    (
        "وقالت وزارة الدفاع إن الجيش انسحب. وأوضح ذات المصدر أن خمسة جنود قتلوا.",
        {("وزارة الدفاع", "say", "الجيش انسحب"), ("وزارة الدفاع", "say", "خمسة جنود قتلوا")},
    ),
    ("قتل شاب في شجار بحسب ما أكدته الشرطة.", {("الشرطة", "say", "قتل شاب في شجار")}),
    ("وقتل 12 شخصا، في حصيلة أولية نشرها الدفاع المدني.", {("الدفاع المدني", "say", "وقتل 12 شخصا")}),
    # the sentence before its verb, and the clause behind a quotation
    ("وقتل عشرة في الغارة، تقول وزارة الصحة.", {("وزارة الصحة", "say", "وقتل عشرة في الغارة")}),
    (
        'وقال قائد الجيش إن "الحصار انتهى"، وإن 12 من جنوده قتلوا في المعركة.',
        {("قائد الجيش", "say", 'الحصار انتهى"، وإن 12 من جنوده قتلوا في المعركة')},
    ),
    # how and through what it was said
    (
        "وأدانت الحكومة بأشد العبارات الهجوم على مطار عدن.",
        {("الحكومة", "condemn", "الهجوم على مطار عدن")},
    ),
    ("ونفى محافظ عدن في الوقت نفسه وقوع اشتباكات.", {("محافظ عدن", "deny", "وقوع اشتباكات")}),
    (
        'وأكد المتحدث، عبر حسابه على منصة "إكس"، مقتل خمسة مسلحين.',
        {("المتحدث", "say", "مقتل خمسة مسلحين")},
    ),
    ("توعد القائد مرارا بمواصلة القتال.", {("القائد", "threaten", "مواصلة القتال")}),
    # sources that are not named
    (
        "نقلت وكالة رويترز عن مسؤولين لم تكشف هويتهم أن الغارة قتلت ستة مسلحين.",
        {("مسؤولين", "say", "الغارة قتلت ستة مسلحين")},
    ),
    (
        "وأفاد المصدر، مشترطا عدم الكشف عن هويته، بأن القوات اعتقلت أربعة أشخاص.",
        {("المصدر", "say", "القوات اعتقلت أربعة أشخاص")},
    ),
    (
        "ونفى دبلوماسي غربي، طلب عدم كشف اسمه، وجود قوات أجنبية في سرت.",
        {("دبلوماسي غربي", "deny", "وجود قوات أجنبية في سرت")},
    ),
    (
        "وقتل خمسة جنود في أبين، وفق ما أفاد به لوكالة فرانس برس مسؤول محلي.",
        {("مسؤول محلي", "say", "وقتل خمسة جنود في أبين")},
    ),
    # whom one calls upon
    (
        "نفى البيت الأبيض علمه بالضربة، ودعا جميع الأطراف إلى ضبط النفس.",
        {
            ("البيت الأبيض", "deny", "علمه بالضربة"),
            ("البيت الأبيض", "demand", "جميع الأطراف إلى ضبط النفس"),
        },
    ),
    # who gunmen are thought to be is nothing that they say
    ("هاجم مسلحون يعتقد أنهم من تنظيم القاعدة نقطة عسكرية وقتلوا ثلاثة جنود.", set()),
    # evidence and threats
    ("ووثقت هيومن رايتس ووتش مقتل 12 مدنيا.", {("هيومن رايتس ووتش", "say", "مقتل 12 مدنيا")}),
    ("ولوحت إسرائيل بضرب المنشآت الإيرانية.", {("إسرائيل", "threaten", "ضرب المنشآت الإيرانية")}),
]


@pytest.mark.parametrize(("text", "wanted"), STATEMENTS)
def test_who_says_what(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert {(s.name, s.act, s.span.cut(text)) for s in read(text).statements} == wanted


# text, then (low, high, measure) of each figure
FIGURES: list[tuple[str, set[tuple[int | None, int | None, str]]]] = [
    # days are no people
    ("واعتقل 15 شخصا بين 8 و10 من آذار.", {(15, 15, "arrested")}),
    ("وقتل عشرة من مقاتليه الاثنين في غارة.", {(10, 10, "killed")}),
    ("أصيب الجنديان الاثنان.", {(2, 2, "wounded")}),
    # which number, and whose
    ("وهو أعلى عدد من القتلى في صفوف الجيش.", set()),
    ("وارتفع عدد من قتلوا في القصف إلى 17 شخصا.", {(17, 17, "killed")}),
    ("أصيب 20 مدنيا في الأقل في قصف على خيرسون.", {(20, None, "wounded")}),
    ("مقتل جندي وإصابة عدد آخر بجروح.", {(1, 1, "killed"), (2, None, "wounded")}),
    # things
    ("وأصيب مواطن جراء قصف صاروخي ومدفعي سعودي على رازح.", {(1, 1, "wounded")}),
    ("وأصيبت السفينة بثلاثة مقذوفات مجهولة.", set()),
    # the dead beside the wounded, and the wounded who died
    ("فقتلوا وجرحوا العشرات.", {(20, 99, "killed"), (20, 99, "wounded")}),
    ("أسفر الانفجار عن قتيل وثلاثة جرحى.", {(1, 1, "killed"), (3, 3, "wounded")}),
    ("وأصيب 30 شخصا، توفي خمسة منهم متأثرين بجراحهم.", {(30, 30, "wounded"), (5, 5, "killed")}),
    ("وقال المسعف إن ستة من الجرحى ماتوا في الطريق.", {(6, 6, "killed")}),
    ("وفارق شرطي الحياة متأثرا بجروحه.", {(1, 1, "killed")}),
    ("وبين القتلى طفلة وامرأتان.", {(1, 1, "killed"), (2, 2, "killed")}),
    # one person once, and who did it not at all
    ("قتل ثلاثة أشخاص أحدهم جندي لبناني.", {(3, 3, "killed"), (1, 1, "killed")}),
    ("طعن فلسطيني مستوطنا قرب الخليل وأصابه بجروح.", set()),
]


@pytest.mark.parametrize(("text", "wanted"), FIGURES)
def test_who_is_counted(text: str, wanted: set[tuple[int | None, int | None, str]]) -> None:
    found = [(f.low, f.high, f.measure) for f in read(text).figures]
    assert set(found) == wanted
    assert len(found) == len(wanted)


# text, then (trigger, kind, status, actor) of each event
EVENTS: list[tuple[str, set[tuple[str, str, str, str | None]]]] = [
    # who condemns or tells of it did not do it
    ("ونددت إيران بالغارات على دمشق.", {("بالغارات", "airstrike", "happened", None)}),
    ("وأعلنت حماس مقتل سبعة من عناصرها في جنين.", {("مقتل", "killing", "happened", None)}),
    ("واعترف الرجل بقتل زوجته.", {("بقتل", "killing", "happened", "الرجل")}),
    ("أعلن الجيش مقتل سبعة مسلحين.", {("مقتل", "killing", "happened", "الجيش")}),
    # by the object
    ("أوقفت القوات الأوكرانية التقدم الروسي.", {("أوقفت", "intercept", "happened", "القوات الأوكرانية")}),
    ("أوقفت الشرطة ثلاثة مشتبه بهم.", {("أوقفت", "arrest", "happened", "الشرطة")}),
    ("واحتجزت قوات الاحتلال جثامين الشهداء.", set()),
    ("استقبل مستشفى ناصر 12 قتيلا و40 جريحا.", set()),
    ("رصدت المقاومة تجمعات للجيش الإسرائيلي قرب العديسة.", set()),
    (
        "وأسقطت المقاتلات الإسرائيلية أكثر من 60 قنبلة على حي الشجاعية.",
        {("وأسقطت", "airstrike", "happened", "المقاتلات الإسرائيلية")},
    ),
    # drones are no marches
    ("أطلق الحوثيون خمس مسيرات على مطار أبها.", set()),
    ("شارك الآلاف في خمس مسيرات في المغرب.", {("مسيرات", "protest", "happened", "الآلاف")}),
    # what did not happen, or not yet
    ("ونجا العميد من محاولة اغتيال في إدلب.", {("محاولة اغتيال", "killing", "failed", None)}),
    ("تحاول القوات التقدم نحو المدينة.", {("التقدم", "advance", "planned", "القوات")}),
    ("وأكد القائد أن قواته قد تهاجم المطار غدا.", {("تهاجم", "attack", "planned", "قواته")}),
    ("الأنباء عن انسحاب الجيش من البلدة عارية عن الصحة.", {("انسحاب", "withdraw", "denied", "الجيش")}),
    ("ورجح المتحدث أن تشهد المدينة غارات جديدة.", {("غارات", "airstrike", "planned", None)}),
    ("ورجح المحققون أن الهجوم نفذه شخصان.", {("الهجوم", "attack", "happened", "شخصان")}),
    ("رحبت المنظمة بإفراج الحوثيين عن 12 أسيرا.", {("بإفراج", "release", "happened", "الحوثيين")}),
]


@pytest.mark.parametrize(("text", "wanted"), EVENTS)
def test_what_happened(text: str, wanted: set[tuple[str, str, str, str | None]]) -> None:
    found = {
        (e.trigger.cut(text), e.kind, e.status, e.actor.cut(text) if e.actor else None)
        for e in read(text).events
    }
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أصيبت سفينة في البحر الأحمر قبالة الحديدة.", {("Red Sea", None), ("Hodeidah", "YE")}),
        (
            "وقال محافظ البحر الأحمر في مصر إن شمال مصر هادئ.",
            {("Red Sea Governorate", "EG"), ("Egypt", "EG")},
        ),
        ("وسيطرت قوات سوريا الديمقراطية على البلدة.", set()),
        ("السد خرج عن الخدمة.", set()),
    ],
)
def test_where(text: str, wanted: set[tuple[str, str | None]]) -> None:
    assert {(p.name, p.country) for p in read(text).places} == wanted


def test_a_time_to_come_plans_only_what_it_is_told_of() -> None:
    text = "قصف الجيش البلدة وقال إنه سيتقدم خلال الأيام المقبلة."
    told = [(e.kind, e.status) for e in read(text).events]
    assert told == [("shelling", "happened"), ("advance", "planned")]
