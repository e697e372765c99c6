"""What the engine says, in English and ready to be said in another language.

The engine knows no languages. It keeps beside each text the pattern and the values that made it, so that whoever
shows it can look the pattern up and put the values in again (``gui/look/sentences.py``). On the command line it stays
English.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping, Sequence

Value = str | int | float | tuple[str, ...]


class Sentence(str):
    """An English text that knows its ``pattern`` and the ``values`` of its placeholders.

    The pattern is a literal where the sentence is made: so the translation finds it. Values are numbers, texts, other
    sentences, or several of these, which are listed. Of an error what it says is kept, of anything else its text.

    >>> said = Sentence("bar {bar} holds {length}", bar=7, length="5/8")
    >>> said, said.pattern, said.values
    ('bar 7 holds 5/8', 'bar {bar} holds {length}', {'bar': 7, 'length': '5/8'})
    >>> Sentence("{file} holds no notes ({reason})", file="a.abc", reason=Sentence("it is empty"))
    'a.abc holds no notes (it is empty)'
    """

    __slots__ = ("pattern", "values")
    pattern: str
    values: Mapping[str, Value]

    def __new__(cls, pattern: str, /, **values: object) -> Sentence:
        """Return the sentence; without values it is the pattern as it stands."""
        kept = {name: _kept(value) for name, value in values.items()}
        said = super().__new__(cls, filled(pattern, kept) if kept else pattern)
        said.pattern, said.values = pattern, kept
        return said

    def __reduce__(self) -> tuple[Callable[..., Sentence], tuple[str, Mapping[str, Value]]]:
        """Let it travel to and from child processes."""
        return _again, (self.pattern, self.values)


def filled(pattern: str, values: Mapping[str, Value], comma: str = ", ") -> str:
    """Return a pattern with its values in it; several are listed with commas between them."""
    if tuple in map(type, values.values()):
        values = {name: comma.join(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return pattern.format_map(values)


def said_by(error: BaseException) -> str:
    """Return what an error says: its sentence where it has one, and why the system refused.

    >>> type(said_by(ValueError(Sentence("it is empty")))).__name__, said_by(KeyError("a")), said_by(MemoryError())
    ('Sentence', "'a'", 'MemoryError')
    >>> said_by(FileNotFoundError(errno.ENOENT, "...", "a.abc"))
    'No such file or directory'
    """
    first = error.args[0] if error.args else None
    if isinstance(first, Sentence):
        return first
    if isinstance(error, OSError) and (error.errno or error.strerror):
        return _REASONS.get(error.errno or 0) or str(error.strerror or error)
    return str(error) or type(error).__name__


def own_words(error: BaseException, otherwise: Sentence) -> Sentence:
    """Return what an error of ours says. What a library says is for whoever mends the program: then another sentence.

    >>> own_words(ValueError("Expecting value: line 1 column 1 (char 0)"), Sentence("it is none of ours"))
    'it is none of ours'
    """
    said = said_by(error)
    return said if isinstance(said, Sentence) else otherwise


def packed(said: str) -> object:
    """Return a text as plain lists and dictionaries, such as JSON takes; ``unpacked`` makes it whole again.

    >>> unpacked(packed(Sentence("{what} ({count})", what=Sentence("pedal"), count=2)))
    'pedal (2)'
    """
    if not isinstance(said, Sentence):
        return str(said)
    return {"pattern": said.pattern, "values": {
        name: [packed(each) for each in value] if isinstance(value, tuple) else
        packed(value) if isinstance(value, str) else value for name, value in said.values.items()}}


def unpacked(plain: object) -> str:
    """Return what ``packed`` packed. Raises KeyError or TypeError where it is anything else."""
    if isinstance(plain, str):
        return plain
    if not isinstance(plain, dict):
        raise TypeError(plain)
    return Sentence(plain["pattern"], **{
        name: [unpacked(each) for each in value] if isinstance(value, list) else
        unpacked(value) if isinstance(value, dict) else value for name, value in plain["values"].items()})


def _kept(value: object) -> Value:
    if isinstance(value, (str, int, float)):  # first: nearly all are
        return value
    if isinstance(value, BaseException):
        return said_by(value)
    if isinstance(value, Sequence):
        return tuple(each if isinstance(each, str) else str(each) for each in value)
    return str(value)


def _again(pattern: str, values: Mapping[str, Value]) -> Sentence:
    return Sentence(pattern, **values)


# In the words of the C library, which speaks the language of the system and not that of the window.
_REASONS = {
    errno.ENOENT: Sentence("No such file or directory"),
    errno.EACCES: Sentence("Permission denied"),
    errno.EPERM: Sentence("Operation not permitted"),
    errno.EISDIR: Sentence("Is a directory"),
    errno.ENOTDIR: Sentence("Not a directory"),
    errno.EEXIST: Sentence("File exists"),
    errno.ENOSPC: Sentence("No space left on device"),
    errno.EDQUOT: Sentence("Disk quota exceeded"),
    errno.EROFS: Sentence("Read-only file system"),
    errno.EIO: Sentence("Input/output error"),
    errno.EBUSY: Sentence("Device or resource busy"),
    errno.EMFILE: Sentence("Too many open files"),
    errno.ENAMETOOLONG: Sentence("File name too long"),
    errno.EFBIG: Sentence("File too large"),
    errno.EINVAL: Sentence("Invalid argument"),
    errno.ENODEV: Sentence("No such device"),
    errno.ENXIO: Sentence("No such device or address"),
    errno.ELOOP: Sentence("Too many levels of symbolic links"),
}
