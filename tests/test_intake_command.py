"""The formats as the command line reads them, with the options that only intake has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from riwaya.cli.intake import intake_options
from riwaya.cli.main import app
from riwaya.model import InputError

DATA = Path(__file__).parent / "data/intake"


def test_one_front_for_all_formats(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("الموضوع;يوم\nقتل ثلاثة مدنيين في قصف على مدينة درنة;9 حزيران 2018\n", "utf-8")
    inputs = [str(DATA / "pages/visible-date.html"), str(DATA / "telegram/result.json"), str(table)]
    options = ["--columns", "text=الموضوع,date=يوم", "--telegram-username", "@rasd_waha", "--format", "jsonl"]
    result = CliRunner().invoke(app, ["read", *inputs, *options])
    assert result.exit_code == 0, result.output
    heads = [json.loads(line)["report"] for line in result.stdout.splitlines()]
    assert [h["published"] for h in heads][:2] == ["2015-07-21", "2018-06-11T20:40:00Z"]
    assert heads[-1]["published"] == "2018-06-09"
    assert heads[1]["url"] == "https://t.me/rasd_waha/2"
    assert "2 service messages" in result.stderr


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"published": "9/6/2018"}, "2018-06-09"),
        ({"columns": "body=Text"}, "FIELD=HEADING"),
        ({"telegram_username": "a b"}, "t.me/NAME"),
    ],
)
def test_options_that_cannot_be(wrong: dict[str, str], says: str) -> None:
    with pytest.raises(InputError, match=says):
        intake_options(**wrong)


def test_a_username_as_people_write_it() -> None:
    for written in ("rasd_waha", "@rasd_waha", "t.me/rasd_waha", "https://t.me/rasd_waha/"):
        assert intake_options(telegram_username=written).telegram_username == "rasd_waha"
