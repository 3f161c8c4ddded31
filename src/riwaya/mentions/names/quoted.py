"""Names between marks."""

from __future__ import annotations

from riwaya.mentions.names.evidence import Evidence
from riwaya.text.marks import PAIRS, SAME

_CLAUSE = frozenset({"verb", "aux", "neg", "comp"})
_ONE = 3  # tokens of one word and its marks
QUOTED = 7  # tokens of a name between marks


def says(evidence: Evidence, first: int, last: int) -> bool:
    """Whether a verb, a negation or "that" stands among several words between marks, which are then what
    somebody says: "قال الشرطي "كان خطأ"" ("the policeman said, It was a mistake"). Two
    statements of 2,000 own reports."""
    return last - first > _ONE and any(x in _CLAUSE for x in evidence.classes[first:last])


def quoted_name(evidence: Evidence, i: int) -> int:
    """The token after a name between marks that opens at token `i`: صحيفة «الخبر»; `i` where none does."""
    tokens = evidence.tokens
    n = evidence.end_of_sentence(i) if i < len(tokens) else 0
    if i >= n or tokens[i].kind != "sign":
        return i
    sign = tokens[i].text
    closing = ")" if sign == "(" else PAIRS.get(sign, sign if sign in SAME else "")
    if not closing:
        return i
    for k in range(i + 1, min(n, i + 2 + QUOTED)):
        if tokens[k].text == closing and k > i + 1:
            return k + 1
    return i
