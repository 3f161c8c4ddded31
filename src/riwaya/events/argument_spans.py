"""From the tokens of an argument to its span: where it ends, and where the sentence says it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from riwaya.events.clauses import JOINED, Clauses
from riwaya.events.letters import PART_OF
from riwaya.events.scene import Scene
from riwaya.model import Span
from riwaya.rules.tables import table
from riwaya.text.clitics import PARTS
from riwaya.text.folding import fold_word
from riwaya.text.phrases import phrase_end
from riwaya.text.side_by_side import begins_other, counts
from riwaya.text.wordclass import CLOSES

# The share of a token's chance that the next ones need to belong to it: 0.3 and 0.4 end 0.3 points fewer
# coded arguments well (cross-validation on train, with their first tokens given).
NEARLY = 0.5
# Under this chance at its first token the grammar alone says how far an argument goes; 0.1 loses 0.7 points
# there.
_TOLD = 0.02
_LONGEST = 14
_SHORT = 4
_LONGEST_GENITIVE = 6
_LONGEST_PART = 5
_LONGEST_SUBJECT = 6  # tokens of a subject with what its object begins with; unmeasured
_NOMINAL = frozenset({"noun", "participle", "number"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The spans of an event's participants and place, None where not expressed."""

    actor: Span | None = None
    target: Span | None = None
    place: Span | None = None


def end_of(scene: Scene, clauses: Clauses, first: int, chances: Sequence[float]) -> int:
    """The token after an argument that begins at `first`; `chances` of its role begin with that token.

    As far as the chances stay high, and at least to the end of the genitive or the name: "منطقة" in
    "منطقة بغداد الجديدة" ("the district of New Baghdad") is no argument without what follows. With what a
    noun of quantity counts a part of, and without an apposition to a place: of 3,822 coded arguments of train
    whose first word was given 21 more end well, one fewer.
    """
    phrase = clauses.phrase_of(first)
    last = first + 1
    if chances[0] < _TOLD:
        while last < min(phrase[1], first + _SHORT) and JOINED not in scene.marks[last]:
            last += 1
    else:
        reach = min(len(chances), _LONGEST)
        while last - first < reach and chances[last - first] >= NEARLY * chances[0]:
            last += 1
    last = _before_reflexive(scene, first, max(last, _genitive_end(scene, first, phrase[1])))
    return _part_end(scene, clauses, first, _before_apposition(scene, first, last))


def either_half(scene: Scene, first: int, last: int, chances: Sequence[float]) -> tuple[int, int]:
    """The tokens of an argument at `first` to `last`, where subject and object stand side by side in it the
    likelier of the two: of "القوات خمسة مسلحين" in "قتلت القوات خمسة مسلحين" ("the forces killed five
    gunmen")."""
    middle = next((i for i in range(first + 1, last) if begins_other(scene.document, i)), last)
    if middle == last:
        return first, last
    if max(chances[middle - first : last - first], default=0.0) > max(chances[: middle - first]):
        return middle, last
    return first, middle


def _part_end(scene: Scene, clauses: Clauses, first: int, last: int) -> int:
    """The token after what a noun of quantity counts a part of: "المقاتلين" in "عدد من المقاتلين" ("a number
    of the fighters")."""
    tokens = scene.document.tokens
    if last - first != 1 or last + 1 >= clauses.last or tokens[last].fold != PART_OF:
        return last
    if tokens[first].kind != "number" and not {tokens[first].fold, tokens[first].parted.stem} & _words(
        "partitives"
    ):
        return last
    end = last + 2
    while end < min(clauses.phrase_of(last + 1)[1], last + _LONGEST_PART) and JOINED not in scene.marks[end]:
        end += 1
    return end


def subject_and_object(scene: Scene, clauses: Clauses, first: int) -> tuple[Span | None, Span | None] | None:
    """Who did it and to whom, where what is counted or people in the accusative follow the subject, which a
    verb has right behind it at token `first`: "قتل مسلح ثلاثة أشخاص" ("a gunman killed three people")."""
    document, end = scene.document, 0
    tokens = document.tokens
    for at in range(first, min(clauses.last - 1, first + _LONGEST_SUBJECT)):
        if at > first and begins_other(document, at):
            if not _counted(scene, at):
                return None
            last = _part_end(scene, clauses, at, phrase_end(document, at, clauses.last))
            return trimmed(scene, first, end or at), trimmed(scene, at, last)
        if scene.classes[at] not in _NOMINAL or JOINED in scene.marks[at]:
            return None
        if tokens[at].fold in CLOSES:
            end = end or at
            if end == first:
                return None
    return None


