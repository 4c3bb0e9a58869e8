"""The program as the installer carries it: built, started and asked."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_frozen_program_makes_the_demo(tmp_path: Path) -> None:
    built = tmp_path / "dist"
    build = [sys.executable, "-m", "PyInstaller", "pyinstaller.spec", "--noconfirm", "--log-level", "ERROR"]
    subprocess.run([*build, "--distpath", str(built), "--workpath", str(tmp_path / "work")], cwd=ROOT, check=True)
    program, folder = built / "infludesk" / "infludesk", tmp_path / "demo"

    subprocess.run([str(program), "demo", "--no-open", "--dir", str(folder)], check=True)
    asked = [str(program), "creators", "--workspace", str(folder), "--json"]
    listed = subprocess.run(asked, check=True, capture_output=True)

    assert (folder / "client-report.pdf").read_bytes().startswith(b"%PDF")
    assert len(json.loads(listed.stdout)) >= 20
