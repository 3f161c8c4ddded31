"""`riwaya train`: the shipped models again."""

from __future__ import annotations

from pathlib import Path

from riwaya.learn.train import train


def run_train(models: list[str], gold: Path, corpora: Path, out: Path | None, *, hold_back: bool) -> None:
    """Train and print what each trainer reports."""
    for name, told in train(models, gold, corpora, out, hold_back=hold_back).items():
        print(name, *(f"{key}={value}" for key, value in told.items()), sep="  ")
