"""Counting in how many reports of the ANT corpus a word stands: what two reports share counts by how rare it
is.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from riwaya.linking.words import stem, words

LEAST = 30


def train(corpora: Path, out: Path) -> Mapping[str, Any]:
    """Write `commonness.tsv.gz` from `ant/reports.jsonl.gz`; what was counted."""
    reports, counts = 0, Counter[str]()
    with gzip.open(corpora / "ant/reports.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            reports += 1
            counts.update({stem(w) for w in words(json.loads(line)["text"])})
    kept = sorted((w, n) for w, n in counts.items() if n >= LEAST)
    body = "".join(f"{w}\t{n}\n" for w, n in kept)
    packed = gzip.compress(f"# reports\t{reports}\n{body}".encode(), mtime=0)
    (out / "commonness.tsv.gz").write_bytes(packed)
    return {"reports": reports, "words": len(kept)}
