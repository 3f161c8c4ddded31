"""Reviewing statements and events: their queues, what can be corrected, and what a correction changes."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from riwaya.ledger.people import add_person
from riwaya.ledger.store import Store
from riwaya.review.app import create_app
from riwaya.review.settings import Settings

SECRET = "a few words to keep"


def form_of(shown: str) -> dict[str, str]:
    """The fields of the decision form as a browser would send them."""
    form = shown[shown.index('id="decision"') : shown.index('id="show-keys"')].split("</form>")[0]
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form))
    for name, inside in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.DOTALL):
        fields[name] = re.search(r'value="(\w+)" selected', inside)[1]  # type: ignore[index]
    return {k: html.unescape(v) for k, v in fields.items()}


def first(client: TestClient, query: str) -> str:
    found = re.search(r'class="button" href="([^"]+)"', client.get(f"/review{query}").text)
    assert found
    return html.unescape(found[1])


def found_at(client: TestClient, place: str) -> dict[str, Any]:
    """The finding of a review page, as the API has it now."""
    report, id = unquote(place.split("?")[0]).removeprefix("/review/").rsplit("/", 1)
    reading = client.get(f"/api/reports/{report}").json()["reading"]
    every = [*reading["statements"], *reading["figures"], *reading["events"]]
    return next((f for f in every if f["id"] == id), {})


def decide(client: TestClient, place: str, action: str, **fields: str) -> None:
    answer = client.post(place, data={**form_of(client.get(place).text), "action": action, **fields})
    assert answer.status_code == 303, answer.text


@pytest.mark.parametrize(("layer", "letter"), [("figures", "f"), ("statements", "s"), ("events", "e")])
def test_a_queue_leads_through_its_layer(client: TestClient, layer: str, letter: str) -> None:
    place = first(client, f"?layer={layer}")
    assert place.rsplit("/", 1)[1][0] == letter
    shown = client.get(place).text
    told = {"figures": "Figure", "statements": "Statement", "events": "Event"}[layer]
    assert re.search(rf"<h1>{told} 1 of \d+</h1>", shown)
    assert f'href="/review?layer={layer}"' in shown
    decide(client, place, "accept", reason="seen")
    assert first(client, f"?layer={layer}") != place
    assert place in client.get(f"/review?layer={layer}").text.split('id="latest"')[1]
    others = [other for other in ("figures", "statements", "events") if other != layer]
    assert all('id="latest"' not in client.get(f"/review?layer={other}").text for other in others)


def test_there_is_no_other_queue(client: TestClient) -> None:
    answer = client.get("/review?layer=quotes")
    assert answer.status_code == 404
    assert "figures, statements, events" in answer.text


def test_filters_hold_while_going_on(client: TestClient) -> None:
    tail = "since=2018-06-01"
    place = first(client, f"?layer=events&{tail}")
    assert place.endswith(f"?{tail}")
    shown = client.get(place).text
    assert f'href="/review?layer=events&amp;{tail}"' in shown
    assert html.unescape(re.search(r'name="back" value="([^"]+)"', shown)[1]).endswith(f"?{tail}")  # type: ignore[index]
    every = re.search(r" of (\d+)</h1>", client.get(place.split("?")[0]).text)
    some = re.search(r" of (\d+)</h1>", shown)
    assert every
    assert some
    assert int(some[1]) < int(every[1])


def test_a_statement_is_corrected_with_the_figures_in_it(client: TestClient) -> None:
    """The speaker's name goes to the figures of the statement, and so to the accounts."""
    reading = client.get("/api/reports/01-ufuq-agency").json()["reading"]
    figure = next(f for f in reading["figures"] if f["statement"])
    place = f"/review/01-ufuq-agency/{figure['statement']}"
    cue = found_at(client, place)["cue"]
    decide(
        client,
        place,
        "correct",
        name="سالم الورفلي",
        kind="person",
        act="deny",
        role="",
        cue_start=str(cue[0]),
        cue_end=str(cue[1] + 1),
        speaker_start="",
        speaker_end="",
    )
    now = found_at(client, place)
    assert (now["name"], now["act"], now["role"], now["speaker"]) == ("سالم الورفلي", "deny", None, None)
    assert now["cue"] == [cue[0], cue[1] + 1]
    assert now["by"] == "review:منى"
    reading = client.get("/api/reports/01-ufuq-agency").json()["reading"]
    told = [f["name"] for f in reading["figures"] if f["statement"] == figure["statement"]]
    assert set(told) == {"سالم الورفلي"}
    assert "سالم الورفلي" in client.get("/sources").text


