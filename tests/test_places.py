"""Places: candidates, namesakes, relations, the user's own list. Constructed sentences on public
geography."""

from __future__ import annotations

import zipfile
from math import isclose
from pathlib import Path

import pytest

import riwaya
from riwaya.learn.gazetteer_add import add
from riwaya.mentions.places.gazetteer import gazetteer, radius_km
from riwaya.mentions.places.relations import compass, point
from riwaya.mentions.places.resolve import distance_km
from riwaya.model import InputError, Place
from riwaya.text.document import Document


def places(text: str) -> dict[str, Place]:
    reading = riwaya.read(text)
    return {reading.quote(p.span) or "": p for p in reading.places}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("اندلعت اشتباكات في مدينة درنة الليبية.", "درنة", "LY"),
        ("وصلت المساعدات إلى الرمادي في العراق.", "الرمادي", "IQ"),
        ("وقال سكان بتعز إن القصف استمر في اليمن.", "تعز", "YE"),
        ("قصفت طائرات حي شيحا في درنة بليبيا.", "شيحا", "LY"),
        ("وقع انفجار في محافظة شمال سيناء في مصر.", "شمال سيناء", "EG"),
        ("سافر الوفد للكويت أمس.", "كويت", "KW"),
        ("شهدت الولايات المتحدة احتجاجات.", "الولايات المتحدة", "US"),
        ("سقطت قذائف على مخيم النصيرات في قطاع غزة.", "النصيرات", "PS"),
        # of two namesakes that nothing else tells apart the larger
        ("انسحبت القوات من سنجار.", "سنجار", "IQ"),
        ("سقطت قذائف على رفح.", "رفح", "PS"),
        # what begins like a noun for a village is part of the name
        ("قصف الطيران بلدة كفر زيتا.", "كفر زيتا", "SY"),
        ("احتج العمال في كفر الشيخ.", "كفر الشيخ", "EG"),
    ],
)
def test_toponyms_with_their_country(text: str, name: str, country: str) -> None:
    found = places(text)
    match = [p for quote, p in found.items() if name in quote]
    assert match, found
    assert match[0].country == country


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("أعلنت السلطات حزمة إجراءات.", "حزم"),
        ("قال الرئيس بشار الأسد إن الوضع تحسن.", "بشار"),
        pytest.param(
            "صلى المغرب ثم عاد إلى بيته.",
            "المغرب",
            marks=pytest.mark.xfail(reason="a prayer named like a country"),
        ),
    ],
)
def test_words_and_persons_are_no_places(text: str, absent: str) -> None:
    assert absent not in places(text)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("قتل جنديان في البيضاء جنوب شرق صنعاء في اليمن.", "YE"),
        ("اجتمع الوفدان في البيضاء شرق ليبيا قرب بنغازي.", "LY"),
    ],
)
def test_namesakes_are_told_apart_by_the_report(text: str, country: str) -> None:
    assert places(text)["البيضاء"].country == country


def test_a_place_told_by_distance_and_direction() -> None:
    found = places("نقلوا إلى منطقة العزيات شرق درنة 25 كم في ليبيا.")
    told = next(p for p in found.values() if p.relation)
    assert told.relation == "25 km east of درنة"
    assert told.lat is not None
    assert told.lon is not None
    derna = found["درنة"]
    assert derna.lon is not None
    assert told.lon > derna.lon


@pytest.mark.parametrize(
    ("words", "km"),
    [("خمسة وعشرين كيلومترا", 25), ("1,200 كم", 1200), ("3.5 كم", 3.5), ("1.200.000 كم", 1_200_000)],
)
def test_a_distance_is_read_as_numbers_are(words: str, km: float) -> None:
    found = places(f"انفجر لغم على بعد {words} جنوب بنغازي في ليبيا.")
    assert any(p.relation and p.relation.startswith(f"{km:g} km south of") for p in found.values())


def test_a_point_that_only_the_relation_names() -> None:
    found = places("انفجر لغم على بعد 40 كلم جنوب بنغازي في ليبيا.")
    lone = next(p for p in found.values() if p.by == "places:relation")
    benghazi = found["بنغازي"]
    assert lone.lat is not None
    assert benghazi.lat is not None
    assert isclose(benghazi.lat - lone.lat, 40 / 111, abs_tol=0.02)
    assert lone.precision_km is not None
    assert lone.precision_km >= 6


def test_a_point_on_the_ellipsoid() -> None:
    lat, lon = point(32.76, 22.64, 90, 25)
    assert isclose(lat, 32.759, abs_tol=0.002)
    assert isclose(lon, 22.907, abs_tol=0.002)
    assert [compass(b) for b in (0, 45, 180, 315, 360)] == [
        "north",
        "north-east",
        "south",
        "north-west",
        "north",
    ]


