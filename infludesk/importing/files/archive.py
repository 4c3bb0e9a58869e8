"""The parts of a ZIP file, opened only when they cannot unpack out of all proportion, and their XML, without DTDs."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from xml.parsers import expat

from infludesk.importing.files.sheet import MAX_RATIO, MAX_UNPACKED, damaged, locked, more_than_can_be_read
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

ZIP = b"PK\x03\x04"
_ENTRY = b"PK\x01\x02"
_HEADER = 30
_MOST_PARTS = 10_000
_SMALL = 10_000_000
_CHUNK = 1 << 18
_LONGEST_TAG = 4 * _CHUNK
_PLAIN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MOST_TAGS = 20_000_000
_DEEPEST = 1_000
_LOCKED = 1

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


class Archive:
    """A ZIP file in memory.

    Attributes:
        name: the file's name, for a Problem.
        size: its length in bytes.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Look at the directory.

        Raises:
            Problem: ``import.damaged``, ``.locked``, ``.too_large``.
        """
        self.name, self.size, self._tags = name, len(data), 0
        if data.count(_ENTRY) > _MOST_PARTS:
            raise damaged(name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            raise damaged(name) from None
        infos = self._zip.infolist()
        unpacked = sum(info.file_size for info in infos)
        if unpacked > MAX_UNPACKED or unpacked > max(_SMALL, MAX_RATIO * len(data)):
            raise _bomb(name, unpacked)
        if any(info.flag_bits & _LOCKED for info in infos):
            raise locked(name)
        if _overlap(infos) or any(info.compress_type not in _PLAIN for info in infos):
            raise damaged(name)
        self._parts = {info.filename.replace("\\", "/").lower(): info for info in infos}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def read(self, part: str, most: int) -> bytes:
        """The first bytes of a part; none where it is missing.

        Raises:
            Problem: ``import.damaged``.
        """
        return next(self._chunks(part, most), b"") if part in self else b""

    def parse(
        self,
        part: str,
        start: Start,
        end: Callable[[str], None] | None = None,
        text: Callable[[str], object] | None = None,
    ) -> None:
        """Tell a part's elements and texts to three functions, in order; none is ever held whole.

        Raises:
            Problem: ``import.damaged``: the part is missing or no XML, or declares a document type;
                ``import.too_large``. What the functions raise passes through.
        """
        parser, depth = expat.ParserCreate(), 0

        def opened(element: str, given: Attributes) -> None:
            nonlocal depth
            depth += 1
            if depth > _DEEPEST:  # each open one is held in memory
                raise damaged(self.name)
            start(element, given)

        def closed(element: str) -> None:
            nonlocal depth
            depth -= 1
            if end:
                end(element)

        parser.buffer_text = True
        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._no_entities
        try:
            self._feed(parser, part)
        except (expat.ExpatError, ValueError, LookupError):
            raise damaged(self.name) from None

    def _feed(self, parser: expat.XMLParserType, part: str) -> None:
        fed = 0
        for chunk in self._chunks(part, _CHUNK):
            self._tags += chunk.count(b"<")
            if self._tags > _MOST_TAGS:
                raise more_than_can_be_read(self.name)
            parser.Parse(chunk)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:  # else a tag without an end takes memory and time
                raise damaged(self.name)
        parser.Parse(b"", True)

    def _chunks(self, part: str, size: int) -> Iterator[bytes]:
        info = self._parts.get(part.lower())
        if info is None:
            raise damaged(self.name)
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(size):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
            raise damaged(self.name) from None

    def _no_entities(self, *_: object) -> None:
        raise damaged(self.name)


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    """Whether two parts share bytes, so that few of them unpack to many."""
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + _HEADER + info.compress_size
    return False


def _bomb(name: str, unpacked: int) -> Problem:
    size = f"{unpacked / 1e9:.1f} GB" if unpacked >= 10**9 else f"{unpacked / 1e6:.0f} MB"
    return Problem(
        "import.too_large",
        tr('"{name}" would unpack to {size}.', name=name, size=size),
        tr("It was not opened; nothing changed. Save it again in your spreadsheet, or as CSV."),
    )
