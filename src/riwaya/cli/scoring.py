"""`riwaya score`: readings held against coded reports, linked incidents against coded ones."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from riwaya.learn.corpus_coded import held_coded, is_corpora
from riwaya.learn.gold import Coded, load
from riwaya.learn.score import figures_of, score
from riwaya.learn.score_incidents import is_incident_set, score_set
from riwaya.model import GoldError
from riwaya.reading.read import read_report

_UNCODED = "statements.act"  # in the project's own codings


def run_score(gold: Path, readings: Path | None, errors: str | None, *, as_json: bool) -> None:
    """Print the table, or with `errors` the misses and false alarms of one layer before it.

    A folder of coded incidents is added to a ledger of its own and linked. Of the folder of the open corpora
    the reports are read that the project coded and holds back from training, without acts.
    """
    if is_incident_set(gold):
        found = score_set(gold)
        _print(found.table, found.misses if errors else [], as_json=as_json)
        return
    own = is_corpora(gold)
    coded = list(held_coded(gold) if own else load(gold))
    tally = score(coded, _stored(readings) if readings else _read_now(coded))
    table = {name: x for name, x in figures_of(tally).items() if not (own and name == _UNCODED)}
    _print(table, tally.errors[errors] if errors else [], as_json=as_json)


def _print(table: Mapping[str, Mapping[str, Any]], errors: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(table, ensure_ascii=False, indent=1))
        return
    for line in errors:
        print(line)
    for name, values in table.items():
        print(f"{name:24}", "  ".join(f"{key}={value}" for key, value in values.items()))


def _read_now(coded: Sequence[Coded]) -> dict[str, Mapping[str, Any]]:
    return {c.report.id: msgspec.json.decode(msgspec.json.encode(read_report(c.report))) for c in coded}


def _stored(path: Path) -> dict[str, Mapping[str, Any]]:
    found = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise GoldError(
            f"{path}: {error.strerror}; give readings as `riwaya read --format jsonl` writes them"
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            reading = json.loads(line)
            found[reading["report"]["id"]] = reading
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(
                f"{path}:{number}: no reading ({error}); write it with `riwaya read --format jsonl`"
            ) from error
    return found
