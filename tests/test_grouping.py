"""Occurrences grouped: reviewers' joins take all that is like either, and their partings hold."""

from __future__ import annotations

from riwaya.linking.grouping import grouped

REPORTS = {o: f"report-{o}" for o in "abc"}


def test_a_join_keeps_what_is_like_one_of_the_two() -> None:
    assert grouped(REPORTS, {("a", "c"): 3.0}, joined=[("a", "b")]) == [("a", "b", "c")]


def test_a_join_brings_nobody_together_who_is_parted() -> None:
    found = grouped(REPORTS, {("a", "c"): 3.0}, joined=[("a", "b")], parted=[("b", "c")])
    assert found == [("a", "b"), ("c",)]
