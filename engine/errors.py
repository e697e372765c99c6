"""What can go wrong, as one tree.

::

    SegueError
    ├── PhraseError        the composer's text cannot be continued; carries a Place
    ├── FileError          a file could not be read or written; nothing was lost
    ├── CheckpointError    a model file is missing, cut short, or not what its checksum says
    ├── PortError          no sound or MIDI goes out; text goes on
    ├── EngravingError     the tune could not be drawn; text and sound go on
    ├── SettingsError      a value outside its range (the command line was at fault: exit code 2)
    └── MissingPackage     a part of the program needs a package that is not installed

A message is a sentence: what, where, what to do. It is given as a pattern and its values, as ``Sentence`` takes them.
"""

from __future__ import annotations

from engine.sentences import Sentence


class SegueError(Exception):
    """Anything Segue reports to its user in a sentence."""

    exit_code = 1

    def __init__(self, pattern: str, /, **values: object) -> None:
        self.sentence = pattern if isinstance(pattern, Sentence) else Sentence(pattern, **values)
        super().__init__(self.sentence)


class PhraseError(SegueError):
    """The phrase cannot be continued.

    ``start`` and ``end`` are character offsets into the text that was handed in.
    """

    def __init__(self, pattern: str, start: int = 0, end: int = 0, /, **values: object) -> None:
        super().__init__(pattern, **values)
        self.start = start
        self.end = end


class FileError(SegueError):
    """A file could not be read or written. The message names the file and the remedy."""


class CheckpointError(SegueError):
    """A model file cannot be used."""


class PortError(SegueError):
    """A port could not be listed, opened or written to."""


class EngravingError(SegueError):
    """A tune could not be engraved."""


class SettingsError(SegueError):
    """A setting lies outside its range."""

    exit_code = 2


class MissingPackage(SegueError):
    """A package that this part of the program needs is not installed."""
