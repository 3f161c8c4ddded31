"""A team: every route with every role, logins that are throttled, sessions that end, names that are kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from riwaya.ledger.people import ROLES, add_person, change_person, checked, everybody
from riwaya.ledger.store import Store
from riwaya.ledger.verify import verify
from riwaya.model import LedgerError
from riwaya.review.app import GUARDED, OPEN, create_app
from riwaya.review.people import TRIES
from riwaya.review.settings import Settings

SECRET = "a few words to keep"
# What each way needs: a route that is not told of here fails the test, so that nobody forgets one.
NEEDS = {
    "GET /": "viewer",
    "GET /incidents/{id}": "viewer",
    "GET /reports/{id:path}": "viewer",
    "GET /reports/{id:path}/spans.json": "viewer",
    "GET /reports/{id:path}/citation.{form}": "viewer",
    "GET /search": "viewer",
    "GET /sources": "viewer",
    "GET /review": "viewer",
    "GET /review/{id:path}/{finding}": "viewer",
    "POST /review/{id:path}/{finding}": "coder",
    "GET /people": "manager",
    "POST /people": "manager",
    "POST /people/{name}": "manager",
    "GET /incidents/{id}/accounts.csv": "viewer",
    "GET /adjudication": "viewer",
    "POST /adjudication/{finding}": "adjudicator",
    "POST /incidents/{id}/join": "adjudicator",
    "POST /incidents/{id}/part": "adjudicator",
    "GET /incidents/{id}/place": "viewer",
    "POST /incidents/{id}/place": "coder",
    "POST /copies/{action}": "adjudicator",
    "POST /sources/{action}": "adjudicator",
    "GET /accounts/{id}": "viewer",
    "POST /accounts/{id}/grade": "coder",
    "GET /sources/{key:path}": "viewer",
    "POST /sources/{key:path}/grade": "coder",
    "GET /tiles/{z}/{x}/{y}": "viewer",
    "GET /login": "anybody",
    "POST /login": "anybody",
    "POST /logout": "viewer",
    "GET /settings": "anybody",
    "GET /api/openapi.json": "viewer",
    "GET /api/incidents": "viewer",
    "GET /api/incidents/{id}": "viewer",
    "GET /api/accounts": "viewer",
    "GET /api/accounts/{id}": "viewer",
    "GET /api/reports/{id:path}": "viewer",
    "GET /api/search": "viewer",
}
RANK = {"viewer": 1, "data_viewer": 1, "coder": 2, "adjudicator": 3, "manager": 4}


@pytest.fixture(scope="module")
def team_ledger(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("team") / "team.ledger"
    shutil.copy(sample_ledger, path)
    with Store.open(path) as store:
        for role in ROLES:
            add_person(store, f"{role} one", role, SECRET, by="test")
    return path


@pytest.fixture
def team(team_ledger: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "copy.ledger"
    shutil.copy(team_ledger, copy)
    return copy


@pytest.fixture
def app(team: Path) -> FastAPI:
    return create_app(Settings(str(team), mode="team"))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as opened:
        opened.cookies.set("language", "en")
        yield opened


def logged_in(client: TestClient, name: str, password: str = SECRET) -> int:
    return client.post("/login", data={"name": name, "password": password}).status_code


def routes() -> list[str]:
    found = []
    for router in (*GUARDED, *OPEN):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            found += [f"{method} {route.path}" for method in sorted(route.methods)]
    return [*found, "GET /api/openapi.json"]


def address(route: str) -> tuple[str, str]:
    method, path = route.split(" ")
    path = path.replace("{id:path}", "01-ufuq-agency")
    return method, path.replace("{key:path}", "nobody").replace("{z}/{x}/{y}", "0/0/0").replace(
        "{form}", "bib"
    ).replace("{name}", "coder one").replace("{finding}", "f0").replace("{id}", "i0")


def test_every_route_says_what_it_needs() -> None:
    assert sorted(routes()) == sorted(NEEDS)


@pytest.mark.parametrize("role", [None, *ROLES])
@pytest.mark.parametrize("route", sorted(NEEDS))
def test_nobody_does_what_the_role_does_not_allow(client: TestClient, route: str, role: str | None) -> None:
    if role is not None:
        assert logged_in(client, f"{role} one") == 303
    method, path = address(route)
    answer = client.request(method, path, data={"action": "accept"} if method == "POST" else None)
    need = NEEDS[route]
    allowed = need == "anybody" or (role is not None and RANK[role] >= RANK[need])
    if allowed:
        assert answer.status_code not in (401, 403) or path == "/login"
        assert answer.headers.get("location", "") != f"/login?back={path}"
    else:
        assert answer.status_code in (303, 401, 403)
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/login")


def test_a_viewer_of_data_sees_no_colleague(client: TestClient) -> None:
    logged_in(client, "coder one")
    shown = client.get("/review").text
    place = shown.split('class="button" href="')[1].split('"')[0]
    head = client.get(place).text.split('name="head" value="')[1].split('"')[0]
    assert client.post(place, data={"action": "accept", "head": head}).status_code == 303
    assert "coder one" in client.get(place).text
    client.cookies.delete("session")
    logged_in(client, "data_viewer one")
    for path in (place, "/", "/review", "/sources"):
        assert "coder one" not in client.get(path).text


def test_one_answer_for_a_wrong_name_and_a_wrong_password(client: TestClient) -> None:
    answers = [
        client.post("/login", data={"name": name, "password": "wrong"}) for name in ("coder one", "nobody")
    ]
    assert {a.status_code for a in answers} == {401}
    assert answers[0].text.replace("coder one", "nobody") == answers[1].text


def test_guessing_is_stopped(client: TestClient) -> None:
    for _ in range(TRIES):
        assert logged_in(client, "coder one", "wrong") == 401
    assert logged_in(client, "coder one") == 429


def test_a_login_gives_a_new_session_and_ends_the_old(client: TestClient) -> None:
    def login(old: str) -> str:
        client.cookies.clear()
        form = {"name": "coder one", "password": SECRET}
        answer = client.post("/login", data=form, headers={"cookie": f"session={old}"})
        assert answer.status_code == 303
        client.cookies.clear()
        return str(answer.headers["set-cookie"].split("session=")[1].split(";")[0])

    def status(path: str, token: str, method: str = "GET") -> int:
        return client.request(method, path, headers={"cookie": f"session={token}"}).status_code

    first = login("chosen-by-somebody-else")
    assert first != "chosen-by-somebody-else"
    second = login(first)
    assert second != first
    assert (status("/", first), status("/", second)) == (303, 200)
    assert status("/logout", second, "POST") == 303
    assert status("/", second) == 303


def test_the_cookie_is_for_this_site_and_no_script(client: TestClient) -> None:
    answer = client.post("/login", data={"name": "coder one", "password": SECRET})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("change", [{"role": "viewer"}, {"active": False}, {"password": SECRET + "!"}])
def test_a_change_ends_open_sessions(client: TestClient, team: Path, change: dict[str, object]) -> None:
    logged_in(client, "coder one")
    with Store.open(team) as store:
        change_person(store, "coder one", by="test", **change)  # type: ignore[arg-type]
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    ("name", "role", "password", "said"),
    [
        ("", "coder", SECRET, "1 to 64 letters"),
        ("x\u202ey", "coder", SECRET, "1 to 64 letters"),
        ("new", "king", SECRET, "no role"),
        ("new", "coder", "short", "15 to 256"),
        ("coder one", "coder", SECRET, "already"),
    ],
)
def test_accounts_that_cannot_be(team: Path, name: str, role: str, password: str, said: str) -> None:
    with Store.open(team) as store:
        with pytest.raises(LedgerError, match=said):
            add_person(store, name, role, password, by="test")
        assert len(everybody(store)) == len(ROLES)


def test_no_password_is_kept_and_the_chain_holds(team: Path) -> None:
    with Store.open(team) as store:
        assert checked(store, "coder one", SECRET) is not None
        assert checked(store, "coder one", SECRET + "x") is None
        assert not verify(store).problems
    raw = team.read_bytes()
    assert SECRET.encode() not in raw
