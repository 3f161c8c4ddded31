"""Results by word are worked out once while the word is among those met last, and are never wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.rules.kept import Kept, compiled, kept, kept_by_all


def test_a_word_is_worked_out_once() -> None:
    asked: list[str] = []

    @kept
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    assert [length("درنة"), length("بنغازي"), length("درنة")] == [4, 6, 4]
    assert asked == ["درنة", "بنغازي"]


def test_a_result_hangs_on_all_that_is_told() -> None:
    asked: list[tuple[str, str]] = []

    @kept_by_all
    def joined(word: str, text: str = "") -> str:
        """Doc."""
        asked.append((word, text))
        return word + text

    assert [joined("ا", "ب"), joined("ا"), joined("ا", "ب"), joined("ا")] == ["اب", "ا", "اب", "ا"]
    assert asked == [("ا", "ب"), ("ا", "")]
    assert (joined.__name__, joined.__doc__) == ("joined", "Doc.")


@pytest.mark.parametrize("kind", ["plain", "compiled"])
@given(st.lists(st.integers(0, 9), max_size=60), st.integers(1, 4))
def test_two_generations_hold_what_was_met_last(kind: str, met: list[int], size: int) -> None:
    made = Kept if kind == "plain" else compiled()
    if made is None:
        pytest.skip("no compiled modules: this installation found no C compiler")
    worked: list[int] = []

    def work(key: int) -> int:
        worked.append(key)
        return key * key

    found = made(work, size)
    for at, key in enumerate(met):
        before = len(worked)
        assert found[key] == key * key
        if key in met[max(0, at - size) : at]:
            assert len(worked) == before  # met within the last generation
        assert len(found) <= size


@pytest.mark.parametrize("kind", ["plain", "compiled"])
def test_what_fails_is_not_kept(kind: str) -> None:
    made = Kept if kind == "plain" else compiled()
    if made is None:
        pytest.skip("no compiled modules: this installation found no C compiler")
    found = made(lambda key: 6 // key, 4)
    with pytest.raises(ZeroDivisionError):
        found[0]
    assert [found[3], 0 in found, len(found)] == [2, False, 1]