def test_figures_of_a_rejected_statement_are_the_report_s_own(client: TestClient) -> None:
    reading = client.get("/api/reports/01-ufuq-agency").json()["reading"]
    figure = next(f for f in reading["figures"] if f["statement"])
    place = f"/review/01-ufuq-agency/{figure['statement']}"
    decide(client, place, "reject", reason="nobody says that")
    assert found_at(client, place) == {}
    now = found_at(client, f"/review/01-ufuq-agency/{figure['id']}")
    assert (now["name"], now["statement"]) == (None, None)
    shown = client.get(place).text
    entry = re.search(r'name="entry" value="([0-9a-f]+)"', shown)
    assert entry
    head = form_of(shown)["head"]
    assert client.post(place, data={"action": "undo", "entry": entry[1], "head": head}).status_code == 303
    now = found_at(client, f"/review/01-ufuq-agency/{figure['id']}")
    assert (now["name"], now["statement"]) == (figure["name"], figure["statement"])


def test_an_event_is_corrected_and_its_incident_follows(client: TestClient) -> None:
    place = first(client, "?layer=events")
    before = found_at(client, place)
    decide(client, place, "correct", kind="shelling", status="denied", actor_start="0", actor_end="4")
    now = found_at(client, place)
    assert (now["kind"], now["status"], now["actor"]) == ("shelling", "denied", [0, 4])
    assert now["trigger"] == before["trigger"]
    told = client.get("/api/incidents").json()["incidents"]
    home = next(i for i in told if any(now["id"] in m["events"] for m in i["members"]))
    assert "shelling" in home["kinds"]
    assert home["review"]["corrected"] == 1


def test_an_event_is_where_its_place_phrase_is(client: TestClient) -> None:
    """Marking other words for the place moves the event to the place that they name, or to none."""
    reading = client.get("/api/reports/01-ufuq-agency").json()["reading"]
    event = next(e for e in reading["events"] if e["location"])
    place = f"/review/01-ufuq-agency/{event['id']}"
    other = next(p for p in reading["places"] if p["name"] == "Benghazi")
    decide(client, place, "correct", place_start=str(other["span"][0]), place_end=str(other["span"][1]))
    now = found_at(client, place)
    assert (now["place"], now["location"]) == (other["span"], other["id"])
    decide(client, place, "correct", place_start="", place_end="")
    now = found_at(client, place)
    assert (now["place"], now["location"]) == (None, None)


@pytest.mark.parametrize(
    ("layer", "changes", "said"),
    [
        ("statements", {"name": " "}, "may not be empty"),
        ("statements", {"act": "sing"}, "is none of"),
        ("statements", {"cue_start": "5", "cue_end": ""}, "must lie in the text"),
        ("statements", {"span_start": "", "span_end": ""}, "must lie in the text"),
        ("events", {"kind": "<script>"}, "is none of"),
        ("events", {"trigger_end": "999999"}, "must lie in the text"),
        ("events", {"place_start": "x"}, "is no whole number"),
    ],
)
def test_what_cannot_be_is_said(client: TestClient, layer: str, changes: dict[str, str], said: str) -> None:
    place = first(client, f"?layer={layer}")
    answer = client.post(place, data={**form_of(client.get(place).text), "action": "correct", **changes})
    assert answer.status_code == 200
    assert said in answer.text
    assert "<script>" not in answer.text
    assert first(client, f"?layer={layer}") == place


def test_a_page_says_nothing_that_its_address_tells_it(client: TestClient) -> None:
    place = first(client, "")
    assert "you are wrong" not in client.get(f"{place}?problem=you+are+wrong").text


@pytest.mark.parametrize("layer", ["statements", "events"])
def test_blind_coders_of_every_layer_are_adjudicated(sample_ledger: Path, tmp_path: Path, layer: str) -> None:
    copy = tmp_path / "team.ledger"
    shutil.copy(sample_ledger, copy)
    with Store.open(copy) as store:
        for name, role in (("a", "coder"), ("b", "coder"), ("c", "adjudicator"), ("d", "data_viewer")):
            add_person(store, name, role, SECRET, by="test")
    app = create_app(Settings(str(copy), mode="team", blind=True))
    with TestClient(app, follow_redirects=False) as team:
        team.cookies.set("language", "en")

        def enter(name: str) -> None:
            team.cookies.delete("session")
            assert team.post("/login", data={"name": name, "password": SECRET}).status_code == 303

        enter("a")
        place = first(team, f"?layer={layer}")
        field, value = ("act", "threaten") if layer == "statements" else ("status", "failed")
        before = form_of(team.get(place).text)[field]
        decide(team, place, "correct", **{field: value})
        enter("b")
        assert form_of(team.get(place).text)[field] == before
        decide(team, place, "accept")
        finding = place.rsplit("/", 1)[1]
        enter("c")
        shown = team.get("/adjudication").text
        assert f'action="/adjudication/{finding}"' in shown
        assert f"Agreement: {layer}" in shown
        assert team.post(f"/adjudication/{finding}", data={"take": "a"}).status_code == 303
        assert found_at(team, place)[field] == value
        assert found_at(team, place)["by"].startswith("review:")
        enter("d")
        assert found_at(team, place)["by"] == "review"
