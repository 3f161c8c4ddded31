"""What people have tried: nothing of a report, a name or an address becomes part of a page's markup; every
answer carries its protection; writes from elsewhere, other hosts, other paths are refused."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from hostile import MANAGER, SECRET, hostile_ledger, hostile_team
from payloads import addresses, payloads
from riwaya.ledger.store import Store
from riwaya.linking.link import incidents
from riwaya.review.app import GUARDED, OPEN, create_app
from riwaya.review.dossier import render
from riwaya.review.page import is_web
from riwaya.review.protection import HEADERS, local_path
from riwaya.review.settings import Settings

EVERY = payloads()


class Markup(HTMLParser):
    """What of a page could run, load or lead elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.found.append(f"<script {given}>")
        if tag in (
            "iframe",
            "object",
            "embed",
            "base",
            "img",
            "video",
            "audio",
            "math",
            "marquee",
            "isindex",
        ):
            self.found.append(f"<{tag}>")
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.found.append("<meta refresh>")
        self.found += [f"<{tag} {k}>" for k in given if k.startswith("on") or k in ("style", "srcdoc")]
        for key in ("href", "src", "action", "formaction", "xlink:href"):
            target = given.get(key, "")
            ours = target.startswith(("/", "#", "?", "http://", "https://")) or target in ("", "data:,")
            if not ours or target.startswith(("//", "/\\")):
                self.found.append(f"<{tag} {key}={target[:60]}>")


def foreign(page: str) -> list[str]:
    seen = Markup()
    seen.feed(page)
    return seen.found


@pytest.fixture(scope="module")
def client(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    copy = tmp_path_factory.mktemp("served") / "hostile.ledger"
    shutil.copy(hostile, copy)
    with TestClient(create_app(Settings(str(copy))), follow_redirects=False) as opened:
        yield opened


def test_there_are_enough_of_them() -> None:
    assert len(EVERY) >= 300


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_field_of_a_report_becomes_markup(client: TestClient, hostile: Path, language: str) -> None:
    client.cookies.set("language", language)
    with Store.open(hostile, read_only=True) as store:
        reports = list(store.reports())
        found = list(incidents(store))
        read = [store.findings(r.id) for r in reports]
        items = [
            (r.report.id, f.id) for r in read for of in (r.figures, r.statements, r.events) for f in of[:2]
        ]
        dossiers = [render(store, i) for i in found[:2]]
    paths = ["/", "/search?q=script", "/sources", "/adjudication"]
    paths += [f"/review?layer={layer}" for layer in ("figures", "statements", "events")]
    paths += [f"/reports/{quote(r.id)}" for r in reports]
    paths += [f"/incidents/{i.id}" for i in found] + [f"/incidents/{i.id}/place" for i in found]
    accounts = {a.id: a for i in found for a in i.accounts}
    paths += [f"/accounts/{id}" for id in list(accounts)[:40]]
    paths += sorted({f"/sources/{quote(a.source)}" for a in accounts.values() if a.source})[:40]
    paths += [f"/review/{quote(r)}/{f}" for r, f in items]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert foreign(answer.text) == [], path
    for page in dossiers:
        assert foreign(page) == []
    assert (
        "&lt;ScRiPt&gt;" in client.get(f"/reports/{quote(reports[0].id)}").text + client.get("/review").text
    )


def test_nothing_that_is_asked_becomes_markup(client: TestClient) -> None:
    others = (
        "/?place=",
        "/reports/",
        "/incidents/",
        "/login?back=",
        "/sources/",
        "/accounts/",
        "/review?layer=",
    )
    for n, payload in enumerate(EVERY):
        for path in ("/search?q=", others[n % len(others)]):
            answer = client.get(path + quote(payload))
            assert answer.status_code < 500, (path, payload)
            assert foreign(answer.text) == [], (path, payload)


@pytest.fixture(scope="module")
def team(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    copy = hostile_team(hostile, tmp_path_factory.mktemp("team") / "team.ledger")
    with TestClient(create_app(Settings(str(copy), mode="team")), follow_redirects=False) as opened:
        yield opened


def test_no_name_of_a_colleague_becomes_markup(team: TestClient) -> None:
    """On the page of people, in the head of every page, and as the author of decisions."""
    assert team.post("/login", data={"name": MANAGER, "password": SECRET}).status_code == 303
    shown = team.get("/people")
    assert shown.status_code == 200
    assert shown.text.count("<tr>") > 200
    for path in ("/people", "/", "/review", "/sources", "/adjudication"):
        assert foreign(team.get(path).text) == [], path
    for payload in EVERY[::12]:
        for form in (
            {"name": payload, "role": "viewer", "password": "short"},
            {"name": "x", "role": payload, "password": SECRET},
        ):
            answer = team.post("/people", data=form)
            assert answer.status_code == 422
            assert foreign(answer.text) == [], payload
        assert foreign(team.post(f"/people/{quote(payload, safe='')}", data={"role": payload}).text) == []


@pytest.mark.parametrize("address", addresses())
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    assert not is_web(address)


def test_templates_in_reports_are_words(client: TestClient, hostile: Path) -> None:
    with Store.open(hostile, read_only=True) as store:
        report = next(r for r in store.reports() if "{{7*7}}" in r.text)
    assert "{{7*7}}" in client.get(f"/reports/{quote(report.id)}").text


def routes() -> list[tuple[str, str]]:
    """Every way of the app, with ids that nothing has."""
    found = []
    for router in (*GUARDED, *OPEN):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            path = route.path.replace("{action}", "join").replace(":path}", "}")
            for name in ("id", "key", "finding", "name", "form"):
                path = path.replace("{" + name + "}", "nothing")
            path = path.replace("{z}/{x}/{y}", "0/0/0")
            found += [(method, path) for method in sorted(route.methods)]
    return found


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *routes(),
        *(
            ("GET", p)
            for p in ("/static/base.css", "/static/nothing", "/static/../app.py", "/nowhere", "/api/nothing")
        ),
        *(("DELETE", p) for p in ("/", "/review", "/static/base.css")),
        *((m, "/") for m in ("HEAD", "OPTIONS", "PUT", "PATCH", "TRACE")),
    ],
)
def test_every_answer_carries_its_protection(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value, name
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_fault_of_ours_carries_it_too(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("riwaya.review.overview.page", broken)
    with TestClient(create_app(Settings(str(hostile))), raise_server_exceptions=False) as client:
        answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


WRITES = [path for method, path in routes() if method == "POST"]
ELSEWHERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://testserver:8000"},
    {"origin": "http://testserver.evil.example"},
    {"origin": "http://evil.example/testserver"},
    {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
]


@pytest.mark.parametrize("path", WRITES)
def test_no_write_comes_from_elsewhere(client: TestClient, path: str) -> None:
    for headers in ELSEWHERE:
        assert client.post(path, headers=headers).status_code == 403, headers


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "testserver.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:80",
        "",
        "0.0.0.0",
        "[::]",
    ],
)
def test_no_other_host_is_answered(client: TestClient, host: str) -> None:
    for path in ("/", "/api/incidents", "/static/base.css", "/login"):
        assert client.get(path, headers={"host": host}).status_code == 403


