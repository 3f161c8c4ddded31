"""The choices by trees over the event layer's chains: forests as data, and what words lean to."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.events import argument_choice, kind_choice, kind_ranks
from riwaya.events.argument_spans import end_of
from riwaya.events.clauses import Clauses
from riwaya.events.leanings import leaning
from riwaya.events.scene import Scene
from riwaya.mentions.names.find import find_names
from riwaya.mentions.places.find import find_places
from riwaya.rules import trees
from riwaya.rules.trees import Forest, forest, write_forest
from riwaya.text.document import Document

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


@pytest.mark.parametrize("choice", [argument_choice, kind_choice, kind_ranks])
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


def ended(text: str, word: str) -> str:
    """The argument that begins with `word`, of which the chain is as sure as of no other word."""
    document = Document.of(text)
    names = find_names(document)
    scene = Scene(document, names, find_places(document, names), [], [])
    sentence = document.sentences[0]
    clauses = Clauses.of(scene, sentence.first, sentence.last, scene.standing[sentence.first : sentence.last])
    first = next(i for i, token in enumerate(document.tokens) if token.text == word)
    chances = [1.0 if i == first else 0.0 for i in range(first, sentence.last)]
    return document.cut(first, end_of(scene, clauses, first, chances))


def test_a_noun_of_quantity_goes_on_to_what_it_counts_a_part_of() -> None:
    assert ended("اعتقلت الشرطة عددا من المهربين.", "عددا") == "عددا من المهربين"
    assert ended("اعتقلت الشرطة رجالا من المهربين.", "رجالا") == "رجالا"


def test_a_place_ends_before_what_is_told_of_it() -> None:
    text = "قصفت الطائرات مدينة درنة التابعة لإقليم برقة."
    document = Document.of(text)
    names = find_names(document)
    scene = Scene(document, names, find_places(document, names), [], [])
    clauses = Clauses.of(scene, 0, len(document.tokens), scene.standing)
    first = next(i for i, token in enumerate(document.tokens) if token.text == "مدينة")
    assert document.cut(first, end_of(scene, clauses, first, [1.0] * 6)) == "مدينة درنة"
