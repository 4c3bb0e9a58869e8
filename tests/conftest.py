"""What every test shares: a migrated workspace copied per test, a fixed clock, and silence in the log."""

import importlib
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from infludesk.cli.display import missing_library
from infludesk.settings import Settings
from infludesk.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    importlib.import_module("PySide6.QtWidgets")
except ImportError as lacking:
    told = missing_library(lacking)
    pytest.exit(f"{told.title} {told.advice}", returncode=1)
# Files of tests lie in memory where the system has such a place: half the time of a workspace is the disk's.
if os.access("/dev/shm", os.W_OK):  # noqa: S108  pytest makes its own folder in it
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", "/dev/shm")  # noqa: S108  as above
# The same examples each time and no clock: a test that fails, fails for everyone.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
SHARED = Path(__file__).parents[1].parent / "shared" / "data"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings of the person who runs it."""
    monkeypatch.setenv("INFLUDESK_CONFIG", str(tmp_path_factory.mktemp("config")))
    monkeypatch.delenv("INFLUDESK_WORKSPACE", raising=False)


@pytest.fixture(autouse=True)
def _log_guard(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or worse in the log fails the test."""
    yield
    loud = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that stands at 12 March 2026, 09:30 UTC."""
    return lambda: NOW


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace, made once."""
    folder = tmp_path_factory.mktemp("template") / "workspace"
    Workspace.open(folder, Settings(device="0123456789ab"), create=True, clock=lambda: NOW).close()
    return folder


@pytest.fixture
def workspace(template: Path, tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Workspace]:
    """A fresh workspace, open to work in."""
    folder = tmp_path / "workspace"
    shutil.copytree(template, folder)
    with Workspace.open(folder, Settings(device="0123456789ab"), clock=clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real files made by others, beside the project."""
    if not SHARED.exists():
        pytest.skip("the shared files are not beside the project")
    return SHARED
