from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import FileError
from engine.files import Document, decode, read_abc, write_abc, write_bytes

TEXT = "X:1\nT:Élégie\nK:C\nCDEF|\n"


@pytest.mark.parametrize(("data", "encoding", "newline", "has_bom"), [
    (TEXT.encode(), "utf-8", "\n", False),
    (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", "\n", True),
    (TEXT.replace("\n", "\r\n").encode(), "utf-8", "\r\n", False),
    (TEXT.replace("\n", "\r").encode(), "utf-8", "\r", False),
    (TEXT.encode("latin-1"), "latin-1", "\n", False),
    (TEXT.encode("utf-16"), "utf-16", "\n", True),
])
def test_a_text_is_read_whatever_its_bytes_and_goes_back_as_it_was(data, encoding, newline, has_bom, tmp_path):
    path = tmp_path / "tune.abc"
    path.write_bytes(data)
    document = read_abc(path)
    assert document == Document(TEXT, encoding, newline, has_bom)
    write_abc(path, document)
    assert path.read_bytes() == data


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_is_written_is_read_again(text, newline, has_bom):
    text = text.replace("\r", "").replace("\0", "") + "\n"
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    document = Document(text, "utf-8", newline, has_bom)
    data = text.replace("\n", newline).encode()
    back = decode((b"\xef\xbb\xbf" if has_bom else b"") + data, "a file")
    assert back.text == document.text or text.startswith("\ufeff")


def test_what_no_longer_fits_the_old_encoding_goes_out_as_utf_8(tmp_path):
    path = tmp_path / "tune.abc"
    path.write_bytes(TEXT.encode("latin-1"))
    document = read_abc(path)
    written = write_abc(path, Document("T:悲歌\n", document.encoding, document.newline, document.has_bom))
    assert written.encoding == "utf-8"
    assert read_abc(path).text == "T:悲歌\n"


@pytest.mark.parametrize("data", [b"\x7fELF\0\0\0\1", bytes(range(1, 32)) * 40 + b"\xff", b"\xff\xfe\0"])
def test_a_binary_file_is_refused_in_a_sentence(data, tmp_path):
    path = tmp_path / "tune.abc"
    path.write_bytes(data)
    with pytest.raises(FileError, match=r"not text|is it an ABC file"):
        read_abc(path)


def test_a_file_that_is_not_there_and_a_folder_are_refused_in_a_sentence(tmp_path):
    with pytest.raises(FileError, match="cannot be read"):
        read_abc(tmp_path / "no.abc")
    with pytest.raises(FileError, match="cannot be read"):
        read_abc(tmp_path)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.abc"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(FileError, match="larger than 64 MiB"):
        read_abc(path)


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "folder"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(FileError, match="Nothing was changed"):
        write_bytes(target, b"new")  # a folder cannot be replaced by a file
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    with pytest.raises(FileError, match="cannot be written"):
        write_bytes(tmp_path / "no folder" / "tune.abc", b"new")


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions and links")
def test_a_file_keeps_its_permissions_and_a_link_stays_a_link(tmp_path):
    path, link = tmp_path / "tune.abc", tmp_path / "link.abc"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_no_reader_ever_sees_half_a_file(tmp_path):
    path = tmp_path / "tune.abc"
    write_bytes(path, b"old")
    before = path.stat().st_ino
    write_bytes(path, b"new")
    assert path.stat().st_ino != before  # another file under the same name, not the old one rewritten
    assert sorted(item.name for item in Path(tmp_path).iterdir()) == ["tune.abc"]
