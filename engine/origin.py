"""How music was written, as a comment in the tune that is enough to write it again.

Such as ``% segue: begins=8:45 characters=32 seed=7 bars=4 model=segue-1 opening=9ae0d2f1``: line and column of the tune
where it begins and how long it is, every setting that is not the usual one, the model, and a checksum of the text
before it. ABC takes it for a remark.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from zlib import crc32

from engine.continuation import Continuation, Settings
from engine.errors import FileError, SettingsError
from engine.sentences import Sentence, own_words

_LINE = re.compile(r"^% segue: (begins=.*)$", re.MULTILINE)
_USUAL = Settings()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where generated music stands in a tune, and how it was made.

    ``begin`` and ``end`` are offsets into the tune's text; ``opening`` is the checksum of what stood before it.
    """

    begin: int
    end: int
    settings: Settings
    checkpoint: str
    opening: str

    def fits(self, tune: str) -> bool:
        """Say whether the tune up to here is what it was."""
        return checksum(tune[:self.begin]) == self.opening


def checksum(text: str) -> str:
    """Return eight hexadecimal digits that change with the text."""
    return f"{crc32(text.encode()):08x}"


def origin_comment(opening: str, answer: Continuation) -> str:
    r"""Return the comment for a continuation that stands behind ``opening``, the tune's text up to it.

    >>> origin_comment("X:1\nK:C\nCD", Continuation("EF|", 1, 7, Settings(seed=7, bars=1), "m", "bars"))
    '% segue: begins=3:3 characters=3 seed=7 bars=1 model=m opening=bf9c59e9'
    """
    line, column = opening.count("\n") + 1, len(opening) - (opening.rfind("\n") + 1) + 1
    settings = replace(answer.settings, seed=answer.seed)
    words = [f"begins={line}:{column}", f"characters={len(answer.text)}", f"seed={settings.seed}"]
    words += [f"{one.name}={_written(getattr(settings, one.name))}" for one in fields(Settings)
              if one.name != "seed" and getattr(settings, one.name) != getattr(_USUAL, one.name)]
    words += [f"model={_written(answer.checkpoint)}", f"opening={checksum(opening)}"]
    return "% segue: " + " ".join(words)


def origins(tune: str) -> Iterator[Origin]:
    """Yield what the comments of a tune's text say, in their order.

    Raises:
        FileError: a comment of ours that cannot be understood.
    """
    for match in _LINE.finditer(tune):
        try:
            words = dict(word.split("=", 1) for word in shlex.split(match.group(1)))
            line, column = (int(number) for number in words.pop("begins").split(":"))
            begin = _offset(tune, line, column)
            end = begin + int(words.pop("characters"))
            model, opening = words.pop("model"), words.pop("opening")
            # What each setting is, its name says only at run time.
            settings = Settings(**{name: _read(name, value) for name, value in words.items()})  # type: ignore[arg-type]
            settings.check()
        except (ValueError, KeyError, SettingsError) as error:
            raise FileError("{comment!r} cannot be understood ({reason}): take the line out, or put back what was "
                            "changed in it", comment=match.group(),
                            reason=own_words(error, Sentence("a word is missing or wrong"))) from error
        yield Origin(begin, end, settings, model, opening)


def _offset(tune: str, line: int, column: int) -> int:
    starts = [0, *(match.end() for match in re.finditer("\n", tune))]
    if not 1 <= line <= len(starts) or not 1 <= column <= len(tune) - starts[line - 1] + 1:
        raise ValueError(Sentence("there is no line {line}, column {column}", line=line, column=column))
    return starts[line - 1] + column - 1


def _written(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else shlex.quote(str(value).replace("\n", " "))


def _read(name: str, text: str) -> object:
    usual = getattr(_USUAL, name, None)
    if usual is None:
        raise ValueError(Sentence("there is no setting {name}", name=name))
    if isinstance(usual, bool):
        return text == "yes"
    return type(usual)(text)
