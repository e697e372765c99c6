"""Files that are let fall on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_file(source: QMimeData) -> Path | None:
    """Return the one local file that was dropped or pasted, if it is one."""
    urls = source.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
