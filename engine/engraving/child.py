"""The engraver's own process: reads a tune, writes it as MEI, lets verovio draw it.

verovio holds the interpreter while it works and can be brought down by a fault in what it is given. Here it can do
neither to the window.
"""

from __future__ import annotations

import signal
from multiprocessing.connection import Connection

from engine.engraving.flatten import flatten
from engine.engraving.roll import roll_of
from engine.engraving.sheet import NO_FAULT, Order, Sheet, System
from engine.engraving.tail import tail_of
from engine.engraving.words import words_below
from engine.errors import EngravingError
from engine.exchange.mei import mei_text
from engine.exchange.mei_names import without_controls
from engine.notation.reader import read_tune
from engine.notation.tune import Tune
from engine.sentences import Sentence

# A page that is lower than any system holds just one.
_ONE_SYSTEM, _ONE_PAGE = 100, 60_000
_OPTIONS = {
    "inputFrom": "mei", "adjustPageHeight": True, "breaksSmartSb": 0.0, "header": "encoded", "footer": "none",
    "svgViewBox": True, "svgFormatRaw": True, "scale": 100, "pageMarginLeft": 30, "pageMarginRight": 30,
    "pageMarginTop": 28, "pageMarginBottom": 14,
}
# Where there is little room. verovio does not reckon with the height of a bar's number: it stands in the margin.
_CLOSE = {"pageMarginTop": 24, "pageMarginBottom": 6}
_NUMBERLESS = {"pageMarginTop": 8}


def serve(connection: Connection) -> None:
    """Answer orders one by one until the other end is closed. An answer is a number with a Sheet or an error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the parent's to answer
    engraver: Verovio | None = None
    while True:
        try:
            number, order = connection.recv()
        except (EOFError, OSError):
            return
        try:
            engraver = engraver or Verovio()
            answer: Sheet | EngravingError = engraver.engrave(order)
        except ImportError as error:
            answer = EngravingError("the score cannot be drawn without verovio ({reason}): install Segue again",
                                    reason=error)
        except (ValueError, ArithmeticError, LookupError, RecursionError) as error:
            answer = EngravingError("this tune cannot be engraved ({kind}: {reason}): change the bar you were in",
                                    kind=type(error).__name__, reason=error)
        try:
            connection.send((number, answer))
        except OSError:
            return


class Verovio:
    """One toolkit, kept warm."""

    def __init__(self) -> None:
        import verovio

        verovio.enableLog(verovio.LOG_OFF)
        self._toolkit = verovio.toolkit()

    def engrave(self, order: Order) -> Sheet:
        """Return the tune engraved. Raises ValueError where verovio does not take it."""
        tune = read_tune(order.text, order.start, order.end)
        fault = next((one.message for one in tune.diagnostics if one.severity == "error"), NO_FAULT)
        if order.is_tail:
            tune = tail_of(tune, order.ghost[0])
        if not any(voice.bars for voice in tune.voices):
            return Sheet((), roll_of(tune), fault)
        systems = self._systems(tune, order)
        words = _words(tune) if order.form == "systems" and not order.is_tail else ()
        if words:
            systems = (*systems, words_below(words, systems[0].width))
        return Sheet(systems, roll_of(tune), fault)

    def _systems(self, tune: Tune, order: Order) -> tuple[System, ...]:
        mei = mei_text(tune, with_head=order.has_head, with_numbers=not order.is_tail)
        is_page = order.form == "page"
        self._toolkit.setOptions({
            **_OPTIONS, **({} if order.has_head else _CLOSE), **(_NUMBERLESS if order.is_tail else {}),
            "breaks": "smart" if "<sb" in mei else "auto",
            "pageWidth": max(300, order.width), "pageHeight": _ONE_PAGE if is_page else _ONE_SYSTEM,
            "smuflTextFont": "embedded" if is_page else "none",
        })
        if not self._toolkit.loadData(mei):
            raise ValueError(Sentence("verovio does not take it"))
        pages = [self._toolkit.renderToSVG(page) for page in range(1, self._toolkit.getPageCount() + 1)]
        if is_page:
            return tuple(System(page, float(order.width), 0.0) for page in pages)
        return tuple(flatten(page, order.ghost) for page in pages)


def _words(tune: Tune) -> tuple[str, ...]:
    """Return the lines of words below the tune, without characters that a drawing cannot hold."""
    lines = [field.value for field in (*tune.fields, *tune.body_fields) if field.letter == "W"]
    return tuple(without_controls(line) for line in lines) if any(lines) else ()
