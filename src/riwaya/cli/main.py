"""The command line: reading, the ledger, scores, training."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from riwaya.cli.intake import AllowPrivate, Columns, Inputs, Published, TelegramUsername, intake_options
from riwaya.cli.ledger import COMMANDS
from riwaya.model import RiwayaError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads Arabic conflict reporting into anchored accounts: who says what, with which figures.",
)


@app.command()
def read(
    inputs: Inputs,
    format: Annotated[
        Literal["text", "jsonl"], typer.Option(help="text for a terminal, jsonl for programs.")
    ] = "text",
    published: Published = None,
    lang: Annotated[Literal["en", "ar"], typer.Option(help="Language of the ledger's own words.")] = "en",
    workers: Annotated[int, typer.Option(min=1, help="Processes to read with.")] = 1,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here; nothing is left half-written.")
    ] = None,
    quiet: Annotated[bool, typer.Option(help="No progress on standard error.")] = False,
    columns: Columns = None,
    telegram_username: TelegramUsername = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Read reports: statements, figures, quantities, events, places, times, each anchored to the text."""
    from riwaya.cli.reading import run_read

    options = intake_options(published, columns, telegram_username, allow_private=allow_private)
    raise typer.Exit(run_read(inputs, format, options, lang, workers, output, quiet=quiet))


@app.command()
def explain(
    report: Annotated[str, typer.Argument(help="One report: a file, or - for standard input.")],
    layer: Annotated[
        str | None, typer.Option(help="Only this layer: statements, figures, events, places, times, names.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Publication date (ISO) if the report carries none.")
    ] = None,
) -> None:
    """Show what was tried on a report, what won, and by which rule."""
    from riwaya.cli.explaining import run_explain

    raise typer.Exit(run_explain(report, layer, published))


@app.command()
def score(
    gold: Annotated[
        Path,
        typer.Argument(
            help="Folder of coded reports (reports/, annotations/), of incidents, or of the open corpora:"
            " then the project's own codings that it holds back from training."
        ),
    ],
    readings: Annotated[
        Path | None, typer.Argument(help="Readings as JSONL; left out, the reports are read now.")
    ] = None,
    errors: Annotated[
        Literal["statements", "figures", "events", "places", "incidents"] | None,
        typer.Option(help="List this layer's misses and false alarms."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The table as JSON.")] = False,
) -> None:
    """Hold readings against coded reports: precision, recall and F1 of every layer."""
    from riwaya.cli.scoring import run_score

    run_score(gold, readings, errors, as_json=json)


for command in COMMANDS:
    app.command()(command)

gazetteer = typer.Typer(no_args_is_help=True, help="The list of places.")
app.add_typer(gazetteer, name="gazetteer")


@gazetteer.command()
def add(
    source: Annotated[Path, typer.Argument(help="A GeoNames country file: LY.zip, or the LY.txt in it.")],
) -> None:
    """Add a GeoNames country file to your own places; villages then resolve, too."""
    from riwaya.learn.gazetteer_add import add as add_places
    from riwaya.mentions.places.gazetteer import user_folder

    counts = add_places(source, user_folder())
    print(f"{counts['kept']} places with an Arabic name kept of {counts['read']}, in {user_folder()}")


@app.command()
def train(
    models: Annotated[
        list[str] | None, typer.Argument(help="Models to train; left out, all of them.")
    ] = None,
    gold: Annotated[Path, typer.Option(help="Folder of coded reports.")] = Path("../shared/gold/train"),
    corpora: Annotated[Path, typer.Option(help="Folder of the open corpora.")] = Path("../shared/corpora"),
    out: Annotated[Path | None, typer.Option(help="Folder to write to; left out, the package's own.")] = None,
    hold_back: Annotated[bool, typer.Option(help="Leave out the held-back fifth, to measure on it.")] = False,
) -> None:
    """Train the package's models again from coded reports and open corpora."""
    from riwaya.cli.training import run_train

    run_train(models or [], gold, corpora, out, hold_back=hold_back)


def main() -> NoReturn:
    """Run the command line; errors of ours end in one line on standard error and status 1."""
    try:
        app()
        status = 0
    except SystemExit as ended:
        status = _number(ended.code)
    except RiwayaError as error:
        print(f"riwaya: {error}", file=sys.stderr)
        status = 1
    except BrokenPipeError:
        os._exit(141)
    except KeyboardInterrupt:
        print("riwaya: stopped; what was printed so far is whole", file=sys.stderr)
        status = 130
    _leave(status)


def _number(code: object) -> int:
    """The status of an exit, which may be a message instead."""
    if code is None or isinstance(code, int):
        return code or 0
    print(code, file=sys.stderr)
    return 1


def _leave(status: int) -> NoReturn:
    """End the process without taking apart what it has loaded, which takes a tenth of a short run (0.2 s).

    Nothing is lost by it: every file, ledger and process of a command is closed before the command ends.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        status = 141
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
