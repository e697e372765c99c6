"""Which files of a folder may hold tunes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from engine.errors import FileError

SUFFIXES = (".abc", ".txt")  # what is walked by; a file that is named is read whatever its suffix


def files_in(folder: Path, tell: Callable[[FileError], None]) -> Iterator[Path]:
    """Yield the ABC files of a folder and of those in it, in the order of their names.

    What begins with a dot is passed over, and links to folders are not followed, so that nothing is met twice. A
    folder that cannot be read is told, and the others go on.
    """

    def refuse(error: OSError) -> None:
        tell(FileError("{path} cannot be read ({reason}): choose another folder", path=error.filename, reason=error))

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if name.lower().endswith(SUFFIXES) and not name.startswith(".") and path.is_file():
                yield path
