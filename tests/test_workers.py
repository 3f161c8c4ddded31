"""Workers end with their parent, however it ends: a killed `riwaya add` leaves no process behind."""

from __future__ import annotations

import gc
import itertools
import os
import signal
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

import pytest

from riwaya.batch.read_many import read_many
from riwaya.formats.incoming import Incoming
from riwaya.formats.reports import incoming
from riwaya.model import Report, WorkerError
from riwaya.reading.read import read_report
from riwaya.reading.reading import Reading

READ_ON = """
import itertools, sys
sys.path.insert(0, {folder!r})
from test_workers import process_of
from riwaya.batch.read_many import read_many
from riwaya.formats.incoming import Incoming
from riwaya.model import Report
items = (Incoming(f"r{{n}}", Report(f"r{{n}}", "قتل ثلاثة في درنة.")) for n in itertools.count())
for outcome in read_many(items, process_of, workers=2):
    print(outcome.made, flush=True)
"""


def process_of(_: Reading) -> int:
    return os.getpid()


def test_reading_makes_no_cycles(samples: list[Path]) -> None:
    reports = [item.report for item in incoming([str(path) for path in samples])]
    for again in (False, True):  # the first reading loads what is needed
        gc.collect()
        gc.disable()
        try:
            assert [read_report(report) for report in reports if report]
            assert not again or gc.collect() == 0
        finally:
            gc.enable()


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_its_parent(how: signal.Signals) -> None:
    command = [sys.executable, "-c", READ_ON.format(folder=str(Path(__file__).parent))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers: set[int] = set()
        while len(workers) < 2:
            workers.add(int(parent.stdout.readline()))
        assert all(_runs(w) for w in workers)
        parent.send_signal(how)
        parent.wait(timeout=30)
        until = time.monotonic() + 30
        while any(_runs(w) for w in workers) and time.monotonic() < until:
            time.sleep(0.05)
        assert not [w for w in workers if _runs(w)]


def test_a_worker_that_is_killed_is_told() -> None:
    items = (Incoming(f"r{n}", Report(f"r{n}", "قتل ثلاثة في درنة.")) for n in itertools.count())
    outcomes = read_many(items, process_of, workers=2)
    worker = next(outcomes).made
    assert worker is not None
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(WorkerError, match="fewer --workers"):
        deque(outcomes, maxlen=0)
