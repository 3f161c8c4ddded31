"""All trained models, in the order in which they build on each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from riwaya.learn.corpus_coded import events_coded, figures_coded, places_coded, statements_coded
from riwaya.learn.gold import held_back, load
from riwaya.model import GoldError
from riwaya.rules.decider import MODELS, decider, has_decider
from riwaya.rules.trees import forest, has_forest

# Learnt from the open corpora, and learnt from coded reports. A model's features may hang on all before it.
FROM_CORPORA = ("clusters", "commonness", "segmenter", "wordclass", "names")
FROM_GOLD = ("places", "statements", "figures", "events")
# Counted in the corpora by a model learnt from coded reports.
FROM_BOTH = ("cue_rates", "leanings")
# Learnt, beside the coded reports, from those of the corpora that the project coded itself.
_ALSO_CODED = {
    "places": places_coded,
    "statements": statements_coded,
    "figures": figures_coded,
    "events": events_coded,
}
NAMES = FROM_CORPORA + FROM_GOLD + FROM_BOTH
_BY_NAME = frozenset({"clusters", *FROM_BOTH})


def train(
    names: Sequence[str], gold: Path, corpora: Path, out: Path | None = None, *, hold_back: bool = False
) -> dict[str, Mapping[str, Any]]:
    """Train the named models (all of them if none is named) and return what each trainer reports.

    `hold_back` leaves out the held-back fifth of the coded reports. Raises GoldError for an unknown name or a
    missing folder.
    """
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        raise GoldError(f"no model {unknown[0]!r}; there are {', '.join(NAMES)}")
    # Clusters are trained again only by name: every model learnt after them hangs on their ids. So are the
    # rates of cues and the leanings of words: they take the reading of 10,000 reports and more.
    wanted = [n for n in NAMES if n in names or (not names and n not in _BY_NAME)]
    folder = out or MODELS
    folder.mkdir(parents=True, exist_ok=True)
    coded = (
        [c for c in load(gold) if not (hold_back and held_back(c.report.id))]
        if set(wanted) & set(FROM_GOLD)
        else []
    )
    if set(wanted) & {*FROM_CORPORA, *FROM_BOTH, *_ALSO_CODED} and not corpora.is_dir():
        raise GoldError(f"{corpora}: no such folder; give the folder of the open corpora with --corpora")
    told = {}
    for name in wanted:
        trainer: Callable[..., Mapping[str, Any]] = import_module(f"riwaya.learn.train_{name}").train
        if name == "leanings":
            told[name] = trainer(corpora, gold)
        elif name == "cue_rates":
            told[name] = trainer(corpora, folder, gold)
        elif name in FROM_CORPORA:
            told[name] = trainer(corpora, folder)
        else:
            also = _ALSO_CODED[name](corpora) if name in _ALSO_CODED else ()
            more = [c for c in also if not (hold_back and held_back(c.report.id))]
            told[name] = trainer([*coded, *more], folder)
        decider.cache_clear()
        has_decider.cache_clear()
        forest.cache_clear()
        has_forest.cache_clear()
    return told
