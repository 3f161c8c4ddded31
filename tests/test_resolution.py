"""The named rules: what each makes of accounts, in the problem's notation."""

from __future__ import annotations

import random
from typing import Any

import pytest

from incident_notation import accounts
from riwaya.linking.resolution import RULES, resolve
from riwaya.linking.vague import VagueWord, vague_word, vague_words, word_in
from riwaya.rules.entries import Example

FOUR = """
al-Ufuq  | military spokesman | killed 13 | said 2018-06-01
al-Sahil | doctor             | killed 15 | said 2018-06-01
al-Nahr  | -                  | killed 15 | said 2018-06-01
al-Barid | resident           | killed 17 | said 2018-06-01
"""
REVISED = """
al-Ufuq  | doctor   | killed 13 | said 2018-06-01
al-Sahil | doctor   | killed 15 | said 2018-06-02
al-Nahr  | resident | killed 20 | said 2018-06-01
"""
COPIES = """
al-Wakala | - | killed 9 | group 1
al-Ufuq   | - | killed 9 | group 1
al-Sahil  | - | killed 9 | group 1
al-Nahr   | doctor   | killed 12
al-Barid  | resident | killed 12
"""
CASES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "four sources",
        FOUR,
        {
            "lowest": 13,
            "low": 13,
            "best": 15,
            "high": 17,
            "min": 13,
            "max": 17,
            "majority": None,
            "latest": 15,
        },
    ),
    (
        "one source",
        "al-Ufuq | doctor | killed 5 | said 2018-06-01",
        {"lowest": 5, "low": 5, "best": 5, "high": 5, "min": 5, "max": 5, "majority": 5, "latest": 5},
    ),
    (
        "five and nine: the lower where nothing decides",
        "al-Ufuq | doctor | killed 5\nal-Sahil | resident | killed 9",
        {"lowest": 5, "low": 5, "best": 5, "high": 9, "min": 5, "max": 9, "majority": None},
    ),
    (
        "a bound counts as its number, its open top apart",
        "al-Ufuq | doctor | killed >=7",
        {"lowest": 7, "low": 7, "best": 7, "high": 7, "min": 7, "max": 7, "open": True, "latest": 7},
    ),
    (
        "up to",
        "al-Ufuq | doctor | killed <9",
        {"lowest": 9, "low": 9, "best": 9, "high": 9, "min": 0, "max": 9, "open": False},
    ),
    (
        "three copies are one source",
        COPIES,
        {"lowest": 9, "best": 12, "low": 9, "high": 12, "majority": 12},
    ),
    (
        "a source's last word stands",
        REVISED,
        {"lowest": 15, "low": 15, "best": 15, "high": 20, "min": 15, "max": 20, "latest": 15},
    ),
    (
        "an outlet that corrects its own toll is one voice",
        "al-Ufuq | - | killed 3 | said 2018-06-01 | group 1\n"
        "al-Ufuq | - | killed 6 | said 2018-06-03 | group 2",
        {"lowest": 6, "best": 6, "high": 6, "latest": 6},
    ),
    (
        "unnamed sources of two reports are two voices",
        "al-Ufuq | مصدر أمني | killed 3 | group 1 | said 2018-06-01 | kind unnamed\n"
        "al-Sahil | مصدر أمني | killed 6 | group 2 | said 2018-06-03 | kind unnamed",
        {"lowest": 3, "high": 6},
    ),
    (
        "about backs its neighbours",
        "al-Ufuq | doctor | killed ~20\nal-Sahil | resident | killed 21\nal-Nahr | officer | killed 30",
        {"lowest": 20, "best": 21, "majority": 21},
    ),
    (
        "a range backs what lies in it",
        "al-Ufuq | doctor | killed 10-17\nal-Sahil | resident | killed 15",
        {"lowest": 10, "low": 10, "best": 15, "high": 17, "majority": 15},
    ),
    (
        "a range told from its upper end",
        "al-Ufuq | doctor | killed 17-10",
        {"lowest": 10, "low": 10, "best": 10, "high": 17, "min": 10, "max": 17},
    ),
    (
        "dozens alone",
        "al-Ufuq | doctor | killed tens",
        {
            "lowest": 10,
            "low": 20,
            "best": 20,
            "high": 20,
            "min": 20,
            "max": 99,
            "majority": None,
            "latest": None,
        },
    ),
    (
        "hundreds alone",
        "al-Ufuq | doctor | killed hundreds",
        {"lowest": 100, "best": 200, "max": 999},
    ),
    (
        "several",
        "al-Ufuq | doctor | killed several",
        {"lowest": 3, "best": 3, "min": 2, "max": 2, "open": True},
    ),
    ("many", "al-Ufuq | doctor | killed many", {"lowest": 10, "best": 3}),
    (
        "people without a number",
        "al-Ufuq | doctor | killed bare",
        {"lowest": 3, "best": 3, "min": 1, "max": 1, "open": True, "majority": None},
    ),
    (
        "a number beats a word",
        "al-Ufuq | doctor | killed tens\nal-Sahil | resident | killed 35",
        {"lowest": 35, "low": 35, "best": 35, "majority": 35},
    ),
    ("zero is a figure", "al-Ufuq | doctor | killed 0", {"lowest": 0, "best": 0, "min": 0, "majority": 0}),
    (
        "the newest day, then the most backed",
        FOUR + "al-Fajr | officer | killed 14 | said 2018-06-04",
        {"latest": 14, "best": 15},
    ),
    (
        "undated statements count where none is dated",
        "al-Ufuq | doctor | killed 5\nal-Sahil | resident | killed 9 | said 2018-06-01",
        {"latest": 9},
    ),
    (
        "a part and a running total are no toll",
        "al-Ufuq | doctor | killed 31, killed 8 part of 1, killed 400 running",
        {"lowest": 31, "best": 31, "high": 31, "max": 31},
    ),
    (
        "what a reviewer rejected is left out",
        "al-Ufuq | doctor | killed 5 | review reject\nal-Sahil | resident | killed 9",
        {"lowest": 9, "low": 9},
    ),
]
KEYS = {"low": "ucdp", "best": "ucdp", "high": "ucdp", "min": "range", "max": "range", "open": "range"}


