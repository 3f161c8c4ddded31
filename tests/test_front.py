"""The command line as a user meets it: the real process, real files, bad input."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

TEXT = "قال الطبيب سالم العوامي إن ثلاثة مدنيين قتلوا في قصف على مدينة درنة."


def riwaya(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "riwaya.cli.main", *arguments], input=stdin, capture_output=True, check=False
    )


def lines(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def test_reads_a_text_file_as_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    result = riwaya("read", str(path), "--format", "jsonl")
    assert result.returncode == 0, result.stderr.decode()
    [reading] = lines(result)
    assert list(reading) == [
        "report",
        "statements",
        "figures",
        "quantities",
        "events",
        "places",
        "times",
        "notes",
    ]
    assert reading["report"]["id"] == "report"  # type: ignore[index]


def test_reads_standard_input_as_json_lines_and_as_plain_text() -> None:
    one = json.dumps({"id": "a", "text": TEXT}, ensure_ascii=False)
    assert [
        r["report"]["id"]
        for r in lines(riwaya("read", "-", "--format", "jsonl", stdin=f"{one}\n{one}".encode()))
    ] == ["a", "a"]  # type: ignore[index]
    assert len(lines(riwaya("read", "-", "--format", "jsonl", stdin=TEXT.encode()))) == 1


def test_broken_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    good = [json.dumps({"id": f"r{i}", "text": TEXT}, ensure_ascii=False) for i in range(9)]
    good[6] = '{"id": "r6", "text": "قال'
    path.write_text("\n".join(good), "utf-8")
    result = riwaya("read", str(path), "--format", "jsonl")
    assert result.returncode == 1
    assert f"{path}:7: broken JSON" in result.stderr.decode()
    assert len(lines(result)) == 8


def test_workers_keep_the_order(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join(json.dumps({"id": f"r{i}", "text": TEXT}) for i in range(100)), "utf-8")
    result = riwaya("read", str(path), "--format", "jsonl", "--workers", "2")
    assert [r["report"]["id"] for r in lines(result)] == [f"r{i}" for i in range(100)]  # type: ignore[index]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "empty.txt", "the text is empty"),
        (b"  \n ", "blank.txt", "the text is empty"),
        (b"{", "broken.json", "broken JSON"),
        (b'{"id": 1}', "notext.json", 'needs an object with a "text"'),
        (b'{"text": 5}', "number.json", '"text" must be a string'),
        ('{"text": "\\ud800 قال"}'.encode(), "surrogate.json", "lone surrogate"),
        (bytes(range(128, 256)) * 4, "noise.txt", "save it as UTF-8"),
        (b"<html></html>", "page.html", "no article was found"),
        (b"%PDF-1.4", "paper.pdf", "is not read here"),
        ("قصفت القوات المدينة ".encode() * 700_000, "pasted.txt", "split it into reports"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, content: bytes, name: str, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = riwaya("read", str(path))
    assert result.returncode == 1
    assert says in result.stderr.decode()
    assert name in result.stderr.decode()
    assert not result.stdout


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The army said three were killed.", "not_arabic"),
        ("قال \u202eالطبيب\u202c إن ثلاثة قتلوا.", "bidi_override"),
        ("قال الطبيب\x00 إن ثلاثة قتلوا.", "nul"),
        ("ﻗﺎﻝ ﺍﻟﻄﺒﻴﺐ إن ثلاثة قتلوا.", "presentation_forms"),
    ],
)
def test_odd_text_is_read_with_a_note(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(json.dumps({"id": "odd", "text": text}), "utf-8")
    result = riwaya("read", str(path), "--format", "jsonl")
    assert result.returncode == 0
    [reading] = lines(result)
    assert code in [n["code"] for n in reading["notes"]]  # type: ignore[index, attr-defined]


def test_windows_1256_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(TEXT.encode("cp1256"))
    result = riwaya("read", str(path), "--format", "jsonl")
    assert result.returncode == 0
    assert "Windows-1256" in result.stderr.decode()


def test_missing_file_and_bad_date_and_unwritable_output(tmp_path: Path) -> None:
    assert "No such file" in riwaya("read", str(tmp_path / "none.txt")).stderr.decode()
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    wrong = riwaya("read", str(path), "--published", "9/6/2018")
    assert wrong.returncode == 1
    assert "2018-06-09" in wrong.stderr.decode()
    out = riwaya("read", str(path), "-o", str(tmp_path / "no" / "out.jsonl"))
    assert out.returncode == 1
    assert "cannot be written" in out.stderr.decode()


def test_output_file_is_whole_or_absent(tmp_path: Path) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "out.jsonl"
    path.write_text(TEXT, "utf-8")
    assert riwaya("read", str(path), "--format", "jsonl", "-o", str(out)).returncode == 0
    assert json.loads(out.read_text("utf-8"))["report"]["id"] == "a"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_long_text_without_a_full_stop_is_read_in_time(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("قصفت القوات المدينة وقتل ثلاثة " * 2_000, "utf-8")
    started = time.monotonic()
    result = riwaya("read", str(path), "--format", "jsonl")
    assert result.returncode == 0
    assert time.monotonic() - started < 120


def test_explain_names_rules(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    result = riwaya("explain", str(path))
    assert result.returncode == 0, result.stderr.decode()
    assert "places" in result.stdout.decode()


def test_text_format_in_both_languages(samples: list[Path]) -> None:
    english, arabic = (
        riwaya("read", str(samples[0]), "--lang", lang).stdout.decode() for lang in ("en", "ar")
    )
    assert "Who says what" in english
    assert "من يقول ماذا" in arabic


def test_import_is_quick() -> None:
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", "import riwaya"], check=True)
    assert (
        time.monotonic() - started < 1.0
    )  # the target is 0.3 s for the import itself; an interpreter starts, too
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import riwaya, sys; print(sorted(m for m in sys.modules if m.startswith('riwaya')))",
        ],
        check=True,
        capture_output=True,
    )
    assert loaded.stdout.decode().strip() == "['riwaya']"
