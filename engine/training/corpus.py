"""From folders of ABC to training rows: read, tidy, drop duplicates, compute the inputs, checksum."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.errors import FileError, MissingPackage
from engine.files import read_abc
from engine.model.features import ROLE_COLUMNS, SOURCES, Features
from engine.model.vocabulary import Vocabulary
from engine.notation.melody import melody_of
from engine.notation.reader import read_book
from engine.notation.roles import AFTER_THE_END, Role, placed_bars
from engine.notation.schemes import Scheme, scheme_of
from engine.notation.tidy import Tidy, tidy
from engine.notation.tune import Tune
from engine.notation.walk import NotTidy

MUSIC21 = "music21"

_NONE = Vocabulary().none


@dataclass(frozen=True, slots=True)
class TuneRows:
    """A tune as the network reads it. T is its length in characters, the closing newline included.

    ``scheme`` is the tune's form where that is a regular one; ``bars``: (B,) int32, where the bars' roles begin.
    ``rows``: (T, columns) uint8, the inputs before each character; ``ids``: (T,) uint8, the characters;
    ``notes``: the number of note heads; ``moves``: the melody (``Melody``).
    """

    title: str
    collection: str
    text: str
    rows: npt.NDArray[np.uint8]
    ids: npt.NDArray[np.uint8]
    notes: int
    moves: tuple[int, ...]
    scheme: Scheme | None
    bars: npt.NDArray[np.int32]


def abc_files(source: Path) -> list[Path]:
    """Return the .abc files of a folder (sorted), or the one file.

    Raises:
        FileError: there is none.
    """
    files = [source] if source.is_file() else sorted(source.rglob("*.abc"))
    if not files:
        raise FileError("{source} holds no .abc file: name a folder of ABC tunes, or one file", source=source)
    return files


def training_files(source: str) -> list[Path]:
    """Return the .abc files of a folder, of a file, or (``music21``) those that the package music21 brings along.

    Raises:
        FileError: there is none. MissingPackage: music21 is not installed.
    """
    if source != MUSIC21:
        return abc_files(Path(source))
    # Found without importing it, which takes seconds.
    found = importlib.util.find_spec(MUSIC21)
    if found is None or not found.submodule_search_locations:
        raise MissingPackage("the corpus music21 needs the package of that name: pip install music21")
    return abc_files(Path(found.submodule_search_locations[0]) / "corpus")


def checksum(files: Iterable[Path]) -> str:
    """Return the SHA-256 of the files' bytes, one after the other."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def tidy_tunes(text: str) -> Iterator[tuple[Tune, Tidy]]:
    """Yield the tunes of a book that the dialect can say: one voice, with notes."""
    for tune in read_book(text):
        if len(tune.voices) == 1 and tune.bars:
            written = tidy(tune.bars)
            if written.notes:
                yield tune, written


def rows_of(vocabulary: Vocabulary, tune: Tune, written: Tidy, collection: str = "") -> TuneRows:
    """Return a tune's training rows.

    Raises:
        NotTidy: the text leaves the dialect (a note length beyond it, say).
    """
    text = written.text
    settings = dict(written.settings)
    roles = roles_at(written)
    features = Features(vocabulary, settings[0])
    rows = np.empty((len(text), len(features.row())), dtype=np.uint8)
    for position, char in enumerate(text):
        if position in settings:
            features.walk.setting = settings[position]
        if position in roles:
            features.begin_bar(roles[position])
        rows[position] = features.row()
        features.accept(char)
    return TuneRows(tune.title, collection, text, rows, np.array(vocabulary.encode(text), np.uint8), written.notes,
                    tuple(melody_of(written).moves), scheme_of(placed_bars(written), settings[0].metre),
                    np.array(sorted(roles), np.int32))


def roles_at(written: Tidy) -> dict[int, Role]:
    """Return the roles of a tune's bars by the position from which each counts. Behind the last bar is the end."""
    roles = {bar.start: bar.role for bar in placed_bars(written)}
    # "|]" and ":|" are the last two characters but the newline: the bar is over with their first.
    roles[len(written.text.rstrip("\n")) - 1] = AFTER_THE_END
    return roles


def hide_roles(rows: npt.NDArray[np.uint8]) -> None:
    """Make the bars' roles unknown in these (T, columns) rows, in place."""
    rows[:, -ROLE_COLUMNS:] = 0
    rows[:, SOURCES] = _NONE  # the last source is the bar that is to be repeated
    rows[:, 2 * SOURCES] = 0


def load(files: Iterable[Path], vocabulary: Vocabulary) -> list[TuneRows]:
    """Return the rows of every usable tune of these files, duplicates dropped."""
    found: list[TuneRows] = []
    seen: set[str] = set()
    for file in files:
        for tune, written in tidy_tunes(read_abc(file).text):
            if written.text in seen:
                continue
            seen.add(written.text)
            try:
                found.append(rows_of(vocabulary, tune, written, file.stem))
            except (NotTidy, KeyError):
                continue
    return found
