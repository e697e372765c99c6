"""Every format that is read beside ABC, by suffix. A file is read in a child process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine.errors import FileError
from engine.exchange.apart import apart, never
from engine.exchange.midi_reader import read_midi
from engine.exchange.musicxml_reader import read_musicxml
from engine.exchange.scoring import Imported
from engine.files import LARGEST_BYTES
from engine.sentences import Sentence

LIMIT_S = 60.0
INCOMING: dict[str, Callable[[bytes, str], Imported]] = {
    ".mid": read_midi, ".midi": read_midi, ".kar": read_midi,
    ".musicxml": read_musicxml, ".mxl": read_musicxml, ".xml": read_musicxml,
}


def is_foreign(path: Path | str) -> bool:
    """Say whether a path's suffix is that of a format which is read but is not ABC.

    >>> is_foreign("song.MID"), is_foreign("song.abc")
    (True, False)
    """
    return Path(path).suffix.lower() in INCOMING


def read_foreign(path: Path | str, *, limit_s: float = LIMIT_S,
                 is_cancelled: Callable[[], bool] = never) -> Imported:
    """Return the music of a file of another format as ABC, with what was lost on the way.

    Raises:
        FileError: it cannot be read, is damaged or takes too long, or ``is_cancelled`` said so.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise FileError("{path} is larger than {mebibytes} MiB: split it", path=path,
                            mebibytes=LARGEST_BYTES // 2 ** 20)
        data = path.read_bytes()
    except OSError as error:
        raise FileError("{path} cannot be read ({reason}): choose another file", path=path, reason=error) from error
    return apart(INCOMING[path.suffix.lower()], data, path.name, limit_s=limit_s,
                 what=Sentence("reading {name}", name=path.name), is_cancelled=is_cancelled)
