"""What the segmenter's model sees of each letter of a word: its neighbours, how far the ends are, how usual
the word is without it."""

from __future__ import annotations

from riwaya.text.clitics import PARTS, restored
from riwaya.text.frequencies import word_frequencies

ARTICLE = next(p for p, parts in PARTS.items() if parts == {"article"})
# The gap between two word frequencies is told in powers of two; beyond 2^8 nothing more is learnt.
_GAP = 8


def letter_features(word: str, written: str = "") -> list[list[str]]:
    """A list of features for each letter of a folded word; `written` gives its letters as they stood
    before folding.

    Hamza seats and taa marbuta tell much where they are written (وإلى "and to" but والي "governor"), and
    nothing where they are not: the model is trained with and without them. Letters far from both ends
    are no clitics and have few.
    """
    known, length = word_frequencies(), len(word)
    whole, articled = known.get(word, -1), _level(known.get(ARTICLE + word, -1))
    p = f"<<{word}>>"
    size, frequency, opens = f"n{min(length, 9)}", f"fw{whole}", int(word[:2] == ARTICLE)
    rows: list[list[str]] = []
    for i in range(length):
        start, end = i if i < 3 else 3, length - i if length - i < 5 else 5
        if start == 3 and end == 5:
            rows.append(["inner"])
            continue
        one, two, three, four, five = tuple(p[i : i + 5])
        row = [
            f"a{one}", f"b{two}", f"c{three}", f"d{four}", f"e{five}",
            f"f{one}{two}", f"g{two}{three}", f"h{three}{four}", f"i{four}{five}", f"j{two}{three}{four}",
            f"s{start}", f"e{end}", size, frequency,
        ]  # fmt: skip
        if written:
            row += [f"w{written[i]}", f"w{written[i]}{start}{end}"]
        if i < 3 and length - i > 2:
            row += _leading(word, i, whole, articled, known)
        if end < 5 and i >= 2:
            row += _trailing(word, i, whole, opens, known)
        rows.append(row)
    return rows


def _leading(word: str, i: int, whole: int, articled: int, known: dict[str, int]) -> list[str]:
    """What the rest of the word is worth if the letters up to `i` were clitics; `articled` is the level of
    the whole word with the article."""
    head, rest = word[: i + 1], word[i + 1 :]
    bare, with_article = known.get(rest, -1), known.get(ARTICLE + rest, -1)
    gap, other = _gap(bare, whole), _gap(with_article, whole)
    return [
        f"h{head}",
        f"h{head}|{rest[:2]}",
        f"r{head}{gap}",
        f"a{head}{other}",
        f"ra{head[-1]}{_level(bare)}{_level(with_article)}{articled}",
        f"b{i}{gap}{other}",
    ]


def _trailing(word: str, i: int, whole: int, opens: int, known: dict[str, int]) -> list[str]:
    """What the part before `i` is worth if the letters from `i` were a pronoun; `opens`: 1 where the word
    begins with the article."""
    stem, tail = word[:i], word[i:]
    found = [known.get(was, -1) for was in restored(stem, tail)]
    return [
        f"l{tail}",
        f"l{tail}|{stem[-1]}",
        f"p{tail}{_gap(found[0], whole)}",
        f"q{tail}{_gap(max(found), whole)}",
        f"u{tail}{opens}",
    ]


def _gap(count: int, whole: int) -> str | int:
    if count < 0:
        return "-"
    gap = count - whole
    return gap if -_GAP <= gap <= _GAP else _GAP if gap > 0 else -_GAP


def _level(count: int) -> int:
    return (count + 2) // 3
