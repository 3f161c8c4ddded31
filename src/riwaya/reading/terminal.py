"""A reading for a terminal: who says what, with which figures; then the report's own voice; then events and
places.

Each line puts the ledger's words first and the report's own words last, so that no line mixes directions
twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.model import Event, Figure, Place, Quantity, Span, Statement
from riwaya.reading.reading import Reading
from riwaya.rules.labels import Language, label


def render(reading: Reading, language: Language = "en") -> str:
    """The reading as lines of text."""
    return "\n".join(_Page(reading, language).lines()) + "\n"


class _Page:
    def __init__(self, reading: Reading, language: Language) -> None:
        self.reading, self.language = reading, language

    def word(self, group: str, key: str) -> str:
        return label(group, key, self.language)

    def quote(self, span: Span | None) -> str:
        return " ".join((self.reading.quote(span) or "").split())

    def lines(self) -> Iterator[str]:
        report = self.reading.report
        outlet, date = (
            report.outlet or self.word("word", "no_outlet"),
            report.published or self.word("word", "undated"),
        )
        yield f"== {report.id}  ({outlet}, {date})"
        yield from self._speakers()
        yield from self._own_voice()
        yield from self._section("events", [self._event(e) for e in self.reading.events])
        yield from self._section("places", self._places())
        yield from self._section("notes", [n.message for n in self.reading.notes])

    def _section(self, name: str, lines: list[str]) -> Iterator[str]:
        if lines:
            yield f"\n{self.word('section', name)}"
            yield from (f"  {line}" for line in lines)

    def _speakers(self) -> Iterator[str]:
        yield f"\n{self.word('section', 'says')}"
        speakers: dict[str, list[Statement]] = {}
        for statement in self.reading.statements:
            speakers.setdefault(statement.name, []).append(statement)
        if not speakers:
            yield f"  {self.word('section', 'nothing')}"
        for name, statements in speakers.items():
            first = statements[0]
            about = next((s.role for s in statements if s.role), None)
            yield f"  {name}  [{self.word('kind', first.kind)}]" + (f"  {about}" if about else "")
            for statement in statements:
                via = f"  ({self.word('word', 'via')} {self.quote(statement.via)})" if statement.via else ""
                yield f"    {self.word('act', statement.act)}{via}: {self.quote(statement.span)}"
                yield from self._counts(statement.id, "      ")

    def _own_voice(self) -> Iterator[str]:
        yield from self._section("report", [line.strip() for line in self._counts(None, "")])

    def _counts(self, statement: str | None, indent: str) -> Iterator[str]:
        yield from (indent + self._figure(f) for f in self.reading.figures if f.statement == statement)
        yield from (indent + self._quantity(q) for q in self.reading.quantities if q.statement == statement)

    def _figure(self, figure: Figure) -> str:
        subset = f"({self.word('word', 'part_of')}) " if figure.part_of else ""
        measure = self.word("measure", figure.measure)
        return f"{measure} {subset}{self._bounds(figure)} | {self.quote(figure.span)}"

    def _bounds(self, figure: Figure) -> str:
        if figure.low is not None and figure.low == figure.high:
            about = f"{self.word('word', 'about')} " if figure.hedge == "about" else ""
            return f"{about}{figure.low}"
        if figure.high is None:
            return f"{figure.low} {self.word('word', 'or_more')}"
        return (
            f"{self.word('word', 'up_to')} {figure.high}"
            if figure.low is None
            else f"{figure.low}-{figure.high}"
        )

    def _quantity(self, quantity: Quantity) -> str:
        vague = quantity.hedge == "dozens"  # "hundreds of mines" is no number: the words say it
        value = "" if vague else f"{quantity.value:g} "
        return f"{value}{quantity.unit} | {self.quote(quantity.span)}"

    def _event(self, event: Event) -> str:
        kind, status = self.word("event", event.kind), self.word("status", event.status)
        parts = [f"{kind} [{status}] | {self.quote(event.trigger)}"]
        for role, key in (("actor", "actor"), ("target", "target"), ("place", "at")):
            span = getattr(event, role)
            if span:
                parts.append(f"{self.word('word', key)}: {self.quote(span)}")
        return " | ".join(parts)

    def _places(self) -> list[str]:
        """Each place once, in the order of first mention, with the number of mentions."""
        lines = [self._place(place) for place in self.reading.places]
        return [
            line + (f" ×{lines.count(line)}" if lines.count(line) > 1 else "")
            for line in dict.fromkeys(lines)
        ]

    def _place(self, place: Place) -> str:
        if place.lat is None or place.lon is None:
            point = self.word("word", "no_point")
        else:
            point = f"{place.lat:.2f},{place.lon:.2f} ±{place.precision_km:g} {self.word('word', 'km')}"
        relation = f" ({place.relation})" if place.relation else ""
        what = f"{place.name}, {place.country or '-'} [{place.type}]"
        return f"{what} {point}{relation} | {self.quote(place.span)}"
