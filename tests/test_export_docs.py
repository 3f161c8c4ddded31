"""docs/exports.md: formats, rules, columns and the worked example in it are as the program is."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

from incident_notation import accounts, heads, incident
from riwaya.formats.exports.catalogue import FORMATS
from riwaya.formats.exports.view import View
from riwaya.linking.resolution import RULES, resolve

PAGE = Path(__file__).resolve().parents[1] / "docs/exports.md"
WRITE = "RIWAYA_WRITE_DOCS=1 pytest tests/test_export_docs.py"
# The accounts of the worked example: outlet, speaker, figures, day.
EXAMPLE = """
al-Ufuq  | military spokesman | killed 13, killed 8 armed_group part of 1 | said 2018-06-01
al-Sahil | doctor             | killed 12  | said 2018-06-01
al-Nahr  | doctor             | killed 15  | said 2018-06-02
al-Barid | Red Crescent       | killed 15  | said 2018-06-02
al-Fajr  | resident           | killed >=17 | said 2018-06-01
al-Qalam | security source    | killed tens | said 2018-06-02
"""


def formats_table() -> str:
    rows = [
        f"| `{f.name}` | {f.told} | `{f.rule}` | {'FILE.method.json' if f.beside else 'in the file'} |"
        for f in FORMATS.values()
    ]
    return "\n".join(
        ["| format | what it is | rule if none is named | method note |", "| --- | --- | --- | --- |", *rows]
    )


def rules_table() -> str:
    made = resolve(accounts(EXAMPLE))
    shown = {name: json.dumps(values["killed"], ensure_ascii=False) for name, values in made.items()}
    rows = [f"| `{r.name}` | {r.definition} | `{shown[r.name]}` |" for r in RULES.values()]
    return "\n".join(["| rule | what it does | killed in the example |", "| --- | --- | --- |", *rows])


def columns_tables() -> str:
    parts = []
    for form in FORMATS.values():
        if form.columns:
            tagged = any(c.tag for c in form.columns)
            tag = "| tag " if tagged else ""
            head = [
                f"| | column {tag}| where its value comes from |",
                "| --- | --- | --- |" + " --- |" * tagged,
            ]
            rows = [
                f"| {n} | `{c.name}` | " + (f"`{c.tag}` | " if tagged else "") + f"{c.told} |"
                for n, c in enumerate(form.columns, 1)
            ]
            parts.append("\n".join([f"### {form.name}\n", *head, *rows]))
    return "\n\n".join(parts)


def notes_example() -> str:
    told = incident(EXAMPLE)
    sink = io.BytesIO()
    FORMATS["acled"].write(View.of([told], heads(EXAMPLE), "lowest", ""), sink)
    notes = re.search(r'"(On 1 June.*?)",\d', sink.getvalue().decode())
    assert notes
    return "> " + notes[1].replace('""', '"')


def test_the_page_is_as_the_program_is() -> None:
    page = PAGE.read_text("utf-8")
    made = page
    parts = {
        "formats": formats_table(),
        "example": f"```{EXAMPLE}```",
        "rules": rules_table(),
        "notes": notes_example(),
        "columns": columns_tables(),
    }
    for name, text in parts.items():
        pattern = re.compile(rf"(<!-- made: {name} -->\n).*?(<!-- /made -->)", re.DOTALL)
        assert len(pattern.findall(made)) == 1, name
        made = pattern.sub(lambda m, text=text: f"{m[1]}{text}\n{m[2]}", made)
    if os.environ.get("RIWAYA_WRITE_DOCS"):
        PAGE.write_text(made, "utf-8")
        page = made
    assert page == made, f"docs/exports.md is out of date: {WRITE}"
