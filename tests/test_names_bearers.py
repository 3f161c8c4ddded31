"""Titles and their holders: what goes on a title up to a name, and whom a title alone means."""

from __future__ import annotations

import pytest

from riwaya.mentions.names.describe import describe
from riwaya.mentions.names.find import find_names
from riwaya.mentions.names.surnames import spelled_otherwise
from riwaya.text.document import Document


def named(text: str, words: str) -> str:
    """Who some words of a text mean, taken for a speaker's."""
    document = Document.of(text)
    start = text.rindex(words)
    inside = [t.index for t in document.tokens if start <= t.start < start + len(words)]
    return describe(document, inside[0], inside[-1] + 1, find_names(document)).bare


# text | the speaker's words in it | who speaks
HOLDERS = """
قال وزير الشباب والثقافة الأردني، جورج سالم، إن الملعب جاهز. |
    وزير الشباب والثقافة الأردني، جورج سالم | جورج سالم
أعلن رئيس الوزراء المكلف سعد حمدان أن المشاورات بدأت. | رئيس الوزراء المكلف سعد حمدان | سعد حمدان
قال وزير الخارجية آنذاك سالم الدرعي إن الباب مفتوح. | وزير الخارجية آنذاك سالم الدرعي | سالم الدرعي
أوضح المشرف على الورشة سالم الدرعي أن العمل مستمر. | المشرف على الورشة سالم الدرعي | سالم الدرعي
قال الكاتب والناشط السعودي سالم الدرعي إن الحل قريب. | الكاتب والناشط السعودي سالم الدرعي | سالم الدرعي
أوضح المتحدث باسم الشرطة بالإنابة الرائد سالم الدرعي أن الطريق آمن. |
    المتحدث باسم الشرطة بالإنابة الرائد سالم الدرعي | سالم الدرعي
من جهته، دان رئيس الحكومة المكلف نواف سالم الغارات. | رئيس الحكومة المكلف نواف سالم | نواف سالم
وصل الطرد صباحا وفقا لديليب كومار. | لديليب كومار | ديليب كومار
نفى والي غرب دارفور خميس سالم سقوط المدينة. | والي غرب دارفور خميس سالم | خميس سالم
أعلن الناطق العسكري أبو عبيدة تدمير دبابتين. | الناطق العسكري أبو عبيدة | أبو عبيدة
دعم وزير المالية الأمريكي موقف سالم الدرعي. | وزير المالية الأمريكي | وزير المالية الأمريكي
تحدث الرئيس الفرنسي عن جهود مشتركة مع سالم الدرعي. | الرئيس الفرنسي | الرئيس الفرنسي
قال مدير شرطة أوستن جون سالم إن الباب مغلق. | مدير شرطة أوستن جون سالم | جون سالم
"""

# text | words in it | who is meant
BEARERS = """
استقبل وزير الخارجية المصري سالم الدرعي الوفد. ورحب وزير خارجية مصر بالضيوف. | وزير خارجية مصر | سالم الدرعي
وصل مندوب روسيا في الأمم المتحدة سالم الدرعي. وقال المندوب الروسي لدى الأمم المتحدة كلاما. |
    المندوب الروسي لدى الأمم المتحدة | سالم الدرعي
قال المبعوث الأميركي سالم الدرعي إن الباب مفتوح. وأضاف الموفد الأميركي كلاما. | الموفد الأميركي | سالم الدرعي
التقى نائب رئيس الوزراء التركي سالم الدرعي الوفد. وقال المسؤول التركي كلاما. | المسؤول التركي | سالم الدرعي
وصل الأمير فهد الراشد إلى القصر، ورحب به الملك عبدالله السالم. وأضاف سموه أن الطريق طويل. | سموه | فهد الراشد
قال قائد المنطقة العسكرية الرابعة سالم الدرعي كلاما. وأضاف قائد المنطقة الرابعة في عدن أن الطريق آمن. |
    قائد المنطقة الرابعة في عدن | سالم الدرعي
طالبت منظمة العفو الدولية بتحقيق. وأسفت مؤسسات أجنبية للأمر. وقالت المنظمة الحقوقية كلاما. |
    المنظمة الحقوقية | منظمة العفو الدولية
"""

# text | words in it | whose document it is
AUTHORS = """
التقى سالم الدرعي الوفد، وقد أعلنت الرئاسة التونسية ذلك في بيان. وأضاف البيان أن اللقاء طويل. |
    البيان | الرئاسة التونسية
أعلنت وزارة الصحة في بيان نشرته وكالة الأنباء الليبية أن الوباء انحسر. |
    بيان نشرته وكالة الأنباء الليبية | وزارة الصحة
قالت لجنة التحقيق كلاما. واتهم التقرير قوات حكومية بالقصف. | التقرير | التقرير
تحدث سالم الدرعي. وقال بيان الخارجية إن الحدود مفتوحة. | بيان الخارجية | الخارجية
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The rows of a table; a line that begins with blanks goes on the one before."""
    lines = table.strip().replace("\n    ", " ").splitlines()
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]


@pytest.mark.parametrize(("text", "words", "who"), rows(HOLDERS))
def test_a_holder_is_named_behind_all_of_the_title(text: str, words: str, who: str) -> None:
    assert named(text, words) == who


@pytest.mark.parametrize(("text", "words", "who"), rows(BEARERS))
def test_a_title_alone_is_borne_by_somebody(text: str, words: str, who: str) -> None:
    assert named(text, words) == who


@pytest.mark.parametrize(("text", "words", "who"), rows(AUTHORS))
def test_whose_a_document_is(text: str, words: str, who: str) -> None:
    assert named(text, words) == who


@pytest.mark.parametrize(
    ("surname", "names", "who"),
    [
        ("نصر الله", ["حسن نصرالله", "سالم الدرعي"], "حسن نصرالله"),
        ("أبوزيد", ["أحمد أبو زيد"], "أحمد أبو زيد"),
        ("غيرسدورف", ["مالغورزاتا غيرسدروف"], "مالغورزاتا غيرسدروف"),
        ("أوغلو", ["أحمد داود أغولو"], "أحمد داود أغولو"),
        ("ويسلون", ["بيتر ويلسون"], "بيتر ويلسون"),
        ("الزبيدي", ["خالد العبيدي"], None),  # two Arabic surnames, no slip
        ("ويسلون", ["بيتر ويلسون", "جون ويلسون"], None),
        ("لازاريديس", ["مايك بوميو"], None),
    ],
)
def test_a_surname_spelled_otherwise(surname: str, names: list[str], who: str | None) -> None:
    assert spelled_otherwise(surname, names) == who
