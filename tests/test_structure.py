"""The shape of the code: imports point one way, the engine knows no domain words."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "riwaya"

# Each layer may import itself and those before it; `formats` knows only the model; `ledger` knows the model,
# the data files and the text views (names and searches are compared folded), and nothing that reads;
# `linking` knows the ledger besides; `drawing` knows the model and the ledger's own words.
ORDER = [
    *("model", "rules", "text", "mentions", "statements", "events", "reading"),
    *("batch", "learn", "review", "cli"),
]
BESIDE = {
    "formats": {"model"},
    "ledger": {"model", "rules", "text"},
    "linking": {"model", "rules", "text", "ledger"},
    "drawing": {"model", "rules"},
}
ABOVE = ("batch", "learn", "review", "cli")
MODULES = sorted(SOURCE.rglob("*.py"))


def layer_of(module: str) -> str:
    return module.split(".")[1] if module.count(".") else "riwaya"


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("riwaya"):
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("riwaya")}
    return found


def upward(layer: str, others: set[str]) -> set[str]:
    """The imports of a module in `layer` that point the wrong way."""
    allowed = {layer} | BESIDE[layer] if layer in BESIDE else set(ORDER[: ORDER.index(layer) + 1])
    if layer in ABOVE:
        allowed |= set(BESIDE)
    return {m for m in others if layer_of(m) not in allowed}


@pytest.mark.parametrize(
    "path", [m for m in MODULES if m.parent != SOURCE], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_imports_point_one_way(path: Path) -> None:
    layer = path.relative_to(SOURCE).parts[0]
    assert not upward(layer, imported(path))


def test_an_upward_import_is_caught() -> None:
    assert upward("text", {"riwaya.mentions.numbers"}) == {"riwaya.mentions.numbers"}
    assert upward("formats", {"riwaya.text.document"}) == {"riwaya.text.document"}
    assert upward("ledger", {"riwaya.events.find"}) == {"riwaya.events.find"}
    assert upward("ledger", {"riwaya.linking.link"}) == {"riwaya.linking.link"}
    assert not upward("linking", {"riwaya.ledger.store"})
    assert not upward("reading", {"riwaya.text.document", "riwaya.model"})


def test_modules_import_without_cycles() -> None:
    graph = {
        ".".join(("riwaya", *p.relative_to(SOURCE).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): imported(p)
        for p in MODULES
    }
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join([*trail, module])
        if module in done:
            return
        for other in graph.get(module, ()):
            if other != module and other != "riwaya" and module != "riwaya":
                visit(other, (*trail, module))
        done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_arabic_outside_docstrings_and_comments(path: Path) -> None:
    text = path.read_text("utf-8")
    docstrings = {
        (n.body[0].lineno, n.body[0].end_lineno)
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and n.body
        and isinstance(n.body[0], ast.Expr)
        and isinstance(n.body[0].value, ast.Constant)
        and isinstance(n.body[0].value.value, str)
    }
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT or not any("\u0600" <= c <= "\u06ff" for c in token.string):
            continue
        inside = any(first <= token.start[0] <= (last or first) for first, last in docstrings)
        assert inside, f"line {token.start[0]}: Arabic belongs in data files: {token.string.strip()!r}"
