"""Train the models of the event layer from coded reports: kinds, arguments, status, the choices over them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from riwaya.events.arguments import MODEL as ARGUMENTS
from riwaya.events.kinds import MODEL as KINDS
from riwaya.events.status import MODEL as STATUS
from riwaya.learn.events_coded import argument_sequences, kind_sequences, scene_of, status_sequences
from riwaya.learn.fit import fit
from riwaya.learn.gold import Coded
from riwaya.learn.train_event_choice import train_choices


def train(gold: Sequence[Coded], out: Path) -> dict[str, float]:
    """Train all models of the layer into the folder `out`."""
    scenes = [(scene_of(c), c) for c in gold]
    for name, sequences_of in (
        (KINDS, kind_sequences),
        (ARGUMENTS, argument_sequences),
        (STATUS, status_sequences),
    ):
        fit((s for scene, c in scenes for s in sequences_of(scene, c)), out / f"{name}.crfsuite")
    train_choices(scenes, out)
    return {"reports": len(gold)}
