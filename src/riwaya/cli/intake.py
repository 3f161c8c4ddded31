"""What a user says of the inputs, the same for every command that takes reports in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from riwaya.formats.incoming import IntakeOptions

Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Reports: files (text, JSON, JSONL, saved pages, RSS, Telegram's result.json, CSV, XLSX, WARC), "
        "folders, the address of a page or feed, or - for standard input."
    ),
]
Published = Annotated[str | None, typer.Option(help="Publication date (ISO) of reports that carry none.")]
Columns = Annotated[
    str | None,
    typer.Option(
        help="Columns of a table where the usual headings are not used: text=HEADING,date=HEADING,..."
    ),
]
TelegramUsername = Annotated[
    str | None, typer.Option(help="Public name of an exported channel, for the addresses of its posts.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Let an address lead into a private network.")
]
_USERNAME = re.compile(r"(?:https?://)?(?:t\.me/)?@?([A-Za-z][A-Za-z0-9_]{3,31})/?")


def intake_options(
    published: str | None = None,
    columns: str | None = None,
    telegram_username: str | None = None,
    *,
    allow_private: bool = False,
) -> IntakeOptions:
    """The options as `formats` takes them; raises InputError for one that cannot be."""
    from riwaya.cli.reading import check_date
    from riwaya.formats.columns import split_columns
    from riwaya.formats.incoming import IntakeOptions
    from riwaya.model import InputError

    check_date(published)
    username = _USERNAME.fullmatch(telegram_username.strip()) if telegram_username else None
    if telegram_username and username is None:
        raise InputError(f"--telegram-username {telegram_username!a}: give NAME as in t.me/NAME")
    return IntakeOptions(
        published, split_columns(columns), username[1] if username else None, allow_private, _read_date
    )


def _read_date(line: str) -> str | None:
    """A date in words; the grammar is loaded when the first one comes."""
    from riwaya.mentions.times.written import written_date

    return written_date(line)
