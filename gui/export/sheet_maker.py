"""Engraves some tunes of a text one after the other, beside the window; what was engraved already is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from engine.engraving.page import lines_order
from engine.engraving.paper import PageLayout
from engine.engraving.roll import Roll
from engine.engraving.sheet import Order, Sheet
from engine.errors import SegueError
from gui.engraving.engraving import Engraving
from gui.look.sentences import spoken

_MOST_KEPT = 2_000  # sheets
_NOTHING = Sheet((), Roll())


class SheetMaker(QObject):
    """Lives in the GUI thread. A newer wish takes the place of an older one.

    Signals:
        moved: so many are done, of how many.
    """

    moved = Signal(int, int)

    def __init__(self, engraving: Engraving, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engraving = engraving
        self._kind = kind  # of the orders, by which they are told apart from those of others
        self._kept: dict[Order, Sheet] = {}
        self._wish = 0
        self.sheets: list[Sheet] = []  # of the newest wish, as far as they are made

    def make(self, text: str, ranges: Sequence[tuple[int, int]], layout: PageLayout,
             then: Callable[[list[Sheet], list[str]], None]) -> None:
        """Call ``then`` with the sheets, and with a sentence for each tune that cannot be engraved."""
        self._wish += 1
        self.sheets = []
        self._go_on(self._wish, [lines_order(text, start, end, layout) for start, end in ranges], self.sheets, [], then)

    def stop(self) -> None:
        """Go no further; nobody is answered."""
        self._wish += 1
        self._engraving.forget(self._kind)

    def _go_on(self, wish: int, orders: list[Order], sheets: list[Sheet], faults: list[str],
               then: Callable[[list[Sheet], list[str]], None]) -> None:
        while len(sheets) < len(orders) and orders[len(sheets)] in self._kept:
            sheets.append(self._kept[orders[len(sheets)]])
        if wish != self._wish:
            return
        number = len(sheets)
        self.moved.emit(number, len(orders))
        if number == len(orders):
            then(sheets, faults)
            return

        def take(sheet: Sheet) -> None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[orders[number]] = sheet
            sheets.append(sheet)
            self._go_on(wish, orders, sheets, faults, then)

        def leave_out(error: SegueError) -> None:
            faults.append(self.tr("tune {number}: {reason}").format(number=number + 1, reason=spoken(error)))
            sheets.append(_NOTHING)
            self._go_on(wish, orders, sheets, faults, then)

        self._engraving.ask(self._kind, orders[number], take, leave_out)
