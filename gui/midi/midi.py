"""Playing into Segue: the menu of the MIDI keyboard, its light, and the two things that are made of what is played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from gui.background import Background
from gui.bridge import Bridge
from gui.frame.input_choice import InputMenu
from gui.frame.window import Window
from gui.look.sentences import spoken
from gui.midi.answering import Answering
from gui.midi.midi_keys import MidiKeys
from gui.midi.midi_light import MidiLight
from gui.midi.note_entry import LENGTHS, NoteEntry
from gui.settings import Preferences
from gui.sound.listening import Listening
from gui.sound.sound import Sound
from gui.takes.continuing import Continuing

if TYPE_CHECKING:
    from engine.keyboard import Connected

_MODES = ("write_played", "answer")  # one at a time


class Midi(QObject):
    """Listen while one of the two is on; remember the input and the note length.

    Signals:
        said: something to say in the status line. A sentence.
        failed: what was played could not be written, or be heard. SegueError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, window: Window, sound: Sound, continuing: Continuing, listening: Listening, bridge: Bridge,
                 reader: Background, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._lost = ""  # what was said of an input that is gone
        self.keys = MidiKeys(sound, self)
        self.entry = NoteEntry(
            window.editor, sound, preferences,
            lambda: window.action("typed_notes").isChecked() and not self.keys.is_heard, self)
        self.answering = Answering(window, self.keys, continuing, listening, bridge, reader)
        self.light = MidiLight()
        window.statusBar().insertPermanentWidget(1, self.light)  # behind the message
        window.inputs.name = preferences.text("midi_input", window.inputs.name)
        window.inputs.changed.connect(self._choose_input)
        self.keys.struck.connect(self.light.hear)
        self.keys.struck.connect(self.entry.hear)
        self.keys.connected.connect(self._show_inputs)
        self.entry.length_changed.connect(self._show_length)
        for part in (self.keys, self.entry, self.answering):
            part.failed.connect(self.failed)
        self.answering.said.connect(self.said)
        self._fill_menu()
        self._connect_commands()

    def close(self) -> None:
        """Let go of every input and join the thread."""
        self.keys.close()

    def _fill_menu(self) -> None:
        """Put a menu of its own into that of Play, above Panic."""
        command = self._window.action
        panic = command("panic")
        play = next(each for each in panic.associatedObjects() if isinstance(each, QMenu))
        self.menu = QMenu(self.tr("MIDI &keyboard"), play)
        lengths = QMenu(self.tr("Note &length"), self.menu)
        for name in _MODES:
            self.menu.addAction(command(name))
        self.menu.addSeparator()
        self.menu.addMenu(lengths)
        for name in (*LENGTHS, "", "dotted"):
            lengths.addAction(command(name)) if name else lengths.addSeparator()
        for name in ("played_rest", "", "hear_keys", "keep_answers", ""):
            self.menu.addAction(command(name)) if name else self.menu.addSeparator()
        self.menu.addMenu(InputMenu(self._window.inputs, self.menu))
        play.insertMenu(panic, self.menu)
        play.insertSeparator(panic)

    def _connect_commands(self) -> None:
        window, keep = self._window, self._preferences
        group = QActionGroup(self)
        for name in LENGTHS:
            action = window.action(name)
            action.setChecked(name == self.entry.name)
            action.triggered.connect(lambda _=False, name=name: self.entry.choose(name))
            group.addAction(action)
        dotted = window.action("dotted")
        dotted.setChecked(self.entry.is_dotted)
        dotted.toggled.connect(self.entry.set_dotted)
        window.when("played_rest", self.entry.rest)
        window.action("played_rest").setEnabled(False)
        for name in _MODES:
            window.action(name).triggered.connect(lambda is_on, name=name: self._set_mode(name, is_on))
        for name, usual, slot in (("hear_keys", True, self._hear), ("keep_answers", True, self._keep_answers)):
            window.action(name).setChecked(keep.flag(name, usual))
            slot(window.action(name).isChecked())
            window.action(name).toggled.connect(slot)

    def _set_mode(self, name: str, is_on: bool) -> None:
        """Begin or cease one of the two; the other ceases."""
        window = self._window
        if name == "answer" and not is_on and self.answering.answer_now():
            window.action(name).setChecked(True)  # the key was pressed to be answered
            return
        parts: dict[str, NoteEntry | Answering] = dict(zip(_MODES, (self.entry, self.answering), strict=True))
        for each, part in parts.items():
            wanted = is_on and each == name
            window.action(each).setChecked(wanted)
            if part.is_on != wanted:
                part.set_on(wanted)
        window.action("played_rest").setEnabled(self.entry.is_on)
        self._show_length()
        if is_on:
            self._listen()
        else:
            self.keys.close()
            self.light.show_on(False)
        if not is_on or self.entry.is_on:
            self.said.emit(self.tr("The notes you play are written at the caret") if is_on else "")

    def _listen(self) -> None:
        self.light.show_on(True)
        self.keys.open(self._window.inputs.name)

    def _choose_input(self, name: str) -> None:
        self._preferences.keep("midi_input", name)
        if self.keys.is_open:
            self._listen()

    def _show_length(self) -> None:
        self.light.show_length(self.entry.length if self.entry.is_on else None)

    def _show_inputs(self, connected: Connected) -> None:
        if not self.keys.is_open:
            return
        self.light.show_inputs(connected)
        notice = self._window.notice
        if connected.lost:
            self._lost = self.tr("{names} is gone: it is listened to again as soon as it is back").format(
                names=", ".join(connected.lost))
            notice.hint(self._lost)
        elif self._lost and connected.found:
            self.said.emit(self.tr("{names} is back").format(names=", ".join(connected.found)))
            if notice.sentence() == self._lost:
                notice.hide()
            self._lost = ""
        elif connected.fault:
            self.said.emit(spoken(connected.fault))

    def _hear(self, is_on: bool) -> None:
        self.keys.is_heard = is_on
        self._preferences.keep("hear_keys", is_on)

    def _keep_answers(self, is_on: bool) -> None:
        self.answering.keeps = is_on
        self._preferences.keep("keep_answers", is_on)
