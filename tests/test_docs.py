"""The docs cannot lie: help texts and field tables in them are generated. RIWAYA_WRITE_DOCS=1 writes them
anew."""

from __future__ import annotations

import os
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
import typer
from typer.testing import CliRunner

import riwaya
from riwaya.cli.main import app
from riwaya.model import findings
from riwaya.model.findings import Event, Figure, Link, Note, Place, Quantity, Statement, Time

ROOT = Path(__file__).resolve().parents[1]
WRITE = "`RIWAYA_WRITE_DOCS=1 pytest tests/test_docs.py`"
COMMANDS = [
    ["read"],
    ["add"],
    ["incidents"],
    ["accounts"],
    ["search"],
    ["show"],
    ["export"],
    ["verify"],
    ["backup"],
    ["restore"],
    ["dossier"],
    ["serve"],
    ["person"],
    ["explain"],
    ["score"],
    ["train"],
    ["gazetteer", "add"],
]
SHAPES = [Statement, Link, Figure, Quantity, Event, Place, Time, Note]


def commands_page() -> str:
    parts = [f"# Commands\n\nMade from the program's own help; do not edit by hand ({WRITE}).\n"]
    for words in COMMANDS:
        text = (
            CliRunner()
            .invoke(app, [*words, "--help"], env={"COLUMNS": "110", "TERM": "dumb"}, prog_name="riwaya")
            .output
        )
        body = "\n".join(line.rstrip() for line in text.strip().splitlines())
        parts.append(f"## riwaya {' '.join(words)}\n\n```\n{body}\n```\n")
    return "\n".join(parts)


def fields_page() -> str:
    parts = [
        f"# The JSON of a reading\n\nMade from the shapes in `riwaya.model`;\n"
        f"do not edit by hand ({WRITE}).\n\n"
        "`riwaya read --format jsonl` writes one reading a line: `report` (id, outlet, url, published,\n"
        "title, sha256) and the lists below. A span is `[start, end]`: code points of the report's text,\n"
        "end exclusive. `by` names the rule or model that made the finding;\n"
        "`id` is a hash of what was found and where, so that reading again gives the same id.\n"
    ]
    for shape in SHAPES:
        hints = get_type_hints(shape, vars(findings))
        rows = "\n".join(f"| `{f.name}` | {_told(hints[f.name])} |" for f in fields(shape))
        promise = " ".join((shape.__doc__ or "").split())
        parts.append(f"## {shape.__name__}\n\n{promise}\n\n| field | values |\n| --- | --- |\n{rows}\n")
    return "\n".join(parts)


def _told(hint: object) -> str:
    arguments = get_args(hint)
    if type(None) in arguments:
        return " or ".join(_told(a) for a in arguments if a is not type(None)) + " or null"
    if arguments and all(isinstance(a, str) for a in arguments):
        return ", ".join(f"`{a}`" for a in arguments)
    if arguments:
        return f"list of {_told(arguments[0])}"
    return getattr(hint, "__name__", str(hint)).replace("Span", "span").replace("str", "string")


@pytest.mark.parametrize(("name", "page"), [("commands.md", commands_page), ("json.md", fields_page)])
def test_generated_pages_are_as_the_program_is(name: str, page: object) -> None:
    path, made = ROOT / "docs" / name, page()  # type: ignore[operator]
    if os.environ.get("RIWAYA_WRITE_DOCS"):
        path.write_text(made, "utf-8")
    assert path.read_text("utf-8") == made, (
        f"docs/{name} is out of date: RIWAYA_WRITE_DOCS=1 pytest tests/test_docs.py"
    )


def test_every_command_and_public_name_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    group = typer.main.get_command(app)
    for command in group.commands:  # type: ignore[attr-defined]
        assert f"riwaya {command}" in readme, command
    for name in riwaya.__all__:
        assert re.search(rf"\b{name}\b", readme), name


SESSION = re.compile(r"(<!-- session: read -->\n).*?(<!-- /session -->)", re.DOTALL)
SAMPLE = "src/riwaya/data/samples/04-ufuq-agency.json"


def test_the_session_in_the_readme_is_a_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = CliRunner().invoke(app, ["read", SAMPLE]).output.strip()
    path = ROOT / "README.md"
    page = path.read_text("utf-8")
    made = SESSION.sub(lambda m: f"{m[1]}```\n$ riwaya read {SAMPLE}\n{shown}\n```\n{m[2]}", page)
    if os.environ.get("RIWAYA_WRITE_DOCS"):
        path.write_text(made, "utf-8")
        page = made
    assert page == made, f"the session in README.md is out of date: {WRITE}"


def test_links_in_docs_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
