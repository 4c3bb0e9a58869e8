"""The platform and the handle that a card's line names, under whichever of a dozen ways address books write them."""

import re

from infludesk.creators.model import PLATFORMS
from infludesk.creators.profiles import is_address, platform_of_address
from infludesk.importing.files.vcard_lines import Line
from infludesk.kernel.text import fold

WEBSITE = "Website"
MESSENGERS = "IM"
_UNKNOWN = "Profile"
_GENERAL = frozenset({"other", "press", "event"})
_LABELS = dict(PLATFORMS)
_PLATFORMS = {fold(label): label for code, label in PLATFORMS if code not in _GENERAL} | {
    "twitter": "X", "sinaweibo": "Weibo", "weixin": "WeChat", "tg": "Telegram",
}  # fmt: skip
_SOCIAL = frozenset({"SOCIALPROFILE", "X-SOCIALPROFILE"})
_OWN = frozenset(
    {"X-SKYPE", "X-SKYPE-USERNAME", "X-AIM", "X-ICQ", "X-JABBER", "X-MSN", "X-YAHOO", "X-QQ", "X-WHATSAPP"}
)
_GENERAL_TYPES = frozenset({"pref", "home", "work", "other", "internet", "personal"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!//)", re.IGNORECASE)


def profile_of(line: Line, label: str, value: str) -> tuple[str, str] | None:
    """The column that a line about a profile, a messenger or a site fills, and its value; None for other lines.

    Args:
        line: any line of a card.
        label: the name that its group gives it.
        value: what it says, unescaped.
    """
    if line.name in _SOCIAL:
        return _social(line, label, value)
    if line.name == "URL":
        return _named(line, label) or WEBSITE, value
    if line.name == "IMPP":
        return _messenger(line, value)
    if line.name in _OWN:
        return MESSENGERS, f"{line.name.split('-')[1].capitalize()}: {value}"
    platform = _PLATFORMS.get(line.name.lower().removeprefix("x-")) if line.name.startswith("X-") else None
    return (platform, value) if platform else None


def _named(line: Line, label: str) -> str:
    """The platform that a line's service, type or label names."""
    said = (*_services(line), *line.types, fold(label))
    return next((_PLATFORMS[one] for one in said if one in _PLATFORMS), "")


def _services(line: Line) -> list[str]:
    return [*line.parameters.get("service-type", []), *line.parameters.get("x-service-type", [])]


def _social(line: Line, label: str, value: str) -> tuple[str, str]:
    value = value if is_address(value) else _SCHEME.sub("", value, count=1)
    value = value or ", ".join(line.parameters.get("x-user", []))
    platform = _named(line, label) or _LABELS.get(platform_of_address(value), "")
    kinds = (*_services(line), *(one for one in line.types if one not in _GENERAL_TYPES))
    kind = next((one.capitalize() for one in kinds if one), "")
    return platform or kind or (WEBSITE if is_address(value) else _UNKNOWN), value


def _messenger(line: Line, value: str) -> tuple[str, str]:
    scheme = _SCHEME.match(value)
    service = next(iter([*_services(line), *([scheme[1].lower()] if scheme else [])]), "")
    handle = value[scheme.end() :] if scheme else value
    if platform := _PLATFORMS.get(service) or _LABELS.get(platform_of_address(value), ""):
        return platform, handle
    return MESSENGERS, f"{service.capitalize()}: {handle}" if service else handle
