"""Files dropped on the program, or copied in a file manager and pasted."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped(data: QMimeData | None) -> tuple[Path, ...]:
    """The files and folders at hand, each once and in their order; none for text, pictures and addresses of pages."""
    urls = data.urls() if data is not None else ()
    return tuple(dict.fromkeys(Path(url.toLocalFile()) for url in urls if url.isLocalFile()))
