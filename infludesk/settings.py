"""What this machine remembers: appearance, recent workspaces, who I am. Never in a workspace."""

import tomllib
from dataclasses import asdict, dataclass, field, fields
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
    """

    device: str = field(default_factory=lambda: uuid4().hex[:12])
    appearance: str = "system"
    density: str = "comfortable"
    hide_internal: bool = False
    recent: list[str] = field(default_factory=list)
    me: dict[str, str] = field(default_factory=dict)
    window: dict[str, str] = field(default_factory=dict)

    def opened(self, folder: Path) -> None:
        """Put a workspace on top of the recent ones."""
        name = str(folder.absolute())
        self.recent = [name, *(other for other in self.recent if other != name)][:_RECENT]


def load() -> Settings:
    """Read the settings; an absent or unreadable file means the defaults."""
    try:
        found = tomllib.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    defaults = asdict(Settings())
    known = {one.name for one in fields(Settings)}
    return Settings(**{k: v for k, v in found.items() if k in known and isinstance(v, type(defaults[k]))})


def save(settings: Settings) -> None:
    """Write the settings whole."""
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(tomli_w.dumps(asdict(settings)), encoding="utf-8")
    part.replace(path)


def _file() -> Path:
    return config_dir() / "settings.toml"
