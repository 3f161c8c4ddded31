"""Rules as TOML entries, each with examples: an entry without them does not load."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar

import msgspec

from riwaya.model import KnowledgeError
from riwaya.rules.tables import DATA


@dataclass(frozen=True, slots=True)
class Example:
    """A constructed sentence and what must be read in it.

    `expect` maps the finding's fields to exact substrings of `text`; `none` says that nothing may be found;
    `fails` gives the reason of a known failure, which runs as a strict expected failure.
    """

    text: str
    expect: Mapping[str, Any] = field(default_factory=dict)
    none: bool = False
    fails: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every rule has; each data area adds its own fields in a subclass."""

    id: str
    examples: tuple[Example, ...]
    file: str = ""
    note: str = ""


E = TypeVar("E", bound=Entry)


def load_entries(folder: str, kind: str, shape: type[E]) -> list[E]:
    """Every `[[kind]]` entry of the TOML files in `data/<folder>`, by file name and order; raises
    KnowledgeError.

    The example tables of an entry are `[[kind.example]]`; their keys other than text, none and fails are what
    is expected.
    """
    found: list[E] = []
    for path in sorted((DATA / folder).glob("*.toml")):
        name = f"{folder}/{path.name}"
        try:
            document = tomllib.loads(path.read_text("utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise KnowledgeError(f"{name}: {error}") from error
        defaults = document.pop("defaults", {})
        unknown = set(document) - {kind}
        if unknown:
            raise KnowledgeError(
                f"{name}: unknown table {sorted(unknown)[0]!r}; only [[{kind}]] and [defaults] stand here"
            )
        found += [_entry(name, kind, defaults | raw, shape) for raw in document.get(kind, [])]
    seen: dict[str, str] = {}
    for entry in found:
        if entry.id in seen:
            raise KnowledgeError(
                f"{entry.file}: {kind} {entry.id!r} stands in {seen[entry.id]} already; give it another id"
            )
        seen[entry.id] = entry.file
    return found


def _entry(name: str, kind: str, raw: dict[str, Any], shape: type[E]) -> E:
    where = f"{name}: {kind} {raw.get('id', '(no id)')!r}"
    examples = tuple(_example(where, n, e) for n, e in enumerate(raw.pop("example", []), 1))
    if not any(not e.none for e in examples) or not any(e.none for e in examples):
        raise KnowledgeError(f"{where}: needs an example that hits and a near miss (none = true)")
    known = {f.name for f in fields(shape)} - {"examples", "file"}
    wrong = set(raw) - known
    if wrong:
        raise KnowledgeError(
            f"{where}: unknown key {sorted(wrong)[0]!r}; known are {', '.join(sorted(known))}"
        )
    lacking = [
        f.name
        for f in fields(shape)
        if f.default is MISSING
        and f.default_factory is MISSING
        and f.name not in raw
        and f.name != "examples"
    ]
    if lacking:
        raise KnowledgeError(f"{where}: key {lacking[0]!r} is missing")
    plain = {**raw, "examples": [], "file": name}
    try:
        entry = msgspec.convert(plain, shape)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{where}: {error}") from error
    return _with(entry, examples)


def _with(entry: E, examples: tuple[Example, ...]) -> E:
    object.__setattr__(entry, "examples", examples)
    return entry


def _example(where: str, number: int, raw: dict[str, Any]) -> Example:
    here = f"{where}, example {number}"
    if not isinstance(raw.get("text"), str):
        raise KnowledgeError(f"{here}: needs a text")
    expect = {k: v for k, v in raw.items() if k not in ("text", "none", "fails")}
    for key, value in expect.items():
        for part in value if isinstance(value, Sequence) and not isinstance(value, str) else [value]:
            if (
                isinstance(part, str)
                and any("\u0600" <= c <= "\u06ff" for c in part)
                and raw["text"].count(part) != 1
                and key != "name"
            ):
                raise KnowledgeError(f"{here}: {key} {part!r} must stand in the text exactly once")
    return Example(raw["text"], expect, bool(raw.get("none", False)), raw.get("fails"))
