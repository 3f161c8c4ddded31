"""The name tagger: its training data as our tokens, its scores, and that fast tagging is the model's own."""

from __future__ import annotations

from pathlib import Path

import pycrfsuite

from riwaya.learn.train_names import entities, fit, projected, read_conll, repeated, retokenised, scores
from riwaya.mentions.names.features import listed_marks, rows
from riwaya.mentions.names.tagger import NameTagger, name_tagger
from riwaya.rules.decider import MODELS, Decider
from riwaya.text.document import Document

CONLL = """وصل\tO
هاني\tB-PER
الدرعي\tI-PER
(الوزير)\tO
إلى\tO
زرقاء\tB-LOC
.\tO

قال\tO
الدرعي\tO
إن\tO
"زرقاء"\tB-LOC
آمنة\tO
"""


def test_conll_is_read_as_our_tokens(tmp_path: Path) -> None:
    path = tmp_path / "some.conll"
    path.write_text(CONLL, "utf-8")
    first, second = read_conll(path)
    tokens, tags, owners = retokenised(second)
    assert [t.text for t in tokens][3:6] == ['"', "زرقاء", '"']
    assert tags[3:6] == ["O", "B-LOC", "O"]
    assert projected(second, tags, owners) == [tag for _, tag in second]
    assert projected(first, *retokenised(first)[1:]) == [tag for _, tag in first]


def test_entities_and_scores() -> None:
    gold = ["O", "B-PER", "I-PER", "O", "B-LOC"]
    assert entities(gold) == {(1, 3, "PER"), (4, 5, "LOC")}
    told = scores([gold], [["O", "B-PER", "O", "O", "B-LOC"]])
    assert told["all"] == (50.0, 50.0, 50.0)
    assert told["LOC"] == (100.0, 100.0, 100.0)


def test_names_repeat(tmp_path: Path) -> None:
    path = tmp_path / "some.conll"
    path.write_text(CONLL, "utf-8")
    sentences = read_conll(path)
    tagged = [[tag for _, tag in s] for s in sentences]
    assert repeated(sentences, tagged, frozenset())[1][1] == "B-PER"
    assert repeated(sentences, tagged, frozenset({"الدرعي"}))[1][1] == "O"


def test_training_and_tagging_end_to_end(tmp_path: Path) -> None:
    path = tmp_path / "some.conll"
    path.write_text(CONLL, "utf-8")
    model = tmp_path / "names.crfsuite"
    fit(read_conll(path) * 5, model)
    document = Document.of("وصل هاني الدرعي إلى زرقاء.")
    assert NameTagger(Decider(model)).tag(document, [""] * len(document.tokens))[1:3] == ["B-PER", "I-PER"]


def test_kept_word_sums_tag_as_whole_rows_do() -> None:
    text = 'وقال العميد رامي الحلواني، المتحدث باسم #الجيش_اليمني، إن 12 جنديا أصيبوا قرب "تلة الزيتون".'
    document = Document.of(text)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODELS / "names.crfsuite"))
    listed = listed_marks(document.tokens)
    whole = tagger.tag(rows(document.tokens, listed))
    fast = name_tagger()
    assert fast is not None
    assert fast.tag(document, listed) == whole
