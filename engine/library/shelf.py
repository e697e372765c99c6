"""What was read of files, kept for as long as the files stay as they were: the next search need not read them."""

from __future__ import annotations

import os
from pathlib import Path

from engine.errors import FileError
from engine.files import read_abc
from engine.library.hits import Volume

_MOST_KEPT = 48_000_000  # characters of texts; a folder of more is read anew at every search


class Shelf:
    """Texts by path. One thread uses it."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[tuple[int, int, int], Volume]] = {}
        self._size = 0

    def read(self, path: Path, text: str | None = None) -> Volume:
        """Return a file's text as it is now. A file that changed since is read again. Raises FileError.

        A ``text`` that is open and not saved stands for the file.
        """
        if text is not None:
            known = self._kept.get(path)
            return known[1] if known is not None and known[1].text == text else self._put(path, (0, 0, 0), Volume(text))
        try:
            stat = path.stat()
        except OSError as error:
            raise FileError("{path} cannot be read ({reason}): choose another file", path=path, reason=error) from error
        stamp = stat.st_mtime_ns, stat.st_size, stat.st_ino
        known = self._kept.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        return self._put(path, stamp, Volume(read_abc(path).text))

    def keep_only(self, folder: Path) -> None:
        """Forget what is not in a folder."""
        inside = str(folder) + os.sep
        for path in [each for each in self._kept if not str(each).startswith(inside)]:
            self._forget(path)

    def _put(self, path: Path, stamp: tuple[int, int, int], volume: Volume) -> Volume:
        if path in self._kept:
            self._forget(path)
        if self._size + len(volume.text) <= _MOST_KEPT:
            self._kept[path] = stamp, volume
            self._size += len(volume.text)
        return volume

    def _forget(self, path: Path) -> None:
        self._size -= len(self._kept.pop(path)[1].text)
