"""A file that one program holds for as long as it lives. The system lets go of it even when the program is killed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Hold a file until ``close``.

    Raises:
        BlockingIOError: another one holds it.
        OSError: there can be no such file.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")
        try:
            _take(self._file)
        except OSError as error:
            self._file.close()
            raise BlockingIOError(f"{path} is held by another program") from error

    def close(self) -> None:
        """Let go."""
        self._file.close()
