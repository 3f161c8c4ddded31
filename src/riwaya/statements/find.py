"""Statements: who says what."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from riwaya.mentions.names.describe import Identity, describe
from riwaya.mentions.names.name import Name
from riwaya.model import Link, Place, Span, Statement, Time, identity
from riwaya.model.findings import Act
from riwaya.rules.decider import Decider, decider, has_decider
from riwaya.rules.trace import record
from riwaya.rules.trees import Forest, forest, has_forest
from riwaya.statements import choice, speaker_ranks
from riwaya.statements.acts import act_of, performed
from riwaya.statements.candidates import Candidate
from riwaya.statements.carry import Memory, Voice
from riwaya.statements.choice import Proposed
from riwaya.statements.contents import past_speaker, past_time
from riwaya.statements.cues import never_opens
from riwaya.statements.decide import Reporting, reporting
from riwaya.statements.labelled import labelled
from riwaya.statements.left_over import content_left_over, going_on
from riwaya.statements.opening import find_candidates, find_opening
from riwaya.statements.options import Scene
from riwaya.statements.proposal import Stretch, propose
from riwaya.statements.relay import content_of_both, outlet_before, passed_on
from riwaya.statements.roles import Roles, content_letters, find_roles
from riwaya.statements.running import quote_opened, running_on
from riwaya.statements.speakers import Chosen, choose
from riwaya.statements.taken_up import taken_up
from riwaya.statements.view import View, view
from riwaya.text.document import Document

CUE_MODEL, ROLE_MODEL, SPEAKER_MODEL = "statement_cues", "statement_roles", "statement_speakers"


@dataclass(frozen=True, slots=True)
class Models:
    """The deciders of this layer (None: the rule decides) and its trees (None: nothing is asked of them)."""

    cues: Decider | None
    roles: Decider | None
    speakers: Decider | None = None
    ranks: Forest | None = None
    choice: Forest | None = None

    @classmethod
    def installed(cls) -> Models:
        """The shipped ones, as far as they are there."""
        cues, roles, speakers = (
            decider(name) if has_decider(name) else None for name in (CUE_MODEL, ROLE_MODEL, SPEAKER_MODEL)
        )
        ranks, kept = (
            forest(name) if has_forest(name) else None for name in (speaker_ranks.MODEL, choice.MODEL)
        )
        return cls(cues, roles, speakers, ranks, kept)


def find_statements(
    document: Document,
    names: Sequence[Name],
    places: Sequence[Place],
    times: Sequence[Time],
    models: Models | None = None,
) -> list[Statement]:
    """Every statement of the report, in text order; one per sentence, speaker and cue.

    "قال الناطق إن القوات انسحبت" ("the spokesman said that the forces withdrew") gives one: cue قال,
    speaker الناطق.
    """
    models = models or Models.installed()
    seen = view(document, names, times)
    told = [x for one in tell(seen, names, models) for x in one.statements]
    told += _under_a_name(document, names)
    back = list(_taken_up(document, names, told))
    told = [s for s in told if not any(s.cue and s.cue.overlaps(b.cue) for b in back if b.cue)] + back
    return sorted(told, key=lambda s: (s.cue or s.span, s.span))


def _under_a_name(document: Document, names: Sequence[Name]) -> Iterator[Statement]:
    """The statement that a short text begins with, with no cue but its speaker's name and a colon."""
    found = labelled(document, names)
    content = trim(document, found[1]) if found else None
    if found and content:
        name = found[0]
        who, act = describe(document, name.first, name.last, names), performed(document, content) or "say"
        yield _make(document, document.span(*content), None, name.span, who, act, None, "label:name")


def _taken_up(document: Document, names: Sequence[Name], told: Sequence[Statement]) -> Iterator[Statement]:
    """The statements by relative clauses that refer back: "وهو ما تنفيه موسكو" ("which Moscow denies")."""
    for cue, speaker, stretch in taken_up(document, names, told):
        content = trim(document, stretch)
        if content:
            who, by = describe(document, *speaker, names), f"back:{cue.cue.id}"
            span, mention = document.span(*content), document.span(*speaker)
            yield _make(document, span, cue.span, mention, who, cue.cue.act, None, by)


