"""Whether the program can show a window here; where not, which package or setting is missing."""

import ctypes
import os
import re
import sys

from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

# What Qt needs of the system and no wheel brings: library → its package on Debian and Ubuntu.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
# What Qt's own X11 plugin needs besides; without one of these Qt ends the process.
X11_PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_LIBRARY = re.compile(r"(lib[\w.+-]+\.so[.\d]*)")


def has_display() -> bool:
    """Whether a window could be shown: always but on Linux without a screen."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def no_display() -> Problem:
    """What to say where no window can be shown."""
    return Problem(
        "display.none",
        tr("There is no display, so no window was opened."),
        tr("Start InfluDesk on a desktop, or use the other commands: infludesk --help lists them."),
    )


def missing_library(error: ImportError) -> Problem:
    """Say which package brings the library that Qt did not find.

    Raises:
        ImportError: the error is about something else.
    """
    found = _LIBRARY.search(str(error))
    if found is None:
        raise error
    return _missing(found[1], PACKAGES.get(found[1], ""))


def check_x11() -> None:
    """Look for what Qt's X11 plugin needs, where it is the one that will be used.

    Raises:
        Problem: ``display.library``.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return
    for library, package in X11_PACKAGES.items():
        try:
            ctypes.CDLL(library)
        except OSError as error:
            raise _missing(library, package) from error


def _missing(library: str, package: str) -> Problem:
    advice = (
        tr("Install it with: sudo apt install {package}", package=package)
        if package
        else tr("Install the package of your system that brings it.")
    )
    return Problem("display.library", tr("Qt needs {library}, which this system lacks.", library=library), advice)