AWAY = [
    *("//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "https:evil.example"),
    *(
        "javascript:alert(1)",
        "data:text/html,x",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        "///evil.example",
    ),
    *(
        "/%0d%0aLocation: https://evil.example\r\nx: y",
        "evil.example",
        ".evil.example",
        "@evil.example",
        "/\u2028/evil.example",
    ),
    *("http:/evil.example", "/\x00/evil.example", " //evil.example", "\ufeff//evil.example"),
]


@pytest.mark.parametrize("target", AWAY)
def test_no_address_leads_elsewhere(client: TestClient, target: str) -> None:
    for answer in (
        client.get("/settings", params={"language": "en", "back": target}),
        client.post("/login", data={"name": "x", "password": "y", "back": target}),
    ):
        away = answer.headers.get("location", "/")
        assert away.startswith("/")
        assert not away.startswith(("//", "/\\"))
        assert "\n" not in away
    assert local_path(target).startswith("/")


OUTSIDE = [
    *("../settings.py", "..%2fsettings.py", "%2e%2e/settings.py", "%2e%2e%2fsettings.py", "..%5csettings.py"),
    *(
        "....//settings.py",
        "..%252fsettings.py",
        "%c0%ae%c0%ae/settings.py",
        "/etc/passwd",
        "//etc/passwd",
        "base.css%00.py",
    ),
    *("..%2f..%2f..%2f..%2f..%2fetc%2fpasswd", "../templates/base.html", "a" * 5000),
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_file_outside_is_given(client: TestClient, path: str) -> None:
    for before in ("/static/", "/reports/", "/incidents/", "/api/reports/"):
        answer = client.get(before + path)
        assert answer.status_code in (400, 404), before
        assert "root:" not in answer.text
        assert "from __future__" not in answer.text


def test_a_table_starts_no_formula(tmp_path: Path) -> None:
    """A speaker whose name is a formula is words in the CSV of an incident."""
    path = hostile_ledger(tmp_path / "formula.ledger", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "\uff1d1"])
    with TestClient(create_app(Settings(str(path)))) as client, Store.open(path, read_only=True) as store:
        for found in incidents(store):
            body = client.get(f"/incidents/{found.id}/accounts.csv").content.decode("utf-8-sig")
            cells = [cell for row in csv.reader(io.StringIO(body)) for cell in row]
            assert cells
            # Figures are numbers; nothing else begins as a formula does.
            assert not [c for c in cells if c[:1] in tuple("=+-@\t\r\uff1d") and not c.lstrip("-").isdigit()]
