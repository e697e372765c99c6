"""Earlier versions of a file, kept whenever it is written over."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engine.errors import FileError
from engine.files import write_bytes

MOST = 99
USUAL = 10
_FORMAT = "%Y%m%d-%H%M%S-%f"


@dataclass(frozen=True)
class Version:
    """What a file held. ``path`` is the copy; ``replaced_at`` is when it was written over."""

    path: Path
    replaced_at: datetime


def keep(path: Path, folder: Path, most: int, now: datetime) -> None:
    """Copy what a file holds into ``folder``, before it is written over; keep the newest ``most`` copies.

    What is the same as the newest copy is not copied again.

    Raises:
        FileError: there can be no copy. The message says what to do.
    """
    if most <= 0 or not path.exists():
        return
    place = _place(path, folder)
    try:
        data = path.read_bytes()
        kept = versions(path, folder)
        if not kept or kept[0].path.read_bytes() != data:
            place.mkdir(parents=True, exist_ok=True)
            write_bytes(place / f"{now.strftime(_FORMAT)}{path.suffix}", data)
        for old in versions(path, folder)[most:]:
            old.path.unlink(missing_ok=True)
    except OSError as error:
        raise FileError("the version of {name} before this one cannot be kept ({place}: {reason}): make room there, or "
                        "keep 0 versions", name=path.name, place=place, reason=error) from error


def versions(path: Path, folder: Path) -> list[Version]:
    """Return the copies that are kept of a file, the newest first."""
    found = []
    for each in _place(path, folder).glob("*"):
        try:
            found.append(Version(each, datetime.strptime(each.name.removesuffix(path.suffix), _FORMAT)))
        except ValueError:
            continue  # not one of ours
    return sorted(found, key=lambda version: version.replaced_at, reverse=True)


def _place(path: Path, folder: Path) -> Path:
    """Return where the copies of a file lie: its name, and a digest of the whole path."""
    digest = hashlib.blake2b(str(path.resolve()).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return folder / f"{path.stem[:40]}-{digest}"
