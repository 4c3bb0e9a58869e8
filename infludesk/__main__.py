"""The program: ``infludesk`` or ``python -m infludesk``."""

import io
import sys

from infludesk.cli.main import main as command


def main() -> None:
    """Run a command, or open the window; names in any script come out whatever the console's encoding is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a program without a console has none
            stream.reconfigure(encoding="utf-8", errors="replace")
    command()


if __name__ == "__main__":
    main()