@dataclass(frozen=True, slots=True)
class Told:
    """What a cue was read to report: the cue, its content, who speaks, what else its sentence proposes, and
    the statements that it comes to: more than one where a quotation runs on, none where it is held for
    nothing."""

    one: Proposed
    content: Stretch
    chosen: Chosen
    beside: Sequence[Proposed]
    statements: list[Statement]


@dataclass(slots=True)
class _Heard:
    """What was told so far: who spoke, which quotations ran on, and the sentences with a cue."""

    memory: Memory
    ran: set[Stretch]
    cued: Container[int]


def tell(seen: View, names: Sequence[Name], models: Models) -> Iterator[Told]:
    """Every cue with a content and a speaker, in text order."""
    by_sentence: dict[int, list[Reporting]] = {}
    for one in reporting(seen, find_candidates(seen.document), models.cues):
        by_sentence.setdefault(one.candidate.sentence.index, []).append(one)
    heard = _Heard(Memory(), set(), by_sentence)
    for here in by_sentence.values():
        yield from _told_in(seen, names, here, models, heard)


def _told_in(
    seen: View, names: Sequence[Name], here: Sequence[Reporting], models: Models, heard: _Heard
) -> Iterator[Told]:
    """What the cues of one sentence tell."""
    document, cues = seen.document, [one.candidate for one in here]
    read = [(cue, find_roles(seen, cue, [o for o in cues if o is not cue], models.roles)) for cue in cues]
    proposed = [Proposed(o, trim(document, roles.content)) for o, (_, roles) in zip(here, read, strict=True)]
    spoken: list[Voice] = []
    through: dict[int, tuple[Candidate, Stretch, Stretch]] = {}
    for one, (cue, roles) in zip(proposed, read, strict=True):
        content, via = one.content, trim(document, roles.via) or outlet_before(seen, cue)
        if cue.first in through:
            outlet, passed, via = through[cue.first]
            content = content_of_both(content, outlet, passed)
        content = content or trim(document, content_left_over(seen, names, cue))
        if content is None or not tenable(seen, cue, content):
            continue
        content = going_on(seen, cue, content, cues)
        scene = scene_of(seen, cue, read, spoken, heard.memory)
        chosen = choose(seen, names, cue, scene, models.speakers, models.ranks)
        if chosen is None:
            continue
        source = passed_on(seen, cue, chosen.voice.mention, cues)
        if source is not None:
            through[source.first] = cue, content, chosen.voice.mention
            record("statements", "relay", document.span(*content), f"is what {source.cue.id} tells")
            continue
        content = past_speaker(seen, cue, content, chosen)
        told = Told(one, content, chosen, proposed, [])
        if choice.stands(seen, one, content, chosen, proposed, models.choice):
            spoken.append(chosen.voice)
            heard.memory.add(chosen.voice)
            told.statements.append(_statement(seen, cue, via, content, chosen.voice))
            told.statements.extend(_run_on(document, content, chosen.voice, heard))
        else:
            record("statements", choice.MODEL, document.span(*content), f"is no statement of {cue.cue.id}")
        yield told


def _run_on(document: Document, content: Stretch, voice: Voice, heard: _Heard) -> Iterator[Statement]:
    """The sentences after a content that its quotation runs on over."""
    quote = quote_opened(document, content)
    if quote is None:
        return
    for run in running_on(document, quote, document.sentence_index[content[0]], heard.cued):
        span = trim(document, run)
        if span and span not in heard.ran:
            heard.ran.add(span)
            yield _running(document, span, voice)


