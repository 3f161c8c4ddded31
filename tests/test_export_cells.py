"""CSV cells: nothing runs as a formula, everything reads back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.formats.exports.cells import Column, neutral, read_csv, restored, write_csv
from riwaya.model import InputError

# What a spreadsheet may pass over before it sees a formula: spaces, byte-order, bidi and zero-width marks,
# quotes, controls.
BEFORE = [
    "",
    " ",
    "\ufeff",
    "\u200f",
    "\u202e",
    "\u2066",
    "\u200b",
    '"',
    "'",
    "\u00a0",
    "\t",
    "\0",
    "«",
    "\n",
]
STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣"]
DANGEROUS = [f"{before}{start}1+1" for before in BEFORE for start in STARTS] + [
    "\tcmd",
    "\rcmd",
    "\ncmd",
    "\0cmd",
    "الجيش;=1+1",
    "a\t=1",
    "a\n-1",
    "\ufeff\u200f \"=cmd|'/c calc'!A1",
]
HARMLESS = ["الجيش", "13", "a=b", "x - y", "«الأفق»", " doctor", "-"[:0] + "5-7", "٢٢ قتيلا", "É"]


@pytest.mark.parametrize("text", DANGEROUS, ids=[f"{t!a}" for t in DANGEROUS])
def test_formulas_are_neutralised_and_come_back(text: str) -> None:
    assert neutral(text) != text
    assert neutral(text).startswith("'") or text[0] not in "=+-@\t\r\n\0"
    assert restored(neutral(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_is_left_alone(text: str) -> None:
    assert neutral(text) == text


@given(st.text(st.sampled_from("=+-@'\"\t\r\n\0;, ab\ufeff\u200f＝«ق5"), max_size=12) | st.text(max_size=12))
def test_every_text_comes_back(text: str) -> None:
    cell = neutral(text)
    assert restored(cell) == text
    assert cell, "an empty text is not an empty cell"
    assert cell.lstrip('\ufeff\u200f "«')[:1] not in set("=+-@＝")


COLUMNS = (
    Column("t", "text", ""),
    Column("i", "integer", ""),
    Column("n", "number", ""),
    Column("j", "json", ""),
    Column("b", "boolean", ""),
)
cells = st.fixed_dictionaries(
    {
        "t": st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        "i": st.none() | st.integers(-(2**60), 2**60),
        "n": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "j": st.none() | st.lists(st.text("=-'a;\n", max_size=4), max_size=3).map(list),
        "b": st.none() | st.booleans(),
    }
)


@given(st.lists(cells, max_size=4), st.booleans())
def test_rows_read_back_to_equal_values(rows: list[dict[str, object]], signature: bool) -> None:
    sink = io.BytesIO()
    write_csv(sink, COLUMNS, rows, signature=signature)
    assert list(read_csv(sink.getvalue(), COLUMNS)) == rows
    assert sink.getvalue().startswith(b"\xef\xbb\xbf") == signature


def test_negative_numbers_stay_numbers() -> None:
    sink = io.BytesIO()
    write_csv(sink, COLUMNS, [{"i": -3, "n": -35.25, "t": "-3"}])
    assert next(iter(list(csv.reader(io.StringIO(sink.getvalue().decode())))[1:])) == [
        "'-3",
        "-3",
        "-35.25",
        "",
        "",
    ]


def test_another_table_is_refused() -> None:
    with pytest.raises(InputError, match="none that this version writes"):
        list(read_csv(b"a,b\r\n1,2\r\n", COLUMNS))
