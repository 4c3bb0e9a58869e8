"""The rule packs that come with the program."""

from infludesk.paths import resource


def shipped() -> tuple[str, ...]:
    """The text (TOML) of each pack, in the order of the file names.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return tuple(path.read_text(encoding="utf-8") for path in sorted(resource("rulepacks").glob("*.toml")))
