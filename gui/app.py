"""Builds the window and connects it: the only file that knows all the others."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from engine.errors import MissingPackage, SegueError
from gui.background import Background
from gui.bridge import Bridge, Engine
from gui.comfort.comfort import Comfort
from gui.comfort.models import Models
from gui.comfort.restarting import Restarting
from gui.files.documents import Documents
from gui.files.interchange import Interchange
from gui.files.keeping import Keeping, data_folder
from gui.frame.appearance import Appearance
from gui.frame.choices import Choices
from gui.frame.telling import Telling
from gui.frame.window import Window
from gui.look import icons, language, scale
from gui.midi.midi import Midi
from gui.score.scores import Scores
from gui.search.finding import Finding
from gui.search.indexing import Indexing
from gui.search.searching import Searching
from gui.settings import Preferences
from gui.sound.listening import Listening
from gui.sound.looping import Looping
from gui.sound.playing import Playing
from gui.sound.sound import Sound, make_player
from gui.sound.sounding import MakePlayer
from gui.sound.voices_heard import VoicesHeard
from gui.takes.continuing import Continuing
from gui.takes.noting import Noting
from gui.takes.take_staff import draw_staves
from gui.takes.takes_desk import TakesDesk
from gui.text.checking import Checking
from gui.writing.arranging import Arranging
from gui.writing.mending import Mending
from gui.writing.new_tune import NewTunes
from gui.writing.writing import Writing

MakeEngine = Callable[[Callable[[str], None], Callable[[SegueError], None], Path | None], Engine]


def make_engine(on_ready: Callable[[str], None], on_load_error: Callable[[SegueError], None],
                path: Path | None = None) -> Engine:
    """Make the real worker. It loads the model (None: the shipped one) on its own thread."""
    try:
        from engine.worker import Worker
    except ImportError as error:
        raise MissingPackage("the engine cannot be loaded ({reason}): install Segue again", reason=error) from error
    return Worker(path, on_ready=on_ready, on_load_error=on_load_error)


class App(QObject):
    """The parts of one window, connected. The window owns it."""

    def __init__(self, window: Window, store: QSettings | None, player: MakePlayer) -> None:
        super().__init__(window)
        self.window = window
        self.preferences = Preferences(store)
        self.choices = Choices(window, self.preferences)
        self.telling = Telling(window)
        self.reader = Background("reader", self)
        self.bridge = Bridge(self)
        self.sound = Sound(self, player)
        self.performer = Background("performer", self)  # what is to sound does not wait until a text is checked
        self.listening = Listening(self.sound, self.performer, self)
        self.playing = Playing(window, self.sound, self.listening, self.preferences)
        self.looping = Looping(window, self.playing, self.sound, self.listening, self.reader, self.preferences)
        self.documents = Documents(window.desk, self.preferences, self.reader, window)
        self.keeping = Keeping(window, self.documents, self.preferences, self.reader, data_folder(store))
        self.finding = Finding(window)
        self.indexing = Indexing(window)
        self.arranging = Arranging(window)
        self.searching = Searching(window, self.documents, self.preferences)
        self.new_tunes = NewTunes(window, self.documents)
        self.interchange = Interchange(window, self.documents)
        self.checking = Checking(window.editor, self.reader, self)
        self.voices = VoicesHeard(window, self.checking, self.playing, self.listening)
        self.mending = Mending(window.editor, window)
        self.writing = Writing(window, self.preferences, lambda: window.editor, self.sound, self.reader)
        self.writing.equip(window.editor)
        self.appearance = Appearance(window, self.preferences)
        self.models = Models(self.preferences, window)
        self.scores = Scores(window, self.preferences, self.documents)
        self.continuing = Continuing(self.bridge, window.editor, window.controls, self.listening, self)
        self.noting = Noting(window, self.bridge, self.continuing)
        self.midi = Midi(window, self.sound, self.continuing, self.listening, self.bridge, self.reader,
                         self.preferences)
        self.takes = TakesDesk(window, self.bridge, self.continuing, self.listening, self.reader,
                               self.preferences, self)
        self.takes.panel.row.make_picture = draw_staves(self.scores)
        self.takes.failed.connect(self.telling.tell)
        window.editor.page_shown.connect(lambda: self.takes.use(window.editor))
        restarting = Restarting(window, self.documents, self.keeping.journaling, self.preferences)
        self.comfort = Comfort(window, self.preferences, self.appearance, restarting, self.sound,
                               lambda: self.playing.play(from_caret=False), self._continue)
        self.continuing.key_of = self.comfort.keys.first
        self._connect_files()
        self._connect_text()
        self._connect_continuation()
        self._connect_sound()
        window.action("numbers").toggled.connect(window.editor.set_line_numbers)
        self.scores.living.follow(self.bridge, self.listening, self.looping, self.appearance)
        self.appearance.recall()
        self.choices.recall()
        window.show_document(self.documents.name, False)

    def start(self, engine: MakeEngine) -> None:
        """Load the model and open the port, behind a window that can be seen already."""
        self.playing.start()
        self.models.chosen.connect(lambda path: self._start_engine(engine, path))
        self._start_engine(engine, self.models.path)
        self.keeping.start()
        self.checking.check()
        self.scores.living.start()

    def _start_engine(self, engine: MakeEngine, path: Path | None) -> None:
        self.window.editor.dismiss()
        self.telling.tell_loading()
        self.bridge.start(lambda on_ready, on_load_error: engine(on_ready, on_load_error, path))

    def close(self) -> None:
        """Remember the choices and join every thread."""
        self.keeping.close()
        self.indexing.close()
        self.searching.close()
        self.choices.keep()
        self.midi.close()
        self.takes.close()
        self.interchange.close()
        self.scores.close()
        self.sound.close()
        self.bridge.close()
        self.performer.close()
        self.reader.close()

    def _connect_files(self) -> None:
        window, documents = self.window, self.documents
        for name in ("new", "open", "save", "save_as", "close"):
            window.when(name, getattr(documents, name))
        window.when("quit", window.close)
        window.when("next_tab", lambda: window.desk.turn(1))
        window.when("previous_tab", lambda: window.desk.turn(-1))
        window.recent_chosen.connect(documents.load)
        window.recent_forgotten.connect(documents.forget_recent)
        window.files_dropped.connect(documents.open_paths)
        window.editor.files_dropped.connect(documents.open_paths)
        documents.changed.connect(lambda: window.show_document(documents.name, documents.is_modified))
        documents.changed.connect(lambda: self.takes.set_document(documents.path))
        documents.recent_changed.connect(lambda: window.show_recent(self.preferences.recent))
        for part in (documents, self.keeping, self.interchange, self.noting, self.looping, self.midi):
            part.said.connect(window.say)
            part.failed.connect(self.telling.tell)
        self.scores.exporting.failed.connect(self.telling.tell)
        for beside in (self.reader, self.performer):
            beside.failed.connect(self.telling.tell)
        window.may_close = documents.may_let_go
        window.closed.connect(self.close)

    def _connect_text(self) -> None:
        window, editor = self.window, self.window.editor
        for name in ("undo", "redo", "cut", "copy", "paste"):
            window.action(name).triggered.connect(getattr(editor, name))
        window.action("select_all").triggered.connect(editor.selectAll)
        window.action("mend").triggered.connect(self.mending.mend)
        window.action("transpose").triggered.connect(self.mending.ask_and_transpose)
        window.action("rewrite").triggered.connect(self.mending.rewrite)
        self.finding.said.connect(window.say)
        self.searching.failed.connect(self.telling.tell)
        self.mending.said.connect(window.say)
        self.mending.failed.connect(self.telling.tell)
        self.writing.reshaping.said.connect(window.say)
        self.writing.reshaping.failed.connect(self.telling.tell)
        self.checking.found.connect(editor.show_faults)
        self.checking.found.connect(lambda _: self.telling.tell_fault(is_news=True))
        self.checking.found.connect(lambda _: self.bridge.prepare(editor.text(), editor.caret()))
        self.checking.place.connect(window.place.setText)
        self.checking.setting.connect(window.setting.setText)
        self.checking.tempo.connect(window.transport.beats.show_tempo)
        self.checking.said.connect(window.say)

    def _connect_continuation(self) -> None:
        window, editor, continuing = self.window, self.window.editor, self.continuing
        window.controls.asked.connect(self._continue)
        window.action("continue").triggered.connect(self._continue)
        for name in ("accept_all", "accept_bar", "accept_part", "dismiss"):
            window.action(name).triggered.connect(getattr(editor, name))
        window.continue_menu.addSeparator()
        window.continue_menu.addMenu(self.models.menu)
        window.continue_menu.addAction(window.action("teach"))
        window.when("teach", self.models.teach)
        window.action("lock_seed").toggled.connect(window.controls.lock.setChecked)
        window.controls.lock.toggled.connect(window.action("lock_seed").setChecked)
        editor.accepted.connect(self._let_go)
        continuing.said.connect(window.say)
        continuing.failed.connect(self.telling.tell)
        self.bridge.ready.connect(lambda name: setattr(continuing, "model", name))
        self.bridge.ready.connect(self.telling.tell_model)
        self.bridge.not_ready.connect(self.telling.tell_no_model)

    def _connect_sound(self) -> None:
        window, transport = self.window, self.window.transport
        self.sound.failed.connect(self.telling.tell)
        transport.accompany_changed.connect(lambda is_on: setattr(self.interchange, "accompany", is_on))
        window.action("swing").toggled.connect(lambda is_on: setattr(self.interchange, "swing", is_on))
        transport.listen_changed.connect(lambda is_on: setattr(self.continuing, "listens", is_on))

    def _continue(self) -> None:
        self.window.notice.hide()
        if self.comfort.first_start.take():
            return
        self.continuing.start()
        self.window.editor.setFocus()

    def _let_go(self) -> None:
        if not self.window.editor.ghost.is_alive:
            self.listening.let_go()
            self.window.say("")


def build(
    path: Path | None = None,
    *,
    store: QSettings | None = None,
    engine: MakeEngine = make_engine,
    player: MakePlayer = make_player,
) -> App:
    """Return a window with everything connected, not yet shown.

    ``store`` keeps the preferences; ``engine`` and ``player`` make the parts with threads of their own. They start when
    the event loop does, so that the window is seen first.
    """
    # Qt calls back into Python some fifty times to draw the text once, and each time waits for the other threads to let
    # go of the interpreter: up to 5 ms each by default. With 1 ms the longest wait while a tune is written fell from
    # 110 to 42 ms (two cores, both busy).
    sys.setswitchinterval(0.001)
    window = Window()
    app = App(window, store, player)
    app.documents.show_opening()
    app.keeping.session.restore()
    if path is not None:
        app.documents.load(path)
    QTimer.singleShot(0, app, lambda: app.start(engine))
    return app


def spare_collections(built: App) -> None:
    """Leave what stays for good out of the garbage collections, once all is loaded.

    A full one walks through every object there is, and the window stands still: 54 to 113 ms before, 23 to 32 ms so.
    """
    built.bridge.ready.connect(lambda _: gc.freeze())


def main(argv: list[str]) -> int:
    """Open the window. ``argv`` may name files. Return the exit code."""
    preferences = Preferences()
    with scale.requested(preferences):
        application = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(application, QApplication)
    language.install(application, preferences.text("language", "system"))
    application.setApplicationName("Segue")
    application.setDesktopFileName("segue")
    application.setWindowIcon(icons.program_icon())
    paths = [Path(each) for each in argv if not each.startswith("-")]
    app = build(paths[0] if paths else None)
    spare_collections(app)
    app.documents.open_paths(paths[1:])
    app.window.show()
    app.window.editor.setFocus()
    if not paths:
        app.comfort.first_start.greet()
    return application.exec()
