"""The place of an incident set by a reviewer: kept in the chain, shown, exported, taken back."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from payloads import payloads
from riwaya.batch.exporting import export
from riwaya.drawing.map import Window, latitude, northing
from riwaya.ledger.store import Store
from riwaya.linking import query
from riwaya.mentions.places.lookup import look_up, within
from riwaya.model import Decision, LedgerError
from riwaya.review.placing import degrees
from test_app_security import foreign


@pytest.fixture
def incident(client: TestClient) -> dict[str, Any]:
    told = client.get("/api/incidents").json()["incidents"]
    found: dict[str, Any] = next(i for i in told if i["place"] == "Derna" and i["accounts"])
    return found


def form_of(shown: str) -> dict[str, str]:
    form = shown[shown.index('id="placing"') :].split("</form>")[0]
    found = re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


def now(client: TestClient, id: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/incidents/{id}").json()
    return found


TOBRUK = {"lat": "٣٢٫٠٨", "lon": "23.96", "precision_km": "6", "place": "Tobruk", "place_ar": "طبرق"}


def test_a_place_is_set_shown_and_exported(
    client: TestClient, incident: dict[str, Any], ledger: Path, tmp_path: Path
) -> None:
    at = f"/incidents/{incident['id']}/place"
    form = form_of(client.get(at).text)
    assert float(form["lat"]) == pytest.approx(incident["lat"])
    assert (form["place"], form["place_ar"]) == ("Derna", "درنة")
    answer = client.post(at, data={**form, **TOBRUK, "reason": "seen on the spot"})
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == f"/incidents/{incident['id']}#where"
    made = now(client, incident["id"])
    assert (made["lat"], made["lon"], made["precision_km"]) == (32.08, 23.96, 6)
    assert (made["place"], made["place_ar"], made["place_review"]) == ("Tobruk", "طبرق", "corrected")
    assert made["title"].split(", ")[1] == "Tobruk"
    assert "طبرق" in made["title_ar"]
    shown = client.get(f"/incidents/{incident['id']}").text
    assert "Tobruk" in shown.split("<dl")[1].split("</dl>")[0]
    assert "corrected" in shown.split("<dl")[1].split("</dl>")[0]
    assert "Tobruk" in client.get("/?place=Tobruk").text
    history = client.get(at).text.split('id="history"')[1]
    assert "منى" in history
    assert "seen on the spot" in history
    with Store.open(ledger) as store:
        export(store, "geojson", tmp_path / "i.geojson")
        export(store, "accounts", tmp_path / "a.csv")
    features = json.loads((tmp_path / "i.geojson").read_text("utf-8"))["features"]
    assert next(f for f in features if f["id"] == incident["id"])["geometry"]["coordinates"] == [23.96, 32.08]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    assert {(r["place"], r["lat"]) for r in rows if r["incident"] == incident["id"]} == {("Tobruk", "32.08")}


def test_a_place_is_taken_back(client: TestClient, incident: dict[str, Any]) -> None:
    at = f"/incidents/{incident['id']}/place"
    client.post(at, data={**form_of(client.get(at).text), **TOBRUK})
    shown = client.get(at).text
    entry = re.search(r'name="entry" value="([0-9a-f]+)"', shown)
    assert entry
    back = {"action": "undo", "entry": entry[1], "head": form_of(shown)["head"]}
    assert client.post(at, data=back).status_code == 303
    assert now(client, incident["id"]) == incident


def test_the_last_place_stands_and_nobody_writes_over_another(
    client: TestClient, incident: dict[str, Any]
) -> None:
    at = f"/incidents/{incident['id']}/place"
    seen = form_of(client.get(at).text)
    client.post(at, data={**seen, **TOBRUK})
    late = client.post(at, data={**seen, "lat": "31"})
    assert late.status_code == 200
    assert "decide anew" in late.text
    client.post(at, data={**form_of(client.get(at).text), "lat": "31"})
    made = now(client, incident["id"])
    assert (made["lat"], made["place"]) == (31, "Derna")


def test_a_review_leads_to_the_place_and_back(client: TestClient) -> None:
    place = re.search(r'class="button" href="([^"]+)"', client.get("/review?layer=events&since=2018").text)
    assert place
    item = html.unescape(place[1])
    link = re.search(r'href="(/incidents/\w+/place\?back=[^"]+)"', client.get(item).text)
    assert link
    at = html.unescape(link[1])
    answer = client.post(at.split("?")[0], data={**form_of(client.get(at).text), **TOBRUK})
    assert answer.headers["location"] == item
    assert "Tobruk" in client.get(item).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"lat": "91"}, "lat lies between"),
        ({"lon": "-181"}, "lon lies between"),
        ({"precision_km": "0"}, "precision_km lies between"),
        ({"precision_km": ""}, "precision_km: may not be empty"),
        ({"lat": "north"}, "is no number"),
        ({"lat": "nan"}, "is no number"),
        ({"lon": "1e999"}, "is no number"),
    ],
)
def test_what_is_no_place_is_said(
    client: TestClient, incident: dict[str, Any], changes: dict[str, str], said: str
) -> None:
    at = f"/incidents/{incident['id']}/place"
    answer = client.post(at, data={**form_of(client.get(at).text), **changes})
    assert answer.status_code == 200
    assert said in answer.text
    assert now(client, incident["id"]) == incident


def test_a_place_by_name_fills_the_form(client: TestClient, incident: dict[str, Any]) -> None:
    at = f"/incidents/{incident['id']}/place"
    for name in ("طبرق", "tobruk"):
        shown = client.get(at, params={"q": name}).text
        links = [html.unescape(x) for x in re.findall(r'<li><a href="(\?[^"]+)"', shown)]
        assert any("Tobruk" in link for link in links)
        form = form_of(client.get(at + next(x for x in links if "Tobruk" in x)).text)
        assert form["place_ar"] == "طبرق"
        assert form["gazetteer_id"]
        assert float(form["lat"]) == pytest.approx(32.08, abs=0.05)


def test_nothing_in_the_address_of_the_form_becomes_markup(
    client: TestClient, incident: dict[str, Any]
) -> None:
    at = f"/incidents/{incident['id']}/place"
    fields = ("q", "lat", "place", "place_ar", "back", "degrees", "country")
    for n, payload in enumerate(payloads()):
        answer = client.get(at, params={fields[n % len(fields)]: payload})
        assert answer.status_code == 200
        assert foreign(answer.text) == [], payload


def test_a_decision_on_a_place_is_checked_where_it_is_kept(ledger: Path) -> None:
    with Store.open(ledger) as store:
        found = next(query.incidents(store))
        event = found.members[0].events[0]
        for values in ({"lat": 99.0, "lon": 1.0}, {"lat": "x"}, {"height": 3}):
            with pytest.raises(LedgerError):
                store.decide(Decision("correct", "incident", (event,), "منى", values), expected=None)


@pytest.mark.parametrize(
    ("name", "first"),
    [("درنة", "Darnah"), ("derna", "Derna"), ("بنغازى", "Benghazi"), ("  ", None), ("؟؟", None)],
)
def test_places_are_looked_up_in_either_script(name: str, first: str | None) -> None:
    found = look_up(name)
    assert (found[0].entry.name if found else None) == first


def test_towns_in_a_window_are_the_largest() -> None:
    found = within(31, 34, 20, 24, limit=3)
    assert [p.entry.name for p in found][:2] == ["Benghazi", "Tobruk"]


def test_a_window_is_undone_as_it_is_drawn() -> None:
    """The script that picks a point counts back with the same formulas."""
    window = Window(32.7, 22.6, 3.0)
    south, north, west, east = window.edges
    assert window.place(north, west) == pytest.approx((0, 0), abs=1e-6)
    assert window.place(south, east) == pytest.approx((720, 440))
    assert latitude(northing(32.7)) == pytest.approx(32.7)
    assert degrees("lat", "٣٢٫٥") == 32.5
