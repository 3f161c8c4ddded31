"""The commands on a ledger, as the command line shows them; the work is in the modules that they call."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from riwaya.cli.intake import AllowPrivate, Columns, Published, TelegramUsername, intake_options

Where = Annotated[
    str,
    typer.Option(
        "--ledger", "-l", envvar="RIWAYA_LEDGER", help="The ledger: a file, or a postgresql:// URL."
    ),
]
Form = Annotated[
    Literal["text", "jsonl", "csv"],
    typer.Option("--format", help="text for a terminal, jsonl for programs, csv for spreadsheets."),
]
Lang = Annotated[Literal["en", "ar"], typer.Option(help="Language of the ledger's own words.")]
Since = Annotated[
    str | None, typer.Option(help="From this day, month or year on (2018-06-09, 2018-06, 2018).")
]
Until = Annotated[str | None, typer.Option(help="Up to this day, month or year.")]
Places = Annotated[
    list[str] | None, typer.Option("--place", help="At this place or in this country (Arabic, English, LY).")
]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help="Of this kind (airstrike, explosion, …).")]
Outlets = Annotated[list[str] | None, typer.Option("--outlet", help="Told by this outlet.")]
Speakers = Annotated[list[str] | None, typer.Option("--speaker", help="Told by this speaker.")]
Review = Annotated[
    list[str] | None,
    typer.Option(
        "--review", help="reviewed, unreviewed, accepted, corrected, rejected or unsure."
    ),
]  # fmt: skip
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many.")]


def add(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            help="Reports: files, folders, addresses, or - for standard input, as for `riwaya read`."
        ),
    ] = None,
    *,
    ledger: Where,
    published: Published = None,
    columns: Columns = None,
    telegram_username: TelegramUsername = None,
    allow_private: AllowPrivate = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes to read with.")] = 1,
    again: Annotated[
        bool, typer.Option(help="Read the ledger's own reports that this version has not read yet.")
    ] = False,
    author: Annotated[str, typer.Option(help="Who adds: stands in the chain.")] = "",
    format: Annotated[Literal["text", "jsonl"], typer.Option(help="How the summary is told.")] = "text",
    quiet: Annotated[bool, typer.Option(help="No progress on standard error.")] = False,
) -> None:
    """Read reports into a ledger, then link them into incidents. The same report twice is one."""
    from riwaya.cli.adding import run_add

    options = intake_options(published, columns, telegram_username, allow_private=allow_private)
    code = run_add(
        inputs or [], ledger, options, workers, again=again, author=author, form=format, quiet=quiet
    )
    raise typer.Exit(code)


def search(
    query: Annotated[
        str, typer.Argument(help='Words in any spelling; a "phrase" in quotes; -word for words not wanted.')
    ],
    ledger: Where,
    since: Since = None,
    until: Until = None,
    place: Places = None,
    kind: Kinds = None,
    outlet: Outlets = None,
    speaker: Speakers = None,
    review: Review = None,
    limit: Limit = None,
    format: Form = "text",
) -> None:
    """Find reports by their words: a query in any spelling finds all."""
    from riwaya.cli.asking import run_search, wanted

    filters = wanted(since, until, place, kind, outlet, speaker, review)
    raise typer.Exit(run_search(ledger, query, filters, limit, format))


def incidents(
    ledger: Where,
    since: Since = None,
    until: Until = None,
    place: Places = None,
    kind: Kinds = None,
    outlet: Outlets = None,
    speaker: Speakers = None,
    review: Review = None,
    limit: Limit = None,
    format: Form = "text",
    lang: Lang = "en",
) -> None:
    """List incidents by day: where, what, who tells of them, where the accounts differ."""
    from riwaya.cli.asking import run_incidents, wanted

    filters = wanted(since, until, place, kind, outlet, speaker, review)
    raise typer.Exit(run_incidents(ledger, filters, limit, format, lang))


def accounts(
    ledger: Where,
    incident: Annotated[
        list[str] | None, typer.Argument(help="Ids of incidents; left out, all that pass.")
    ] = None,
    since: Since = None,
    until: Until = None,
    place: Places = None,
    kind: Kinds = None,
    outlet: Outlets = None,
    speaker: Speakers = None,
    review: Review = None,
    limit: Limit = None,
    format: Form = "text",
    lang: Lang = "en",
) -> None:
    """List accounts: who says what of an incident, with which figures, in whose words."""
    from riwaya.cli.asking import run_accounts, wanted

    filters = wanted(since, until, place, kind, outlet, speaker, review, incident)
    raise typer.Exit(run_accounts(ledger, filters, limit, format, lang))


def show(
    id: Annotated[str, typer.Argument(help="The id of an incident, a report, or an entry (its hash).")],
    ledger: Where,
    format: Annotated[
        Literal["text", "jsonl"], typer.Option(help="text for a terminal, jsonl for programs.")
    ] = "text",
    lang: Lang = "en",
) -> None:
    """Show one incident, one report with its reading and its history, or one entry of the chain."""
    from riwaya.cli.showing import run_show

    raise typer.Exit(run_show(ledger, id, format, lang))


def export(
    ledger: Where,
    format: Annotated[
        str, typer.Option(help="acled, ucdp, accounts, figures, jsonl, geojson, hxl, ftm, prov or parquet.")
    ],
    rule: Annotated[
        str | None,
        typer.Option(
            help="How one number is made of several accounts: lowest, ucdp, range, majority, latest or none; "
            "left out, the format's own."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here; nothing is left half-written.")
    ] = None,
    incident: Annotated[
        list[str] | None, typer.Option("--incident", help="Only this incident (its id).")
    ] = None,
    since: Since = None,
    until: Until = None,
    place: Places = None,
    kind: Kinds = None,
    outlet: Outlets = None,
    speaker: Speakers = None,
    review: Review = None,
    head: Annotated[
        bool, typer.Option("--head", help="Put the hash of the ledger's last entry into the method note.")
    ] = False,
    quiet: Annotated[bool, typer.Option(help="Say nothing on standard error.")] = False,
) -> None:
    """Write incidents in a format of the field; FILE.method.json says how its numbers were made."""
    from riwaya.cli.asking import wanted
    from riwaya.cli.exporting import run_export

    filters = wanted(since, until, place, kind, outlet, speaker, review, incident)
    raise typer.Exit(run_export(ledger, format, rule, output, filters, head=head, quiet=quiet))


def verify(
    ledger: Where,
    head: Annotated[
        str | None, typer.Option(help="Hash of an entry that you kept outside: finds a ledger cut short.")
    ] = None,
    format: Annotated[
        Literal["text", "jsonl"], typer.Option(help="text for a terminal, jsonl for programs.")
    ] = "text",
    quiet: Annotated[bool, typer.Option(help="No progress on standard error.")] = False,
) -> None:
    """Check every hash and every anchor; name the first broken entry. Status 1 if anything is wrong."""
    from riwaya.cli.keeping import run_verify

    raise typer.Exit(run_verify(ledger, head, format, quiet=quiet))


def backup(
    ledger: Where,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The new file; it appears whole or not at all.")
    ],
) -> None:
    """Write the whole ledger to one file, which is itself a ledger; it may be in use meanwhile."""
    from riwaya.cli.keeping import run_backup

    raise typer.Exit(run_backup(ledger, output))


def restore(
    archive: Annotated[Path, typer.Argument(help="A file that `riwaya backup` wrote.")],
    ledger: Where,
) -> None:
    """Make a new ledger, file or database, of a backup, after checking all of it."""
    from riwaya.cli.keeping import run_restore

    raise typer.Exit(run_restore(archive, ledger))


def person(
    name: Annotated[str, typer.Argument(help="The name of the account.")],
    ledger: Where,
    role: Annotated[
        Literal["viewer", "data_viewer", "coder", "adjudicator", "manager"],
        typer.Option(help="What it may do."),
    ] = "coder",
) -> None:
    """Make an account of a team, or give one a new role and password; the password is asked for."""
    from riwaya.cli.serving import run_person

    raise typer.Exit(run_person(ledger, name, role))


def dossier(
    incident: Annotated[str, typer.Argument(help="The id of the incident, as `riwaya incidents` shows it.")],
    ledger: Where,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file, or the new folder.")],
    folder: Annotated[
        bool, typer.Option("--folder", help="A folder with tables, texts and a manifest of hashes.")
    ] = False,
) -> None:
    """Write one incident for somebody who has nothing installed: both languages, no script, prints well."""
    from riwaya.cli.handing import run_dossier

    raise typer.Exit(run_dossier(ledger, incident, output, folder=folder))


def serve(
    ledger: Where,
    host: Annotated[str, typer.Option(help="The address to answer at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to answer at.")] = 8765,
    team: Annotated[bool, typer.Option("--team", help="With accounts, roles and logins.")] = False,
    blind: Annotated[bool, typer.Option("--blind", help="Coders do not see each other's decisions.")] = False,
    name: Annotated[
        list[str] | None, typer.Option(help="A host name under which browsers may reach the app.")
    ] = None,
    tiles: Annotated[
        Path | None,
        typer.Option(help="Your own map: a PMTiles file, raster (PNG, JPEG, WebP, AVIF) or vector (MVT)."),
    ] = None,
) -> None:
    """Open the ledger in a browser: read, compare, correct, sign off."""
    from riwaya.cli.serving import run_serve

    run_serve(ledger, host, port, "team" if team else "local", name or [], blind=blind, tiles=tiles)


COMMANDS = (add, incidents, accounts, search, show, export, verify, backup, restore, dossier, serve, person)
