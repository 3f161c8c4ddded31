"""The Arabic catalogue is whole: every message has its translation, and no translation is stale."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from riwaya.ledger.people import ROLES
from riwaya.linking.resolution import RULES
from riwaya.model.decision import Action
from riwaya.model.findings import Group, Hedge
from riwaya.model.incident import Scope
from riwaya.review.fields import FIELDS, LAYERS
from riwaya.review.language import Words, catalogue
from riwaya.review.marking import CHANNELS

REVIEW = Path(__file__).resolve().parents[1] / "src/riwaya/review"
CALL = re.compile(r"""\b(?:t|words)\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
# Values of the ledger that are shown as words.
VALUES = {
    *RULES,
    *get_args(Action),
    *get_args(Hedge),
    *get_args(Group),
    *get_args(Scope),
    *CHANNELS,
    *("contradiction", "revision", "accepted", "corrected", "rejected", "unsure", "reviewed", "unreviewed"),
    *(
        "Incidents",
        "Search",
        "Sources",
        "Review",
        "Accept",
        "Reject",
        "Unsure",
        "Correct",
        "Undo",
        "Earlier",
        "Later",
    ),
    *ROLES,
    *("action", "keep", "Reliability", "Credibility"),
    *LAYERS,
    *(f.label for fields in FIELDS.values() for f in fields),
    *(one for told in ("Figure", "Statement", "Event") for one in (told, told + " {n} of {total}")),
    *(
        "Not found",
        "Too many tries; wait a quarter of an hour.",
        "No account has this name and this password.",
    ),
}


def messages() -> set[str]:
    files = [*REVIEW.glob("templates/*.html"), *REVIEW.glob("*.py")]
    return {a or b for f in files for a, b in CALL.findall(f.read_text("utf-8"))} | VALUES


def test_every_message_is_translated() -> None:
    missing = sorted(messages() - catalogue("ar").keys())
    assert not missing, missing


def test_no_translation_is_stale() -> None:
    assert not sorted(catalogue("ar").keys() - messages())


@pytest.mark.parametrize("message", sorted(catalogue("ar")))
def test_a_translation_takes_the_same_values(message: str) -> None:
    names = re.compile(r"\{(\w+)\}")
    assert sorted(names.findall(message)) == sorted(names.findall(catalogue("ar")[message]))


def test_numerals_are_a_choice() -> None:
    assert Words("ar", indic=True).number(1234) == "١,٢٣٤"
    assert Words("ar").number(1234) == "1,234"
