"""A ledger's schema brought to this version, with a backup before anything is changed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, text

from riwaya.ledger.copying import copy_file
from riwaya.ledger.opening import APPLICATION, WRITING, named
from riwaya.ledger.schema import REVISION, REVISIONS
from riwaya.model import LedgerError

MIGRATIONS = Path(__file__).parent / "migrations"


def revision(engine: Engine, where: Path | URL) -> str | None:
    """The schema that the ledger has; None if there is none yet. Raises LedgerError on another program's."""
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
        if "alembic_version" in names and "entries" in names:
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
        if isinstance(where, Path) and names:
            raise LedgerError(
                f"{where}: a database of another program; give the path of a ledger, or of a new file"
            )
        if names & {"entries", "reports", "readings", "originals"}:
            raise LedgerError(
                f"{named(where)}: the database holds another program's tables; give an empty database"
            )
    return None


def bring_up_to_date(engine: Engine, where: Path | URL, has: str | None, *, save: bool = True) -> Path | None:
    """Make or change the tables in one transaction; the path of the backup made before, if one was.

    Killed in the middle, the ledger is as it was.
    """
    if isinstance(where, Path):
        _log_ahead(engine)
    if has == REVISION:
        return None
    if has is not None and has not in REVISIONS:
        raise LedgerError(
            f"{named(where)}: its schema ({has}) is newer than this version of Riwaya knows ({REVISION}); "
            "upgrade Riwaya"
        )
    saved = None
    if save and has is not None and isinstance(where, Path):
        saved = where.with_name(f"{where.name}.before-{REVISION}.backup")
        copy_file(where, saved, replace=True)
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        upgrade(connection, REVISION)
        if isinstance(where, Path):
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
    return saved


def _log_ahead(engine: Engine) -> None:
    """Let readers and the writer of a SQLite ledger go on beside each other."""
    raw = engine.raw_connection()
    try:
        raw.driver_connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]
    finally:
        raw.close()


def upgrade(connection: Connection, to: str) -> None:
    """Run the migrations up to one of `REVISIONS`, in the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
