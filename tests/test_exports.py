"""Every export: against the houses' column lists and value lists, the real libraries, and itself."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest

from house_rules import ACLED_HEADER, SUB_TYPES, UCDP_HEADER, check_acled, check_ucdp
from incident_notation import heads, incident, texts
from riwaya.formats.exports import acled, ucdp
from riwaya.formats.exports.actors import actor, interaction
from riwaya.formats.exports.catalogue import FORMATS
from riwaya.formats.exports.days import Days, acled_time, days, ucdp_date
from riwaya.formats.exports.method import method
from riwaya.formats.exports.places import acled_geo, priogrid, ucdp_where
from riwaya.formats.exports.tables import acled_kinds, countries
from riwaya.formats.exports.view import View
from riwaya.linking.resolution import RULES
from riwaya.model import Incident

TABLE = """
al-Ufuq  | أحمد السالم | killed 13, wounded >22, killed 8 civilian part of 1 | via وكالة النهر
al-Sahil | مستشفى الهلال | killed 15, wounded tens | said 2018-06-02 | kind organisation
al-Nahr  | مصادر محلية | killed 15 | said 2018-06-02 | kind unnamed
al-Barid | - | killed bare
al-Fajr  | - |
"""


def view(*told: Incident, rule: str = "none", table: str = TABLE) -> View:
    known = texts(table)
    return View.of(
        told or (incident(table),),
        heads(table),
        rule,
        RULES[rule].definition,
        {"ledger_head": "ab12"},
        text=known.get,
    )


def written(seen: View, name: str) -> bytes:
    sink = io.BytesIO()
    FORMATS[name].write(seen, sink)
    return sink.getvalue()


def table(seen: View, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(seen, name).decode("utf-8-sig"), newline="")))


def test_the_houses_columns_stand_in_their_order() -> None:
    assert [c.name for c in acled.COLUMNS] == ACLED_HEADER
    assert [c.name for c in ucdp.COLUMNS] == UCDP_HEADER
    assert (len(acled.COLUMNS), len(ucdp.COLUMNS)) == (31, 49)


def test_every_kind_of_event_has_a_valid_acled_type() -> None:
    kinds = {p.stem for p in (Path(acled.__file__).parents[2] / "data/frames").glob("*.toml")}
    assert {k for k, when in acled_kinds() if not when} == kinds
    for kind in acled_kinds().values():
        assert kind.sub_event_type in SUB_TYPES[kind.event_type, kind.disorder_type], kind


def test_countries_are_whole() -> None:
    known = countries()
    numbers = {
        "SY": 652,
        "IQ": 645,
        "YE": 678,
        "LB": 660,
        "LY": 620,
        "SD": 625,
        "EG": 651,
        "IL": 666,
        "DZ": 615,
    }
    assert {c: int(known[c].gw) for c in numbers} == numbers
    assert (int(known["SO"].gw), int(known["TR"].gw), known["PS"].gw) == (520, 640, "")
    assert known["YE"].ucdp == "Yemen (North Yemen)"
    gws = [c.gw for c in known.values() if c.gw]
    isos = [c.iso for c in known.values() if c.iso]
    assert len(set(gws)) == len(gws)
    assert len(set(isos)) == len(isos)
    assert {c.ucdp_region for c in known.values()} <= {
        "Africa",
        "Americas",
        "Asia",
        "Europe",
        "Middle East",
        "",
    }


def test_acled_row() -> None:
    (row,) = table(view(rule="lowest"), "acled")
    expected = {
        "event_id_cnty": "riwaya:i0f3a9",
        "event_date": "2018-06-01",
        "year": "2018",
        "time_precision": "1",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "الجيش",
        "inter1": "State forces",
        "actor2": "فصيل الوادي",
        "inter2": "Political militia",
        "interaction": "State forces-Political militia",
        "civilian_targeting": "",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "location": "Nahr al-Safa",
        "latitude": "35.7634",
        "longitude": "36.559",
        "geo_precision": "1",
        "source": "al-Ufuq; al-Sahil; al-Nahr; al-Barid; al-Fajr",
        "fatalities": "13",
        "tags": "",
    }
    assert {k: row[k] for k in expected} == expected
    check_acled(row)
    assert row["notes"] == (
        "On 1 June 2018, clash at Nahr al-Safa, SY. "
        "Killed: “قتلى” (al-Barid); 8 among them (أحمد السالم, al-Ufuq);"
        " 13 (أحمد السالم, al-Ufuq); 15 (مستشفى الهلال, al-Sahil / مصادر محلية, al-Nahr). "
        "Wounded: “عشرات القتلى” (مستشفى الهلال, al-Sahil); 22 or more (أحمد السالم, al-Ufuq). "
        "The accounts of killed contradict each other by at least 2. "
        'Numbers by the rule "lowest".'
    )


@pytest.mark.parametrize(
    ("figures", "rule", "fatalities", "tag"),
    [
        ("wounded 3", "lowest", "0", "fatalities=no report"),
        ("killed 0", "lowest", "0", ""),
        ("killed tens", "lowest", "10", "fatalities=vague"),
        ("killed bare", "lowest", "3", "fatalities=vague"),
        ("killed 5", "none", "", "fatalities=unresolved"),
        ("killed 5", "ucdp", "5", ""),
        ("killed 10-17", "range", "10", ""),
    ],
)
def test_acled_fatalities_tell_no_figure_from_zero(
    figures: str, rule: str, fatalities: str, tag: str
) -> None:
    one = f"al-Ufuq | doctor | {figures}"
    (row,) = table(view(incident(one), rule=rule, table=one), "acled")
    assert (row["fatalities"], row["tags"]) == (fatalities, tag)


def test_acled_sides() -> None:
    civilians = "al-Ufuq | doctor | killed 5 civilian"
    told = [
        incident(civilians, id="i1", kind="attack", actors=(), targets=("منازل",)),
        incident(civilians, id="i2", kind="airstrike", actors=("طيران التحالف",), targets=("سوق",)),
        incident(civilians, id="i3", kind="protest", actors=("محتجون",), targets=()),
        incident(
            civilians, id="i4", kind="capture_territory", actors=("قوات",), targets=("البلدة",), country=None
        ),
    ]
    rows = table(view(*told, table=civilians), "acled")
    sides = [
        [r[c] for c in ("sub_event_type", "actor1", "actor2", "interaction", "civilian_targeting")]
        for r in rows
    ]
    targeted = "Civilians targeted"
    assert sides == [
        [
            "Attack",
            "Unidentified Armed Group (Syria)",
            "Civilians (Syria)",
            "Political militia-Civilians",
            targeted,
        ],
        ["Air/drone strike", "طيران التحالف", "Civilians (Syria)", "State forces-Civilians", targeted],
        ["Peaceful protest", "Protesters (Syria)", "", "Protesters only", ""],
        ["Government regains territory", "قوات", "البلدة", "State forces only", ""],
    ]


def test_ucdp_row() -> None:
    (row,) = table(view(rule="ucdp"), "ucdp")
    expected = {
        "id": "riwaya:i0f3a9",
        "year": "2018",
        "type_of_violence": "1",
        "side_a": "الجيش",
        "side_b": "فصيل الوادي",
        "dyad_name": "الجيش - فصيل الوادي",
        "number_of_sources": "5",
        "source_office": "al-Ufuq;al-Sahil;al-Nahr;al-Barid;al-Fajr",
        "source_original": "أحمد السالم; مستشفى الهلال; مصادر محلية",
        "where_prec": "1",
        "latitude": "35.763369",
        "longitude": "36.558974",
        "geom_wkt": "POINT (36.558974 35.763369)",
        "priogrid_gid": "181154",
        "country": "Syria",
        "country_id": "652",
        "date_prec": "1",
        "date_start": "2018-06-01 00:00:00.000",
        "best": "15",
        "high": "15",
        "low": "13",
        "deaths_unknown": "15",
    }
    assert {k: row[k] for k in expected} == expected
    check_ucdp(row)
    assert row["source_article"].startswith('"al-Ufuq,2018-06-02,عنوان r1";"al-Sahil')


def test_ucdp_deaths_add_up_to_best() -> None:
    rows = {
        "al-Ufuq | doctor | killed 6 civilian": ("0", "0", "6", "0"),
        "al-Ufuq | doctor | killed 6 state_forces": ("6", "0", "0", "0"),
        "al-Ufuq | doctor | killed 6 armed_group": ("0", "6", "0", "0"),
        "al-Ufuq | doctor | killed 6": ("0", "0", "0", "6"),
        "al-Ufuq | doctor | wounded 6": ("", "", "", ""),
    }
    for one, deaths in rows.items():
        (row,) = table(view(incident(one), rule="ucdp", table=one), "ucdp")
        assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"]) == deaths


def test_ucdp_types_of_violence() -> None:
    civilians = "al-Ufuq | doctor | killed 6 civilian"
    told = [
        incident(civilians, id="i1"),
        incident(civilians, id="i2", targets=("منازل",), actors=("مسلحون",)),
        incident(civilians, id="i3", targets=("فصيل الجبل",), actors=("مسلحون",)),
        incident("al-Ufuq | doctor | killed 6", id="i4", targets=("منازل",), actors=("مسلحون",)),
    ]
    rows = table(view(*told, rule="ucdp", table=civilians), "ucdp")
    assert [(r["type_of_violence"], r["side_b"], r["gwnoa"]) for r in rows] == [
        ("1", "فصيل الوادي", "652"),
        ("3", "Civilians", ""),
        ("2", "فصيل الجبل", ""),
        ("", "منازل", ""),
    ]


def test_precision_codes() -> None:
    assert priogrid(10.51, 2.29) == 145085
    assert priogrid(90, 180) == 259200
    assert priogrid(-90, -180) == 1
    assert [acled_geo(r) for r in (None, 3, 20, 40, 200, 300)] == [None, 1, 2, 3, 3, None]
    assert [ucdp_where(r) for r in (None, 3, 20, 30, 40, 200, 300)] == [None, 1, 2, 3, 4, 5, 6]
    lengths = [("2018-06-01", "2018-06-01"), ("2018-06-01", "2018-06-06"), ("2018-06-01", "2018-06-07")]
    lengths += [("2018-06", "2018-06"), ("2018", "2018")]
    stretches = [s for s in (days(*pair) for pair in lengths) if s]
    assert [acled_time(s) for s in stretches] == [1, 2, 2, 3, None]
    assert [ucdp_date(s) for s in stretches] == [1, 2, 3, 4, 5]
    middle = Days(stretches[2].first, stretches[2].last).middle
    assert middle.isoformat() == "2018-06-04"
    assert days(None, None) is None


def test_actors() -> None:
    assert actor("أحرار الشام", "SY").inter == "Rebel group"
    assert actor("Ahrar al-Sham", "SY").inter == "Rebel group"
    assert actor("مسلحون مجهولون", "SY").inter == "Political militia"
    assert actor("مصلحة السجون الإسرائيلية", "LB").inter == "External/Other forces"
    assert actor("البلدة", "SY").inter is None
    assert interaction("External/Other forces", "Civilians") == "External/Other forces-Civilians"
    assert interaction("Civilians", "State forces") == "State forces-Civilians"
    assert interaction("Rebel group", None) == "Rebel group only"


def test_method_notes_name_the_rule_and_the_way_to_every_quote() -> None:
    seen = view(rule="lowest")
    note = method(seen, "acled")
    assert note["definition"] == RULES["lowest"].definition
    assert note["ledger_head"] == "ab12"
    known = texts(TABLE)
    for anchor in note["anchors"]["i0f3a9"]:
        start, end = anchor["span"]
        assert known[anchor["report"]][start:end] == anchor["quote"]
        assert anchor["sha256"] == heads(TABLE)[anchor["report"]].sha256
    coarse = view(incident(TABLE, precision_km=300.0, start=None, end=None), rule="lowest")
    assert method(coarse, "acled")["beyond_house_rules"] == {
        "i0f3a9": ["dated no better than to more than a month", "placed no better than to a country"]
    }
    assert json.loads(written(seen, "geojson"))["method"]["rule"] == "lowest"


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_every_rule_and_any_order(name: str, rule: str) -> None:
    told = [
        incident(TABLE),
        incident(
            "al-Ufuq | doctor | displaced hundreds", id="i2", lat=None, lon=None, place=None, country=None
        ),
        incident("al-Ufuq | - |", id="i3", start=None, end=None, kind="negotiate", actors=(), targets=()),
    ]
    first = written(view(*told, rule=rule), name)
    shuffler = random.Random(3)
    turned = []
    for one in told:
        accounts = list(one.accounts)
        shuffler.shuffle(accounts)
        changed = {f: getattr(one, f) for f in one.__dataclass_fields__} | {
            "accounts": tuple(accounts),
            "reports": one.reports[::-1],
        }
        turned.append(Incident(**changed))
    assert written(view(*turned[::-1], rule=rule), name) == first


def test_jsonl_is_the_contract() -> None:
    lines = written(view(rule="ucdp"), "jsonl").decode().splitlines()
    one: dict[str, Any] = json.loads(lines[0])
    told = {"id", "kind", "title", "place", "country", "lat", "lon", "start", "end", "reports", "copies"}
    assert told | {"accounts", "differ", "resolved"} <= set(one)
    account = one["accounts"][0]
    assert {"report", "name", "kind", "via", "independent_group", "figures"} <= set(account)
    assert {"measure", "low", "high", "hedge", "quote", "span"} <= set(account["figures"][0])
    assert one["chosen"] == {"rule": "ucdp", "values": one["resolved"]["ucdp"]}
    assert {s["id"]: s["sha256"] for s in one["sources"]} == {k: h.sha256 for k, h in heads(TABLE).items()}


def test_geojson_is_as_rfc_7946_has_it() -> None:
    shapely = pytest.importorskip("shapely")
    told = (
        incident(TABLE),
        incident(TABLE, id="i2", lat=-33.5, lon=-70.6),
        incident(TABLE, id="i3", lat=None),
    )
    collection = json.loads(written(view(*told), "geojson"))
    assert collection["type"] == "FeatureCollection"
    assert collection["bbox"] == [-70.6, -33.5, 36.558974, 35.763369]
    assert "crs" not in collection
    for feature in collection["features"]:
        assert {"type", "id", "geometry", "properties"} == set(feature)
    points = [shapely.from_geojson(json.dumps(f["geometry"])) for f in collection["features"][:2]]
    assert [(p.x, p.y) for p in points] == [(36.558974, 35.763369), (-70.6, -33.5)]
    assert collection["features"][2]["geometry"] is None
    assert collection["features"][0]["properties"]["uncertainty_m"] == 3000


def test_hxl_is_valid_for_its_library(tmp_path: Path) -> None:
    hxl = pytest.importorskip("hxl")
    path = tmp_path / "incidents.csv"
    path.write_bytes(
        written(view(incident(TABLE), incident(TABLE, id="i2", start=None, end=None), rule="range"), "hxl")
    )
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
        assert [c.display_tag for c in source.columns][:3] == ["#event+id", "#event+type", "#event+name+i_en"]
        rows = [row.dictionary for row in source]
    assert len(rows) == 2
    assert [rows[0][t] for t in ("#affected+killed", "#affected+killed+max", "#affected+killed+min")] == [
        "13",
        "15",
        "13",
    ]
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
        assert hxl.validate(source)


def test_parquet_holds_the_rows_and_the_method() -> None:
    arrow = pytest.importorskip("pyarrow.parquet")
    seen = view(rule="majority")
    read = arrow.read_table(io.BytesIO(written(seen, "parquet")))
    figures = sum(len(a.figures) for _, a in seen.accounts())
    assert read.num_rows == figures + 1, "a row a figure, one for the account without any"
    assert json.loads(read.schema.metadata[b"riwaya"])["rule"] == "majority"
    known = texts(TABLE)
    for row in read.to_pylist():
        if row["figure"]:
            assert known[row["report"]][row["span_start"] : row["span_end"]] == row["quote"]


def test_parquet_without_pyarrow_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from riwaya.model import InputError

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"riwaya\[parquet\]"):
        written(view(), "parquet")


def test_followthemoney_takes_every_entity() -> None:
    model = pytest.importorskip("followthemoney").model
    seen = view(rule="ucdp")
    lines = written(seen, "ftm").decode().splitlines()
    made = {}
    for line in lines:
        raw = json.loads(line)
        proxy = model.get_proxy(raw, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in raw["properties"].items()}, (
            "as the library cleans it"
        )
        model.get(raw["schema"]).validate(raw)
        assert raw["id"] not in made
        made[raw["id"]] = raw
    assert sorted({e["schema"] for e in made.values()}) == [
        "Address",
        "Article",
        "Documentation",
        "Event",
        "Mention",
        "Organization",
        "Person",
    ]
    for entity in made.values():
        for name in ("document", "entity", "resolved", "addressEntity"):
            for other in entity["properties"].get(name, []):
                assert other in made, f"{entity['schema']}.{name} leads nowhere"
        for name in model.get(entity["schema"]).required:
            assert entity["properties"].get(name), f"{entity['schema']}.{name} is missing"
    quotes = [
        q for e in made.values() if e["schema"] == "Documentation" for q in e["properties"].get("summary", [])
    ]
    assert sorted(quotes) == sorted(f.quote for _, _, f in seen.figures())


ANNOTATION_TERMS = {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "identifying": "oa:identifying",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@id": "oa:end"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
}
"""The terms of the W3C annotation context that are used here, as facts: tests fetch nothing."""


def expanded(document: Any) -> list[dict[str, Any]]:
    jsonld = pytest.importorskip("pyld").jsonld

    def loader(url: str, _: Any = None) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": ANNOTATION_TERMS}}

    return list(jsonld.expand(document, {"documentLoader": loader}))


def test_annotations_and_provenance_are_linked_data_that_leads_to_the_words() -> None:
    seen = view(rule="lowest")
    nodes = {n["@id"]: n for n in expanded(json.loads(written(seen, "prov")))}
    oa, prov = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#"
    known = {h.sha256: texts(TABLE)[r] for r, h in heads(TABLE).items()}
    annotations = [n for n in nodes.values() if oa + "Annotation" in n.get("@type", [])]
    assert len(annotations) == sum(len(a.figures) for _, a in seen.accounts())
    for node in annotations:
        target = node[oa + "hasTarget"][0]
        text = known[target[oa + "hasSource"][0]["@id"].removeprefix("urn:sha256:")]
        position, quote = target[oa + "hasSelector"]
        start, end = (int(position[oa + e][0]["@value"]) for e in ("start", "end"))
        exact, prefix, suffix = (quote[oa + w][0]["@value"] for w in ("exact", "prefix", "suffix"))
        assert text[start:end] == exact
        assert text.count(prefix + exact + suffix) == 1
        assert node[prov + "wasQuotedFrom"][0]["@id"] == target[oa + "hasSource"][0]["@id"]
    number = nodes["urn:riwaya:number:i0f3a9:lowest:killed"]
    assert number["urn:riwaya:vocabulary:value"][0]["@value"] == 13
    used = nodes[number[prov + "wasGeneratedBy"][0]["@id"]][prov + "used"]
    assert used
    for node in nodes.values():
        for name, values in node.items():
            for other in values if name.startswith(prov) else []:
                assert other["@id"] in nodes, f"{node['@id']} {name} leads nowhere"
