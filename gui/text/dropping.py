"""Files that are let fall on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_files(source: QMimeData) -> list[Path]:
    """Return the local files that were dropped or pasted, if they are nothing but files."""
    urls = source.urls()
    return [Path(url.toLocalFile()) for url in urls] if all(url.isLocalFile() for url in urls) else []
