"""Tables: separators, encodings, headings in two languages, formulas made safe, workbooks and bombs."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.cli.intake import intake_options
from riwaya.formats.columns import split_columns
from riwaya.formats.dates import iso_date, month_first
from riwaya.formats.exports.cells import neutral
from riwaya.formats.incoming import Incoming, IntakeOptions
from riwaya.formats.reports import incoming
from riwaya.formats.tables import read_table
from riwaya.formats.workbooks import read_workbook
from riwaya.model import InputError

DATA = Path(__file__).parent / "data/intake/tables"


def items(name: str) -> list[Incoming]:
    return list(incoming([str(DATA / name)], intake_options()))


def table(content: str, encoding: str = "utf-8", **columns: str) -> list[Incoming]:
    return list(read_table(content.encode(encoding), "t.csv", IntakeOptions(columns=columns)))


def test_semicolons_arabic_headings_quoted_newlines_and_arabic_digits() -> None:
    first, second = items("semicolon.csv")
    assert first.report is not None
    assert second.report is not None
    assert first.report.text.count("\r\n") == 2
    assert first.report.text.endswith('ساعتين. "شهود" قالوا ذلك.')
    assert (first.report.id, first.report.outlet) == ("semicolon-1", "سنبلة الجنوب")
    assert (first.report.published, second.report.published) == ("2018-06-25", "2018-06-09")
    assert first.published_raw == "٢٥/٦/٢٠١٨"
    assert (second.report.url, second.notes) == (None, ())  # 25/6 proves the order for the column
    assert first.where.endswith("semicolon.csv:2")
    assert second.where.endswith("semicolon.csv:5")
    assert first.original is not None
    assert first.original in (DATA / "semicolon.csv").read_bytes()


def test_old_encodings() -> None:
    first, note = items("windows-1256.csv")
    assert first.report is not None
    assert first.report.outlet == "سنبلة الجنوب"
    assert [n.code for n in note.notes] == ["decoded"]
    american, later = items("utf-16.tsv")
    assert american.report is not None
    assert later.report is not None
    assert (american.report.published, later.report.published) == ("2018-06-25", "2018-06-09")
    [bare] = table("id\ttext\n1\tقتل ثلاثة\n", "utf-16-le")
    assert bare.report is not None
    assert bare.report.text == "قتل ثلاثة"


def test_what_an_export_made_safe_is_read_back_as_it_was() -> None:
    first, second = items("neutralised.csv")
    assert first.report is not None
    assert second.report is not None
    assert (first.report.title, second.report.title) == ("=1+1", "@name")
    assert first.report.text.startswith("- قال الطبيب")
    [quoted] = table("text\n'قال ثلاثة'\n")
    assert quoted.report is not None
    assert quoted.report.text == "'قال ثلاثة'"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_text_survives_the_way_out_and_in(text: str) -> None:
    sink = io.StringIO(newline="")
    csv.writer(sink).writerows([["text"], [neutral(text)]])
    [item] = table(sink.getvalue())
    assert item.report is not None
    assert item.report.text == text


def test_columns_by_name_and_what_is_said_without_one() -> None:
    raw = "الموضوع,يوم\nقتل ثلاثة,2018-06-09\n"
    [refused] = table(raw)
    assert "'الموضوع', 'يوم'" in str(refused.error)
    assert "--columns text=HEADING" in str(refused.error)
    [read] = table(raw, text="الموضوع", date="يوم")
    assert read.report is not None
    assert read.report.published == "2018-06-09"
    [wrong] = table(raw, text="النص")
    assert "no column 'النص' for text" in str(wrong.error)


def test_the_columns_option() -> None:
    assert split_columns("text=النص, date=التاريخ") == {"text": "النص", "date": "التاريخ"}
    assert split_columns("text=Body, with comma,url=Link") == {"text": "Body, with comma", "url": "Link"}
    assert split_columns(None) == {}
    for wrong in ("body=Text", "text", "text="):
        with pytest.raises(InputError, match="FIELD=HEADING"):
            split_columns(wrong)


def test_columns_name_the_keys_of_json_lines_too(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "قتل ثلاثة", "day": "2018-06-09", "no": 4}\n', "utf-8")
    options = intake_options(columns="text=body,date=day,id=no")
    [item] = incoming([str(path)], options)
    assert item.report is not None
    assert (item.report.id, item.report.published) == ("4", "2018-06-09")


def test_an_unclosed_quote_costs_one_row() -> None:
    found = table('id,text\n1,"قتل ثلاثة\n2,جرح أربعة\n3,أسر خمسة\n')
    assert [i.report.id for i in found if i.report] == ["table-2", "table-3"]
    assert [str(i.error)[:8] for i in found if i.error] == ["t.csv:2:"]


def test_repeated_ids_and_ambiguous_days_are_noted() -> None:
    found = table("id,text,date\n1,a b,9/6/2018\n1,c d,3/4/2018\n")
    assert [[n.code for n in i.notes] for i in found] == [["day_first"], ["repeated_id"]]


def test_a_table_of_nothing() -> None:
    for raw in ("", "\n\n", "text\n", "a,b\n1,2\n", "\x00", '"'):
        assert not [i for i in table(raw) if i.report]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("٩/٦/٢٠١٨", "2018-06-09"),
        ("2018/6/9", "2018-06-09"),
        ("9-6-2018 14:30", "2018-06-09"),
        ("6/25/2018", "2018-06-25"),
        ("2018-06", "2018-06"),
        ("2018", "2018"),
        ("20180609", "2018-06-09"),
        ("2018-06-09T12:00:00.000Z", "2018-06-09T12:00:00+00:00"),
        ("Sat, 09 Jun 2018 12:00:00 +0200", "2018-06-09T12:00:00+02:00"),
        ("31/2/2018", None),
        ("12:30", None),
        ("43260", None),
        ("9" * 300, None),
        ("", None),
    ],
)
def test_dates_keep_their_precision(written: str, iso: str | None) -> None:
    assert iso_date(written) == iso


def test_the_order_of_day_and_month_is_the_columns() -> None:
    assert month_first(["1/2/2018", "2/13/2018"]) is True
    assert month_first(["1/2/2018", "٢٥/٦/٢٠١٨"]) is False
    assert month_first(["1/2/2018", "x"]) is None
    assert iso_date("6/9/2018", month_first=True) == "2018-06-09"


def test_a_workbook() -> None:
    first, second, third = items("reports.xlsx")
    assert first.report is not None
    assert second.report is not None
    assert (first.report.id, first.report.published) == ("reports-تقارير-1", "2018-06-11")
    assert second.report.published == "2018-06-09"
    assert "reports.xlsx[تقارير]:5: the text is empty" in str(third.error)
    assert first.original is not None
    assert '"المصدر": "سنبلة الجنوب"' in first.original.decode()


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def refusal(raw: bytes) -> str:
    [item] = read_workbook(raw, "w.xlsx", IntakeOptions())
    assert item.report is None
    return str(item.error)


def test_workbooks_that_are_bombs_or_none() -> None:
    whole = (DATA / "reports.xlsx").read_bytes()
    assert "bomb" in refusal(zipped({"xl/worksheets/sheet1.xml": b"0" * (30 << 20)}))
    assert "bomb" in refusal(zipped({f"{i}.xml": b"" for i in range(10_001)}))
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert "document type" in refusal(zipped({"xl/workbook.xml": entity}))
    assert "document type" in refusal(zipped({"xl/workbook.xml": entity.decode().encode("utf-16")}))
    for broken in (b"", b"PK\x03\x04", whole[:500], whole[:-200], zipped({"../../x.xml": b"<a/>"})):
        assert refusal(broken).startswith("w.xlsx: ")
