"""What was tried at one place of the text: the takes that Alt+] and Alt+[ go through and the panel shows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from engine.continuation import Continuation

if TYPE_CHECKING:
    from engine.sketch import Sketch
    from engine.takes import Take


@dataclass
class Try:
    """A continuation that was tried. ``text`` is what of it is not the composer's yet.

    ``behind`` is what stood behind the caret in its line. ``take`` and ``sketch`` are what is known about it, None
    until it has been looked into. ``leaf`` names it in the tree of what was tried. ``is_whole`` says that it was
    written to its end.
    """

    text: str
    continuation: Continuation
    leaf: str = ""
    take: Take | None = None
    sketch: Sketch | None = None
    behind: str = ""
    is_kept: bool = False
    is_whole: bool = True


@dataclass
class Round:
    """The tries at one place. ``before`` is the text up to it; ``index`` the try that is shown or was shown last.

    Of bars that are written again ``replaced`` is the text that a try would take the place of; it stands behind
    ``before``.
    """

    before: str
    tries: list[Try] = field(default_factory=list)
    index: int = -1
    replaced: str = ""

    @property
    def current(self) -> Try | None:
        """Return the try that is shown or was shown last."""
        return self.tries[self.index] if 0 <= self.index < len(self.tries) else None

    @property
    def upto(self) -> str:
        """Return the text up to the caret of this round."""
        return self.before + self.replaced

    def add(self, new: Try) -> Try:
        """Add a try and make it the current one; one with the same text is found again instead."""
        for number, known in enumerate(self.tries):
            is_same = (known.continuation.seed, known.continuation.settings) == (new.continuation.seed,
                                                                                 new.continuation.settings)
            if known.text == new.text or (is_same and not known.is_whole and new.text.startswith(known.text)):
                known.text, known.continuation = new.text, new.continuation
                known.is_whole = known.is_whole or new.is_whole
                self.index = number
                return known
        self.tries.append(new)
        self.index = len(self.tries) - 1
        return new

    def moved_to(self, before: str) -> Round:
        """Return the round at another place: this one, or what of it still agrees with the text up to there.

        What the composer took or typed of a try is no longer part of it; tries that say something else are left behind.
        """
        if before == self.upto:
            return self
        if self.replaced or not before.startswith(self.before):
            return Round(before)
        eaten = before[len(self.before):]
        left = [one for one in self.tries if one.text.startswith(eaten) and one.text != eaten]
        current = self.current
        return Round(before, [replace(one, text=one.text[len(eaten):]) for one in left],
                     next((number for number, one in enumerate(left) if one is current), len(left) - 1))