def tenable(seen: View, cue: Candidate, content: Stretch) -> bool:
    """Whether a content may be that of its cue: not a word that the cue never reports, and for a cue that
    takes clauses
    only no bare noun. "وأضاف هدفا" ("and added a goal") is no speech, nor what is told of a thing by the way:
    "العملية التي أعلنها" ("the operation that he announced").
    """
    first = content[0]
    if seen.document.tokens[first].fold in never_opens(cue.cue.id):
        return False
    opening = find_opening(seen.document, cue, cue.sentence.last).kind
    relative = bool(cue.suffix) and cue.first > cue.sentence.first and seen.label[cue.first - 1] == "rel"
    if relative and cue.pattern == "verb" and opening in ("none", "prep"):
        return False
    if cue.pattern != "verb" or {"noun", "addressee"} & set(cue.cue.governs) or first < cue.last:
        return True
    return opening != "none" or seen.label[first] != "noun"


def scene_of(
    seen: View,
    cue: Candidate,
    read: Sequence[tuple[Candidate, Roles]],
    spoken: Sequence[Voice],
    memory: Memory,
) -> Scene:
    """What is known where `cue` is read; `read` are all cues of its sentence with their roles."""
    document = seen.document
    opening = find_opening(document, cue, cue.sentence.last)
    others = [c for c, _ in read if c is not cue]
    roles = next(r for c, r in read if c is cue)
    rule, _ = propose(seen, cue, others, opening)
    contents = [r.content for c, r in read if c is not cue and r.content]
    return Scene(
        others,
        opening,
        trim(document, roles.speaker),
        trim(document, rule),
        roles.content,
        contents,
        spoken,
        memory,
    )


def _statement(seen: View, cue: Candidate, via: Stretch | None, content: Stretch, voice: Voice) -> Statement:
    document = seen.document
    in_sentence = cue.sentence.first <= voice.mention[0] < cue.sentence.last
    speaker = document.span(*_beside(voice.mention, content)) if in_sentence else None
    return _make(
        document,
        content_span(seen, cue, content),
        cue.span,
        speaker,
        voice.identity,
        act_of(document, cue, content),
        document.span(*via) if via else None,
        f"cue:{cue.cue.id}",
    )


def content_span(seen: View, cue: Candidate, content: Stretch) -> Span:
    """The characters of a content, without the preposition that is written on to its first word and the time
    before it."""
    content = past_time(seen, cue, content), content[1]
    span = seen.document.span(*content)
    letters = content_letters(cue, seen, content[0])
    return Span(seen.document.tokens[content[0]].at(letters), span.end) if letters else span


def _beside(mention: Stretch, content: Stretch) -> Stretch:
    """The mention without words that are already the content: an addressee read into a name."""
    first, last = mention
    return (first, content[0]) if first < content[0] < last else mention


def _running(document: Document, content: Stretch, voice: Voice) -> Statement:
    return _make(document, document.span(*content), None, None, voice.identity, "say", None, "quote:running")


def _make(
    document: Document,
    span: Span,
    cue: Span | None,
    speaker: Span | None,
    who: Identity,
    act: Act,
    via: Span | None,
    by: str,
) -> Statement:
    chain: tuple[Link, ...] = (Link(who.bare, who.kind, speaker),)
    if via is not None:
        chain = (Link(via.cut(document.text), "media", via), *chain)
    return Statement(
        id=identity(document.sha256, "s", span, cue, who.bare),
        span=span, cue=cue, speaker=speaker, name=who.bare, kind=who.kind, role=who.role,
        affiliation=who.affiliation,
        act=act, via=via, chain=chain, by=by,
    )  # fmt: skip


def trim(document: Document, stretch: Stretch | None) -> Stretch | None:
    """The stretch without signs at its ends."""
    if stretch is None:
        return None
    first, last = stretch
    while first < last and document.tokens[first].kind == "sign":
        first += 1
    while first < last and document.tokens[last - 1].kind == "sign":
        last -= 1
    return (first, last) if first < last else None
