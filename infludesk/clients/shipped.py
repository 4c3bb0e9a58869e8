"""The trades that come with the program."""

from infludesk.paths import resource


def shipped_categories() -> str:
    """The text (TOML) of the tree of trades.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return resource("categories.toml").read_text(encoding="utf-8")
