"""Contradictions between sources, revisions by one, in the problem's notation."""

from __future__ import annotations

import random

import pytest

from incident_notation import accounts
from riwaya.linking.differences import differ

# what it shows, the accounts, the differences: kind, values as (low, high), gap, between
Expected = list[tuple[str, list[tuple[int | None, int | None]], int, tuple[str, ...]]]
CASES: list[tuple[str, str, Expected]] = [
    (
        "two sources, two numbers",
        "al-Ufuq | doctor | killed 13\nal-Sahil | spokesman | killed 15",
        [("contradiction", [(13, 13), (15, 15)], 2, ("doctor", "spokesman"))],
    ),
    ("the same number", "al-Ufuq | doctor | killed 13\nal-Sahil | spokesman | killed 13", []),
    (
        "more than 22 and 34 can both be true",
        "al-Ufuq | doctor | killed >22\nal-Sahil | spokesman | killed 34",
        [],
    ),
    (
        "more than 22 and 20 cannot",
        "al-Ufuq | doctor | killed >22\nal-Sahil | spokesman | killed 20",
        [("contradiction", [(20, 20), (22, None)], 2, ("doctor", "spokesman"))],
    ),
    ("about 20 allows 22", "al-Ufuq | doctor | killed ~20\nal-Sahil | spokesman | killed 22", []),
    (
        "about 20 does not allow 25",
        "al-Ufuq | doctor | killed ~20\nal-Sahil | spokesman | killed 25",
        [("contradiction", [(20, 20), (25, 25)], 3, ("doctor", "spokesman"))],
    ),
    ("up to 9 allows 3", "al-Ufuq | doctor | killed <9\nal-Sahil | spokesman | killed 3", []),
    (
        "dozens do not allow 3",
        "al-Ufuq | doctor | killed tens\nal-Sahil | spokesman | killed 3",
        [("contradiction", [(3, 3), (20, 99)], 7, ("doctor", "spokesman"))],
    ),
    ("dozens allow 17", "al-Ufuq | doctor | killed tens\nal-Sahil | spokesman | killed 17", []),
    (
        "dead and none",
        "al-Ufuq | doctor | killed bare\nal-Sahil | spokesman | killed 0",
        [("contradiction", [(0, 0), (None, None)], 1, ("doctor", "spokesman"))],
    ),
    (
        "a revision is no contradiction",
        "al-Ufuq | doctor | killed 15 | said 2018-06-02\nal-Sahil | doctor | killed 13 | said 2018-06-01",
        [("revision", [(13, 13), (15, 15)], 2, ("doctor",))],
    ),
    (
        "a bound that comes true is no revision",
        "al-Ufuq | doctor | killed >=10 | said 2018-06-01\nal-Sahil | doctor | killed 15 | said 2018-06-02",
        [],
    ),
    (
        "a revision down to the other's number ends the contradiction",
        "al-Ufuq | doctor | killed 20 | said 2018-06-01\nal-Ufuq | doctor | killed 15 | said 2018-06-02\n"
        "al-Sahil | spokesman | killed 15 | said 2018-06-01",
        [("revision", [(20, 20), (15, 15)], 5, ("doctor",))],
    ),
    (
        "both at once, and a third whom nobody contradicts",
        "al-Ufuq | doctor | killed 13 | said 2018-06-01\nal-Ufuq | doctor | killed 17 | said 2018-06-02\n"
        "al-Sahil | spokesman | killed 15\nal-Nahr | resident | killed >5",
        [
            ("contradiction", [(15, 15), (17, 17)], 2, ("doctor", "spokesman")),
            ("revision", [(13, 13), (17, 17)], 4, ("doctor",)),
        ],
    ),
    (
        "copies do not contradict each other and count once",
        "al-Ufuq | - | killed 9 | group 1\nal-Sahil | - | killed 9 | group 1\nal-Nahr | doctor | killed 7",
        [("contradiction", [(7, 7), (9, 9)], 2, ("al-Ufuq", "doctor"))],
    ),
    (
        "parts and running totals are not compared",
        "al-Ufuq | doctor | killed 31, killed 8 part\nal-Sahil | spokesman | killed 31, killed 400 running",
        [],
    ),
    (
        "measures apart",
        "al-Ufuq | doctor | killed 3, wounded 9\nal-Sahil | spokesman | killed 3, wounded 12",
        [("contradiction", [(9, 9), (12, 12)], 3, ("doctor", "spokesman"))],
    ),
]


@pytest.mark.parametrize(("table", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_differences(table: str, expected: Expected) -> None:
    told = accounts(table)
    made = differ(told)
    assert [(d.kind, [(v.low, v.high) for v in d.values], d.gap, d.between) for d in made] == expected
    random.Random(2).shuffle(told)
    assert differ(told) == made


def test_values_name_their_accounts_and_groups() -> None:
    table = "al-Ufuq | - | killed 9 | group 1\nal-Sahil | - | killed 9 | group 1\nal-Nahr | doctor | killed 7"
    (found,) = differ(accounts(table))
    assert [(v.accounts, v.groups) for v in found.values] == [(("a03",), (2,)), (("a01", "a02"), (1,))]