@pytest.mark.parametrize(("table", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_rules(table: str, expected: dict[str, Any]) -> None:
    made = resolve(accounts(table))
    got = {key: made[KEYS[key]]["killed"][key] if key in KEYS else made[key]["killed"] for key in expected}
    assert got == expected


def test_no_figure_is_not_zero() -> None:
    made = resolve(accounts("al-Ufuq | doctor | wounded 0"))
    assert set(made) == set(RULES)
    assert all(set(values) == {"wounded"} for values in made.values())
    assert made["lowest"]["wounded"] == 0
    assert resolve([]) == {rule: {} for rule in RULES}


def test_only_parts_resolve_to_nothing_unless_they_add_up() -> None:
    lone = "al-Ufuq | doctor | killed 3 civilian part"
    assert resolve(accounts(lone))["lowest"] == {}
    two = "al-Ufuq | doctor | killed 5 civilian part, killed 20 state_forces part"
    assert resolve(accounts(two))["lowest"] == {"killed": 25}
    doubtful = "al-Ufuq | doctor | killed 5 civilian part, killed 3 civilian part"
    assert resolve(accounts(doubtful))["lowest"] == {}
    phrase = "al-Ufuq | doctor | killed ~5 state_forces part, killed ~20 state_forces part and"
    made = resolve(accounts(phrase))
    assert made["lowest"] == {"killed": 25}
    assert made["ucdp"]["killed"]["groups"] == {"state_forces": 25}
    with_total = "al-Ufuq | doctor | killed 40, killed 5 civilian part, killed 20 state_forces part"
    assert resolve(accounts(with_total))["lowest"] == {"killed": 40}
    subset = (
        "al-Ufuq | doctor | killed 5 civilian part, killed 2 civilian part of 1, killed 20 state_forces part"
    )
    assert resolve(accounts(subset))["lowest"] == {"killed": 25}


def test_victims_of_disputed_status_are_unknown() -> None:
    agreed = "al-Ufuq | doctor | killed 6 civilian\nal-Sahil | resident | killed 6"
    assert resolve(accounts(agreed))["ucdp"]["killed"]["groups"] == {"civilian": 6}
    disputed = "al-Ufuq | doctor | killed 6 civilian\nal-Sahil | army | killed 6 armed_group"
    assert resolve(accounts(disputed))["ucdp"]["killed"]["groups"] == {"unknown": 6}


def test_range_keeps_each_source_and_none_keeps_every_value() -> None:
    made = resolve(accounts(REVISED))
    assert made["range"]["killed"]["sources"] == [
        {"group": 1, "min": 15, "max": 15, "open": False},
        {"group": 2, "min": 20, "max": 20, "open": False},
    ]
    assert made["none"]["killed"] == [
        {"low": 13, "high": 13, "hedge": "exact", "groups": [1]},
        {"low": 15, "high": 15, "hedge": "exact", "groups": [1]},
        {"low": 20, "high": 20, "hedge": "exact", "groups": [2]},
    ]


def test_the_order_of_accounts_changes_nothing() -> None:
    shuffler = random.Random(1)
    for _, table, _ in CASES:
        told = accounts(table)
        first = resolve(told)
        for _ in range(5):
            shuffler.shuffle(told)
            assert resolve(told) == first


@pytest.mark.parametrize(
    ("word", "example"),
    [pytest.param(w, e, id=f"{w.id}-{n}") for w in vague_words() for n, e in enumerate(w.examples, 1)],
)
def test_every_example_of_the_vague_words(word: VagueWord, example: Example) -> None:
    found = word_in(example.text)
    if example.none:
        assert found is not word
    else:
        assert found is word
        assert example.expect.items() <= {"acled": word.acled, "ucdp": word.ucdp}.items()


def test_a_word_outside_the_table_goes_by_its_lower_end() -> None:
    assert vague_word("جمع غفير", 200).id == "hundreds"
    assert vague_word("جمع غفير", None).id == "several"
