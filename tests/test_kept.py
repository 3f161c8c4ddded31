"""Results by word are worked out once while the word is among those met last, and are never wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.rules.kept import Kept, by_all, compiled, kept, kept_by_all, kept_with

Keeper = Callable[[Callable[..., Any], int], Callable[..., Any]]

# Every way to keep what a function of one value makes, by its name.
_PLAIN: dict[str, Keeper] = {
    "of a word": lambda work, size: Kept(work, size).__getitem__,
    "by all": by_all,
}
_COMPILED: dict[str, Keeper] = {
    "of a word, compiled": lambda work, size: _module().Words(size).kept(work),
    "with, compiled": lambda work, size: _module().Words(size).kept_with(work),
    "by all, compiled": lambda work, size: _module().KeptByAll(work, size).of,
}
KEEPERS = {**_PLAIN, **_COMPILED}


def _module() -> Any:
    module = compiled()
    if module is None:
        pytest.skip("no compiled modules: this installation found no C compiler")
    return module


def test_a_word_is_worked_out_once() -> None:
    asked: list[str] = []

    @kept
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    assert [length("درنة"), length("بنغازي"), length("درنة")] == [4, 6, 4]
    assert asked == ["درنة", "بنغازي"]


@pytest.mark.parametrize("keeper", [kept_by_all, kept_with])
def test_a_result_hangs_on_all_that_is_told(keeper: Callable[..., Any]) -> None:
    asked: list[tuple[str, str]] = []

    @keeper
    def joined(word: str, text: str = "") -> str:
        asked.append((word, text))
        return word + text

    given = [("ا", "ب"), ("ا",), ("ا", "ج"), ("ا", "ب"), ("ا",), ("ب", "ا")]
    assert [joined(*some) for some in given] == ["اب", "ا", "اج", "اب", "ا", "با"]
    assert asked == [("ا", "ب"), ("ا", ""), ("ا", "ج"), ("ب", "ا")]


@pytest.mark.parametrize("way", KEEPERS)
@given(st.lists(st.sampled_from("ابتثجحخدذر"), max_size=60), st.integers(1, 4))
def test_two_generations_hold_what_was_met_last(way: str, met: list[str], size: int) -> None:
    worked: list[str] = []

    def work(key: str) -> str:
        worked.append(key)
        return key * 2

    found = KEEPERS[way](work, size)
    for at, key in enumerate(met):
        before = len(worked)
        assert found(key) == key * 2
        if key in met[max(0, at - size) : at]:
            assert len(worked) == before  # met within the last generation
        assert len(worked) >= len(set(met[: at + 1]))


@pytest.mark.parametrize("way", KEEPERS)
@given(st.integers(1, 5))
def test_what_was_long_not_met_is_forgotten(way: str, size: int) -> None:
    worked: list[str] = []

    def work(key: str) -> str:
        worked.append(key)
        return key

    found = KEEPERS[way](work, size)
    words = [str(n) for n in range(2 * size + 1)]
    for word in (*words, words[0]):
        assert found(word) == word
    assert worked == [*words, words[0]]


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("ابتثج"), st.sampled_from("اب")), max_size=80))
def test_the_functions_of_a_word_keep_out_of_each_others_way(met: list[tuple[int, str, str]]) -> None:
    words = _module().Words(3)
    alone = [words.kept(lambda word, n=n: (n, word)) for n in (0, 1)]
    paired = [words.kept_with(lambda word, other, n=n: (n, word, other)) for n in (2, 3)]
    for n, word, other in met:
        if n < 2:
            assert alone[n](word) == (n, word)
        else:
            assert paired[n - 2](word, other) == (n, word, other)


@pytest.mark.parametrize("way", KEEPERS)
def test_what_is_worked_out_may_ask_for_other_words(way: str) -> None:
    found = KEEPERS[way](lambda word: word[-1:] + found(word[:-1]) if word else "", 2)
    assert found("درنة") == "ةنرد"
    assert found("درنة") == "ةنرد"


@pytest.mark.parametrize("way", KEEPERS)
def test_what_fails_is_not_kept(way: str) -> None:
    found = KEEPERS[way](lambda word: {"درنة": 1}[word], 4)
    for _ in range(2):
        with pytest.raises(KeyError):
            found("بنغازي")
    assert found("درنة") == 1
