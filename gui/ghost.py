"""The ghost: text the model has written and the composer has not taken yet.

It is never in the document. This module knows what it says and where it hangs; ghost_painter draws it.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.notation.scanner import scan_music

_SOUNDING = ("note", "rest", "chord_open")
_LINE_ENDINGS = (" ", "\t", "\n", "\\")


@dataclass
class Ghost:
    """What is proposed at one place of the text.

    ``anchor`` is the Qt position it hangs at; ``text`` is what is left of it; ``is_open`` says that more
    is being written. A ghost that is neither open nor holds text is no ghost at all.
    """

    anchor: int = 0
    text: str = ""
    is_open: bool = False

    @property
    def is_alive(self) -> bool:
        """Say whether there is anything to dismiss."""
        return bool(self.text) or self.is_open

    def begin(self, anchor: int) -> None:
        """Start anew at a place, with nothing written so far."""
        self.anchor, self.text, self.is_open = anchor, "", True

    def clear(self) -> None:
        """Propose nothing."""
        self.text, self.is_open = "", False

    def agrees(self, typed: str) -> bool:
        """Say whether the composer typed what is proposed."""
        return bool(typed) and self.text.startswith(typed)

    def next_bar(self) -> str:
        """Return the proposal up to and with its next bar line.

        A bar line before the first note closes the composer's own bar and is not counted. Where no bar
        line follows this is all that is left, or nothing while the bar is still being written.

        >>> Ghost(text="|d2B A2G|ABc").next_bar()
        '|d2B A2G|'
        """
        has_sound = False
        done = -1
        for token in scan_music(self.text):
            if done >= 0 and token.kind != "ending":
                break
            if (token.kind == "bar" and has_sound) or done >= 0:
                done = token.end
            has_sound = has_sound or token.kind in _SOUNDING
        if done < 0:
            return "" if self.is_open else self.text
        while self.text[done:done + 1] and self.text[done] in _LINE_ENDINGS:
            done += 1
        return self.text[:done]
