"""The living score: engraves the tune under the caret while it is written, and keeps text, sound and score together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtGui import QActionGroup

from engine.errors import SegueError
from engine.notation.book import tune_range
from gui.engraving.engraving import Engraving
from gui.frame.window import Window
from gui.look import speaking
from gui.look.sentences import spoken
from gui.score.score_start import ScoreStart
from gui.settings import Preferences

if TYPE_CHECKING:
    from engine.engraving.sheet import Sheet
    from engine.notation.tune import Place
    from gui.bridge import Bridge
    from gui.frame.appearance import Appearance
    from gui.score.score_panel import ScorePanel
    from gui.score.score_places import Excerpt
    from gui.sound.listening import Listening
    from gui.sound.looping import Looping

VIEWS = ("score", "roll", "hidden")
_PAUSE_MS = 12  # after the last key; a held key repeats every 30 ms
_LONGEST_WAIT_MS = 300  # while keys go on coming
_LONGEST = 200_000  # characters; a longer tune takes seconds to engrave


class Scoring(QObject):
    """Ask for the score when the text changes, show it, lead clicks to the text and the caret to the score."""

    def __init__(self, window: Window, preferences: Preferences, engraving: Engraving, start: ScoreStart) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._preferences = preferences
        self._engraving = engraving
        self._start = start
        start.ready.connect(lambda: self.choose(self.view))
        self.panel: ScorePanel | None = None  # made once the window can be seen
        self._shown: Excerpt | None = None
        self._asked: tuple[Excerpt, int, bool] | None = None
        self._lights: tuple[tuple[int, int], ...] = ()
        self.looped: Callable[[], Sequence[tuple[int, int]]] = tuple  # where the looped bars stand in the document
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.engrave)
        self._waited = QElapsedTimer()
        self._connect()

    # The window's part

    def _connect(self) -> None:
        window, editor = self._window, self._editor
        group = QActionGroup(self)
        for name in VIEWS:
            action = window.action(f"view_{name}")
            group.addAction(action)
            action.triggered.connect(lambda _=False, name=name: self.choose(name))
        window.action("score_beside").toggled.connect(window.split.set_beside)
        window.action("score_pages").toggled.connect(self._set_pages)
        window.action("score_larger").triggered.connect(lambda: self._zoom(1))
        window.action("score_smaller").triggered.connect(lambda: self._zoom(-1))
        window.action("score_fit").triggered.connect(lambda: self.panel and self.panel.view.fit_width())
        editor.edited.connect(lambda _position, _kept: self.later())
        editor.dismissed.connect(self.later)
        editor.page_shown.connect(self._forget)
        editor.cursorPositionChanged.connect(self._follow_caret)
        keep = self._preferences
        self.view = found if (found := keep.text("score_view", VIEWS[0])) in VIEWS else VIEWS[0]
        window.action(f"view_{self.view}").setChecked(True)
        window.action("score_pages").setChecked(keep.flag("score_pages", False))
        window.action("score_beside").setChecked(keep.flag("score_beside", False))
        window.split.room.setVisible(self.view != "hidden")
        sizes = [int(size) for size in keep.text("split", "").split(",") if size.isdigit()]
        if len(sizes) == 2 and min(sizes) > 0:
            window.split.setSizes(sizes)

    def follow(self, bridge: Bridge, listening: Listening, looping: Looping, appearance: Appearance) -> None:
        """Draw the ghost while it is written, what sounds while it does and what is looped, in the window's colours."""
        bridge.text.connect(lambda _: self.later())
        bridge.finished.connect(lambda _: self.later())
        listening.lights.connect(self.show_lights)
        self.looped = looping.places
        looping.shown.connect(lambda _: self.show_spans())
        appearance.coloured.connect(self.set_theme)

    def start(self) -> None:
        """Make the panel, now that the window is there, and engrave."""
        self.choose(self.view)

    @property
    def is_current(self) -> bool:
        """Say whether the score is that of the text as it is now."""
        return self._shown == self._excerpt()

    def choose(self, name: str) -> None:
        """See the score, the piano roll, or neither."""
        self.view = name
        self._window.action(f"view_{name}").setChecked(True)
        self._window.split.room.setVisible(name != "hidden")
        if name != "hidden" and self._start.is_ready:
            self._made().choose(name)
            self.later()
        elif name != "hidden":
            self._start.begin()  # and come back

    def set_theme(self) -> None:
        """Take the editor's colours."""
        if self.panel is not None:
            self.panel.set_theme(self._editor.theme)

    def close(self) -> None:
        """Remember what was seen."""
        keep = self._preferences
        self._pause.stop()
        keep.keep("score_view", self.view)
        for name in ("score_pages", "score_beside"):
            keep.keep(name, self._window.action(name).isChecked())
        if self.view != "hidden":
            keep.keep("split", ",".join(map(str, self._window.split.sizes())))
        if self.panel is not None:
            keep.keep("roll_zoom", self.panel.roll.zoom)

    def _made(self) -> ScorePanel:
        """Return the panel; the first time it is made."""
        if self.panel is None:
            from gui.score.score_panel import ScorePanel

            names = ("view_score", "view_roll", "score_smaller", "score_larger", "score_pages")
            panel = self.panel = ScorePanel([self._window.action(name) for name in names])
            panel.score.set_zoom(self._preferences.number("score_zoom", 100))
            panel.score.zoomed.connect(self._keep_zoom)
            panel.roll.set_zoom(self._preferences.number("roll_zoom", 100))
            panel.score.set_pages(self._window.action("score_pages").isChecked())
            panel.set_theme(self._editor.theme)
            panel.clicked.connect(self._go_to)
            panel.resized.connect(self.later)
            self._window.split.fill(lambda: panel)
        return self.panel

    def _keep_zoom(self, percent: int) -> None:
        # Pages are fitted to the width each time; the size that is remembered is that of the lines.
        if self.panel is not None and not self.panel.score.layout_.has_pages:
            self._preferences.keep("score_zoom", percent)

    def _set_pages(self, is_on: bool) -> None:
        if self.panel is not None:
            self.panel.score.set_pages(is_on)

    def _zoom(self, steps: int) -> None:
        if self.panel is not None:
            self.panel.view.zoom_by(steps)

    # From the text to the score

    def later(self) -> None:
        """Engrave when the keys rest for a moment, and while they do not, now and then."""
        if self.panel is None or self.view == "hidden":
            return
        if not self._pause.isActive():
            self._waited.start()
        if not (self._pause.isActive() and self._waited.elapsed() > _LONGEST_WAIT_MS):
            self._pause.start()

    def engrave(self) -> None:
        """Engrave the tune under the caret now, unless it is the one that was asked for last."""
        self._pause.stop()
        if self.panel is None or self.view == "hidden":
            return
        wanted = self._excerpt()
        if wanted.end - wanted.start > _LONGEST:
            self.panel.say(self.tr("This tune is too long to be engraved while you write"))
            return
        asked = wanted, self.panel.score.line_width, self.panel.score.has_head
        if self._asked == asked:
            if self._shown is not None:
                self._show_marks()
            return
        self._asked = asked
        self._ask(wanted, self._show)

    def _ask(self, wanted: Excerpt, then: Callable[[Excerpt, Sheet], None]) -> None:
        from engine.engraving.sheet import Order

        assert self.panel is not None  # nothing is asked for without one
        score = self.panel.score
        order = Order(wanted.text, wanted.start, wanted.end, score.line_width, wanted.ghost, has_head=score.has_head)
        self._engraving.ask("score", order, lambda sheet: then(wanted, sheet), self._fail)

    def _excerpt(self) -> Excerpt:
        """Return the tune under the caret, with as much of the ghost as is written in whole bars."""
        from gui.score.score_places import excerpt_at

        editor, ghost = self._editor, self._editor.ghost
        whole_bars = ghost.text[:ghost.text.rfind("|") + 1] if ghost.is_open else ghost.text
        return excerpt_at(editor.text(), editor.caret(), whole_bars, editor.offset_at(ghost.anchor))

    def _show(self, wanted: Excerpt, sheet: Sheet) -> None:
        from gui.score.score_places import Carried

        if self.panel is None:
            return
        shown = self._shown
        if sheet.fault and shown is not None and Carried(shown.text, wanted.text).is_alike:
            self.panel.say(self.tr("The score as it was before this error: {error}").format(error=spoken(sheet.fault)))
            if shown.ghost[1] and not wanted.ghost[1]:
                self._ask(shown.without_ghost(), self._put)
            return
        self.panel.say("")
        self._put(wanted, sheet)

    def _put(self, wanted: Excerpt, sheet: Sheet) -> None:
        """Show a sheet with everything that is marked in it."""
        if self.panel is None:
            return
        self._shown = wanted
        self.panel.show_sheet(sheet, wanted.ghost)
        self._show_marks()

    def _forget(self) -> None:
        """Let another document have its own score, however its text begins."""
        self._shown = self._asked = None
        self._engraving.forget("score")

    def _fail(self, error: SegueError) -> None:
        self._asked = None  # the next key tries again
        if self.panel is not None:
            self.panel.say(self.tr("The score as it was: {error}").format(error=spoken(error)))

    # Marks

    def show_lights(self, lights: Sequence[tuple[int, int]]) -> None:
        """Light the notes that sound. Offsets past the ghost's anchor count on into the ghost."""
        self._lights = tuple(lights)
        if self.panel is not None:
            self.panel.show_lights(self._places(self._lights, with_ghost=True))

    def show_spans(self) -> None:
        """Shade what is looped. What is being changed keeps its shade until it is engraved anew."""
        places = tuple(self.looped())
        spans = self._places(places)
        if self.panel is not None and (spans or not places):
            self.panel.show_spans(spans)

    def _places(self, places: Sequence[tuple[int, int]], *, with_ghost: bool = False) -> list[Place]:
        """Return where places of the document stand in the sheet that is shown."""
        from gui.score.score_places import shown_places

        if self._shown is None or not places:
            return []
        return shown_places(self._shown, self._excerpt(), places, with_ghost=with_ghost)

    def _follow_caret(self) -> None:
        # A key that changed the text also moves the caret: the mark comes with the score. Asking for the text of a long
        # book at every key would take longer than the key itself.
        if self.panel is None or self.view == "hidden" or self._pause.isActive():
            return
        shown, editor = self._shown, self._editor
        if shown is None or tune_range(editor.text(), editor.caret())[0] - shown.skip != shown.start:
            self.later()
        else:
            self._show_marks()

    def _show_marks(self) -> None:
        from gui.score.score_places import note_led_to

        assert self.panel is not None and self._shown is not None  # something is shown
        caret = note_led_to(self._editor.text(), self._editor.caret())
        for place in self._places([(caret, caret)]):  # none: a note is being written there that is not shown yet
            self.panel.mark_at(place.start)
            if self._shown.ghost[1] and place.start == self._shown.ghost[0]:
                self.panel.follow_from(place.start)  # what is proposed at the caret is what is to be seen
        self.panel.show_lights(self._places(self._lights, with_ghost=True))
        self.show_spans()

    # From the score to the text

    def _go_to(self, start: int, end: int) -> None:
        from engine.notation.tune import Place
        from gui.score.score_places import Carried

        if self._shown is None or self.panel is None:
            return
        now = self._excerpt()
        place = Carried(self._shown.text, now.text).place(Place(start, end))
        if place is None:
            return
        self._editor.move_caret(now.outside(place.start))
        if self.panel.view.hasFocus():
            speaking.announce(self.panel.view, now.text[place.start:place.end])
        else:
            self._editor.setFocus()
