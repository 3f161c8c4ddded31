"""The choices by trees over the event layer's chains: forests as data, and what words lean to."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.events import argument_choice, kind_choice
from riwaya.events.leanings import leaning
from riwaya.rules import trees
from riwaya.rules.trees import Forest, forest, write_forest

STUMP = {"features": ["a"], "means": {}, "trees": {"q": [[0, 1.5, -2.0, 2.0], 0.0]}}


def test_a_forest_adds_up_its_leaves() -> None:
    found = Forest(STUMP)
    assert found.chance("q", [1.5]) == pytest.approx(0.1192, abs=1e-4)
    assert found.chance("q", [1.6]) == pytest.approx(0.8808, abs=1e-4)


def test_a_forest_is_written_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_forest(tmp_path / "one.trees.gz", STUMP)
    write_forest(tmp_path / "two.trees.gz", STUMP)
    assert (tmp_path / "one.trees.gz").read_bytes() == (tmp_path / "two.trees.gz").read_bytes()
    monkeypatch.setattr(trees, "MODELS", tmp_path)
    forest.cache_clear()
    assert forest("one").chance("q", [0.0]) < 0.5
    forest.cache_clear()


@pytest.mark.parametrize("choice", [argument_choice, kind_choice])
def test_shipped_forests_ask_for_the_features_that_are_made(choice: object) -> None:
    model, features, means = choice.MODEL, choice.FEATURES, choice.MEANS  # type: ignore[attr-defined]
    assert forest(model).features == features
    assert set(forest(model).means) == set(means)


def test_words_lean_to_roles() -> None:
    unknown = leaning("كلمةلاتوجد")
    assert unknown.met == 0
    assert leaning("مدينه").means[2] > unknown.means[2]
    assert leaning("جيش").means[0] > leaning("مدنيين").means[0]
    assert leaning("جيش").means[1] < leaning("مدنيين").means[1]
