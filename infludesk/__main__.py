"""The program: ``infludesk`` or ``python -m infludesk``."""

from infludesk.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
