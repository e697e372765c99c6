"""A journal of what is not saved yet, so that a crash or a power cut takes no work away.

Each window has a folder of its own and holds a lock in it while it lives. Of each text there is a base, written whole,
and the edits made since, one a line, flushed to the disk in small groups::

    journal/3f2a…/alive       the lock
                  1.base      a line of JSON (file, form, number of the edits' file), then the text
                  1.2.edits   one JSON list a line: start, how many characters went, what came in their place

A last line that was torn by a crash is left out. The base of a text that has been edited much is written anew; the
number in it says which edits are the ones after it. A window that is started again on purpose adds ``handed-over``:
where each of these texts stood, so that the next window puts them back unasked.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from engine.difference import Splice, joined
from engine.errors import FileError
from engine.files import Document, write_bytes
from engine.locks import Lock

_HANDED_OVER = "handed-over"
_LONG_BYTES = 1_000_000  # edits beyond this, and beyond the text's own size, are gathered into a new base


@dataclass(frozen=True)
class Recovered:
    """A text that was not saved. ``document`` has the text and how its file was written; ``path`` is None without one.

    ``changed_at`` is when the last edit was noted, in seconds since 1970.
    """

    number: int
    path: Path | None
    document: Document
    changed_at: float


@dataclass(frozen=True)
class Tab:
    """Where a text stood that is handed over: its place among the tabs, the caret's offset, whether it was in front."""

    index: int
    caret: int
    is_front: bool


class Journal:
    """The journal of one window. Its folder is made with the first entry. Called from one thread.

    Every method may raise ``FileError``: what was written before is still there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / uuid.uuid4().hex
        self._lock: Lock | None = None
        self._open: dict[int, tuple[int, BinaryIO]] = {}  # by text: the number of its edits' file, and that file
        self._room: dict[int, int] = {}  # bytes of edits until the base is written anew

    def begin(self, number: int, path: Path | None, document: Document) -> None:
        """Note a whole text; edits noted before are part of it."""
        try:
            self._begin(number, path, document)
        except OSError as error:
            raise self._error(error) from error

    def append(self, number: int, edits: Iterable[Splice]) -> bool:
        """Note edits of a text; say whether it is to be begun anew: there are many, or it could not be begun before."""
        if number not in self._open:
            return True
        data = b"".join(json.dumps(edit).encode() + b"\n" for edit in edits)
        _, file = self._open[number]
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError as error:
            raise self._error(error) from error
        self._room[number] -= len(data)
        return self._room[number] < 0

    def forget(self, number: int) -> None:
        """Leave a text out from now on: it is saved, or given up."""
        if number in self._open:
            count, file = self._open.pop(number)
            file.close()
            for name in (f"{number}.base", f"{number}.{count}.edits"):
                (self._folder / name).unlink(missing_ok=True)

    def hand_over(self, texts: Mapping[int, str], tabs: Mapping[int, Tab]) -> bool:
        """Let the next window put these texts back unasked; say whether the disk holds them all, to the last character.

        After this comes ``leave``.
        """
        held = {one.number: one.document.text for base in self._folder.glob("*.base") if (one := _recover(base))}
        if any(held.get(number) != text for number, text in texts.items()):
            return False
        plain = {number: asdict(tab) for number, tab in tabs.items()}
        write_bytes(self._folder / _HANDED_OVER, json.dumps(plain).encode())
        return True

    def close(self) -> None:
        """Leave nothing behind: the window closes, and nothing of it is lost."""
        self.leave()
        shutil.rmtree(self._folder, ignore_errors=True)

    def leave(self) -> None:
        """Let go of the files as they are: what is noted is offered at the next start."""
        for _, file in self._open.values():
            file.close()
        self._open.clear()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _begin(self, number: int, path: Path | None, document: Document) -> None:
        if self._lock is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = Lock(self._folder / "alive")
        before = self._open.get(number)
        count = before[0] + 1 if before is not None else 1
        file = (self._folder / f"{number}.{count}.edits").open("wb")
        try:
            head = {"path": str(path) if path is not None else None, "edits": count, "encoding": document.encoding,
                    "newline": document.newline, "has_bom": document.has_bom}
            text = document.text.encode("utf-8", "surrogatepass")
            write_bytes(self._folder / f"{number}.base", json.dumps(head).encode() + b"\n" + text)
        except BaseException:
            file.close()
            raise
        if before is not None:
            before[1].close()
            (self._folder / f"{number}.{before[0]}.edits").unlink(missing_ok=True)
        self._open[number] = count, file
        self._room[number] = max(_LONG_BYTES, len(text))

    def _error(self, error: OSError) -> FileError:
        return FileError("what is not saved cannot be kept safe from a crash ({folder}: {reason}): save often, and "
                         "make room there", folder=self._folder.parent, reason=error)


class Left:
    """What a window left behind that did not close. It is held, so that no other window offers it too.

    ``tabs`` says where the texts stood that were handed over, by their numbers.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock(folder / "alive")
        self.tabs = _tabs(folder / _HANDED_OVER)
        self.texts = [one for base in sorted(folder.glob("*.base")) if (one := _recover(base)) is not None]

    def discard(self, number: int) -> None:
        """Forget one text for good."""
        for path in [self._folder / f"{number}.base", *self._folder.glob(f"{number}.*.edits")]:
            path.unlink(missing_ok=True)
        self.texts = [one for one in self.texts if one.number != number]

    def close(self) -> None:
        """Let go: what was not discarded is offered again at the next start."""
        self._lock.close()
        if not self.texts:
            shutil.rmtree(self._folder, ignore_errors=True)


