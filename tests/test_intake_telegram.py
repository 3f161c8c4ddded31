"""Telegram: Desktop's exports and Telethon's lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.formats.incoming import Incoming, IntakeOptions
from riwaya.formats.json_reports import read_json, read_lines
from riwaya.formats.reports import incoming
from riwaya.formats.telegram import flatten, mended
from riwaya.formats.telethon import code_points

DATA = Path(__file__).parent / "data/intake/telegram"


def items(name: str, username: str | None = None) -> list[Incoming]:
    return list(incoming([str(DATA / name)], IntakeOptions(telegram_username=username)))


def test_a_channel_gives_a_report_for_every_message_with_words() -> None:
    found = items("result.json")
    reports = [i.report for i in found if i.report]
    assert [r.id for r in reports] == [f"telegram-901-{n}" for n in (2, 3, 4, 8)]
    assert {r.outlet for r in reports} == {"شبكة رصد الواحة"}
    assert {r.url for r in reports} == {None}
    assert [r.via for r in reports] == [None, "لجان السدرة المحلية", None, None]
    assert reports[0].published == "2018-06-11T20:40:00Z"  # the exporting computer's clock stood at 22:40
    passed = [n.message for i in found if i.report is None for n in i.notes]
    assert any("2 service messages and 2 without words" in m for m in passed)
    assert not [i for i in found if i.error]


def test_what_was_received_is_the_message_to_the_byte() -> None:
    raw = (DATA / "result.json").read_bytes()
    second = next(i for i in items("result.json") if i.report and i.report.id == "telegram-901-3")
    assert second.original is not None
    assert second.original in raw
    assert json.loads(second.original)["forwarded_from"] == "لجان السدرة المحلية"


def test_addresses_only_where_the_user_gives_the_name() -> None:
    first = next(i.report for i in items("result.json", "rasd_waha") if i.report)
    assert first.url == "https://t.me/rasd_waha/2"
    whole = items("account.json", "rasd_waha")
    assert {i.report.url for i in whole if i.report} == {None}
    assert "username_unused" in [n.code for i in whole for n in i.notes]


def test_an_account_gives_its_chats_and_keeps_private_ones_out(tmp_path: Path) -> None:
    assert [i.report.id for i in items("account.json") if i.report] == [
        "telegram-901-2",
        "telegram-901-3",
        "telegram-5-9",
    ]
    whole = json.loads((DATA / "account.json").read_text("utf-8"))
    whole["chats"]["list"][1]["type"] = "personal_chat"
    path = tmp_path / "result.json"
    path.write_text(json.dumps(whole), "utf-8")
    found = list(incoming([str(path)]))
    assert [i.report.id for i in found if i.report] == ["telegram-901-2", "telegram-901-3"]
    assert "private_chats" in [n.code for i in found for n in i.notes]


def test_marks_point_at_the_words_that_they_mark() -> None:
    item = next(i for i in items("result.json") if i.report and i.report.id == "telegram-901-3")
    assert item.report is not None
    cut = {e.kind: (item.report.text[e.start : e.end], e.href) for e in item.entities}
    assert cut == {
        "bold": ("مقتل ثلاثة مدنيين", None),
        "text_link": ("التفاصيل", "https://sunbula.example/2018/06/11/"),
    }


def test_an_album_is_said_on_the_message_that_has_its_words() -> None:
    item = next(i for i in items("result.json") if i.report and i.report.id == "telegram-901-4")
    assert [n.code for n in item.notes] == ["album"]
    assert "3 pictures" in item.notes[0].message


def test_old_exports_have_local_time_and_broken_escapes() -> None:
    found = items("result.json")
    item = next(i for i in found if i.report and i.report.id == "telegram-901-8")
    assert item.report is not None
    assert (item.report.published, [n.code for n in item.notes]) == ("2018-06-12T06:00:00", ["local_time"])
    assert item.report.text.endswith("\x07")
    assert "escapes_mended" in [n.code for i in found for n in i.notes]
    assert mended(r'"a\x07 \\x07 \\\x1b \n"') == (r'"a\u0007 \\x07 \\\u001b \n"', 2)


def test_telethon_lines_count_in_utf16() -> None:
    item, passed = items("telethon.jsonl")
    assert item.report is not None
    assert item.report.id == "telegram-901-3"
    assert item.report.published == "2018-06-11T20:50:00Z"
    assert item.report.via == "telegram-77"
    assert [item.report.text[e.start : e.end] for e in item.entities] == ["مقتل ثلاثة مدنيين", "عاجل"]
    assert item.entities[1].href == "https://sunbula.example/"
    assert "1 messages without words" in passed.notes[0].message


def test_a_saved_preview_of_a_channel() -> None:
    path = Path(__file__).parent / "data/intake/pages/telegram-preview.html"
    first, second, passed = incoming([str(path)], IntakeOptions())
    assert first.report is not None
    assert second.report is not None
    assert first.report.id == "telegram-rasd_waha-2"
    assert first.report.url == "https://t.me/rasd_waha/2"
    assert first.report.published == "2018-06-11T20:40:00Z"
    assert first.report.outlet == "شبكة رصد الواحة"
    assert first.report.text.split("\n") == [
        "🔴 عاجل",
        "قال الطبيب سالم العوامي إن ثلاثة مدنيين قتلوا في حي السدرة.",
    ]
    assert second.report.via == "لجان السدرة المحلية"
    assert "الرد" not in second.report.text
    assert second.original is not None
    assert b'data-post="rasd_waha/3"' in second.original
    assert "1 messages without words" in passed.notes[0].message


@given(st.text(), st.data())
def test_utf16_offsets_become_code_points(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    units = len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
    assert code_points(text)(units) == at


@given(st.lists(st.one_of(st.text(), st.builds(lambda t: {"type": "bold", "text": t}, st.text()))))
def test_parts_join_to_the_text_and_cut_back(parts: list[object]) -> None:
    text, entities = flatten(parts, "f")
    assert text == "".join(p if isinstance(p, str) else p["text"] for p in parts)  # type: ignore[index]
    assert [text[e.start : e.end] for e in entities] == [p["text"] for p in parts if isinstance(p, dict)]


@pytest.mark.parametrize(
    "messages",
    [
        '[7, null, "x", []]',
        '[{"id": 1, "text": 5}]',
        '[{"id": 1, "text": [5]}]',
        '[{"text": "\\ud800", "date_unixtime": "1e999"}]',
        '[{"text": "قتل", "date_unixtime": "99999999999999999999", "date": "never", "from_id": [1]}]',
    ],
)
def test_a_message_that_is_none_is_named_and_the_others_are_read(messages: str) -> None:
    good = '{"id": 9, "type": "message", "date_unixtime": "1528743600", "text": "قتل ثلاثة في درنة"}'
    raw = f'{{"name": "x", "id": 1, "messages": {messages[:-1]}, {good}]}}'
    found = list(read_json(raw.encode(), raw, "f.json", IntakeOptions(), ()))
    assert [i.report.id for i in found if i.report][-1] == "telegram-1-9"
    assert all(i.error is not None for i in found if i.report is None and not i.notes)


def test_a_cut_export_is_refused_with_its_line() -> None:
    raw = (DATA / "result.json").read_bytes()[:2000].decode("utf-8", "ignore")
    [item] = read_json(raw.encode(), raw, "cut.json", IntakeOptions(), ())
    assert "cut.json: broken JSON" in str(item.error)
    assert "line" in str(item.error)


def test_lines_that_are_messages_and_lines_that_are_reports_mix() -> None:
    lines = [b'{"id": "a", "text": "x y"}', (DATA / "telethon.jsonl").read_bytes().split(b"\n")[0]]
    assert [i.report.id for i in read_lines(lines, "f", IntakeOptions()) if i.report] == [
        "a",
        "telegram-901-3",
    ]
