"""Start to the first usable window, against an empty Qt window: each in a process of its own, started cold."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

_TIMES = 5
_BARE = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.show()
app.processEvents()
"""
_OURS = """
import os
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from infludesk.gui.app import App
from infludesk.gui.kit.dialogs import QtDialogs
from infludesk.settings import Settings
qt = QApplication([])
app = App(Settings(), QtDialogs())
app.look()
app.start(Path(sys.argv[1]))
# what the page asked for comes first: when this comes, it is there
def ready(_none):
    qt.processEvents()
    os._exit(0)
app.window.desk.tasks.read(lambda conn: None, ready)
qt.exec()
"""


def start_times(folder: Path) -> tuple[float, float]:
    """Seconds until our window shows the workspace in ``folder``, and until an empty one shows; medians."""
    pairs = [(_seconds(_OURS, str(folder)), _seconds(_BARE)) for _ in range(_TIMES)]
    return median(ours for ours, _ in pairs), median(bare for _, bare in pairs)


def _seconds(script: str, *given: str) -> float:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    start = perf_counter()
    subprocess.run([sys.executable, "-c", script, *given], check=True, env=environment)
    return perf_counter() - start
