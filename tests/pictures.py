"""Take pictures of the window, to be looked at: ``python -m tests.pictures FOLDER``.

The real model writes, the real player plays into nothing. The guide has pictures of its own (tests.guide). The pictures
are drawn offscreen; with ``--screen`` they are of a real window.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SEED = 12
SECOND_PART = "\n|:B|GBd gfe|c2e dBG|ABc dcA|B2G G2B|\nGBd gfe|c2e dBG|ABc dFA|G3 G2:|"


def main(argv: list[str]) -> int:
    """Take the pictures; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--screen", action="store_true", help="open a real window")
    parser.add_argument("--scale", default="2", help="pixels of the picture for one of the window's (2)")
    asked = parser.parse_args(argv)
    if not asked.screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = asked.scale
    asked.folder.mkdir(parents=True, exist_ok=True)

    # Qt reads its environment when it is loaded.
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        take(asked.folder, Path(folder), from_screen=asked.screen)
    del application
    return 0


def take(out: Path, folder: Path, *, from_screen: bool) -> None:
    """Open a window, work in it by its commands, take a picture of each state."""
    from PySide6.QtCore import QSettings
    from PySide6.QtTest import QTest

    from engine.continuation import Settings
    from gui import app

    store = QSettings(str(folder / "segue.ini"), QSettings.Format.IniFormat)
    store.setValue("port", "null")
    store.setValue("theme", "light")
    built = app.build(store=store)
    window, editor = built.window, built.window.editor
    window.resize(960, 600)
    window.show()
    editor.setFocus()
    wait(lambda: bool(built.continuing.model), "the model to be loaded")
    window.controls.set_settings(Settings(seed=SEED, bars=8))
    window.controls.lock.setChecked(True)

    def write() -> None:
        window.action("continue").trigger()
        caret = editor.caret()
        bars: list[int] = []
        heard = built.listening.lights.connect(lambda lights: bars.extend(start - caret for start, _ in lights))
        wait(lambda: not editor.ghost.is_open, "the continuation to be written")
        second_bar = editor.ghost.text.index("|") + 1
        wait(lambda: any(start > second_bar for start in bars), "its second bar to sound")
        built.listening.lights.disconnect(heard)

    def keep(name: str, after_ms: int = 0) -> None:
        QTest.qWait(after_ms)
        picture = window.screen().grabWindow(window.winId()) if from_screen else window.grab()
        picture.save(str(out / f"{name}.png"))

    write()
    keep("window")
    built.appearance.set_theme("dark")
    keep("window-dark")
    window.action("view_roll").trigger()
    keep("roll-dark")
    built.appearance.set_theme("light")
    keep("roll")
    window.action("view_score").trigger()
    window.action("score_pages").trigger()
    window.action("score_beside").trigger()
    wait(lambda: built.scores.living.is_current, "the page to be engraved")
    window.action("score_fit").trigger()
    keep("pages")
    window.action("score_beside").trigger()
    window.action("score_pages").trigger()
    wait(lambda: built.scores.living.is_current, "the score to be engraved")
    window.resize(800, 500)
    keep("small", after_ms=300)
    window.resize(960, 600)
    editor.dismiss()
    editor.move_caret(editor.text().index('"Am"'))
    write()
    keep("middle")
    built.appearance.set_theme("dark")
    keep("middle-dark")
    built.appearance.set_theme("light")
    opening = editor.text().rstrip("\n")
    editor.set_text(opening + SECOND_PART * 3)
    editor.move_caret(len(opening))
    write()
    keep("between")
    editor.set_text(opening + "[GBd")
    editor.move_caret(len(editor.text()))
    window.notice.say("/tunes/gate.abc cannot be written: Permission denied. Nothing was changed; "
                      "choose another folder")
    keep("faults", after_ms=800)
    editor.document().setModified(False)
    window.close()


def wait(is_so: Callable[[], bool], what: str) -> None:
    """Let the window live until something is so, a minute at most."""
    from PySide6.QtTest import QTest

    deadline = time.monotonic() + 60
    while not is_so():
        if time.monotonic() > deadline:
            raise SystemExit(f"waited a minute for {what}")
        QTest.qWait(20)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
