"""What this machine remembers: appearance, recent workspaces, who I am. Never in a workspace."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from uuid import uuid4

import tomli_w

from infludesk.paths import config_dir

_RECENT = 8


@dataclass(slots=True)
class Settings:
    """The machine's settings.

    Attributes:
        device: this machine's id, 12 hex digits, part of each change's stamp.
        appearance: system, light or dark.
        density: comfortable or compact.
        hide_internal: whether internal figures are blanked on every page.
        recent: workspace folders, the newest first.
        me: workspace id → the member I am there.
        window: workspace id → where the window was, as Qt wrote it.
        columns: workspace id and page → the keys of the columns shown in its list; none where they are its own.
        exports: page → how it was exported last, in codes; the folder last exported to under ``folder``.
    """

    device: str = field(default_factory=lambda: uuid4().hex[:12])
    appearance: str = "system"
    density: str = "comfortable"
    hide_internal: bool = False
    recent: list[str] = field(default_factory=list)
    me: dict[str, str] = field(default_factory=dict)
    window: dict[str, str] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)

    def opened(self, folder: Path) -> None:
        """Put a workspace on top of the recent ones."""
        name = str(folder.absolute())
        self.recent = [name, *(other for other in self.recent if other != name)][:_RECENT]


def load() -> Settings:
    """Read the settings; an unreadable file means the defaults, an absent one is made with them.

    Of several programs that start on a fresh machine one makes the file, and all go by its device.
    """
    found = _read()
    if found is not None:
        return found
    fresh = Settings()
    with suppress(OSError), _written(fresh) as part:
        try:
            os.link(part, _file())  # unlike a rename it fails where the file is there by now
        except FileExistsError:
            fresh = _read() or fresh
        except OSError:  # a disk without links
            part.replace(_file())
    return fresh


def save(settings: Settings) -> None:
    """Write the settings whole; where the folder cannot be written to, they hold until the program ends.

    What another program noted of other workspaces meanwhile stays.
    """
    known = _read() or settings
    recent = [*settings.recent, *(one for one in known.recent if one not in settings.recent)][:_RECENT]
    merged = replace(
        settings,
        recent=recent,
        me=known.me | settings.me,
        window=known.window | settings.window,
        columns=known.columns | settings.columns,
        exports=known.exports | settings.exports,
    )
    # nobody's work is lost with them, so a folder that is read only or full stops neither window nor command
    with suppress(OSError), _written(merged) as part:
        part.replace(_file())


def _read() -> Settings | None:
    """What the file holds; None where there is none that can be opened, the defaults where it makes no sense."""
    try:
        found = tomllib.loads(_file().read_text(encoding="utf-8"))
    except OSError:
        return None
    except ValueError:
        return Settings()
    defaults = asdict(Settings())
    known = {one.name for one in fields(Settings)}
    return Settings(**{k: v for k, v in found.items() if k in known and isinstance(v, type(defaults[k]))})


@contextmanager
def _written(settings: Settings) -> Iterator[Path]:
    """The settings in a file of their own beside the file, gone afterwards."""
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{uuid4().hex}.part")
    try:
        part.write_text(tomli_w.dumps(asdict(settings)), encoding="utf-8")
        yield part
    finally:
        part.unlink(missing_ok=True)


def _file() -> Path:
    return config_dir() / "settings.toml"
