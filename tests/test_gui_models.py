"""Another model is chosen, or taught."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.model.checkpoint import load_checkpoint, save_checkpoint
from gui.comfort.teaching import Teaching
from tests.gui_parts import open_segue
from tests.networks import tiny_checkpoint
from tests.test_teach import tune

pytest.importorskip("torch", reason="teaching needs torch; it is not installed")
LEFT = Qt.MouseButton.LeftButton
GUARD_MS = 180_000


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.safetensors"
    tiny = tiny_checkpoint()
    save_checkpoint(path, tiny.weights, tiny.characters, {})
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "tunes.abc").write_text("\n".join(tune(number) for number in range(1, 13)), "utf-8")
    return folder


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path, base: Path) -> Iterator[Teaching]:
    one = Teaching(None, base, tmp_path / "models")  # type: ignore[arg-type]  # no window here
    qtbot.addWidget(one)
    one.show()
    yield one
    one.close()
    assert not one.is_running


def test_a_chosen_model_is_loaded_and_remembered(qtbot: QtBot, tmp_path: Path, base: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        assert segue.app.models.path is None
        segue.app.models.choose(base)
        qtbot.waitUntil(lambda: segue.worker.path == base)
    with open_segue(qtbot, tmp_path) as again:
        assert again.worker.path == base
        chosen = [action.text() for action in again.app.models.menu.actions() if action.isChecked()]
        assert chosen == ["base"]
        base.unlink()
    with open_segue(qtbot, tmp_path) as last:
        assert last.worker.path is None


def test_a_folder_of_tunes_is_taught_and_the_new_model_can_be_used(qtbot: QtBot, dialog: Teaching, own: Path,
                                                                   tmp_path: Path) -> None:
    assert not dialog.start_button.isEnabled()
    qtbot.keyClicks(dialog.tunes, str(own))
    qtbot.mouseClick(dialog.start_button, LEFT)
    assert dialog.is_running
    qtbot.waitUntil(lambda: not dialog.is_running, timeout=GUARD_MS)
    assert "held back: " in dialog.message.text()
    with qtbot.waitSignal(dialog.wanted) as wanted:
        qtbot.mouseClick(dialog.use_button, LEFT)
    path = wanted.args[0]
    assert path == tmp_path / "models" / "mine.safetensors"
    assert load_checkpoint(path).about["taught_tunes"] == "12"


def test_teaching_is_given_up_by_its_button_and_leaves_nothing(qtbot: QtBot, dialog: Teaching, own: Path,
                                                               tmp_path: Path) -> None:
    qtbot.keyClicks(dialog.tunes, str(own))
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.mouseClick(dialog.cancel_button, LEFT)
    qtbot.waitUntil(lambda: not dialog.is_running, timeout=GUARD_MS)
    assert "given up" in dialog.message.text()
    assert list((tmp_path / "models").glob("*.safetensors")) == []
    assert dialog.isVisible()


def test_what_is_wrong_with_the_tunes_is_said_in_the_dialog(qtbot: QtBot, dialog: Teaching, own: Path) -> None:
    (own / "tunes.abc").write_text(tune(1), "utf-8")
    qtbot.keyClicks(dialog.tunes, str(own))
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: not dialog.is_running, timeout=GUARD_MS)
    assert "usable tunes where teaching needs 5" in dialog.message.text()
    assert dialog.start_button.isEnabled()
