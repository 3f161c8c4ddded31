"""What a trained model (CRFsuite's file) weighs each feature at, in a form that adds up quickly.

CRFsuite's own tagger copies every feature string and looks it up again each time; that took a quarter of all
reading. Here the weights of one feature for all labels are packed into one integer, so that adding two
integers adds the weights of all labels at once, and what a word adds can be worked out once and kept.
"""

from __future__ import annotations

import struct
from pathlib import Path
from sys import intern

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
        _, _, _, _, _, _, _, features, labels, attributes, _, _ = _HEADER.unpack_from(raw)
        self.labels = tuple(_names(raw, labels))
        count = len(self.labels)
        names = _names(raw, attributes)
        packed = [0] * len(names)
        moves = [[0] * count for _ in self.labels]
        total = struct.unpack_from("<I", raw, features + 8)[0]
        body = raw[features + 12 : features + 12 + _FEATURE.size * total]
        for kind, source, label, weight in _FEATURE.iter_unpack(body):
            if not abs(weight) <= _HEAVIEST:
                raise ModelError(f"model {path.name} has a weight of {weight:.3g}, above {_HEAVIEST}")
            units = round(weight * ONE)
            if kind == _STATE:
                packed[source] += units << (FIELD * label)
            else:
                moves[source][label] = units
        self.of = dict(zip(names, packed, strict=True))
        self.moves = moves

    def under(self, prefix: str) -> dict[str, int]:
        """The features that begin with `prefix`, by what follows it: "-1" for those of the token before."""
        size = len(prefix)
        return {feature[size:]: packed for feature, packed in self.of.items() if feature.startswith(prefix)}


def _names(raw: bytes, at: int) -> list[str]:
    """The strings of a dictionary ("CQDB") in a model file by their number: an array of offsets to records
    of number, length, string."""
    _, _, _, _, count, back = _DICTIONARY.unpack_from(raw, at)
    found = [""] * count
    for number, (offset,) in enumerate(struct.iter_unpack("<I", raw[at + back : at + back + 4 * count])):
        if offset:
            size = int.from_bytes(raw[at + offset + 4 : at + offset + 8], "little")
            found[number] = intern(raw[at + offset + 8 : at + offset + 7 + size].decode())
    return found
