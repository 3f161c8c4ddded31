"""Random incidents through every format: what is asked for is in the file, and comes back equal."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from house_rules import ACLED_HEADER, UCDP_HEADER, check_acled, check_ucdp
from riwaya.formats.exports.catalogue import FORMATS
from riwaya.formats.exports.long import read_accounts
from riwaya.formats.exports.view import View
from riwaya.linking.differences import differ
from riwaya.linking.resolution import RULES, resolve
from riwaya.model import Account, AccountFigure, Incident, Link, ReportHead, Span

# Texts as hostile as reports can be: formulas, bidi marks, quotes, separators, line ends, NUL.
texts = st.text(st.sampled_from("=+-@'\";,\t\r\n\0 \ufeff\u202e＝aقرية۵5"), max_size=6)
names = st.none() | texts
counts = st.none() | st.integers(0, 400)
spans = st.builds(lambda a, b: Span(a, a + b), st.integers(0, 90), st.integers(0, 9))
figures = st.builds(
    AccountFigure,
    id=st.integers(0, 10**9).map("f{}".format),
    measure=st.sampled_from(["killed", "wounded", "displaced"]),
    low=counts,
    high=counts,
    hedge=st.sampled_from(["exact", "about", "more_than", "at_least", "up_to", "range", "dozens"]),
    quote=texts,
    span=spans,
    whom=names,
    group=st.sampled_from(["civilian", "state_forces", "armed_group", "unknown"]),
    scope=st.sampled_from(["all", "all", "part", "running"]),
    part_of=names,
    review=st.sampled_from([None, None, "accept", "reject"]),
)
accounts = st.builds(
    Account,
    id=st.integers(0, 10**9).map("a{}".format),
    report=st.sampled_from(["r1", "r2", "r3"]),
    outlet=names,
    name=names,
    source=names,
    kind=st.sampled_from([None, "person", "organisation", "media", "unnamed", "document"]),
    role=names,
    via=names,
    chain=st.lists(
        st.builds(Link, texts, st.sampled_from(["media", "person"]), st.none() | spans), max_size=2
    ).map(tuple),
    said=st.sampled_from([None, "2018-06-01", "2018-06-02", "2018-06"]),
    independent_group=st.integers(1, 4),
    figures=st.lists(figures, max_size=3, unique_by=lambda f: f.id).map(
        lambda fs: tuple(sorted(fs, key=lambda f: (f.span, f.id)))
    ),
    statements=st.lists(texts, max_size=2).map(tuple),
    credibility=st.sampled_from([None, "2"]),
    review=st.sampled_from([None, None, "reject"]),
)
kinds = st.sampled_from(
    ["clash", "attack", "airstrike", "protest", "killing", "negotiate", "capture_territory"]
)
days = st.sampled_from([None, "2018-06-01", "2018-06-05", "2018-07", "2018"])


@st.composite
def incidents(draw: Any) -> Incident:
    told = tuple(sorted(draw(st.lists(accounts, max_size=4, unique_by=lambda a: a.id)), key=lambda a: a.id))
    point = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    return Incident(
        id=draw(st.integers(0, 10**9).map("i{}".format)),
        kind=draw(kinds),
        title=draw(texts),
        title_ar=draw(texts),
        place=draw(names),
        country=draw(st.sampled_from([None, "SY", "PS", "XX"])),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        precision_km=draw(st.sampled_from([None, 3.0, 40.0, 300.0])),
        start=draw(days),
        end=draw(days),
        reports=tuple(sorted({a.report for a in told})),
        mentions=(),
        copies=draw(st.sampled_from([(), (("r1", "r2"),)])),
        accounts=told,
        differ=differ(told),
        resolved=resolve(told),
        actors=tuple(draw(st.lists(texts, max_size=2))),
        targets=tuple(draw(st.lists(texts, max_size=2))),
    )


HEADS = {
    r: ReportHead(r, "=outlet", "https://example.org/;=1", "2018-06-02", '-"title";=1', f"{n}" * 64)
    for n, r in enumerate(["r1", "r2", "r3"])
}
HEADERS = {"acled": ACLED_HEADER, "ucdp": UCDP_HEADER}
CHECKS = {"acled": check_acled, "ucdp": check_ucdp}
several = st.lists(incidents(), max_size=3, unique_by=lambda i: i.id)
run = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def view(told: list[Incident], rule: str = "none") -> View:
    return View.of(told, HEADS, rule, RULES[rule].definition)


def written(seen: View, name: str) -> bytes:
    sink = io.BytesIO()
    FORMATS[name].write(seen, sink)
    return sink.getvalue()


@run
@given(several, st.sampled_from(list(RULES)))
def test_every_row_that_is_asked_for_is_in_the_file(told: list[Incident], rule: str) -> None:
    seen = view(told, rule)
    ids = [i.id for i in seen.incidents]
    for name in ("acled", "ucdp", "hxl", "accounts", "figures"):
        rows = list(csv.reader(io.StringIO(written(seen, name).decode("utf-8-sig"), newline="")))
        rows = rows[2 if name == "hxl" else 1 :]
        if name in ("acled", "ucdp"):
            assert [r[0].removeprefix("riwaya:") for r in rows] == ids
            for row in rows:
                made = dict(zip(HEADERS[name], row, strict=True))
                CHECKS[name](made)
        else:
            asked = {
                "hxl": ids,
                "accounts": [i.id for i, _ in seen.accounts()],
                "figures": [i.id for i, _, _ in seen.figures()],
            }
            assert [r[0] for r in rows] == asked[name]
        for cell in (c for row in rows for c in row):
            bare = cell.lstrip("\ufeff\u202e \"'")
            runs = cell[:1] not in ("'", "") and bare[:1] in set("=+-@＝\t\r\n\0")
            assert not runs or _is_number(cell), (name, cell)
    lines = [json.loads(line) for line in written(seen, "jsonl").decode().split("\n")[:-1]]
    assert [line["id"] for line in lines] == ids
    features = json.loads(written(seen, "geojson"))["features"]
    assert [f["id"] for f in features] == ids
    events = [e for e in map(json.loads, written(seen, "ftm").splitlines()) if e["schema"] == "Event"]
    assert sorted(e["properties"]["recordId"][0] for e in events) == sorted(ids)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@run
@given(several)
def test_accounts_and_figures_read_back_equal(told: list[Incident]) -> None:
    seen = view(told)
    back = read_accounts(written(seen, "accounts"), written(seen, "figures"))
    assert back == {i.id: i.accounts for i in told if i.accounts}


@run
@given(several, st.randoms())
def test_the_order_of_the_input_changes_no_byte(told: list[Incident], shuffler: Any) -> None:
    turned = []
    for one in told:
        mixed = list(one.accounts)
        shuffler.shuffle(mixed)
        fields = {name: getattr(one, name) for name in one.__dataclass_fields__}
        turned.append(
            Incident(
                **fields | {"accounts": tuple(mixed), "resolved": resolve(mixed), "differ": differ(mixed)}
            )
        )
    shuffler.shuffle(turned)
    for name in FORMATS:
        assert written(view(told, "ucdp"), name) == written(view(turned, "ucdp"), name), name
