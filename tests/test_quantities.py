"""Quantities: shares, measures, money, vehicles and arms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.mentions.numbers.find import find_numbers
from riwaya.mentions.quantities import find_quantities
from riwaya.text.document import Document


def quantities(text: str) -> list[tuple[str, float, str, str | None]]:
    document = Document.of(text)
    return [
        (q.span.cut(text), q.value, q.unit, q.of.cut(text) if q.of else None)
        for q in find_quantities(document, find_numbers(document))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دمر القصف 80% من المباني", [("80%", 80.0, "percent", "المباني")]),
        ("على بعد 25 كيلومترا شرق درنة", [("25 كيلومترا", 25.0, "km", None)]),
        ("مساحة 400 كيلومتر مربع", [("400 كيلومتر مربع", 400.0, "km2", None)]),
        (
            "أحرقوا مركبتين وثلاث دبابات",
            [("مركبتين", 2.0, "vehicles", None), ("ثلاث دبابات", 3.0, "tanks", None)],
        ),
        ("صادروا 20 طنا من المتفجرات", [("20 طنا", 20.0, "tonnes", "المتفجرات")]),
        ("قيمتها 5 ملايين دولار", [("5 ملايين دولار", 5_000_000.0, "usd", None)]),
        ("خلال ثلاثة أيام قتل 12 جنديا", []),
    ],
)
def test_quantities(text: str, expected: list[tuple[str, float, str, str | None]]) -> None:
    assert quantities(text) == expected


@given(st.text(max_size=60))
def test_any_text_is_read_without_raising(text: str) -> None:
    for words, *_ in quantities(text):
        assert words in text
