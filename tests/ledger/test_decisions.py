"""Decisions: appended with a version check, applied without touching the reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_items import received

from riwaya.ledger.review import reviewed, standing, state, states
from riwaya.ledger.store import Store
from riwaya.model import ConflictError, Decision, Findings, LedgerError, Span
from riwaya.model.decision import Action

ITEM = received()
FIGURE = ITEM.findings.figures[0]
EVENT = ITEM.findings.events[0]


def decide(store: Store, action: Action, subject: str, layer: str = "figure", **values: object) -> str:
    """Append a decision by somebody who saw the newest entry; its hash."""
    head = store.head()
    decision = Decision(action, layer, (subject,), "سلمى", values)  # type: ignore[arg-type]
    return store.decide(decision, expected=head.hash if head else None).hash


def now(store: Store) -> Findings:
    return reviewed(store.findings("r1"), standing(store.decisions()))


def test_a_correction_changes_what_is_shown_and_says_who_made_it(store: Store) -> None:
    store.add([ITEM])
    decide(store, "correct", FIGURE.id, low=13, high=13, whom=[1, 4])
    found = now(store).figures[0]
    assert (found.low, found.high, found.whom, found.by) == (13, 13, Span(1, 4), "review:سلمى")
    assert store.findings("r1") == ITEM.findings
    assert states(ITEM.findings, standing(store.decisions())) == {FIGURE.id: "corrected"}


def test_a_rejected_finding_is_gone_and_named_by_none(store: Store) -> None:
    store.add([ITEM])
    assert any(f.event == EVENT.id for f in ITEM.findings.figures)
    decide(store, "reject", EVENT.id, "event")
    found = now(store)
    assert EVENT.id not in {e.id for e in found.events}
    assert not any(f.event == EVENT.id for f in found.figures)


def test_undo_takes_a_decision_back_and_can_be_taken_back(store: Store) -> None:
    store.add([ITEM])
    rejected = decide(store, "reject", FIGURE.id)
    undone = decide(store, "undo", rejected)
    assert now(store) == ITEM.findings
    decide(store, "undo", undone)
    assert FIGURE.id not in {f.id for f in now(store).figures}
    assert len(store.decisions(subject=FIGURE.id)) == 3


def test_the_last_decision_counts(store: Store) -> None:
    store.add([ITEM])
    for action in ("unsure", "reject", "accept"):
        decide(store, action, FIGURE.id)  # type: ignore[arg-type]
    assert state(FIGURE.id, "figure", standing(store.decisions())) == "accepted"
    decide(store, "correct", FIGURE.id, low=1)
    decide(store, "accept", FIGURE.id)
    assert state(FIGURE.id, "figure", standing(store.decisions())) == "corrected"
    assert state("other", "figure", standing(store.decisions())) is None


def test_decisions_stay_when_a_report_is_read_again(store: Store) -> None:
    store.add([ITEM])
    decide(store, "correct", FIGURE.id, low=13)
    store.add([replace(ITEM, reader="test-2")])
    assert store.reader_of("r1") == "test-2"
    assert now(store).figures[0].low == 13


def test_a_report_s_own_fields_are_corrected(store: Store) -> None:
    store.add([ITEM])
    decide(store, "correct", "r1", "report", published="2018-06-08")
    assert now(store).report.published == "2018-06-08"


def test_a_second_reviewer_with_an_old_view_is_refused(store: Store) -> None:
    store.add([ITEM])
    head = store.head()
    assert head is not None
    first = Decision("accept", "figure", (FIGURE.id,), "سلمى")
    store.decide(first, expected=head.hash)
    with pytest.raises(ConflictError, match="سلمى decided on"):
        store.decide(replace(first, author="عمر"), expected=head.hash)
    with pytest.raises(ConflictError, match="decided on"):
        store.decide(replace(first, author="عمر"), expected=None)
    # Something else may be decided on with the same view.
    other = Decision("accept", "figure", (ITEM.findings.figures[1].id,), "عمر")
    store.decide(other, expected=head.hash)
    # An undo is about what it takes back.
    now_head = store.head()
    assert now_head is not None
    undone = store.decisions(subject=FIGURE.id)[0].entry.hash
    store.decide(Decision("undo", "figure", (undone,), "سلمى"), expected=now_head.hash)
    with pytest.raises(ConflictError):
        store.decide(replace(first, author="عمر"), expected=now_head.hash)


def test_joins_meet_decisions_on_any_of_their_parts(store: Store) -> None:
    store.decide(Decision("join", "incident", ("e1", "e2", "e3"), "سلمى"), expected=None)
    with pytest.raises(ConflictError):
        store.decide(Decision("part", "incident", ("e3", "e9"), "عمر"), expected=None)
    store.decide(Decision("join", "incident", ("e7", "e8"), "عمر"), expected=None)
    assert len(store.decisions("incident", "e2")) == 1
    assert len(store.decisions("incident")) == 2


def test_a_decision_that_names_its_report_is_held_against_it(store: Store) -> None:
    store.add([ITEM])
    good = Decision("correct", "figure", (FIGURE.id,), "سلمى", {"span": [0, 3]}, report="r1")
    for wrong, says in (
        (replace(good, report="r9"), "no report 'r9'"),
        (replace(good, subject=("f0",)), "has no figure f0"),
        (replace(good, values={"span": [0, 5000]}), "span 0:5000 is none"),
        (replace(good, values={"whom": [3, 3]}), "span 3:3 is none"),
    ):
        with pytest.raises(LedgerError, match=says):
            store.decide(wrong, expected=None)
    entry = store.decide(good, expected=None)
    store.decide(Decision("undo", "figure", (entry.hash,), "سلمى", report="r1"), expected=entry.hash)


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (Decision("praise", "figure", ("f1",), "x"), "no action 'praise'"),  # type: ignore[arg-type]
        (Decision("accept", "poem", ("f1",), "x"), "no layer 'poem'"),  # type: ignore[arg-type]
        (Decision("accept", "figure", ("f1",), ""), "no author"),
        (Decision("accept", "figure", (), "x"), "no subject"),
        (Decision("accept", "figure", ("f1", "f2"), "x"), "about one id, not 2"),
        (Decision("join", "incident", ("e1",), "x"), "needs two ids"),
        (Decision("correct", "figure", ("f1",), "x"), "needs the corrected fields"),
        (Decision("correct", "figure", ("f1",), "x", {"colour": 1}), "no field 'colour'"),
        (Decision("correct", "figure", ("f1",), "x", {"id": "f2"}), "no field 'id'"),
        (Decision("correct", "figure", ("f1",), "x", {"low": "many"}), "low cannot be 'many'"),
        (Decision("correct", "figure", ("f1",), "x", {"measure": "praised"}), "measure cannot be"),
        (Decision("undo", "figure", ("abc",), "x"), "no decision has the hash"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(store: Store, decision: Decision, says: str) -> None:
    with pytest.raises(LedgerError, match=says):
        store.decide(decision, expected=None)
    assert store.head() is None
