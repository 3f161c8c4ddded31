"""Our reading of the shipped models against CRFsuite's own."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import struct
from pathlib import Path

import pycrfsuite
import pytest

from riwaya.model import ModelError
from riwaya.reading.version import shipped
from riwaya.rules import trees, weights
from riwaya.rules.chain import Chain, compiled
from riwaya.rules.decider import MODELS, Decider

ROWS, SEQUENCES, WIDTH = 12, 12, 30


NAMES = sorted(p.stem for p in MODELS.glob("*.crfsuite"))


@pytest.mark.skipif(not shutil.which("cc"), reason="no C compiler")
def test_modules_are_compiled_where_there_is_a_compiler() -> None:
    assert compiled() is not None, "run `make demo`: it compiles what changed"
    assert trees.compiled() is not None
    assert weights.parts() is not weights


def test_what_a_machine_compiled_makes_no_other_reader() -> None:
    read_by = {path.name for path in shipped()}
    assert {"chain.py", "chain_compiled.pyx", "names.crfsuite"} <= read_by
    assert not [name for name in read_by if name.endswith((".so", ".pyd", ".c", ".pyc"))]


def in_c(model: Decider) -> Chain:
    made = compiled()
    if made is None:
        pytest.skip("no compiled modules: this installation found no C compiler")
    return made(model.weights)


@pytest.mark.parametrize("kind", ["plain", "compiled"])
@pytest.mark.parametrize("name", NAMES)
def test_tags_and_chances_are_crfsuites(name: str, kind: str) -> None:
    model = Decider(MODELS / f"{name}.crfsuite")
    model.chain = Chain(model.weights) if kind == "plain" else in_c(model)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODELS / f"{name}.crfsuite"))
    assert tuple(tagger.labels()) == model.weights.labels
    known, chance = list(model.weights.of), random.Random(name)
    for _ in range(SEQUENCES):
        rows = [[*chance.choices(known, k=WIDTH), "never seen"] for _ in range(ROWS)]
        tagger.set(rows)
        assert model.tag(rows) == tagger.tag()
        for at, chances in enumerate(model.marginals(rows)):
            for label in model.weights.labels:
                assert chances.get(label, 0.0) == pytest.approx(tagger.marginal(label, at), abs=4e-6)
        tagger.set(rows[:1])
        for label in model.weights.labels:
            assert model.probability(rows[0], label) == pytest.approx(tagger.marginal(label, 0), abs=4e-6)


@pytest.mark.parametrize("name", NAMES)
def test_both_chains_give_the_same(name: str) -> None:
    model = Decider(MODELS / f"{name}.crfsuite")
    plain, fast = Chain(model.weights), in_c(model)
    known, chance = list(model.weights.of), random.Random(name)
    for size in (0, 1, 2, 3, 40):
        rows = [[*chance.choices(known, k=chance.randrange(WIDTH)), "never seen"] for _ in range(size)]
        sums = list(map(plain.packed, rows))
        assert sums == list(map(fast.packed, rows))
        assert list(map(plain.scores, sums)) == list(map(fast.scores, sums))
        assert plain.best(sums) == fast.best(sums)
        pairs = list(zip(plain.chances(sums), fast.chances(sums), strict=True))
        assert all(list(one) == list(other) for one, other in pairs)
        assert all(one == pytest.approx(other, rel=1e-12) for one, other in pairs)


@pytest.mark.parametrize("name", NAMES)
def test_both_ways_to_take_a_file_apart_give_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = MODELS / f"{name}.crfsuite"
    fast = weights.Weights(path)
    monkeypatch.setattr(weights, "parts", lambda: weights)
    plain = weights.Weights(path)
    assert (plain.labels, plain.of, plain.moves) == (fast.labels, fast.of, fast.moves)


@pytest.mark.parametrize("plain", [True, False])
def test_a_model_that_is_cut_off_is_named(
    plain: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if plain:
        monkeypatch.setattr(weights, "parts", lambda: weights)
    whole = (MODELS / "segmenter.crfsuite").read_bytes()
    broken = tmp_path / "segmenter.crfsuite"
    for kept in (4, 40, 200, len(whole) // 3, len(whole) * 2 // 3, len(whole) - 9):
        broken.write_bytes(whole[:kept])
        with pytest.raises(ModelError, match=r"segmenter\.crfsuite is damaged"):
            Decider(broken)


@pytest.mark.parametrize("plain", [True, False])
def test_a_weight_too_heavy_for_its_field_is_named(
    plain: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if plain:
        monkeypatch.setattr(weights, "parts", lambda: weights)
    raw = bytearray((MODELS / "segmenter.crfsuite").read_bytes())
    (features,) = struct.unpack_from("<I", raw, 28)
    struct.pack_into("<d", raw, features + 12 + 20 * 5 + 12, -17.0)
    (tmp_path / "segmenter.crfsuite").write_bytes(raw)
    with pytest.raises(ModelError, match=r"a weight of -17, above 16"):
        Decider(tmp_path / "segmenter.crfsuite")


def test_a_sum_that_fits_no_field_is_refused() -> None:
    model = Decider(MODELS / "segmenter.crfsuite")
    for chain in (Chain(model.weights), in_c(model)):
        with pytest.raises(OverflowError):
            chain.scores(1 << 4096)


def test_the_best_candidate_is_the_first_of_equals() -> None:
    model = Decider(MODELS / "statement_speakers.crfsuite")
    known = list(model.weights.of)[:40]
    ranked = sorted(known, key=lambda f: -model.probability([f], "yes"))
    assert model.best([[ranked[-1]], [ranked[0]], [ranked[0]]])[0] == 1
    assert model.best([]) == (-1, float("-inf"))


@pytest.mark.parametrize("path", sorted(MODELS.glob("*.trees.gz")), ids=lambda p: p.name)
def test_both_sums_of_trees_give_the_same(path: Path) -> None:
    in_c = trees.compiled()
    if in_c is None:
        pytest.skip("no compiled modules: this installation found no C compiler")
    raw, chance = json.loads(gzip.decompress(path.read_bytes())), random.Random(path.name)
    width = len(raw["features"])
    for grown in raw["trees"].values():
        plain, fast = trees.sum_of(grown), in_c(grown)
        for _ in range(50):
            row = [chance.choice((0.0, 1, -1.0, True, chance.uniform(-9, 9))) for _ in range(width)]
            assert plain(row) == fast(row)
        with pytest.raises(IndexError):
            fast([])
    assert in_c([])([1.0]) == trees.sum_of([])([1.0]) == 0.0


def test_no_model_and_a_broken_one_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"names\.crfsuite is missing"):
        Decider(tmp_path / "names.crfsuite")
    (tmp_path / "names.crfsuite").write_bytes(b"something else")
    with pytest.raises(ModelError, match="is no CRFsuite model"):
        Decider(tmp_path / "names.crfsuite")
