"""What the houses' own tables hold to, as facts of their codebooks: a check of a row of each."""

from __future__ import annotations

from datetime import date

_ACLED_HEADER = """
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1
    assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country
    admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes fatalities
    tags timestamp
"""
_UCDP_HEADER = """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
    conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id
    side_b_new_id side_b number_of_sources source_article source_office source_date source_headline
    source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude
    geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a
    deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
ACLED_HEADER, UCDP_HEADER = _ACLED_HEADER.split(), _UCDP_HEADER.split()
# ACLED's types with their sub-types, and the disorder type of each (its codebook).
VIOLENCE, STRATEGIC = "Political violence", "Strategic developments"
SUB_TYPES = {
    ("Battles", VIOLENCE): [
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Armed clash",
    ],
    ("Protests", "Political violence; Demonstrations"): ["Excessive force against protesters"],
    ("Protests", "Demonstrations"): ["Protest with intervention", "Peaceful protest"],
    ("Riots", "Demonstrations"): ["Violent demonstration"],
    ("Riots", VIOLENCE): ["Mob violence"],
    ("Explosions/Remote violence", VIOLENCE): [
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ],
    ("Violence against civilians", VIOLENCE): [
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
    ],
    (STRATEGIC, STRATEGIC): [
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ],
}
INTER = [
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
]
REGIONS = [
    "Western Africa",
    "Middle Africa",
    "Eastern Africa",
    "Southern Africa",
    "Northern Africa",
    "South Asia",
    "Southeast Asia",
    "Middle East",
    "Europe",
    "Caucasus and Central Asia",
    "Central America",
    "South America",
    "Caribbean",
    "East Asia",
    "North America",
    "Oceania",
    "Antarctica",
]


def check_acled(row: dict[str, str]) -> None:
    """A row as ACLED's codebook has it; our own empty cells (no day, no number) are allowed."""
    assert list(row) == ACLED_HEADER
    assert row["event_id_cnty"].startswith("riwaya:")
    assert row["sub_event_type"] in SUB_TYPES[row["event_type"], row["disorder_type"]]
    if row["event_date"]:
        assert str(date.fromisoformat(row["event_date"]).year) == row["year"]
    assert row["time_precision"] in ("", "1", "2", "3")
    assert row["geo_precision"] in ("", "1", "2", "3")
    assert row["actor1"]
    assert row["inter1"] in ("", *INTER)
    assert row["inter2"] in ("", *INTER)
    assert bool(row["actor2"]) or not row["inter2"]
    assert row["interaction"] == pair(row["inter1"], row["inter2"])
    if row["event_type"] == "Violence against civilians":
        assert row["actor2"].startswith("Civilians")
        assert row["civilian_targeting"] == "Civilians targeted"
    assert row["region"] in ("", *REGIONS)
    if row["latitude"]:
        assert -90 <= float(row["latitude"]) <= 90
        assert -180 <= float(row["longitude"]) <= 180
    assert row["notes"][:3] in ("On ", "Bet")
    if row["tags"] == "fatalities=unresolved":
        assert row["fatalities"] == ""
    else:
        assert int(row["fatalities"]) >= 0
    if row["tags"] == "fatalities=no report":
        assert row["fatalities"] == "0"


def pair(first: str, second: str) -> str:
    """ACLED's label of an interaction."""
    if not first or not second:
        return f"{first} only" if first else ""
    if {first, second} == {"External/Other forces", "Civilians"}:
        return "External/Other forces-Civilians"
    return "-".join(sorted((first, second), key=INTER.index))


def check_ucdp(row: dict[str, str]) -> None:
    """A row as UCDP's codebook has it; our own empty cells are allowed."""
    assert list(row) == UCDP_HEADER
    assert row["id"].startswith("riwaya:")
    assert row["type_of_violence"] in ("", "1", "2", "3")
    assert (row["type_of_violence"] == "3") == (row["side_b"] == "Civilians")
    assert row["where_prec"] in ("", *"1234567")
    assert row["date_prec"] in ("", *"12345")
    assert row["event_clarity"] in ("1", "2")
    deaths = [row[c] for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    if row["best"]:
        assert sum(map(int, deaths)) == int(row["best"])
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
    else:
        assert not any(deaths)
    if row["geom_wkt"]:
        lon, lat = (float(n) for n in row["geom_wkt"][7:-1].split())
        assert (lat, lon) == (float(row["latitude"]), float(row["longitude"]))
        cell = int(row["priogrid_gid"]) - 1
        south, west = cell // 720 / 2 - 90, cell % 720 / 2 - 180
        assert south <= lat <= south + 0.5
        assert west <= lon <= west + 0.5
    if row["date_start"]:
        assert row["date_start"] <= row["date_end"]
        assert row["date_start"][:4] == row["year"]
