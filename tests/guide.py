"""Take the pictures of the user guide: ``python -m tests.guide docs/pictures``.

The real model writes. Each language and each scale is a process of its own, since Qt reads both when it starts; each
picture keeps its 256 most frequent colours, and none may be larger than 150 kB.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.pictures import SECOND_PART, SEED, wait

_LARGEST = 150_000  # bytes
_SMALLEST = 0  # of Qt's "quality": PNG loses nothing, it only takes longer
# What follows the name of a picture, the language, the scale.
_RUNS = (("", "en", "1"), (".zh_CN", "zh_CN", "1"), ("-200", "en", "2"))


def main(argv: list[str]) -> int:
    """Take the pictures; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--run", nargs=3, metavar=("SUFFIX", "LANGUAGE", "SCALE"), help="one run only")
    asked = parser.parse_args(argv)
    asked.folder.mkdir(parents=True, exist_ok=True)
    if not asked.run:
        for run in _RUNS:
            subprocess.run([sys.executable, "-m", "tests.guide", str(asked.folder), "--run", *run], check=True)
        large = [path.name for path in sorted(asked.folder.glob("*.png")) if path.stat().st_size > _LARGEST]
        print(f"larger than {_LARGEST} bytes: {', '.join(large)}" if large else "Every picture is small enough.")
        return 1 if large else 0
    suffix, spoken, scale = asked.run
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = scale
    with tempfile.TemporaryDirectory() as folder:
        take(asked.folder, suffix, spoken, Path(folder))
    return 0


def take(out: Path, suffix: str, spoken: str, folder: Path) -> None:
    """Open a window, work in it by its commands, take a picture of each state."""
    from PySide6.QtCore import QSettings, Qt
    from PySide6.QtGui import QImage
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from engine.continuation import Settings
    from gui import app
    from gui.look import language

    application = QApplication(sys.argv[:1])
    language.install(application, spoken)
    store = QSettings(str(folder / "segue.ini"), QSettings.Format.IniFormat)
    store.setValue("port", "null")
    store.setValue("theme", "light")
    built = app.build(store=store)
    window, editor = built.window, built.window.editor
    window.resize(*((800, 440) if suffix == "-200" else (1024, 640)))
    window.show()
    editor.setFocus()
    wait(lambda: bool(built.continuing.model), "the model to be loaded")
    wait(lambda: built.scores.living.panel is not None and built.scores.living.is_current, "the score")
    window.controls.set_settings(Settings(seed=SEED, bars=8))
    window.controls.lock.setChecked(True)

    def keep(name: str, part: QWidget = window, after_ms: int = 300) -> None:
        QTest.qWait(after_ms)
        picture = part.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        usual = [colour for colour, _ in Counter(memoryview(picture.constBits()).cast("I")).most_common(256)]
        picture = picture.convertToFormat(QImage.Format.Format_Indexed8, usual, Qt.ImageConversionFlag.AvoidDither)
        picture.save(str(out / f"{name}{suffix}.png"), "PNG", _SMALLEST)  # type: ignore[call-overload]

    def write() -> None:
        window.action("continue").trigger()
        wait(lambda: bool(editor.ghost.text) and not editor.ghost.is_open, "the continuation to be written")
        wait(lambda: built.scores.living.is_current, "the score")

    if suffix != "-200":
        built.comfort.first_start.greet()
        keep("start")
        window.notice.hide()
        built.comfort.first_start.is_waiting = False
    write()
    keep("window")
    if suffix != "-200":
        built.appearance.set_theme("dark")
        keep("dark")
        built.appearance.set_theme("light")
        editor.dismiss()
        built.listening.stop()
        for name in ("preferences", "shortcuts"):
            window.action(name).trigger()
            dialog = built.comfort.dialog(name)
            keep(name, dialog)
            dialog.close()
        tour = built.comfort.show_tour()
        tour.turn(1)
        keep("tour")
        tour.end()
        opening = editor.text().rstrip("\n")
        editor.set_text(opening + SECOND_PART)
        editor.move_caret(len(opening))
        window.action("view_hidden").trigger()
        window.action("choose_takes").trigger()
        wait(built.takes.panel.progress.isVisible, "the takes to begin")
        wait(lambda: not built.takes.panel.progress.isVisible(), "the takes to be chosen")
        wait(lambda: all(card.picture.is_engraved for card in built.takes.panel.row.cards), "the staves")
        keep("takes")
        editor.document().setModified(False)
    window.close()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
