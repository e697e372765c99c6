"""A window that is killed loses a second's work at most, and no other window's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import FileError
from engine.files import Document
from engine.journal import Journal, Tab, left_behind

TUNE = "X:1\nK:G\nGABc|"
KILLED = """
import os, sys
from pathlib import Path
from engine.files import Document
from engine.journal import Journal
journal = Journal(Path(sys.argv[1]))
journal.begin(1, None, Document("X:1\\nK:G\\nGABc|"))
journal.append(1, [(13, 0, "d"), (14, 0, "2"), (0, 3, "X:7")])
journal.begin(2, Path("/tunes/reel.abc"), Document("T:\\u96e8 \\U0001d11e", "latin-1", "\\r\\n"))
print("written", flush=True)
if len(sys.argv) > 2:
    sys.stdin.read()
os._exit(9)
"""


def kill_one(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False, timeout=60, cwd=Path(__file__).parents[1])


def texts(folder: Path) -> list[str]:
    found = left_behind(folder)
    result = [one.document.text for left in found for one in left.texts]
    for left in found:
        left.close()
    return result


def test_what_a_killed_window_had_not_saved_comes_back(tmp_path: Path) -> None:
    kill_one(tmp_path)
    (left,) = left_behind(tmp_path)
    untitled, reel = left.texts
    assert (untitled.path, untitled.document.text) == (None, "X:7\nK:G\nGABc|d2")
    assert reel.path == Path("/tunes/reel.abc")
    assert reel.document == Document("T:雨 \U0001d11e", "latin-1", "\r\n")
    left.close()


def test_it_is_offered_until_it_is_discarded(tmp_path: Path) -> None:
    kill_one(tmp_path)
    assert len(texts(tmp_path)) == 2
    (left,) = left_behind(tmp_path)
    left.discard(1)
    left.close()
    assert texts(tmp_path) == ["T:雨 \U0001d11e"]
    (left,) = left_behind(tmp_path)
    left.discard(2)
    left.close()
    assert list(tmp_path.iterdir()) == []


def test_a_running_window_keeps_its_journal_to_itself(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path), "wait"]
    root, pipe = Path(__file__).parents[1], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=root) as other:
        assert other.stdout is not None
        try:
            assert other.stdout.readline().strip() == b"written"
            own = Journal(tmp_path)
            own.begin(1, None, Document("mine"))
            assert left_behind(tmp_path) == []
        finally:
            other.kill()
        other.wait()
        assert len(texts(tmp_path)) == 2
    own.close()
    assert len(list(tmp_path.iterdir())) == 1


def test_two_starting_windows_do_not_both_offer_it(tmp_path: Path) -> None:
    kill_one(tmp_path)
    first = left_behind(tmp_path)
    assert len(first) == 1
    assert left_behind(tmp_path) == []
    first[0].close()


def test_a_clean_close_leaves_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.begin(1, None, Document(TUNE))
    journal.append(1, [(0, 0, "%\n")])
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_is_saved_is_forgotten(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.begin(1, None, Document(TUNE))
    journal.begin(2, None, Document("two"))
    journal.forget(1)
    journal.leave()
    assert texts(tmp_path) == ["two"]


@pytest.mark.parametrize("tail", [b'[3, 0, "ne', b"garbage\n", b"\xff\xfe\n", b"[1]\n", b'{"a": 1}\n', b"null\n"])
def test_a_torn_end_costs_the_last_edit_and_no_more(tmp_path: Path, tail: bytes) -> None:
    kill_one(tmp_path)
    (edits,) = tmp_path.glob("*/1.1.edits")
    edits.write_bytes(edits.read_bytes() + tail)
    assert texts(tmp_path)[0] == "X:7\nK:G\nGABc|d2"


def test_a_base_that_cannot_be_read_takes_no_other_text_with_it(tmp_path: Path) -> None:
    kill_one(tmp_path)
    (base,) = tmp_path.glob("*/1.base")
    base.write_bytes(b"{")
    assert texts(tmp_path) == ["T:雨 \U0001d11e"]


def test_many_edits_are_gathered_into_a_new_base(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.begin(1, None, Document(""))
    text = ""
    is_long = False
    while not is_long:
        is_long = journal.append(1, [(len(text), 0, "GABc|" * 10_000)])
        text += "GABc|" * 10_000
    journal.begin(1, None, Document(text))
    journal.append(1, [(0, 4, "")])
    assert [path.name for path in sorted(tmp_path.glob("*/1*"))] == ["1.2.edits", "1.base"]
    journal.leave()
    assert texts(tmp_path) == [text[4:]]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file")
    with pytest.raises(FileError, match="save often"):
        journal.begin(1, None, Document(TUNE))
    journal.close()


def test_texts_are_handed_over_only_if_the_disk_holds_them_to_the_last_character(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.begin(1, None, Document("GABc|"))
    journal.append(1, [(5, 0, "d2B2|")])
    tab = Tab(index=2, caret=5, is_front=True)
    assert not journal.hand_over({1: "GABc|d2B2"}, {1: tab})
    assert not journal.hand_over({1: "GABc|d2B2|", 2: "A"}, {1: tab})
    assert journal.hand_over({1: "GABc|d2B2|"}, {1: tab})
    journal.leave()
    [left] = left_behind(tmp_path)
    assert left.tabs == {1: tab} and left.texts[0].document.text == "GABc|d2B2|"
    left.discard(1)
    left.close()
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize("spoilt", ["", "[]", '{"1": 2}', '{"1": {"index": "x"}}', '{"a": {}}'])
def test_texts_whose_places_cannot_be_read_are_offered_as_after_a_crash(tmp_path: Path, spoilt: str) -> None:
    journal = Journal(tmp_path)
    journal.begin(1, None, Document("GABc|"))
    assert journal.hand_over({1: "GABc|"}, {1: Tab(0, 0, True)})
    journal.leave()
    next(tmp_path.glob("*/handed-over")).write_text(spoilt)
    [left] = left_behind(tmp_path)
    assert left.tabs == {} and len(left.texts) == 1
    left.close()
