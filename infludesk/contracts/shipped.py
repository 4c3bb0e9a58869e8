"""The rule packs that come with the program, and what the caption check knows of words and platforms."""

from infludesk.paths import resource


def shipped() -> tuple[str, ...]:
    """The text (TOML) of each pack, in the order of the file names.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return tuple(path.read_text(encoding="utf-8") for path in sorted(resource("rulepacks").glob("*.toml")))


def shipped_pack(code: str) -> str:
    """The text (TOML) of the pack with this code.

    Raises:
        FileNotFoundError: there is no such pack.
    """
    return resource("rulepacks", f"{code}.toml").read_text(encoding="utf-8")


def shipped_languages() -> tuple[str, ...]:
    """The text (TOML) of the words of each language, in the order of the file names.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    folder = resource("rulepacks", "languages")
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml")))


def shipped_folds() -> str:
    """The text (TOML) of the table that says where each platform cuts a caption.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return resource("rulepacks", "platforms", "folds.toml").read_text(encoding="utf-8")


def shipped_figures() -> str:
    """The text (TOML) of the amounts that the law names.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return resource("legal", "figures.toml").read_text(encoding="utf-8")


def shipped_clauses() -> str:
    """The text (TOML) of the clause library.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return resource("clauses", "en.toml").read_text(encoding="utf-8")


def shipped_contracts() -> tuple[str, ...]:
    """The text (TOML) of each kind of contract, in the order of the file names.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return tuple(path.read_text(encoding="utf-8") for path in sorted(resource("templates", "contracts").glob("*.toml")))
