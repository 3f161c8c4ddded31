"""What the model of kinds sees of a trigger's word and of the words beside it: clitics, classes, clusters,
senses, names; never a word form."""

from __future__ import annotations

from riwaya.events.candidates import Candidate
from riwaya.events.scene import Scene
from riwaya.rules.groups import Groups, Row
from riwaya.rules.kept import kept_by_all
from riwaya.text.clitics import PARTS


def word_row(scene: Scene, candidate: Candidate, forms: str, frame: str, groups: Groups[Row]) -> Row:
    """The trigger's own clitics, its class and the words next to it."""
    marks, classes, index, of = scene.marks, scene.classes, scene.document.sentence_index, groups.of
    first, prefix = candidate.first, candidate.prefix
    row = of(_clitics, prefix, bool(candidate.suffix), classes[first], forms) + of(_own, marks[first])
    for offset in _OFFSETS:
        i = first + offset if offset < 0 else candidate.last - 1 + offset
        if not 0 <= i < len(marks) or index[i] != index[first]:
            row += of(_edge, offset)
            continue
        row += of(_beside, offset, classes[i], marks[i])
        if offset in (-1, 1):
            row += of(_class_beside, offset, classes[i], forms, frame)
            row += of(_named_beside, offset, scene.name_kind[i], scene.place_at[i] is not None)
            row += of(_marks_beside, offset, *_joint(marks[i]), forms, frame, prefix)
    return row


_OFFSETS = (-3, -2, -1, 1, 2, 3)


def _clitics(prefix: str, suffix: bool, word_class: str, forms: str) -> list[str]:
    parts = _parts(prefix)
    return [
        f"pre={prefix}", f"parts={parts}", f"parts={parts}|{forms}", f"suf={suffix:d}|{forms}",
        f"class={word_class}|{forms}",
    ]  # fmt: skip


def _parts(prefix: str) -> str:
    return "+".join(sorted(PARTS[prefix]))


def _own(marks: tuple[str, ...]) -> list[str]:
    return [f"0{m}" for m in marks if m[0] in "cF"]


def _edge(offset: int) -> list[str]:
    return [f"{offset}edge"]


def _beside(offset: int, word_class: str, marks: tuple[str, ...]) -> list[str]:
    near = abs(offset) < 3
    return [f"{offset}k={word_class}", *(f"{offset}{m}" for m in marks if near or m[0] in "cs")]


def _class_beside(offset: int, word_class: str, forms: str, frame: str) -> list[str]:
    return [f"{offset}k={word_class}|{forms}", f"{offset}k={word_class}|{frame}"]


def _named_beside(offset: int, name: str, is_place: bool) -> list[str]:
    return [f"{offset}n={name}", f"{offset}pl={is_place:d}"]


@kept_by_all
def _joint(marks: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The definiteness and the senses among the marks of a token."""
    return tuple(m for m in marks if m in ("def", "indef")), tuple(m for m in marks if m[:2] == "s=")


def _marks_beside(
    offset: int, definite: tuple[str, ...], senses: tuple[str, ...], forms: str, frame: str, prefix: str
) -> list[str]:
    found = [f"{offset}{m}|{forms}|{_parts(prefix)}" for m in definite]
    return found + [f"{offset}{m}|{frame}" for m in senses]
