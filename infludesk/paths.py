"""Where things live: the program's resources, the person's settings, log and workspaces."""

import os
from importlib.resources import files
from pathlib import Path

import platformdirs

APP = "InfluDesk"
DATABASE = "workspace.db"
BACKUPS = "backups"


def resource(*parts: str) -> Path:
    """A file or folder of ``resources/``: in a wheel and a frozen program inside the package, else beside it.

    Raises:
        FileNotFoundError: neither holds it, so the installation is damaged.
    """
    package = Path(str(files("infludesk")))
    for root in (package / "resources", package.parent / "resources"):
        if (found := root.joinpath(*parts)).exists():
            return found
    raise FileNotFoundError("/".join(parts))


def config_dir() -> Path:
    """The folder of the person's settings on this machine; ``INFLUDESK_CONFIG`` names another."""
    return Path(os.environ.get("INFLUDESK_CONFIG") or platformdirs.user_config_path(APP, appauthor=False))


def log_file() -> Path:
    """The program's log on this machine."""
    return config_dir() / "infludesk.log"


def workspaces_dir() -> Path:
    """Where a new workspace is proposed: Documents / InfluDesk."""
    return platformdirs.user_documents_path() / APP
