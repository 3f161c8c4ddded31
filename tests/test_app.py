"""The app over a real ledger of the sample reports, asked as a browser asks."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from riwaya.ledger.people import add_person
from riwaya.ledger.store import Store
from riwaya.linking.link import incidents
from riwaya.review.app import create_app
from riwaya.review.protection import local_path
from riwaya.review.settings import Settings


@pytest.fixture
def client(sample_ledger: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(str(sample_ledger)))) as opened:
        yield opened


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_overview_lists_every_incident(client: TestClient, sample_ledger: Path, language: str) -> None:
    client.cookies.set("language", language)
    shown = client.get("/")
    assert shown.status_code == 200
    assert f'<html lang="{language}"' in shown.text
    with Store.open(sample_ledger, read_only=True) as store:
        assert all(f"/incidents/{i.id}" in shown.text for i in incidents(store))


def test_a_place_has_the_letters_of_the_page(client: TestClient, sample_ledger: Path) -> None:
    with Store.open(sample_ledger, read_only=True) as store:
        derna = next(i for i in incidents(store) if i.place == "Derna")
    assert derna.place_ar == "درنة"
    for language, name, other in (("ar", "درنة", "Derna"), ("en", "Derna", "درنة")):
        client.cookies.set("language", language)
        facts = client.get(f"/incidents/{derna.id}").text.split("<dl")[1].split("</dl>")[0]
        assert name in facts
        assert other not in facts
    assert derna.id in client.get("/", params={"place": "درنة"}).text


def test_filters_stand_in_the_address(client: TestClient) -> None:
    assert "2018-05-07" in client.get("/?until=2018-05").text
    assert "2018-05-07" not in client.get("/?since=2018-06").text


def test_the_report_page_holds_the_text_untouched(client: TestClient, sample_ledger: Path) -> None:
    """The pieces between the tags are the text, to the code point."""
    with Store.open(sample_ledger, read_only=True) as store:
        for report in store.reports():
            shown = client.get(f"/reports/{report.id}").text
            article = shown[shown.index("<article") : shown.index("</article>")]
            lines = re.findall(r"<p[^>]*>(.*?)</p>", article, re.DOTALL)
            plain = [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in lines]
            assert plain == [line for line in report.text.split("\n") if line]


def test_every_marked_span_cuts_its_quote(client: TestClient, sample_ledger: Path) -> None:
    with Store.open(sample_ledger, read_only=True) as store:
        text = store.report("01-ufuq-agency").text
        own = {f.id: f.span for f in store.findings("01-ufuq-agency").figures}
    for start, end, channel, id in client.get("/reports/01-ufuq-agency/spans.json").json():
        assert text[start:end].strip() == text[start:end]
        if channel == "figure":
            assert own[id] == (start, end)


@pytest.mark.parametrize("query", ["غارة", "الغاره"])
def test_search_finds_every_spelling(client: TestClient, query: str) -> None:
    assert "01-ufuq-agency" in client.get("/search", params={"q": query}).text


def test_sources_list_who_speaks(client: TestClient) -> None:
    assert "نوري بوشعالة" in client.get("/sources").text


@pytest.mark.parametrize(("form", "sign"), [("bib", "@misc{"), ("json", "article-newspaper")])
def test_a_report_is_cited(client: TestClient, form: str, sign: str) -> None:
    assert sign in client.get(f"/reports/01-ufuq-agency/citation.{form}").text


def test_an_unknown_report_is_said_to_be_unknown(client: TestClient) -> None:
    shown = client.get("/reports/nowhere")
    assert shown.status_code == 404
    assert "riwaya search" in shown.text


def test_every_response_is_protected(client: TestClient) -> None:
    for path in ("/", "/static/base.css", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_another_host_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 403


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https://evil.example", "", None])
def test_nobody_is_led_elsewhere(target: str | None) -> None:
    assert local_path(target) == "/"


@pytest.fixture
def writing(sample_ledger: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A client over a copy of the ledger, which it may change."""
    copy = tmp_path / "copy.ledger"
    shutil.copy(sample_ledger, copy)
    with TestClient(create_app(Settings(str(copy), author="منى")), follow_redirects=False) as opened:
        opened.cookies.set("language", "en")
        yield opened


def form_of(shown: str) -> dict[str, str]:
    """The fields of the decision form as a browser would send them."""
    form = shown[shown.index('id="decision"') :]
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form))
    for select in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.DOTALL):
        fields[select[0]] = re.search(r'value="(\w+)" selected', select[1])[1]  # type: ignore[index]
    return {k: html.unescape(v) for k, v in fields.items()}


def first_item(client: TestClient, query: str = "") -> str:
    shown = client.get(f"/review{query}").text
    found = re.search(r'class="button" href="([^"]+)"', shown)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("action", "state"), [("accept", "accepted"), ("reject", "rejected"), ("unsure", "unsure")]
)
def test_a_decision_is_an_entry_with_its_author(writing: TestClient, action: str, state: str) -> None:
    place = first_item(writing)
    answer = writing.post(
        place, data={**form_of(writing.get(place).text), "action": action, "reason": "seen"}
    )
    assert answer.status_code == 303
    shown = writing.get(place).text
    assert "منى" in shown
    assert "seen" in shown
    assert first_item(writing) != place


