"""What a trained model (CRFsuite's file) weighs each feature at, in a form that adds up quickly.

CRFsuite's own tagger copies every feature string and looks it up again each time; that took a quarter of all
reading. Here the weights of one feature for all labels are packed into one integer, so that adding two
integers adds the weights of all labels at once, and what a word adds can be worked out once and kept.
"""

from __future__ import annotations

import struct
from importlib import import_module
from pathlib import Path
from sys import intern, modules
from types import ModuleType

from riwaya.model import ModelError

ONE = 1 << 20  # a weight of 1; weights are kept to 5e-7
FIELD = 32  # bits of a label in a packed integer: sums up to 2,047 fit
# No weight may be greater, so that what a position shows (150 features at the most, few of them this heavy)
# fits a field. The greatest of the shipped models is 9.7; the 200 greatest of one label come to 450.
_HEAVIEST = 16
_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_DICTIONARY = struct.Struct("<4sIIIII")
_FEATURE = struct.Struct("<IIId")
_STATE = 0  # a feature of one position; the others are of a label after a label


class Weights:
    """A model's labels, the packed weights of each feature, and the weight of each label after each label."""

    def __init__(self, path: Path) -> None:
        raw = path.read_bytes()
        if raw[:4] != b"lCRF":
            raise ModelError(f"model {path.name} is no CRFsuite model; run `riwaya train {path.stem}`")
        try:
            heaviest = self._take(raw)
        except (struct.error, ValueError, IndexError) as error:
            raise ModelError(f"model {path.name} is damaged ({error}); reinstall the package") from error
        if not abs(heaviest) <= _HEAVIEST:
            raise ModelError(f"model {path.name} has a weight of {heaviest:.3g}, above {_HEAVIEST}")

    def _take(self, raw: bytes) -> float:
        """Take the file apart; the heaviest weight."""
        _, size, _, _, _, _, _, features, labels, attributes, _, _ = _HEADER.unpack_from(raw)
        if size != len(raw):
            raise ValueError(f"{len(raw)} of {size} bytes")
        self.labels = tuple(_names(raw, labels))
        names = _names(raw, attributes)
        (total,) = struct.unpack_from("<I", raw, features + 8)
        packed, self.moves, heaviest = parts().added_up(
            raw, features + 12, total, len(names), len(self.labels), ONE, _HEAVIEST
        )
        self.of: dict[str, int] = dict(zip(names, packed, strict=True)) if packed else {}
        return float(heaviest)

    def under(self, prefix: str) -> dict[str, int]:
        """The features that begin with `prefix`, by what follows it: "-1" for those of the token before."""
        size = len(prefix)
        return {feature[size:]: packed for feature, packed in self.of.items() if feature.startswith(prefix)}


def _names(raw: bytes, at: int) -> list[str]:
    """The strings of a dictionary ("CQDB") in a model file by their number: an array of offsets to records
    of number, length, string."""
    _, _, _, _, count, back = _DICTIONARY.unpack_from(raw, at)
    found: list[str] = parts().names_in(raw, at + back, count, at)
    return found


def parts() -> ModuleType:
    """The module whose `names_in` and `added_up` take a file apart: `weights_compiled`, or this one where the
    installation had no C compiler (the eleven models in 0.36 s, in C in 0.13)."""
    try:
        return import_module("riwaya.rules.weights_compiled")
    except ImportError:
        return modules[__name__]


def names_in(raw: bytes, array: int, count: int, start: int) -> list[str]:
    """The strings that `count` offsets at byte `array` point to, each counted from byte `start`."""
    if array + 4 * count > len(raw):
        raise ValueError("a dictionary outside its file")
    found = [""] * count
    for number, (offset,) in enumerate(struct.iter_unpack("<I", raw[array : array + 4 * count])):
        if offset:
            at = start + offset
            size = int.from_bytes(raw[at + 4 : at + 8], "little")
            if at + 8 + size > len(raw):
                raise ValueError("a string outside its file")
            found[number] = intern(raw[at + 8 : at + 7 + size].decode())
    return found


Moves = list[list[int]]


def added_up(
    raw: bytes, start: int, total: int, names: int, labels: int, one: float, heaviest: float
) -> tuple[list[int], Moves, float]:
    """The packed weights of each of `names`, the weights of each label after each, and the heaviest weight.

    The features stand in `raw` from byte `start`, `total` of 20 bytes each. A weight above `heaviest` ends
    the work: what is packed is not whole then.
    """
    if start + _FEATURE.size * total > len(raw):
        raise ValueError("features outside their file")
    packed = [0] * names
    moves = [[0] * labels for _ in range(labels)]
    most = 0.0
    for kind, source, label, weight in _FEATURE.iter_unpack(raw[start : start + _FEATURE.size * total]):
        if not abs(weight) <= heaviest:
            return [], moves, weight
        most = max(most, abs(weight))
        units = round(weight * one)
        if kind == _STATE:
            packed[source] += units << (FIELD * label)
        else:
            moves[source][label] = units
    return packed, moves, most
