"""How an app is run: which ledger, for whom, under which hosts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Mode = Literal["local", "team"]
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "testserver")


@dataclass(frozen=True, slots=True)
class Settings:
    """`local` is one person on loopback without a login; `team` has accounts and roles.

    `hosts` are the names under which the app answers; any other Host header is refused, so that no web page
    can reach a local app by a name of its own. `author` signs decisions in local mode. `blind`: coders do not
    see what others decided until it is adjudicated. `tiles` is a PMTiles file of pictures that maps are
    drawn over.
    """

    ledger: str
    mode: Mode = "local"
    author: str = "local"
    hosts: tuple[str, ...] = LOOPBACK
    tiles: Path | None = None
    secure_cookies: bool = False
    blind: bool = False