def test_a_correction_is_applied_and_undone(writing: TestClient) -> None:
    place = first_item(writing)
    fields = form_of(writing.get(place).text)
    answer = writing.post(place, data={**fields, "action": "correct", "low": "١٣", "high": "13"})
    assert answer.status_code == 303, answer.text
    shown = writing.get(place).text
    assert form_of(shown)["low"] == "13"
    entry = re.search(r'name="entry" value="([0-9a-f]+)"', shown)
    assert entry
    head = form_of(shown)["head"]
    assert writing.post(place, data={"action": "undo", "entry": entry[1], "head": head}).status_code == 303
    assert form_of(writing.get(place).text)["low"] == fields["low"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"low": "many"}, "is no whole number"),
        ({"low": "9", "high": "3"}, "cannot be more than"),
        ({"span_start": "5", "span_end": "5"}, "must lie in the text"),
        ({"measure": "sunk"}, "is none of"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    writing: TestClient, changes: dict[str, str], said: str
) -> None:
    place = first_item(writing)
    answer = writing.post(place, data={**form_of(writing.get(place).text), "action": "correct", **changes})
    assert answer.status_code == 200
    assert said in answer.text
    assert first_item(writing) == place


def test_two_reviewers_do_not_overwrite_each_other(writing: TestClient) -> None:
    place = first_item(writing)
    seen = form_of(writing.get(place).text)
    writing.post(place, data={**seen, "action": "accept"})
    late = writing.post(place, data={**seen, "action": "reject"})
    assert late.status_code == 200
    assert "decide anew" in late.text


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {"origin": "null"}],
)
def test_a_write_from_elsewhere_is_refused(writing: TestClient, headers: dict[str, str]) -> None:
    place = first_item(writing)
    answer = writing.post(
        place, data={**form_of(writing.get(place).text), "action": "accept"}, headers=headers
    )
    assert answer.status_code == 403
    assert first_item(writing) == place


def test_the_api_gives_what_the_command_line_gives(client: TestClient, sample_ledger: Path) -> None:
    with Store.open(sample_ledger, read_only=True) as store:
        told = [json.loads(msgspec.json.encode(i)) for i in incidents(store)]
    answer = client.get("/api/incidents").json()
    assert answer == {"total": len(told), "incidents": told}
    account = told[0]["accounts"][0] if told[0]["accounts"] else told[1]["accounts"][0]
    assert client.get(f"/api/accounts/{account['id']}").json()["account"] == account
    assert client.get("/api/incidents/nothing").status_code == 404
    assert client.get("/api/incidents?since=2018-06-15").json()["total"] < len(told)
    assert client.get("/api/search", params={"q": "غارة"}).json()["hits"]
    assert client.get("/api/reports/01-ufuq-agency").json()["reading"]["statements"]


def test_the_api_describes_itself(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/incidents", "/api/incidents/{id}", "/api/accounts/{id}", "/api/search"} <= paths.keys()
    assert all(p.startswith("/api/") for p in paths)


def test_two_blind_coders_and_an_adjudicator(sample_ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "team.ledger"
    shutil.copy(sample_ledger, copy)
    secret = "a few words to keep"
    with Store.open(copy) as store:
        for name, role in (("a", "coder"), ("b", "coder"), ("c", "adjudicator")):
            add_person(store, name, role, secret, by="test")
    app = create_app(Settings(str(copy), mode="team", blind=True))
    with TestClient(app, follow_redirects=False) as team:
        team.cookies.set("language", "en")

        def enter(name: str) -> None:
            team.cookies.delete("session")
            assert team.post("/login", data={"name": name, "password": secret}).status_code == 303

        enter("a")
        place = first_item(team)
        fields = form_of(team.get(place).text)
        team.post(place, data={**fields, "action": "correct", "low": "41", "high": "41", "reason": "mine"})
        assert form_of(team.get(place).text)["low"] == "41"
        enter("b")
        seen = team.get(place).text
        assert form_of(seen)["low"] == fields["low"]
        assert "mine" not in seen
        assert team.post(place, data={**form_of(seen), "action": "accept"}).status_code == 303
        finding = place.rsplit("/", 1)[1]
        assert team.post(f"/adjudication/{finding}", data={"take": "a"}).status_code == 403
        enter("c")
        shown = team.get("/adjudication").text
        assert f'action="/adjudication/{finding}"' in shown
        assert "Cohen" in shown
        assert (
            team.post(f"/adjudication/{finding}", data={"take": "a", "reason": "counted"}).status_code == 303
        )
        assert f'action="/adjudication/{finding}"' not in team.get("/adjudication").text
        assert form_of(team.get(place).text)["low"] == "41"


def test_incidents_are_joined_and_parted(writing: TestClient) -> None:
    told = writing.get("/api/incidents").json()["incidents"]
    one, two = next(
        (a, b)
        for a, b in combinations([i for i in told if i["accounts"]], 2)
        if {m["report"] for m in a["members"]}.isdisjoint({m["report"] for m in b["members"]})
    )
    answer = writing.post(f"/incidents/{one['id']}/join", data={"other": two["id"], "reason": "one raid"})
    assert answer.status_code == 303, answer.text
    home = answer.headers["location"].rsplit("/", 1)[1]
    joined = writing.get(f"/api/incidents/{home}").json()
    assert {m["report"] for m in joined["members"]} == {m["report"] for i in (one, two) for m in i["members"]}
    out = next(r for r in joined["reports"] if r in {m["report"] for m in two["members"]})
    if len({m["report"] for m in joined["members"]}) > 1:
        answer = writing.post(f"/incidents/{home}/part", data={"report": out, "reason": "another day"})
        assert answer.status_code == 303, answer.text


def test_the_csv_of_an_incident_is_logged(writing: TestClient, tmp_path: Path) -> None:
    told = next(i for i in writing.get("/api/incidents").json()["incidents"] if i["accounts"])
    answer = writing.get(f"/incidents/{told['id']}/accounts.csv")
    assert answer.status_code == 200
    rows = answer.text.lstrip("\ufeff").splitlines()
    assert len(rows) > 1
    with Store.open(tmp_path / "copy.ledger") as store:
        assert [e.subject for e in store.entries("export")] == [told["id"]]
