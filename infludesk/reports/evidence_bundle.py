"""The evidence bundle: a ZIP with every proof chosen, an index as PDF, and the hashes as ``sha256sum`` reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from infludesk.flows.evidence_list import KINDS, ListedEvidence
from infludesk.kernel.dates import show_day, show_moment
from infludesk.kernel.progress import Progress, silent
from infludesk.kernel.text import isolate, join, locale_of, plural, tr
from infludesk.records.store import stored_file
from infludesk.reports import pdf
from infludesk.reports.blocks import Answer, Block, Cell, Column, Cover, Heading, Report, Strong, Table, Text, Two
from infludesk.reports.client_facts import Brand, Look
from infludesk.saving import save

INDEX, SUMS = "index.pdf", "SHA256SUMS.txt"
_STEP = 1 << 20
_FIRST_DAY, _LAST_DAY = "1980-01-01", "2107-12-31"  # that a ZIP can name


@dataclass(frozen=True, slots=True)
class Item:
    """A proof with what goes into the bundle under a name: the text, else the file kept under its hash."""

    row: ListedEvidence
    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle is of, whose document its index is, and the zone of its times."""

    title: str
    items: tuple[Item, ...]
    brand: Brand
    look: Look
    zone: str


@dataclass(frozen=True, slots=True)
class Put:
    """A file in the bundle: its name there, its hash there, and how it stands against the hash it was kept under."""

    item: Item
    name: str
    digest: str
    state: str


def write_bundle(bundle: Bundle, target: Path, folder: Path, progress: Progress = silent) -> tuple[Put, ...]:
    """Write the ZIP, all of it or nothing; a file that changed is in it as it is now, and the index says so.

    Args:
        bundle: the proofs.
        target: the file, replaced only when the whole ZIP is made.
        folder: the workspace's folder of files.
        progress: is told the bytes packed; raises Cancelled to stop, which writes nothing.

    Raises:
        Problem: as ``saving.save``.
    """
    found: list[Put] = []

    def write(part: Path) -> None:
        found.clear()
        with ZipFile(part, "w", ZIP_DEFLATED) as archive:
            found.extend(_pack(archive, bundle, folder, progress))
            index = BytesIO()
            pdf.write(_index(bundle, found), index)
            _add(archive, INDEX, index.getvalue(), bundle.look.day)
            lines = [f"{sha256(index.getvalue()).hexdigest()}  {INDEX}"]
            lines += [f"{one.digest}  {one.name}" for one in found if one.name]
            _add(archive, SUMS, ("\n".join(lines) + "\n").encode(), bundle.look.day)

    save(target, write)
    return tuple(found)


def _pack(archive: ZipFile, bundle: Bundle, folder: Path, progress: Progress) -> Iterator[Put]:
    paths = {one.row.id: stored_file(folder, one.row.digest) if one.row.name else None for one in bundle.items}
    total = sum(path.stat().st_size if path else 0 for path in paths.values())
    done, packed = 0, dict[str, Put]()
    for item in bundle.items:
        progress(done, total)
        path = paths[item.row.id]
        if item.row.name and path is None:
            yield Put(item, "", "", "missing")
        elif path is None:
            data = item.text.encode()
            _add(archive, item.name, data, item.row.at)
            digest = sha256(data).hexdigest()
            yield Put(item, item.name, digest, _state(item, digest))
        elif known := packed.get(item.row.digest):
            yield Put(item, known.name, known.digest, known.state)
        else:
            with path.open("rb") as file, archive.open(_info(item.name, item.row.at), "w", force_zip64=True) as inside:
                digest, size = _copy(file, inside, done, total, progress)
            done += size
            packed[item.row.digest] = put = Put(item, item.name, digest, _state(item, digest))
            yield put
    progress(total, total)


def _copy(source: IO[bytes], target: IO[bytes], done: int, total: int, progress: Progress) -> tuple[str, int]:
    made, size = sha256(), 0
    while some := source.read(_STEP):
        target.write(some)
        made.update(some)
        size += len(some)
        progress(done + size, total)
    return made.hexdigest(), size


def _state(item: Item, digest: str) -> str:
    """``made`` is what had no hash of its own, such as a check."""
    if not item.row.digest:
        return "made"
    return "intact" if digest == item.row.digest else "changed"


def _info(name: str, at: str) -> ZipInfo:
    """An entry with the day it was taken; what ZIP cannot date is from its first day."""
    day = at[:10] if len(at) >= len(_FIRST_DAY) and _FIRST_DAY <= at[:10] <= _LAST_DAY else _FIRST_DAY
    info = ZipInfo(name, (int(day[:4]), int(day[5:7]), int(day[8:10]), 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    return info


def _add(archive: ZipFile, name: str, data: bytes, at: str) -> None:
    archive.writestr(_info(name, at), data)


def _index(bundle: Bundle, found: Sequence[Put]) -> Report:
    locale = locale_of(bundle.look.locale)
    day = show_day(bundle.look.day, locale)
    odd = sum(one.state in ("changed", "missing") for one in found)
    columns = (Column(tr("Proof, file and hash"), 94), Column(tr("About"), 44), Column(tr("Taken"), 36))
    rows = tuple(row for one in found for row in _rows(one, bundle))
    blocks: tuple[Block, ...] = (
        Cover(part="cover", kind=tr("Evidence bundle"), title=isolate(bundle.title), client=isolate(bundle.brand.name),
              below=tr("packed {day}", day=day)),
        Answer(
            part="index",
            question=tr("What is in this bundle?"),
            answer=plural(len(found), "{n} proof", "{n} proofs"),
            line=plural(odd, "{n} file changed or is missing; it is marked.",
                        "{n} files changed or are missing; they are marked.") if odd
            else tr("Every text and file fits the hash it was kept under."),
        ),
        Heading(part="index", title=tr("Index")),
        Table(part="index", columns=columns, rows=rows, empty=tr("Nothing was chosen.")),
        Text(part="index", text=tr("{file} lists the SHA-256 hash of each file in this bundle; sha256sum -c verifies "
                                   "them. Times are those of {zone}.", file=SUMS, zone=bundle.zone)),
    )  # fmt: skip
    return Report(
        kind=tr("Evidence bundle"), title=bundle.title, head=join((isolate(bundle.title), day)),
        author=bundle.look.made_by, look=bundle.look, brand=bundle.brand, blocks=blocks,
    )  # fmt: skip


def _rows(one: Put, bundle: Bundle) -> list[tuple[Cell, ...]]:
    row = one.item.row
    kind = tr(dict(KINDS).get(row.kind, row.kind))
    locale = locale_of(bundle.look.locale)
    when = show_moment(row.at, locale, bundle.zone) if row.at.endswith("Z") else show_day(row.at, locale)
    about = Two(isolate(row.about_words) or "–", join((isolate(row.creator), isolate(row.campaign))))
    made: list[tuple[Cell, ...]] = [
        (Two(join((kind, isolate(row.what))), one.digest or row.digest, strong=True), about,
         Two(when, isolate(row.by))),
    ]  # fmt: skip
    if one.name:
        made.append((isolate(one.name), row.pack, ""))
    if one.state == "changed":
        made.append((Two(tr("Changed since it was kept under"), row.digest), "", Strong(tr("Changed"))))
    elif one.state == "missing":
        made.append((tr("The file is not in the workspace's folder."), "", Strong(tr("Missing"))))
    return made
