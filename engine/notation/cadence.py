"""Let the tune end on its tonic: what the notes of the bar that closes it may be, and how long.

In the tidy dialect the tonic is a white note that follows from the mode. A note of another name may not fill the
closing bar to its end; where only an eighth is left the note is the tonic.
"""

from __future__ import annotations

from engine.notation.accidentals import Accidentals
from engine.notation.dialect import UNIT, Setting
from engine.notation.keys import MODES
from engine.notation.lengths import GRAIN

_TONICS = {"maj": 0, "m": 5, "mix": 4, "dor": 1, "phr": 2, "lyd": 3, "loc": 6}
_LETTERS = "CDEFGAB"


def tonic_of(setting: Setting) -> int:
    """Return the tonic's letter on the white notes, C = 0.

    >>> tonic_of(Setting(0, 0, MODES.index("dor"), False))
    1
    """
    return _TONICS[MODES[setting.mode]]


def is_tonic(pitch: tuple[int, int], tonic: int) -> bool:
    """Say whether a pitch (step, alteration) is the tonic in some octave."""
    return pitch[0] % 7 == tonic and pitch[1] == 0


def heads(allowed: frozenset[str], tonic: int, room: int, sign: str, bar: Accidentals) -> frozenset[str]:
    """Return what may begin the next note (or go on after ``sign``) where the bar has so many ticks left.

    All that is allowed where more than an eighth is left, or where the tonic cannot be had.
    """
    if room > UNIT:
        return allowed
    letter = _LETTERS[tonic]
    names = allowed & {letter, letter.lower()}
    if sign:
        return names if sign == "=" and names else allowed
    if bar.sounding(tonic) == 0:
        return names or allowed
    return allowed & {"="} or allowed


def room_for(room: int) -> int:
    """Return how long a note or a group may be that is not to be the last of its bar."""
    return max(room - UNIT, room // 2 // GRAIN * GRAIN, GRAIN)
