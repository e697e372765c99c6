"""A tree of what was tried: each continuation with all that is needed to write it again, kept beside the document.

An opening is a tune's text up to the place that was continued; a leaf is one continuation of it. An opening that goes
on from a leaf that was taken into the text hangs below that leaf.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

from engine.continuation import Continuation, Settings
from engine.errors import FileError, SettingsError
from engine.files import LARGEST_BYTES, write_bytes
from engine.sentences import Sentence, own_words

SUFFIX = ".takes.json"
_FORMAT = 1
_OPENING_CHARS = 60


@dataclass(frozen=True, slots=True)
class Leaf:
    """A continuation that was tried.

    ``opening`` names the text that it continued, ``checkpoint`` the model; ``accepted`` is how many of its characters
    were taken into the document. ``replaced`` is the text that it was written to take the place of, if any; ``behind``
    what stood behind the caret in its line. ``when`` is in UTC, ISO 8601. ``ended`` is as in Continuation.
    """

    id: str
    opening: str
    text: str
    seed: int
    settings: Settings
    checkpoint: str
    bars: int
    ended: str
    when: str = ""
    is_kept: bool = False
    accepted: int = 0
    replaced: str = ""
    behind: str = ""

    @property
    def continuation(self) -> Continuation:
        """Return the continuation that it is."""
        return Continuation(self.text, self.bars, self.seed, self.settings, self.checkpoint, self.ended)


class Attempts:
    """The tree of one document. ``openings`` are texts by their hashes, ``leaves`` stand in the order of writing."""

    def __init__(self) -> None:
        self.openings: dict[str, str] = {}
        self.leaves: dict[str, Leaf] = {}

    def add(self, before: str, continuation: Continuation, replaced: str = "", behind: str = "") -> Leaf:
        """Add a continuation of a text; return its leaf, which may have been there."""
        opening = fingerprint(before)
        name = fingerprint("\0".join((opening, continuation.text, str(continuation.seed), continuation.checkpoint,
                                      replaced)))
        self.openings[opening] = before
        if name not in self.leaves:
            when = datetime.now(UTC).isoformat(timespec="seconds")
            self.leaves[name] = Leaf(name, opening, continuation.text, continuation.seed, continuation.settings,
                                     continuation.checkpoint, continuation.bars, continuation.ended, when,
                                     replaced=replaced, behind=behind)
        return self.leaves[name]

    def keep(self, name: str, is_kept: bool) -> None:
        """Mark a leaf as kept, or no longer."""
        self.leaves[name] = replace(self.leaves[name], is_kept=is_kept)

    def accept(self, name: str, text: str) -> None:
        """Take note that text of a leaf, the next of it, was taken into the document."""
        leaf = self.leaves[name]
        self.leaves[name] = replace(leaf, accepted=min(leaf.accepted + len(text), len(leaf.text)))

    def remove(self, name: str) -> None:
        """Forget a leaf, and its opening if nothing else was tried there."""
        opening = self.leaves.pop(name).opening
        if not any(leaf.opening == opening for leaf in self.leaves.values()):
            del self.openings[opening]

    def leaves_of(self, opening: str) -> Iterator[Leaf]:
        """Yield what was tried at a place."""
        return (leaf for leaf in self.leaves.values() if leaf.opening == opening)

    def parent(self, opening: str) -> str:
        """Return the leaf that an opening goes on from; empty where it is a root."""
        text, best, longest = self.openings[opening], "", 0
        for leaf in self.leaves.values():
            taken = self.openings[leaf.opening] + leaf.text[:leaf.accepted]
            if leaf.accepted and leaf.opening != opening and len(taken) > longest and text.startswith(taken):
                best, longest = leaf.id, len(taken)
        return best

    def to_bytes(self) -> bytes:
        """Return the tree as JSON."""
        openings = [{"hash": name, "opening": text.strip()[:_OPENING_CHARS], "text": text}
                    for name, text in self.openings.items()]
        whole = {"segue_takes": _FORMAT, "openings": openings, "leaves": [asdict(one) for one in self.leaves.values()]}
        return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()

    @staticmethod
    def from_bytes(data: bytes) -> Attempts:
        """Return the tree in these bytes.

        Raises:
            ValueError: they hold none, or a part of one.
        """
        whole = json.loads(data)
        if not isinstance(whole, dict) or whole.get("segue_takes") != _FORMAT:
            raise ValueError(Sentence("it does not say that it holds takes"))
        found = Attempts()
        for one in whole["openings"]:
            if fingerprint(one["text"]) != one["hash"]:
                raise ValueError(Sentence("a text is not the one that its checksum says"))
            found.openings[one["hash"]] = one["text"]
        for one in whole["leaves"]:
            leaf = _leaf(one)
            if leaf.opening not in found.openings:
                raise ValueError(Sentence("a take lacks the text that it continued"))
            found.leaves[leaf.id] = leaf
        return found


def fingerprint(text: str) -> str:
    """Return a text's name: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_attempts(path: Path) -> Attempts:
    """Return the tree in a file; an empty one where there is no file.

    Raises:
        FileError: it is damaged, and now lies beside under another name; or it cannot be read.
    """
    try:
        if not path.exists():
            return Attempts()
        if path.stat().st_size > LARGEST_BYTES:
            raise FileError("{path} is too large to hold takes: move it away", path=path)
        data = path.read_bytes()
    except OSError as error:
        raise FileError("{path} cannot be read ({reason}): move it away, and a new one is begun", path=path,
                        reason=error) from error
    try:
        return Attempts.from_bytes(data)
    except (ValueError, KeyError, TypeError, AttributeError, SettingsError) as error:
        aside = _aside(path)
        try:
            path.rename(aside)
        except OSError as fault:
            raise FileError("{path} is damaged and cannot be moved aside ({reason}): move it away",
                            path=path, reason=fault) from error
        reason = own_words(error, Sentence("a part of it is missing or wrong"))
        raise FileError("{name} is damaged ({reason}): it is kept as {kept}, and a new one is begun", name=path.name,
                        reason=reason, kept=aside.name) from error


def write_attempts(path: Path, attempts: Attempts) -> None:
    """Write a tree, whole or not at all; where there is nothing to keep the file goes.

    Raises:
        FileError: it cannot be written.
    """
    try:
        if not attempts.leaves:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError("{path} cannot be written ({reason}): takes are kept once it can be", path=path,
                        reason=error) from error
    write_bytes(path, attempts.to_bytes())


def beside(document: Path) -> Path:
    """Return where the tree of a document lies.

    >>> beside(Path("tunes/gate.abc")).name
    'gate.abc.takes.json'
    """
    return document.with_name(document.name + SUFFIX)


def _leaf(one: dict[str, object]) -> Leaf:
    known = {field.name for field in fields(Settings)}
    given = one["settings"]
    if not isinstance(given, dict):
        raise ValueError(Sentence("a take lacks its settings"))
    settings = Settings(**{name: value for name, value in given.items() if name in known})
    settings.check()
    plain = {field.name: one[field.name] for field in fields(Leaf) if field.name != "settings" and field.name in one}
    leaf = Leaf(**plain, settings=settings)  # type: ignore[arg-type]  # looked at in the next line
    for name, kind in (("id", str), ("text", str), ("seed", int), ("checkpoint", str), ("accepted", int),
                       ("replaced", str), ("behind", str), ("opening", str), ("ended", str), ("bars", int)):
        if not isinstance(getattr(leaf, name), kind):
            raise ValueError(Sentence("{name} of a take is {value!r}", name=name, value=getattr(leaf, name)))
    return leaf


def _aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return aside
