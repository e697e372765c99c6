"""The tree of what was tried, and its file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.attempts import Attempts, beside, read_attempts, write_attempts
from engine.continuation import Continuation, Settings
from engine.errors import FileError

OPENING = "X:1\nK:G\nGABc d2B2|"


def written(text: str, seed: int = 7) -> Continuation:
    return Continuation(text, text.count("|"), seed, Settings(seed=seed, temperature=0.8), "model-1", "bars")


def test_a_tree_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    tree = Attempts()
    first = tree.add(OPENING, written("e2d2|"))
    second = tree.add(OPENING, written("c4|", 8), "B4|")
    tree.keep(second.id, True)
    tree.accept(first.id, "e2d2|")
    path = beside(tmp_path / "gate.abc")
    write_attempts(path, tree)
    again = read_attempts(path)
    assert again.openings == tree.openings
    assert again.leaves == tree.leaves
    assert again.leaves[first.id].continuation == written("e2d2|")
    whole = json.loads(path.read_text("utf-8"))
    assert whole["openings"][0]["opening"] == OPENING
    assert whole["leaves"][0]["settings"]["temperature"] == 0.8


def test_the_same_continuation_is_one_leaf() -> None:
    tree = Attempts()
    assert tree.add(OPENING, written("e2d2|")) == tree.add(OPENING, written("e2d2|"))
    tree.add(OPENING, written("e2d2|", 8))
    assert len(tree.leaves) == 2


def test_what_goes_on_from_an_accepted_take_hangs_below_it() -> None:
    tree = Attempts()
    first = tree.add(OPENING, written("e2d2|c4|"))
    other = tree.add(OPENING, written("f2e2|", 8))
    tree.accept(first.id, "e2d2|")
    below = tree.add(OPENING + "e2d2|", written("B4|"))
    elsewhere = tree.add(OPENING + "g4|", written("B4|"))
    assert tree.parent(first.opening) == ""
    assert tree.parent(below.opening) == first.id
    assert tree.parent(elsewhere.opening) == ""
    tree.remove(other.id)
    assert set(tree.openings) == {first.opening, below.opening, elsewhere.opening}
    tree.remove(first.id)
    assert tree.parent(below.opening) == ""
    assert first.opening not in tree.openings


def test_an_empty_tree_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.abc.takes.json"
    tree = Attempts()
    leaf = tree.add(OPENING, written("e2|"))
    write_attempts(path, tree)
    assert path.exists()
    tree.remove(leaf.id)
    write_attempts(path, tree)
    assert not path.exists()
    assert read_attempts(path).leaves == {}


def good() -> dict:
    tree = Attempts()
    tree.add(OPENING, written("e2|"))
    return json.loads(tree.to_bytes())


def spoilt(change) -> bytes:
    whole = good()
    change(whole)
    return json.dumps(whole).encode()


@pytest.mark.parametrize("data", [
    b"", b"{", b"[]", b"\xff\xfe\x00", b'{"segue_takes": 2}', b'{"segue_takes": 1}',
    spoilt(lambda whole: whole["openings"][0].update(text="another")),
    spoilt(lambda whole: whole["openings"].clear()),
    spoilt(lambda whole: whole["leaves"][0].pop("text")),
    spoilt(lambda whole: whole["leaves"][0].update(seed="x")),
    spoilt(lambda whole: whole["leaves"][0]["settings"].update(temperature=-1)),
    spoilt(lambda whole: whole["leaves"][0].update(settings=3)),
], ids=range(12))
def test_a_damaged_file_is_said_and_kept(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.abc.takes.json"
    for number in (1, 2):
        path.write_bytes(data)
        with pytest.raises(FileError, match=f"damaged .*kept as a.abc.takes.json.damaged-{number}"):
            read_attempts(path)
        assert not path.exists()
        assert (tmp_path / f"a.abc.takes.json.damaged-{number}").read_bytes() == data


def test_settings_of_a_later_version_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.abc.takes.json"
    path.write_bytes(spoilt(lambda whole: whole["leaves"][0]["settings"].update(swing=0.5)))
    leaf = next(iter(read_attempts(path).leaves.values()))
    assert replace(leaf, when="").settings == Settings(seed=7, temperature=0.8)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    tree = Attempts()
    tree.add(OPENING, written("e2|"))
    with pytest.raises(FileError, match="cannot be written"):
        write_attempts(tmp_path / "file" / "x.takes.json", tree)
