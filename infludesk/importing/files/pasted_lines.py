"""People in lines written by hand: names, handles, profile links, e-mails and phone numbers, in any order."""

import re
from dataclasses import dataclass, field
from typing import Literal

from infludesk.creators.model import PLATFORMS
from infludesk.creators.profiles import Profile, is_address, normal_handle, read_profile
from infludesk.importing.fields.cells import is_email
from infludesk.importing.fields.targets import heading, platform_code
from infludesk.kernel.errors import Problem

NAME, EMAIL, PHONE, HANDLE, WEBSITE, NOTES = "Name", "Email", "Phone", "Handle", "Website", "Notes"
LABELS = dict(PLATFORMS)
ORDER = (NAME, EMAIL, PHONE, HANDLE, *LABELS.values(), WEBSITE, NOTES)
Kind = Literal["email", "phone", "handle", "profile", "post", "site", "platform", "words", "mixed"]
Cells = list[tuple[str, str]]
"""(column, value) in the order in which they were written."""

_BULLET = re.compile(r"^\s*(?:[-–—*•·▪◦‣●○✓✔➤→]+|\d{1,4}[.)])\s+")
_BLANKS = re.compile(r"\s{2,}|\t")
_PARTS = re.compile(r"[ \t][-–—|·•/~]+[ \t]|[\t|<>()\[\]{}\"“”„«»]+|:[ \t]|[,;]")
_PHONE = re.compile(r"\+?\(?\d[\d\s()./-]{5,24}\d")
_LAST_FIRST = re.compile(r"\s*\"?([^\",;<>@]+),\s*([^\",;<>@]+?)\"?\s*<([^<>\s@]+@[^<>\s@]+)>\s*")
_HANDLE = re.compile(r"[@＠][^\s@]+(?:@[\w-]+(?:\.[\w-]+)+)?")
_BARE = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9_])?")
_SIGN = re.compile(r"[._\d]")
_SAID_BEFORE = frozenset(
    {"name", "e mail", "email", "mail", "tel", "phone", "mobile", "handle", "profile", "web", "website", "url", "link"}
)
_EDGES = ".,;:!?'’*"
_LONGEST = 200
_LONGEST_PLATFORM = 24
_NAMES_TOO = frozenset({"line", "press", "forum", "event", "other"})
_COMMON = frozenset({"blog", "podcast", "newsletter", "x"})


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a line: what it is, its text, and its platform's code where it names one."""

    kind: Kind
    text: str
    platform: str = ""


@dataclass(slots=True)
class _Person:
    """What is known of one person while their pieces are put in order."""

    cells: Cells = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    platforms: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def people(line: str, *, names: bool) -> list[Cells]:
    """The people whom one line names; none for a blank one.

    Args:
        line: as it was written.
        names: whether single words are names; else they are handles.
    """
    line = unbulleted(line)
    if len(line) < _LONGEST and (swapped := _LAST_FIRST.fullmatch(line)):
        return [[(NAME, f"{swapped[2]} {swapped[1]}"), (EMAIL, swapped[3])]]
    for one in (";", ","):
        pieces = [piece for piece in line.split(one) if piece.strip()]
        if len(pieces) > 1 and _alike(pieces):
            return [cells for piece in pieces for cells in people(piece, names=names)]
    cells = _in_order(_words(line), names=names)
    return [cells] if cells else []


def unbulleted(line: str) -> str:
    """A line without the sign or the number of its place in a list."""
    return _BULLET.sub("", line, count=1).strip()


def speaks_of(line: str) -> str:
    """The platform that a line names and nothing else, as above a list of handles; empty for other lines."""
    words = _words(unbulleted(line)) if len(line) < _LONGEST_PLATFORM * 2 else []
    return words[0].platform if len(words) == 1 and words[0].kind == "platform" else ""


def is_bare(text: str) -> bool:
    """Whether a word could be a handle without its @."""
    return _BARE.fullmatch(text) is not None and not text.isdecimal()


def kind_of(text: str) -> Kind:
    """What a cell is by itself; mixed where it says several kinds of things."""
    kinds = {word.kind for word in _words(text[:_LONGEST])}
    return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else "words"


def _alike(pieces: list[str]) -> bool:
    """Whether each piece is a person of their own, since all of them say the same kinds of things."""
    said = {_said(piece) for piece in pieces}
    # among handles, a bare word is one too
    return len(said) == 1 or (said == {("handle",), ("words",)} and all(is_bare(one.strip(" @")) for one in pieces))


def _said(piece: str) -> tuple[str, ...]:
    return tuple(sorted({word.platform or word.kind for word in _words(piece)}))


