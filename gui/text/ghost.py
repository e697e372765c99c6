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
    is being written. A ghost that is neither open nor holds text is no ghost at all. ``replaced`` is how much of
    the composer's text before the anchor it would take the place of, in Qt positions; such a ghost is taken whole.
    """

    anchor: int = 0
    text: str = ""
    is_open: bool = False
    replaced: int = 0

    @property
    def is_alive(self) -> bool:
        """Say whether there is anything to dismiss."""
        return bool(self.text) or self.is_open

    def begin(self, anchor: int, replaced: int = 0) -> None:
        """Start anew at a place, with nothing written so far."""
        self.anchor, self.text, self.is_open, self.replaced = anchor, "", True, replaced

    def clear(self) -> None:
        """Propose nothing."""
        self.text, self.is_open, self.replaced = "", False, 0

    def agrees(self, typed: str) -> bool:
        """Say whether the composer typed what is proposed."""
        return bool(typed) and not self.replaced and self.text.startswith(typed)

    def next_bar(self) -> str:
        """Return the proposal up to and with its next bar line.

        A bar line before the first note closes the composer's own bar and is not counted. Where no bar
        line follows this is all that is left, or nothing while the bar is still being written.

        >>> Ghost(text="|d2B A2G|ABc").next_bar()
        '|d2B A2G|'
        """
        if self.replaced:
            return "" if self.is_open else self.text
        return self._up_to(is_part=False)

    def next_part(self) -> str:
        r"""Return the proposal up to and with the bar line that ends its next part, or all of it where none does.

        >>> Ghost(text="d2B A2G|G3 G3:|\n|:ABc").next_part()
        'd2B A2G|G3 G3:|\n'
        """
        if self.replaced:
            return "" if self.is_open else self.text
        return self._up_to(is_part=True)

    def _up_to(self, *, is_part: bool) -> str:
        """Return the text up to the first bar line behind a note: any, or only one that ends a part."""
        has_sound = False
        done = -1
        for token in scan_music(self.text):
            if done >= 0 and token.kind != "ending":
                break
            is_end = token.kind == "bar" and (not is_part or _ends_part(self.text[token.start:token.end]))
            if (is_end and has_sound) or done >= 0:
                done = token.end
            has_sound = has_sound or token.kind in _SOUNDING
        if done < 0:
            return "" if self.is_open else self.text
        while self.text[done:done + 1] and self.text[done] in _LINE_ENDINGS:
            done += 1
        return self.text[:done]


def _ends_part(line: str) -> bool:
    """Say whether a part of the tune ends with this bar line.

    A first ending's closing line does, too: the part has been heard once.
    """
    return any(mark in line for mark in ("||", "|]", ":", "[|"))
