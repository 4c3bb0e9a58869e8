"""Why a row goes to somebody, or is asked about, in words."""

from infludesk.creators.signs import sign_words
from infludesk.importing.people.comparing import Key
from infludesk.kernel.text import fold, tr


def matched_words(row: int, owner: str | int, by: Key | None) -> str:
    """Why a row goes to a creator, or to that of another row; by no key, as its equal."""
    if by is None:
        return tr("Equal to a creator of this name.")
    shown = by.value.partition(":")[2] if by.kind in ("user_id", "account") else by.value
    shown = f"@{shown}" if by.kind == "account" else shown
    if isinstance(owner, str):
        return tr("Matches by {key}.", key=shown)
    if by.kind == "email":
        return tr("Rows {one} and {other} have the same e-mail ({key}).", one=owner, other=row, key=shown)
    if by.kind == "phone":
        return tr("Rows {one} and {other} have the same phone number ({key}).", one=owner, other=row, key=shown)
    return tr("Rows {one} and {other} are the same account ({key}).", one=owner, other=row, key=shown)


def asked_words(signs: tuple[str, ...], said: str, name: str) -> str:
    """Why somebody called ``name`` is proposed for a row that says ``said``; the strongest sign comes first."""
    if signs[0] == "email":
        return tr("Same e-mail as {name}, another name.", name=name)
    if signs[0] == "phone":
        return tr("Same phone number as {name}, another name.", name=name)
    if not said or not name:
        return tr("The same handle on another channel.")
    return sign_words(signs, equal=fold(said) == fold(name))


def same_name_words(*, known: bool, binned: bool) -> str:
    """What is told of a new creator whose name others have; empty for nothing."""
    if known:
        return tr("A creator has the same name.")
    return tr("A creator in the trash has the same name.") if binned else ""


def binned_words() -> str:
    """Why a row of somebody in the trash is skipped."""
    return tr("In the trash. Restore it there to import it again.")


def gone_words() -> str:
    """Why a row is skipped that was to go to somebody who is gone."""
    return tr("The creator you chose is no longer there. Import this row again to choose another.")
