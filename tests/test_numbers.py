"""Numbers: every row and example of the data, the grammar of cardinals, and properties on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.mentions.numbers.cardinal import cardinal
from riwaya.mentions.numbers.find import find_numbers
from riwaya.mentions.numbers.hedges import hedge_rules, vague_rules
from riwaya.rules.entries import Entry, Example
from riwaya.rules.tables import several, table
from riwaya.text.document import Document
from riwaya.text.folding import fold_word

ARABIC = 'ابتةجحدرسشعفقكلمنهويء أإ٠١٣5,.-%ـًُ()"،\n'


def found(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(n.span.cut(text), n.low, n.high) for n in find_numbers(Document.of(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ثلاثة وعشرون", 23),
        ("مائة وخمسين ألفا", 150_000),
        ("مئتي شخص", 200),
        ("ثلاثمائة وخمسة", 305),
        ("ثلاثمئة وخمسة", 305),
        ("مليون ونصف المليون", 1_500_000),
        ("نصف مليون", 500_000),
        ("3.5 ملايين", 3_500_000),
        ("3,5 ملايين", 3_500_000),
        ("5ر3 ملايين", 3_500_000),
        ("50ر62 دولارا", 62.5),
        ("١٬٢٠٠", 1_200),
        ("12,500", 12_500),
        ("10 000 نازح", 10_000),
        ("أحد عشر", 11),
        ("اثنتي عشرة", 12),
        ("ثمانية عشر", 18),
        ("واحد وعشرين", 21),
        ("ألف ومئتين وخمسة وثلاثين", 1_235),
        ("خمسة آلاف ومئة", 5_100),
        ("تسعة وتسعين ألفا وتسعمئة وتسعة وتسعين", 99_999),
        ("41 ألفا و788", 41_788),
        ("ألفا شخص", 2_000),
        ("مئتا مليون", 200_000_000),
        ("مئة وسبعة عشر", 117),
    ],
)
def test_cardinals(text: str, value: float) -> None:
    read = cardinal(Document.of(text), 0)
    assert read is not None
    assert read.value == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل عشرة وستة جرحى", [("عشرة", 10, 10), ("ستة", 6, 6)]),
        ("ما بين 10 و15 شخصا", [("ما بين 10 و15", 10, 15)]),
        ("من 10 إلى 15 ألف مقاتل", [("من 10 إلى 15 ألف", 10_000, 15_000)]),
        ("ارتفع عددهم من 10 إلى 15", [("10", 10, 10), ("15", 15, 15)]),
        ("15-20 شخصا", [("15-20", 15, 20)]),
        ("لأكثر من ألف و500", [("أكثر من ألف و500", 1_500, None)]),
        ("لا يتجاوز 40 مسلحا", [("لا يتجاوز 40", None, 40)]),
        ("أعداد متزايدة من المهاجرين", [("أعداد متزايدة من", 2, None)]),
        ("عشرات الآلاف", [("عشرات الآلاف", 20_000, 99_999)]),
    ],
)
def test_intervals(text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("اللواء 35", "label"),
        ("في عام 2014", "year"),
        ("12/5/2014", "date"),
        ("بنسبة 80% من", "percent"),
        ("قبل 20 عاما", "unit"),
        ("الرجال الثلاثة", "definite"),
        ("9 جنود", "count"),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert {n.role for n in find_numbers(Document.of(text))} == {role}


@pytest.mark.parametrize(("form", "value", "kind"), table("numbers/words.tsv", "form", "value", "kind"))
def test_every_number_word_is_read(form: str, value: str, kind: str) -> None:
    if kind in ("unit", "ten", "tens", "hundred", "hundreds", "scale", "dual_scale"):
        read = cardinal(Document.of(form), 0)
        assert read is not None
        assert read.value == float(value)


def test_unit_forms_stand_once() -> None:
    forms = [
        " ".join(map(fold_word, f.split()))
        for (cell,) in table("numbers/units.tsv", "forms")
        for f in several(cell)
    ]
    assert len(forms) == len(set(forms))


def examples() -> list[object]:
    rules: list[Entry] = [*hedge_rules(), *vague_rules()]
    return [
        pytest.param(
            rule,
            example,
            id=f"{rule.id}-{n}",
            marks=[pytest.mark.xfail(reason=example.fails)] if example.fails else [],
        )
        for rule in rules
        for n, example in enumerate(rule.examples, 1)
    ]


@pytest.mark.parametrize(("rule", "example"), examples())
def test_data_examples(rule: Entry, example: Example) -> None:
    numbers = find_numbers(Document.of(example.text))
    by = [n for n in numbers if n.by in (f"number:{rule.id}", f"number:vague.{rule.id}")]
    if example.none:
        assert not by
        return
    assert [n.span.cut(example.text) for n in by] == [example.expect["number"]]
    if "low" in example.expect:
        assert (by[0].low or 0, by[0].high or 0) == (example.expect["low"], example.expect["high"])


@given(st.text(alphabet=ARABIC, max_size=80) | st.text(max_size=40))
def test_any_text_gives_numbers_in_order_with_spans_inside(text: str) -> None:
    numbers = find_numbers(Document.of(text))
    ends = [0]
    for number in numbers:
        assert ends[-1] <= number.span.start < number.span.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high
        ends.append(number.span.end)
