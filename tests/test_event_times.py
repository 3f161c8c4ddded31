"""Which time an event gets."""

from __future__ import annotations

import pytest

import riwaya


def days(text: str, trigger: str, published: str = "2024-05-15") -> tuple[str | None, str | None]:
    reading = riwaya.read(text, published=published)
    times = {t.id: t for t in reading.times}
    event = next(e for e in reading.events if trigger in (reading.quote(e.trigger) or ""))
    time = times.get(event.time or "")
    return (time.start, time.end) if time else (None, None)


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("قتل جنديان أمس في انفجار لغم في درنة.", "انفجار", "2024-05-14"),
        (
            "قصفت الطائرات بلدة سرمين فجر الاثنين، وذلك قبل اجتماع مقرر يوم الأحد المقبل.",
            "قصفت",
            "2024-05-13",
        ),
        (
            "قصفت الطائرات يوم السبت بلدة سرمين التي سيطر عليها مقاتلو المعارضة في عام 2015.",
            "قصفت",
            "2024-05-11",
        ),
    ],
)
def test_the_day_of_an_event(text: str, trigger: str, day: str) -> None:
    assert days(text, trigger) == (day, day)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("قصفت الطائرات بلدة سرمين، بحسب الجيش الذي تأسس في عام 1946.", "قصفت"),
        ("قصفت الطائرات بلدة سرمين لمدة ثلاثة أيام.", "قصفت"),
    ],
)
def test_a_year_of_another_clause_and_a_length_date_nothing(text: str, trigger: str) -> None:
    assert days(text, trigger) == (None, None)


def test_what_happened_is_not_dated_after_publication() -> None:
    text = "قصفت الطائرات بلدة سرمين قبيل هدنة تبدأ يوم الجمعة المقبل."
    assert days(text, "قصفت") == (None, None)
