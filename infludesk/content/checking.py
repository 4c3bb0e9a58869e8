"""Check a caption with what comes with the program: the words of the languages and the folds of the platforms."""

from functools import cache

from infludesk.content.captions.check import Checked, check
from infludesk.content.captions.folds import Fold, folds
from infludesk.content.captions.lexicon import Lexicon, lexicon
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
) -> Checked:
    """Check one caption, as ``captions.check.check`` says; ``platform`` as in accounts, or ``blog``.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    fold = platform_folds().get(platform)
    return check(
        caption, pack=pack, format=format, connection=connection, lang=lang, day=day, words=_words(), fold=fold
    )


@cache
def platform_folds() -> dict[str, Fold]:
    """Where each platform cuts a caption, by platform.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return folds(shipped_folds())


@cache
def _words() -> Lexicon:
    return lexicon(shipped_languages())
