"""Earlier versions of a file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from engine.errors import FileError
from engine.generations import keep, versions

NOON = datetime(2026, 11, 25, 12, 0)


def save(path: Path, folder: Path, text: str, hour: int, most: int = 3) -> None:
    keep(path, folder, most, NOON + timedelta(hours=hour))
    path.write_text(text, encoding="utf-8")


def test_what_was_written_over_is_kept_the_newest_first(tmp_path: Path) -> None:
    path, folder = tmp_path / "reel.abc", tmp_path / "kept"
    for hour, text in enumerate(("one", "two", "three")):
        save(path, folder, text, hour)
    kept = versions(path, folder)
    assert [version.path.read_text("utf-8") for version in kept] == ["two", "one"]
    assert kept[0].replaced_at == NOON + timedelta(hours=2)


def test_no_more_are_kept_than_asked_for(tmp_path: Path) -> None:
    path, folder = tmp_path / "reel.abc", tmp_path / "kept"
    for hour in range(8):
        save(path, folder, str(hour), hour)
    assert [version.path.read_text("utf-8") for version in versions(path, folder)] == ["6", "5", "4"]
    save(path, folder, "none", 9, most=0)
    assert len(versions(path, folder)) == 3


def test_saving_the_same_again_and_again_pushes_nothing_out(tmp_path: Path) -> None:
    path, folder = tmp_path / "reel.abc", tmp_path / "kept"
    for hour, text in enumerate(("one", "two", "two", "two", "two", "two")):
        save(path, folder, text, hour)
    assert [version.path.read_text("utf-8") for version in versions(path, folder)] == ["two", "one"]


def test_files_of_one_name_in_two_folders_are_not_mixed(tmp_path: Path) -> None:
    for name in ("kerry", "clare"):
        (tmp_path / name).mkdir()
        save(tmp_path / name / "reel.abc", tmp_path / "kept", f"{name} old", 1)
        save(tmp_path / name / "reel.abc", tmp_path / "kept", f"{name} new", 2)
    (kept,) = versions(tmp_path / "kerry" / "reel.abc", tmp_path / "kept")
    assert kept.path.read_text("utf-8") == "kerry old"


def test_a_folder_that_takes_no_copy_is_told(tmp_path: Path) -> None:
    path = tmp_path / "reel.abc"
    path.write_text("one", encoding="utf-8")
    (tmp_path / "kept").write_text("")
    with pytest.raises(FileError, match="make room"):
        keep(path, tmp_path / "kept", 3, NOON)
