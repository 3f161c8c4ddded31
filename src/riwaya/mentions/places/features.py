"""What the decision whether a candidate is a toponym is made from: classes and lists, no word forms."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.name import Name
from riwaya.mentions.places.candidates import Candidate, place_share
from riwaya.mentions.places.gazetteer import capitals
from riwaya.rules.decider import bucket
from riwaya.rules.groups import Groups, Row
from riwaya.text.clitics import PARTS
from riwaya.text.clusters import cluster
from riwaya.text.document import Document
from riwaya.text.frequencies import word_frequencies
from riwaya.text.lexicon import folded_words
from riwaya.text.segmenter import proclitics
from riwaya.text.wordclass import is_definite

_TANWIN = "\u064b"


def features(
    document: Document,
    candidate: Candidate,
    names: Sequence[Name],
    rivals: Sequence[Candidate],
    groups: Groups[Row],
) -> Row:
    """The row of one candidate. `rivals` are the candidates that overlap it."""
    tokens, classes, of = document.tokens, document.classes, groups.of
    first, last, source = candidate.first, candidate.last, candidate.source
    width, own = last - first, tokens[first].fold
    sentence = document.sentences[document.sentence_index[first]]
    types = tuple(sorted({e.type for e in candidate.entries}))
    row = of(_itself, source, width, candidate.prefix, classes[first])
    if source == "gazetteer":
        origins = tuple(sorted({e.origin for e in candidate.entries}))
        people = len(str(max((e.population for e in candidate.entries), default=0)))
        everyday = any(e.everyday for e in candidate.entries)
        headed = candidate.head is not None
        row += of(_listed, types, origins, people, everyday, width, headed, is_definite(own))
    if candidate.head is not None:
        row += of(_head, candidate.head.type, candidate.head.keep, source, candidate.head_at == first, width)
    else:
        row += of(_no_head, source)
    for offset, at in ((-2, first - 2), (-1, first - 1), (1, last), (2, last + 1)):
        if sentence.first <= at < sentence.last:
            word = tokens[at].fold
            sign = word[0] if tokens[at].kind == "sign" else ""
            row += of(_beside, offset, classes[at], *cluster(word), is_definite(word), sign)
        else:
            row += of(_edge, offset)
    before = first - 1
    if before >= sentence.first:
        preceded = (classes[before], is_definite(tokens[before].fold))
        row += of(_preceded, *preceded, is_definite(own), cluster(own)[0], types, source)
    if _TANWIN in tokens[last - 1].text:  # an adjective or noun in the accusative: "سورياً", not "سوريا"
        row += of(_tanwin)
    share = place_share().get(cluster(own)[1], -1.0)
    row += of(_commonness, word_frequencies().get(own, -1), _told(share), width > 1, source)
    if candidate.entries and " ".join(folded_words(candidate.span.cut(document.text))) in capitals():
        after = classes[last] if last < sentence.last else "edge"
        ahead = classes[before] if before >= sentence.first else "edge"
        row += of(_capital, after, ahead, candidate.prefix)
    row += of(_parted, proclitics(own), candidate.prefix)
    for at in range(first, last):
        row += of(_inside, *cluster(tokens[at].fold))
    for name in names:
        if name.span.overlaps(candidate.span):
            whole = "whole" if name.span == candidate.span else "part"
            edge = "start" if name.first == first else "end" if name.last == last else "inside"
            row += of(_named, name.kind, whole, edge, name.by.split(":")[0])
    longer = next((r.source for r in rivals if r is not candidate and r.last - r.first > width), "")
    return row + of(_stands, longer, bucket(first - sentence.first))


def _itself(source: str, width: int, prefix: str, word_class: str) -> list[str]:
    return [
        "bias", f"source={source}", f"width={width}", f"prefix={_clitics(prefix)}",
        f"class={word_class}/{source}",
    ]  # fmt: skip


def _clitics(prefix: str) -> str:
    return "+".join(sorted(PARTS[prefix])) or "none"


def _listed(
    types: tuple[str, ...], origins: tuple[str, ...], people: int, everyday: bool, width: int, headed: bool,
    definite: bool,
) -> list[str]:  # fmt: skip
    """What the gazetteer knows of the places that the candidate may be; `people` is the number of digits."""
    return [
        *(f"type={t}" for t in types), *(f"origin={o}" for o in origins),
        f"people={people}", f"kinds={'+'.join(types)}/{'+'.join(origins)}",
        f"everyday={everyday}/{width > 1}", f"everyday={everyday}/head={headed}",
        f"definite={definite}/{'+'.join(origins)}/{width}",
    ]  # fmt: skip


def _head(kind: str, keep: bool, source: str, opens: bool, width: int) -> list[str]:
    return [f"head={kind}/{keep}", f"head={kind}/{source}", f"headspan={opens}/{width}/{kind}"]


def _no_head(source: str) -> list[str]:
    return [f"nohead/{source}"]


def _edge(offset: int) -> list[str]:
    return [f"{offset}:edge"]


def _beside(offset: int, word_class: str, coarse: str, fine: str, definite: bool, sign: str) -> list[str]:
    found = [f"{offset}:class={word_class}", f"{offset}:coarse={coarse}"]
    if abs(offset) == 1:
        found += [f"{offset}:fine={fine}", f"{offset}:definite={definite}"]
        if sign:
            found.append(f"{offset}:sign={sign}")
    return found


def _preceded(
    word_class: str, definite: bool, own_definite: bool, coarse: str, types: tuple[str, ...], source: str
) -> list[str]:
    before = f"-1:{word_class}/{definite}"
    return [
        f"{before}|in={coarse}", f"{before}|definite={own_definite}",
        f"{before}/{own_definite}|{'+'.join(types) or source}",
    ]  # fmt: skip


def _tanwin() -> list[str]:
    return ["tanwin"]


def _capital(after: str, ahead: str, prefix: str) -> list[str]:
    parts = _clitics(prefix)
    return ["capital", f"capital/+1={after}", f"capital/-1={ahead}/{parts}", f"capital/{parts}"]


def _parted(parting: str, prefix: str) -> list[str]:
    return [f"parted={prefix.startswith(parting)}/{bool(parting)}/{bool(prefix)}"]


def _inside(coarse: str, fine: str) -> list[str]:
    return [f"in:coarse={coarse}", f"in:fine={fine}"]


def _named(kind: str, whole: str, edge: str, by: str) -> list[str]:
    return [f"name={kind}/{whole}", f"name={kind}/{whole}/{edge}/{by}"]


def _stands(longer: str, at: str) -> list[str]:
    return [f"longer={longer}", f"place={at}"] if longer else [f"place={at}"]


def _told(share: float) -> str:
    """A share of place names as a coarse class."""
    if share < 0:
        return "rare"
    return next(str(limit) for limit in (0.02, 0.05, 0.1, 0.2, 0.4, 1.0) if share <= limit)


def _commonness(often: int, told: str, wide: bool, source: str) -> list[str]:
    """How often the first word stands in news (as a power of two), and how many place names its cluster
    holds: "معركة" ("battle") is also a village."""
    return [
        f"often={often}/{wide}", f"share={told}/{wide}", f"share={told}/{source}",
        f"often={often // 3}/share={told}/{wide}",
    ]  # fmt: skip
