"""Several writers and readers at once; and the same reports in any order."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from ledger_items import received, several
from test_killed import Say, killed, pytestmark, under  # noqa: F401

from riwaya.ledger.search import catch_up
from riwaya.ledger.store import Store
from riwaya.ledger.verify import verify
from riwaya.linking.query import reports, search
from riwaya.model import ConflictError, Decision

SECONDS = 1.5


def test_writers_and_readers_at_once(where: str) -> None:
    with Store.open(where) as store:
        store.add(several(2))
    figure = several(1)[0].findings.figures[0].id

    def adds(name: str) -> Callable[[Store, int], str]:
        def add(store: Store, number: int) -> str:
            id = f"{name}-{number}"
            store.add([under(received(), id)])
            return id

        return add

    def decides(store: Store, number: int) -> str:
        head = store.head()
        assert head is not None
        try:
            return store.decide(
                Decision("correct", "figure", (figure,), "سلمى", {"low": number}), expected=head.hash
            ).hash
        except ConflictError:
            return "conflict"

    def reads(store: Store, number: int) -> str:
        catch_up(store)
        seen = [report.id for report in store.reports()]
        assert seen == sorted(seen)
        assert len(list(store.newest())) >= len(seen)
        return "read"

    works = [adds("a"), adds("b"), decides, decides, reads, reads]

    def all_at_once(say: Say) -> None:
        children = []
        for work in works:
            child = os.fork()
            if child == 0:
                status = 1
                try:
                    with Store.open(where) as store:
                        until, number = time.monotonic() + SECONDS, 0
                        while time.monotonic() < until or not number:
                            say(work(store, number))
                            number += 1
                    status = 0
                finally:
                    os._exit(status)
            children.append(child)
        for child in children:
            _, status = os.waitpid(child, 0)
            say(f"status {os.waitstatus_to_exitcode(status)}")

    said = killed(all_at_once, 60)
    assert said.count("status 0") == len(works), said
    with Store.open(where) as store:
        ids = {report.id for report in store.reports()}
        hashes = {entry.hash for entry in store.entries("decision")}
        assert {line for line in said if line[:2] in ("a-", "b-")} <= ids
        assert {line for line in said if len(line) == 64} == hashes
        assert not verify(store).problems


def test_two_reviewers_never_overwrite_each_other(store: Store) -> None:
    """Whoever decides with a view in which the other's decision is missing is refused."""
    store.add(several(1))
    figure = several(1)[0].findings.figures[0].id
    chance, taken = random.Random(7), 0
    views = {"سلمى": None, "عمر": None}
    for _ in range(30):
        name = chance.choice(sorted(views))
        if chance.random() < 0.5:
            head = store.head()
            assert head is not None
            views[name] = head.hash  # type: ignore[assignment]
            continue
        before = store.decisions(subject=figure)
        stale = before and (views[name] is None or before[-1].entry.seq > _seq(store, views[name]))
        try:
            store.decide(Decision("accept", "figure", (figure,), name), expected=views[name])
            assert not stale
            taken += 1
        except ConflictError:
            assert stale
    assert len(store.decisions()) == taken > 3


def _seq(store: Store, hash: str | None) -> int:
    entry = store.entry(hash or "")
    assert entry is not None
    return entry.seq


def test_the_order_of_adding_changes_nothing_that_is_read(where: str, tmp_path: Path) -> None:
    items = [*several(12), under(received("r1"), "x~1")]
    with Store.open(where) as store:
        shuffled = random.Random(5).sample(items, len(items))
        store.add(shuffled[:5])
        catch_up(store)
        store.add(shuffled[5:])
        first = (list(reports(store)), list(store.newest()), list(search(store, "قصف درنة")))
    with Store.open(tmp_path / "other.ledger") as other:
        other.add(items)
        assert (list(reports(other)), list(other.newest()), list(search(other, "قصف درنة"))) == first


def test_a_ledger_made_by_several_at_once_is_one(where: str) -> None:
    def make(say: Say) -> None:
        children = []
        for number in range(4):
            child = os.fork()
            if child == 0:
                status = 1
                try:
                    with Store.open(where) as store:
                        store.add([under(received(), f"m{number}")])
                    status = 0
                finally:
                    os._exit(status)
            children.append(child)
        say(str([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]))

    assert killed(make, 60) == ["[0, 0, 0, 0]"]
    with Store.open(where) as store:
        assert [report.id for report in store.reports()] == ["m0", "m1", "m2", "m3"]
        assert not verify(store).problems
