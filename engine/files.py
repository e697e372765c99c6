"""Text files in and out: any encoding in, never a torn file out."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from engine.errors import FileError

LARGEST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """A text and how it lay on disk, so that it can be written back the same way.

    In ``text`` every line ends with a newline character; ``newline`` is what ends them in the file.
    """

    text: str
    encoding: str = "utf-8"
    newline: str = "\n"
    has_bom: bool = False


def decode(data: bytes, name: str) -> Document:
    """Return the document in these bytes: UTF-8 (with or without BOM), UTF-16 with BOM, else Latin-1.

    Raises:
        FileError: the bytes are no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text, encoding, has_bom = data.decode("utf-16"), "utf-16", True
        except UnicodeDecodeError as error:
            raise FileError("{name} begins like UTF-16 but is not: is it an ABC file?", name=name) from error
    else:
        if b"\0" in data:
            raise FileError("{name} is not text (it holds a zero byte at {offset}): choose an ABC file", name=name,
                            offset=data.index(0))
        has_bom = data.startswith(b"\xef\xbb\xbf")
        body = data[3:] if has_bom else data
        try:
            text, encoding = body.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            text, encoding = body.decode("latin-1"), "latin-1"
            controls = sum(ord(c) < 32 and c not in "\t\n\r\f\x1a\x1b" for c in text[:65536])
            if controls * 20 > len(text[:65536]):
                raise FileError("{name} is not text: choose an ABC file", name=name) from None
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    return Document(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, newline, has_bom)


def read_abc(path: Path | str) -> Document:
    """Return the document in a file.

    Raises:
        FileError: it cannot be read, is larger than 64 MiB, or is no text.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise FileError("{path} is larger than {mebibytes} MiB: split the book", path=path,
                            mebibytes=LARGEST_BYTES // 2 ** 20)
        data = path.read_bytes()
    except OSError as error:
        raise FileError("{path} cannot be read ({reason}): choose another file", path=path, reason=error) from error
    return decode(data, str(path))


def write_abc(path: Path | str, document: Document) -> Document:
    """Write a document; the file holds either the old text or the new one, never a part.

    A text that its old encoding cannot hold goes out as UTF-8. Returns the document as written.

    Raises:
        FileError: it cannot be written; the old file is untouched.
    """
    text = document.text.replace("\n", document.newline) if document.newline != "\n" else document.text
    encoding = document.encoding
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        encoding = "utf-8"
        data = text.encode(encoding)
    if encoding == "utf-8" and document.has_bom:
        data = b"\xef\xbb\xbf" + data
    write_bytes(path, data)
    return Document(document.text, encoding, document.newline, document.has_bom)


def write_bytes(path: Path | str, data: bytes) -> None:
    """Write a file whole or not at all: a temporary file beside it, fsync, then a rename.

    Raises:
        FileError: it cannot be written; the old file is untouched.
    """
    path = Path(path)
    target = Path(os.path.realpath(path))  # a link stays a link
    temporary = None
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        os.chmod(temporary, mode)
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        raise FileError("{path} cannot be written: {reason}. Nothing was changed; choose another folder", path=path,
                        reason=error) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def numbered(path: Path | str, number: int, count: int) -> Path:
    """Return a file's path for one of several tunes: OUT.mid, or OUT-1.mid, OUT-2.mid...

    >>> numbered("reels.mid", 2, 8).name, numbered("reel.mid", 1, 1).name
    ('reels-2.mid', 'reel.mid')
    """
    one = Path(path)
    return one if count == 1 else one.with_name(f"{one.stem}-{number}{one.suffix}")


def _umask() -> int:
    """Return the process's umask. It can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
