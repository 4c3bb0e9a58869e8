"""The accounts that a row names: handles and addresses joined, figures with the account they are of."""

from collections.abc import Sequence
from dataclasses import replace

from infludesk.creators.model import Account
from infludesk.creators.profiles import Profile, is_address, profile_url, read_profile
from infludesk.importing.people.incoming import Draft, IncomingAccount, Point, Values
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.text import tr

_KEYS = frozenset({"creator_id", "platform", "handle", "url", "platform_user_id"})
_OF_ACCOUNT = tuple(one.name for one in Account.entity.fields if one.name not in _KEYS)


def accounts(draft: Draft) -> tuple[IncomingAccount, ...]:
    """The row's channels, each once; figures without a platform belong to the first.

    Values that find no channel are listed in ``draft.lost``.
    """
    found: dict[tuple[str, str], IncomingAccount] = {}
    waiting = draft.figures
    loose = waiting.pop("", None) or {}
    for of, said in draft.accounts.items():
        profiles = _named(draft, of, said)
        for profile, values in profiles:
            figures = waiting.pop(of, None) or {}
            if loose and not found:
                figures, loose = _joined(draft, loose, figures), {}
            _add(draft, found, IncomingAccount(profile.platform, profile.handle, profile.url, values, figures), of)
        _note_unused(draft, of, said, profiles)
    for of, texts in draft.further.items():
        for text in texts:
            if one := _profile(draft, text, draft.accounts.get(of, {}).get("platform") or _platform(of)):
                own = {"platform_user_id": one.user_id} if one.user_id else {}
                _add(draft, found, IncomingAccount(one.platform, one.handle, one.url, own), of)
    for of, figures in waiting.items():
        _give(draft, found, of, figures)
    for name in loose:
        draft.lost.add(("account_snapshot", "", name))
    return tuple(found.values())


def own_accounts(draft: Draft) -> tuple[IncomingAccount, ...]:
    """The channels of a row of the program's own file, each as it stands there."""
    return tuple(
        IncomingAccount(
            of.partition("#")[0], said.get("handle") or "", said.get("url") or "",
            {name: value for name, value in said.items() if name not in ("platform", "handle", "url")},
            draft.figures.get(of) or {},
        )
        for of, said in draft.accounts.items()
        if said.get("handle") or said.get("url")
    )  # fmt: skip


def _note_unused(draft: Draft, of: str, said: Values, profiles: Sequence[tuple[Profile, Values]]) -> None:
    """A platform that the account is not on, and all that is said of an account that nothing names, is lost."""
    if not profiles:
        draft.lost |= {("account", of, name) for name in said if name not in ("handle", "url")}
    elif "platform" in said and any(one.platform != said["platform"] for one, _ in profiles):
        draft.lost.add(("account", of, "platform"))


def _platform(of: str) -> str:
    """The platform of what stands behind a target's @: ``instagram#2``; empty where it is only a number."""
    return of.partition("#")[0] if "/" not in of else ""


def _give(draft: Draft, found: dict[tuple[str, str], IncomingAccount], of: str, figures: Values) -> None:
    """Figures of a platform go to the only account there, which another column named."""
    keys = [key for key, one in found.items() if one.platform == of]
    if len(keys) == 1 and not found[keys[0]].snapshot:
        found[keys[0]] = replace(found[keys[0]], snapshot=figures)
    else:
        draft.lost |= {("account_snapshot", of, name) for name in figures}


def _joined(draft: Draft, loose: Values, own: Values) -> Values:
    """Figures of the row with those of the platform, which count where both are given."""
    draft.lost |= {("account_snapshot", "", name) for name in loose if own.get(name, loose[name]) != loose[name]}
    return loose | own


def _add(draft: Draft, found: dict[tuple[str, str], IncomingAccount], one: IncomingAccount, of: str) -> None:
    """Take a channel, or what is new of one that is there; what differs is lost."""
    old = found.setdefault(one.key, one)
    if old is one:
        return
    for table, mine, theirs in (("account", one.values, old.values), ("account_snapshot", one.snapshot, old.snapshot)):
        draft.lost |= {(table, of, name) for name, value in mine.items() if theirs.get(name, value) != value}
    found[one.key] = replace(
        old, values={**one.values, **old.values}, snapshot={**one.snapshot, **old.snapshot}, url=old.url or one.url
    )


def _named(draft: Draft, of: str, said: Values) -> list[tuple[Profile, Values]]:
    """The channel that handle and address name, with its further fields; two, where they name different ones."""
    platform = _platform(of) or said.get("platform")
    profiles = [
        profile
        for name in ("url", "handle")
        if (text := said.get(name)) and (profile := _profile(draft, text, platform))
    ]
    user_id = str(said.get("platform_user_id") or "")
    if not profiles and user_id and platform:
        profiles = [Profile(platform, user_id, "", user_id)]
    values = {name: said[name] for name in _OF_ACCOUNT if name in said}
    # an address made of the platform's own id and a handle are one channel
    if len(profiles) > 1 and profiles[0].user_id and profiles[0].platform == profiles[1].platform:
        first, handle = profiles[0], profiles[1].handle
        url = first.url or profile_url(first.platform, handle)
        profiles = [Profile(first.platform, handle, url, first.user_id)]
    found: list[tuple[Profile, Values]] = []
    for profile in profiles:
        own = (user_id if not found else "") or profile.user_id
        found.append((profile, values | {"platform_user_id": own} if own else values))
    return found


def _profile(draft: Draft, text: str, platform: str | None) -> Profile | None:
    """The channel a cell names; a post's address is told, and any other that names none is kept as a website."""
    try:
        found = read_profile(text, platform or "other")
    except Problem as problem:
        draft.problems.append(Note(draft.number, None, text, problem.title))
        return None
    if found is None:
        reason = tr('"{text}" names no account.', text=text)
        if is_address(text):
            draft.points.append(Point("website", text))
            reason = tr('"{text}" names no account. It is kept as a website.', text=text)
        draft.problems.append(Note(draft.number, None, text, reason))
    return found