def left_behind(folder: Path) -> list[Left]:
    """Return what windows left behind that are not running any more. Whoever calls this closes them all."""
    left: list[Left] = []
    for each in sorted(folder.glob("*/alive")):
        try:
            one = Left(each.parent)
        except OSError:
            continue  # its window is running, or another one has taken it up
        if one.texts:
            left.append(one)
        else:
            one.close()
    return left


def _tabs(path: Path) -> dict[int, Tab]:
    try:
        told = json.loads(path.read_bytes())
        return {int(number): Tab(int(tab["index"]), int(tab["caret"]), bool(tab["is_front"]))
                for number, tab in told.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # there is none, or it cannot be read: then the texts are offered as after a crash


def _recover(base: Path) -> Recovered | None:
    """Return the text of a base with its edits, as far as they can be read; None where the base cannot."""
    number = base.name.split(".")[0]
    try:
        head, _, body = base.read_bytes().partition(b"\n")
        told = json.loads(head)
        path = Path(told["path"]) if told["path"] is not None else None
        text = body.decode("utf-8", "surrogatepass")
        document = Document(text, str(told["encoding"]), str(told["newline"]), bool(told["has_bom"]))
        edits = base.parent / f"{number}.{told['edits']}.edits"
        changed_at = max(base.stat().st_mtime, edits.stat().st_mtime if edits.exists() else 0.0)
        lines = edits.read_bytes().split(b"\n")[:-1] if edits.exists() else []
        text = _edited(text, lines)
        return Recovered(int(number), path, Document(text, document.encoding, document.newline, document.has_bom),
                         changed_at)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _edited(text: str, lines: Iterable[bytes]) -> str:
    """Make the edits; one that was typed on in the same place is made once. Stops at the first that makes no sense."""
    late: Splice | None = None
    for line in lines:
        try:
            start, gone, put = json.loads(line)
            edit: Splice = int(start), int(gone), str(put)
        except (ValueError, TypeError):
            break
        both = joined(late, edit) if late is not None else edit
        if both is None and late is not None:
            text = _made(text, late)
        late = both or edit
    return text if late is None else _made(text, late)


def _made(text: str, edit: Splice) -> str:
    start, gone, put = edit
    return text[:start] + put + text[start + gone :]
