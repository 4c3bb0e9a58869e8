"""Bringing a file to this version's schema: numbered steps, additive only, a verified backup first."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from infludesk.db import schema
from infludesk.db.driver import Connection
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

MAJOR = 1
_STEP = 1000


def steps() -> list[str]:
    """The names of the steps, in order."""
    return sorted(module.name for module in iter_modules(schema.__path__) if module.name.startswith("m"))


def version() -> int:
    """This program's ``user_version``: major × 1000 + number of the last step."""
    return MAJOR * _STEP + len(steps())


def version_of(conn: Connection) -> int:
    """The file's version; 0 for an empty file.

    Raises:
        Problem: ``workspace.newer``: a newer major version wrote it, so this program must not.
    """
    found = int(conn.execute("PRAGMA user_version").fetchone()[0])
    if found // _STEP > MAJOR:
        raise Problem(
            "workspace.newer",
            tr("A newer version of InfluDesk made this workspace."),
            tr("Nothing was changed. Update InfluDesk on this computer, then open it again."),
        )
    return found


def migrate(conn: Connection, *, back_up: Callable[[], Path | None]) -> bool:
    """Apply the steps that are missing; returns whether there were any. The backup is taken before the first."""
    found = version_of(conn)
    if found >= version():
        return False
    if found:
        back_up()
    from sqlite_utils import Database, Migrations  # only a file that must change pays for loading it

    migrations = Migrations("infludesk")
    for name in steps():
        migrations(name=name)(_step(name))
    migrations.apply(Database(conn, execute_plugins=False))
    conn.execute(f"PRAGMA user_version = {version():d}")
    return True


def ddl() -> Iterator[str]:
    """Every statement of every step, in order."""
    for name in steps():
        yield from import_module(f"{schema.__name__}.{name}").DDL


def _step(name: str) -> Callable[..., None]:
    ddl: tuple[str, ...] = import_module(f"{schema.__name__}.{name}").DDL

    def apply(db: object) -> None:
        for statement in ddl:
            db.execute(statement)  # type: ignore[attr-defined]  # sqlite-utils hands its Database over

    return apply
