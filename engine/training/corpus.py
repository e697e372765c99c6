"""From folders of ABC to training rows: read, tidy, drop duplicates, compute the inputs, checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.errors import FileError
from engine.files import read_abc
from engine.model.features import Features
from engine.model.vocabulary import Vocabulary
from engine.notation.reader import read_book
from engine.notation.tidy import Tidy, tidy
from engine.notation.tune import Tune
from engine.notation.walk import NotTidy


@dataclass(frozen=True, slots=True)
class TuneRows:
    """A tune as the network reads it. T is its length in characters, the closing newline included.

    ``rows``: (T, columns) uint8, the inputs before each character; ``ids``: (T,) uint8, the characters;
    ``notes``: the number of note heads.
    """

    title: str
    collection: str
    text: str
    rows: npt.NDArray[np.uint8]
    ids: npt.NDArray[np.uint8]
    notes: int


def abc_files(source: Path) -> list[Path]:
    """Return the .abc files of a folder (sorted), or the one file.

    Raises:
        FileError: there is none.
    """
    files = [source] if source.is_file() else sorted(source.rglob("*.abc"))
    if not files:
        raise FileError(f"{source} holds no .abc file: name a folder of ABC tunes, or one file")
    return files


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
    features = Features(vocabulary, settings[0])
    rows = np.empty((len(text), len(features.row())), dtype=np.uint8)
    for position, char in enumerate(text):
        if position in settings:
            features.walk.setting = settings[position]
        rows[position] = features.row()
        features.accept(char)
    return TuneRows(tune.title, collection, text, rows, np.array(vocabulary.encode(text), np.uint8), written.notes)


def load(source: Path, vocabulary: Vocabulary) -> list[TuneRows]:
    """Return the rows of every usable tune below a folder (or of one file), duplicates dropped."""
    found: list[TuneRows] = []
    seen: set[str] = set()
    for file in abc_files(source):
        for tune, written in tidy_tunes(read_abc(file).text):
            if written.text in seen:
                continue
            seen.add(written.text)
            try:
                found.append(rows_of(vocabulary, tune, written, file.stem))
            except (NotTidy, KeyError):
                continue
    return found