def test_radius_grows_with_the_town() -> None:
    assert [radius_km(n) for n in (0, 20_000, 200_000, 1_000_000, 5_000_000)] == [2.0, 4.0, 6.0, 10.0, 15.0]


def test_every_place_has_a_precision_where_it_has_a_point() -> None:
    for place in places("قصفت قرية الهودانية قرب مدينة الرقة في سوريا، ومدن حلب وإدلب وحماة.").values():
        assert (place.lat is None) == (place.precision_km is None)


GEONAMES = (
    "900001\tKhashm\tKhashm\tخشم العواقير,Khashm\t31.9\t20.5\tP\tPPL\tLY\t\t\t\t\t\t0\t\t1\tEET\t2020-01-01\n"
    "900002\tNowhere\tNowhere\tNowhere\t31.0\t20.0\tP\tPPL\tLY\t\t\t\t\t\t0\t\t1\tEET\t2020-01-01\n"
)


def test_a_users_country_file_is_added_and_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIWAYA_HOME", str(tmp_path / "home"))
    packed = tmp_path / "LY.zip"
    with zipfile.ZipFile(packed, "w") as z:
        z.writestr("readme.txt", "not this one")
        z.writestr("LY.txt", GEONAMES)
    assert add(packed, tmp_path / "home" / "gazetteer") == {"read": 2, "kept": 1}
    gazetteer.cache_clear()
    try:
        [hit] = {
            h.value.id: h for h in gazetteer().find(Document.of("في خشم العواقير")) if h.width == 2
        }.values()
        assert hit.value.id == "geonames:900001"
        assert hit.value.origin == "user"
    finally:
        monkeypatch.undo()
        gazetteer.cache_clear()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("a\tb\n", ":1: 2 columns, a GeoNames country file has 19"),
        (GEONAMES.replace("31.9", "north"), "must be numbers"),
    ],
)
def test_a_wrong_country_file_is_refused_by_line(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "LY.txt"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=says):
        add(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_distance() -> None:
    derna, benghazi = (
        next(
            h.value
            for h in gazetteer().find(Document.of(f"في {name}"))
            if h.value.country == "LY" and h.value.type == "settlement"
        )
        for name in ("درنة", "بنغازي")
    )
    assert 220 < distance_km(derna, benghazi) < 260


@pytest.mark.parametrize(
    ("text", "unlisted", "by", "widest_km"),
    [
        ("قتل مدنيان في قرية الحصيمية بمحافظة درعا في سوريا.", "الحصيمية", "places:within", 80),
        ("انفجر لغم في قرية سارانو شمال مدينة غاو في مالي.", "سارانو", "places:within", 30),
        ("قصفت المدفعية بلدة تل شهاب وقرية الحصيمية في سوريا.", "الحصيمية", "places:list", 50),
    ],
)
def test_an_unlisted_place_lies_where_its_words_tie_it(
    text: str, unlisted: str, by: str, widest_km: float
) -> None:
    told = places(text)[unlisted]
    assert told.gazetteer_id is None
    assert told.by == by
    assert told.lat is not None
    assert told.precision_km is not None
    assert told.precision_km <= widest_km


def test_an_unlisted_place_without_a_tie_has_a_country_and_no_point() -> None:
    found = places("وصل وزير الدفاع إلى مدينة غاو في مالي. وفي المساء هوجمت قرية سارانو.")
    assert (found["سارانو"].country, found["سارانو"].lat, found["سارانو"].precision_km) == ("ML", None, None)


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("قتل جنديان في هجوم قرب بلدة دوغوبايازيت في ولاية آغري في تركيا.", "دوغوبايازيت", 39.55, 44.08),
        ("سيطر مسلحون على بلدة باتساري في ولاية كاتسينا بنيجيريا.", "باتساري", 12.75, 7.24),
        ("انسحب الجيش من بلدة أورم الصغرى في سوريا.", "أورم الصغرى", 36.1, 37.0),
        ("قصف الجيش الروسي كليشيفكا في أوكرانيا.", "كليشيفكا", 48.53, 37.96),
        ("هاجم مسلحون بلدة حررطيري في الصومال.", "حررطيري", 4.65, 47.86),
    ],
)
def test_towns_of_other_conflicts(text: str, name: str, lat: float, lon: float) -> None:
    found = places(text)[name]
    assert found.lat is not None
    assert found.lon is not None
    assert isclose(found.lat, lat, abs_tol=0.3)
    assert isclose(found.lon, lon, abs_tol=0.3)


def test_a_province_is_as_wide_as_it_is() -> None:
    asir = places("أصيب رجل في منطقة عسير في السعودية.")["عسير"]
    assert asir.precision_km is not None
    assert asir.precision_km >= 100
