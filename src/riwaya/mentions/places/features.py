"""What the decision whether a candidate is a toponym is made from: classes and lists, no word forms."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.mentions.names.name import Name
from riwaya.mentions.places.candidates import Candidate, place_share
from riwaya.mentions.places.gazetteer import capitals
from riwaya.rules.decider import bucket
from riwaya.text.clitics import PARTS
from riwaya.text.clusters import cluster
from riwaya.text.document import Document
from riwaya.text.frequencies import word_frequencies
from riwaya.text.lexicon import folded_words
from riwaya.text.segmenter import proclitics
from riwaya.text.wordclass import is_definite

_TANWIN = "\u064b"


def features(
    document: Document, candidate: Candidate, names: Sequence[Name], rivals: Sequence[Candidate]
) -> list[str]:
    """The feature strings of one candidate. `rivals` are the candidates that overlap it."""
    tokens, classes = document.tokens, document.classes
    first, last = candidate.first, candidate.last
    sentence = document.sentences[document.sentence_index[first]]
    prefix = "+".join(sorted(PARTS[candidate.prefix])) or "none"
    out = ["bias", f"source={candidate.source}", f"width={last - first}", f"prefix={prefix}"]
    if candidate.source == "gazetteer":
        kinds = sorted({e.type for e in candidate.entries})
        origins = sorted({e.origin for e in candidate.entries})
        people = max((e.population for e in candidate.entries), default=0)
        out += [f"type={k}" for k in kinds] + [f"origin={o}" for o in origins]
        out += [f"people={len(str(people))}", f"kinds={'+'.join(kinds)}/{'+'.join(origins)}"]
        everyday = any(e.everyday for e in candidate.entries)
        out += [
            f"everyday={everyday}/{last - first > 1}",
            f"everyday={everyday}/head={candidate.head is not None}",
        ]
        out.append(f"definite={is_definite(tokens[first].fold)}/{'+'.join(origins)}/{last - first}")
    if candidate.head is not None:
        out += [
            f"head={candidate.head.type}/{candidate.head.keep}",
            f"head={candidate.head.type}/{candidate.source}",
        ]
        out.append(f"headspan={candidate.head_at == first}/{last - first}/{candidate.head.type}")
    else:
        out.append(f"nohead/{candidate.source}")
    for offset, at in ((-2, first - 2), (-1, first - 1), (1, last), (2, last + 1)):
        if sentence.first <= at < sentence.last:
            coarse, fine = cluster(tokens[at].fold)
            out += [f"{offset}:class={classes[at]}", f"{offset}:coarse={coarse}"]
            if abs(offset) == 1:
                out += [f"{offset}:fine={fine}", f"{offset}:definite={is_definite(tokens[at].fold)}"]
                if tokens[at].kind == "sign":
                    out.append(f"{offset}:sign={tokens[at].fold[0]}")
        else:
            out.append(f"{offset}:edge")
    before = first - 1
    if before >= sentence.first:
        coarse = cluster(tokens[first].fold)[0]
        out.append(f"-1:{classes[before]}/{is_definite(tokens[before].fold)}|in={coarse}")
        out.append(
            f"-1:{classes[before]}/{is_definite(tokens[before].fold)}|definite={is_definite(tokens[first].fold)}"
        )
        types = "+".join(sorted({e.type for e in candidate.entries})) or candidate.source
        out.append(
            f"-1:{classes[before]}/{is_definite(tokens[before].fold)}/{is_definite(tokens[first].fold)}|{types}"
        )
    if _TANWIN in tokens[last - 1].text:  # an adjective or noun in the accusative: "سورياً", not "سوريا"
        out.append("tanwin")
    out += _commonness(tokens[first].fold, last - first, candidate.source)
    if candidate.entries and " ".join(folded_words(candidate.span.cut(document.text))) in capitals():
        after = classes[last] if last < sentence.last else "edge"
        ahead = classes[before] if before >= sentence.first else "edge"
        out += ["capital", f"capital/+1={after}", f"capital/-1={ahead}/{prefix}", f"capital/{prefix}"]
    parting = proclitics(tokens[first].fold)
    out.append(f"parted={candidate.prefix.startswith(parting)}/{bool(parting)}/{bool(candidate.prefix)}")
    for at in range(first, last):
        coarse, fine = cluster(tokens[at].fold)
        out += [f"in:coarse={coarse}", f"in:fine={fine}"]
    out.append(f"class={classes[first]}/{candidate.source}")
    for name in names:
        if name.span.overlaps(candidate.span):
            whole = "whole" if name.span == candidate.span else "part"
            edge = "start" if name.first == first else "end" if name.last == last else "inside"
            out += [f"name={name.kind}/{whole}", f"name={name.kind}/{whole}/{edge}/{name.by.split(':')[0]}"]
    longer = [r for r in rivals if r is not candidate and r.last - r.first > last - first]
    out += [f"longer={r.source}" for r in longer[:1]]
    out.append(f"place={bucket(first - sentence.first)}")
    return out


def _commonness(word: str, width: int, source: str) -> list[str]:
    """How often the first word stands in news, and how many place names its cluster holds: "معركة" ("battle")
    is also a village."""
    often = word_frequencies().get(word, -1)
    share = place_share().get(cluster(word)[1], -1.0)
    told = (
        "rare"
        if share < 0
        else next(str(limit) for limit in (0.02, 0.05, 0.1, 0.2, 0.4, 1.0) if share <= limit)
    )
    return [
        f"often={often}/{width > 1}",
        f"share={told}/{width > 1}",
        f"share={told}/{source}",
        f"often={often // 3}/share={told}/{width > 1}",
    ]