def _counted(scene: Scene, first: int) -> bool:
    """Whether the number or noun at token `first` counts people or things, and no part of those before it
    ("خمسة منهم"), nor how often or how long ("ثلاث مرات")."""
    if not counts(scene.document, first):
        return scene.document.tokens[first].fold not in _words("no_objects")
    following = scene.document.tokens[first + 1]
    if following.fold == PART_OF:
        return True
    return scene.classes[first + 1] == "noun" and following.parted.stem not in _words("no_objects")


def _before_reflexive(scene: Scene, first: int, last: int) -> int:
    """Where "themselves" begins, in "سلم عشرات المسلحين أنفسهم" ("dozens of gunmen gave themselves up"); the
    token `last` where it does not. One argument of 600 own reports."""
    tokens = scene.document.tokens
    return next((i for i in range(first + 1, last) if tokens[i].fold in _words("reflexives")), last)


def _before_apposition(scene: Scene, first: int, last: int) -> int:
    """Where what is told of a place begins, in "نيامي عاصمة النيجر" ("Niamey, the capital of Niger") the
    second word; the token `last` where nothing is."""
    tokens, place = scene.document.tokens, scene.place_at
    for i in range(first + 1, last):
        if tokens[i].fold in _words("belonging") and (place[i - 1] is not None or place[first] is not None):
            return i
    return last


@cache
def _words(name: str) -> frozenset[str]:
    """A folded list of data/frames."""
    return frozenset(fold_word(word) for (word,) in table(f"frames/{name}.tsv", "word"))


def _genitive_end(scene: Scene, first: int, end: int) -> int:
    """The token after the chain of genitives, the number with its noun or the name that begins at `first`."""
    last = first + 1
    while last < min(end, first + _LONGEST_GENITIVE) and JOINED not in scene.marks[last]:
        before, place, name = last - 1, scene.place_at, scene.name_kind
        same_name = name[before] and name[last] == name[before] and last not in scene.name_start
        same_place = place[before] is not None and place[last] is place[before]
        marks = scene.marks[before]
        genitive = "indef" in marks and "acc" not in marks and place[before] is None and not name[before]
        if not (same_name or same_place or genitive or counts(scene.document, before)):
            break
        last += 1
    return last


def at_first_mention(scene: Scene, number: int, roles: Roles) -> Roles:
    """The roles anchored where sentence `number` first says them in the same words, as the codebook anchors
    them."""
    actor, target, place = (first_mention(scene, number, s) for s in (roles.actor, roles.target, roles.place))
    return Roles(actor, target, place)


def first_mention(scene: Scene, number: int, span: Span | None) -> Span | None:
    """Where sentence `number` first says the words of the span."""
    if span is None:
        return None
    text, sentence = scene.document.text, scene.document.sentences[number].span
    at = text.find(span.cut(text), sentence.start, sentence.end)
    return Span(at, at + span.length) if 0 <= at < span.start else span


def trimmed(scene: Scene, first: int, last: int) -> Span | None:
    """The span of tokens without signs at its ends and without the proclitics that stand before it."""
    tokens = scene.document.tokens
    while first < last and (tokens[first].kind == "sign" or scene.classes[first] == "prep"):
        first += 1
    while first < last and (
        tokens[last - 1].kind == "sign" or scene.classes[last - 1] in ("prep", "comp", "rel")
    ):
        last -= 1
    if first >= last:
        return None
    prefix = tokens[first].parted.prefix if tokens[first].kind == "word" else ""
    hides_article = (
        prefix and tokens[first].fold != prefix + tokens[first].parted.stem + tokens[first].parted.suffix
    )
    skip = 0 if hides_article or "future" in PARTS.get(prefix, frozenset()) else len(prefix)
    return Span(tokens[first].at(skip), tokens[last - 1].end)
