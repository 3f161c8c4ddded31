"""Agreement against published examples and in its limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ledger.agreement import agreements, alpha, kappa, percentage, span_f1
from riwaya.model import Span

# Cohen's kappa: the table of 50 grant proposals in which two readers say yes/yes 20, yes/no 5, no/yes 10,
# no/no 15 gives an observed .70, an expected .50 and kappa .40 (the example of the article on the measure).
GRANTS = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve
# units, nominal, missing values; alpha = .743.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]

# The same source, section A: two observers, ten units, two values; alpha = .095.
TWO = [(0, 1), (1, 1), (0, 1), (0, 0), (0, 0), (0, 1), (0, 0), (0, 0), (1, 0), (0, 0)]


def test_kappa_of_the_grant_proposals() -> None:
    assert percentage(GRANTS) == pytest.approx(0.70)
    assert kappa(GRANTS) == pytest.approx(0.40, abs=1e-6)


def test_alpha_of_four_observers_with_missing_values() -> None:
    units = [[row[n] for row in OBSERVERS if row[n] is not None] for n in range(12)]
    assert alpha(units) == pytest.approx(0.743, abs=5e-4)


def test_alpha_of_two_observers() -> None:
    assert alpha([list(p) for p in TWO]) == pytest.approx(0.095, abs=5e-4)


@given(st.lists(st.sampled_from("abc"), min_size=2))
def test_who_says_the_same_agrees_fully(values: list[str]) -> None:
    pairs = [(v, v) for v in values]
    assert percentage(pairs) == 1
    assert kappa(pairs) in (None, pytest.approx(1))
    assert alpha([list(p) for p in pairs]) in (None, pytest.approx(1))


def test_nothing_to_compare_is_told_as_nothing() -> None:
    assert percentage([]) is None
    assert kappa([]) is None
    assert alpha([]) is None
    assert alpha([["a"], ["b"]]) is None


@pytest.mark.parametrize(
    ("a", "b", "f1"),
    [
        (Span(0, 10), Span(0, 10), 1.0),
        (Span(0, 10), Span(5, 10), 2 / 3),
        (Span(0, 5), Span(5, 9), 0.0),
        (None, Span(5, 9), 0.0),
        (None, None, 1.0),
    ],
)
def test_overlap_of_spans(a: Span | None, b: Span | None, f1: float) -> None:
    assert span_f1(a, b) == pytest.approx(f1)


def test_fields_are_compared_one_by_one() -> None:
    found = agreements([({"low": 1, "measure": "killed"}, {"low": 1, "measure": "wounded"})] * 2)
    assert {(a.field, a.percentage) for a in found} == {("low", 1.0), ("measure", 0.0)}
