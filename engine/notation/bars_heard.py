"""What of some music has been heard when it was interrupted."""

from __future__ import annotations

from engine.notation.scanner import scan_music

_SOUNDING = ("note", "rest", "chord_open")
_BLANKS = " \t\n"


def bars_heard(music: str, heard: int) -> str:
    r"""Return the bars whose last note has begun to sound. ``heard`` characters of the music have, notes whole.

    A bar line before the first note closes a bar that stood there before.

    >>> bars_heard("|d2 e2|f4 g4|\nA", 6), bars_heard("|d2 e2|f4 g4|\nA", 9), bars_heard("d2 e2|f4 g4|\nA", 11)
    ('|d2 e2|', '|d2 e2|', 'd2 e2|f4 g4|\n')
    """
    done = 0
    has_sound = False
    for token in scan_music(music):
        if token.kind in _SOUNDING:
            if token.start >= heard:
                break
            has_sound = True
        elif (token.kind == "bar" and has_sound) or (token.kind == "ending" and done == token.start):
            done = token.end
    while music[done:done + 1] and music[done] in _BLANKS and done:
        done += 1
    return music[:done]
