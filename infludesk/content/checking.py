"""Check a caption with what comes with the program: the words of the languages and the folds of the platforms."""

from collections.abc import Mapping
from functools import cache, lru_cache

from infludesk.content.captions.check import Checked, Reading, check, read
from infludesk.content.captions.folds import Fold, folds
from infludesk.content.captions.lexicon import Lexicon, lexicon
from infludesk.content.captions.sight import with_seen
from infludesk.contracts.rulepacks import RulePack
from infludesk.contracts.shipped import shipped_folds, shipped_languages


def check_caption(
    caption: str,
    *,
    pack: RulePack,
    platform: str,
    format: str,  # noqa: A002  the post's field
    connection: str,
    lang: str,
    day: str,
    seen: Mapping[str, str] | None = None,
) -> Checked:
    """Check one caption, as ``captions.check.check`` says; ``platform`` as in accounts, or ``blog``.

    ``seen`` is what a person answered about the piece, as ``captions.sight.with_seen`` takes it.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    fold = platform_folds().get(platform)
    checked = check(_read(caption), pack=pack, format=format, connection=connection, lang=lang, day=day, fold=fold)
    return with_seen(checked, pack, seen or {})


def language_of(caption: str) -> str:
    """The language a caption is written in, where its words tell for certain; else empty.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return _read(caption).written


@cache
def platform_folds() -> dict[str, Fold]:
    """Where each platform cuts a caption, by platform.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return folds(shipped_folds())


@lru_cache(maxsize=8)
def _read(caption: str) -> Reading:
    """A caption, read once for the packs it is checked under one after the other."""
    return read(caption, _words())


@cache
def _words() -> Lexicon:
    return lexicon(shipped_languages())
