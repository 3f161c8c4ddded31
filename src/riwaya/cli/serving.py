"""`riwaya serve`: the app in a browser, on this machine unless told otherwise."""

from __future__ import annotations

from pathlib import Path

from riwaya.model import LedgerError
from riwaya.review.settings import LOOPBACK, Mode, Settings


def run_serve(
    ledger: str,
    host: str,
    port: int,
    mode: Mode,
    names: list[str],
    *,
    blind: bool = False,
    tiles: Path | None = None,
) -> None:
    """Serve the ledger until stopped. Raises LedgerError where the app cannot be run so, InputError where
    `tiles` is no file of tiles that it can draw."""
    try:
        import uvicorn

        from riwaya.review.app import create_app
    except ImportError as error:
        raise LedgerError(f"the app needs {error.name}: pip install 'riwaya[app]'") from error
    if mode == "local" and host not in LOOPBACK:
        raise LedgerError(f"--host {host}: without accounts the app answers on this machine only; use --team")
    settings = Settings(
        ledger=ledger, mode=mode, hosts=(*LOOPBACK[:3], host, *names), blind=blind, tiles=tiles
    )
    app = create_app(settings)
    print(f"http://{host}:{port}/  (stop with Ctrl-C)")
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def run_person(ledger: str, name: str, role: str) -> int:
    """Make an account, or give one a new role and password; the password is asked for and never shown."""
    import getpass
    import os

    from riwaya.ledger.people import add_person, change_person, everybody
    from riwaya.ledger.store import Store

    password = os.environ.get("RIWAYA_PASSWORD") or getpass.getpass(f"Password of {name}: ")
    with Store.open(ledger, create=False) as store:
        by = "command line"
        if any(p.name == name for p in everybody(store)):
            change_person(store, name, by=by, role=role, active=True, password=password)
            print(f"{name}: {role}, new password; open sessions are ended")
        else:
            add_person(store, name, role, password, by=by)
            print(f"{name}: {role}")
    return 0