def _words(line: str) -> list[Word]:
    found: list[Word] = []
    for part in _PARTS.split(_BLANKS.sub("\t", line)):
        text = part.strip()
        if _is_phone(text):
            found.append(Word("phone", text))
        elif text:
            found += _of_part(text)
    return found


def _of_part(text: str) -> list[Word]:
    """What stands between two signs: addresses and handles, and the plain words around them."""
    found: list[Word] = []
    plain: list[str] = []
    for one in text.split():
        word = _word(one.strip(_EDGES))
        if word.kind == "words":
            plain.append(one)
        else:
            found += [*_phrase(plain), word]
            plain = []
    return found + _phrase(plain)


def _phrase(plain: list[str]) -> list[Word]:
    """Plain words that stand together; a platform's name before or behind them stands for itself."""
    text = " ".join(plain).strip(_EDGES + " ")
    if not text or heading(text[:_LONGEST]) in _SAID_BEFORE:
        return []
    if code := _platform(text):
        return [Word("platform", text, code)]
    code = _platform_beside(plain[0])
    if code:
        return [Word("platform", plain[0], code), Word("words", " ".join(plain[1:]))]
    code = _platform_beside(plain[-1])
    if code:
        return [Word("words", " ".join(plain[:-1])), Word("platform", plain[-1], code)]
    return [Word("words", text)]


def _platform(text: str) -> str:
    code = platform_code(text) if len(text) < _LONGEST_PLATFORM else None
    return "" if code is None or code in _NAMES_TOO else code


def _platform_beside(word: str) -> str:
    """The platform that one word of several names; not where the word is a common one."""
    code = _platform(word.strip(_EDGES))
    return "" if code in _COMMON else code


def _word(text: str) -> Word:
    mail = text[len("mailto:") :] if text.lower().startswith("mailto:") else text
    if is_email(mail):
        return Word("email", mail)
    if is_address(text):
        return _of_address(text)
    if _HANDLE.fullmatch(text):
        return Word("handle", text, "mastodon" if "@" in text[1:] else "")
    return Word("words", text)


def _of_address(text: str) -> Word:
    try:
        profile = read_profile(text)
    except Problem:
        return Word("post", text)
    return Word("profile", text, profile.platform) if profile and profile.platform != "blog" else Word("site", text)


def _is_phone(text: str) -> bool:
    return _PHONE.fullmatch(text) is not None


def _in_order(words: list[Word], *, names: bool) -> Cells:
    person = _Person()
    for word in words:
        match word.kind:
            case "email" | "phone" | "site":
                column = {"email": EMAIL, "phone": PHONE, "site": WEBSITE}[word.kind]
                person.cells.append((column, word.text))
            case "profile":
                person.cells.append((LABELS[word.platform], word.text))
            case "handle" if word.platform:
                person.cells.append((LABELS[word.platform], word.text))
            case "handle":
                person.handles.append(word.text)
            case "post":
                person.cells.append((NOTES, word.text))
            case "platform":
                person.platforms.append(word.platform)
            case _:
                person.words.append(word.text)
    _place_words(person, names=names)
    _place_handles(person)
    return person.cells


def _place_words(person: _Person, *, names: bool) -> None:
    """A platform beside a bare word makes it a handle; else the first words are the name, and the rest a note."""
    lacking = len(person.platforms) - len(person.handles)
    for word in [word for word in reversed(person.words) if is_bare(word)][: max(lacking, 0)]:
        person.words.remove(word)
        person.handles.insert(0, word)
    if not person.cells and not person.handles and len(person.words) == 1 and _is_handle(person.words[0], names=names):
        person.handles.append(person.words.pop())
    if person.words:
        person.cells.insert(0, (NAME, person.words[0]))
    person.cells += [(NOTES, word) for word in person.words[1:]]


def _is_handle(word: str, *, names: bool) -> bool:
    return " " not in word and (not names or (is_bare(word) and _SIGN.search(word) is not None))


def _place_handles(person: _Person) -> None:
    """Handles beside as many platforms belong to them; what a profile link says already is left out."""
    linked = {(one.platform, normal_handle(one.handle)) for _, text in person.cells if (one := _profile(text))}
    known = {handle for _, handle in linked}
    said = {column for column, _ in person.cells}
    if len(person.platforms) == len(person.handles):
        pairs = zip(person.platforms, person.handles, strict=True)
        person.cells += [(LABELS[on], at) for on, at in pairs if (on, normal_handle(at)) not in linked]
        return
    person.cells += [(HANDLE, handle) for handle in person.handles if normal_handle(handle) not in known]
    spoken_of = (LABELS[code] for code in person.platforms if code != "blog" or WEBSITE not in said)
    person.cells += [(NOTES, label) for label in spoken_of if label not in said]


def _profile(text: str) -> Profile | None:
    try:
        return read_profile(text) if is_address(text) else None
    except Problem:
        return None
