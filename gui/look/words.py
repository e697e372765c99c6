"""The engine's numbers in words: how odd, how much of a known tune, how it ends, how adventurous."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication

from engine.continuation import Copied
from gui.look.sentences import listed

# From so many bits a note on; the model pays about 2.7 for what people wrote.
ODD = (3.5, 5.0, 7.0)
_FREE_NOTES = 8  # in a row, that any two tunes may share
_BELOW_CALM, _CALM, _USUAL, _LIVELY, _BOLD = 0.5, 0.85, 1.1, 1.4, 2.0
_said = QCoreApplication.translate



def oddness(bits: float) -> int:
    """Return how odd so many bits a note are: 0 for usual, to 3."""
    return sum(bits >= one for one in ODD)


def surprise_words(bits: float) -> str:
    """Return how odd so many bits a note are, in words.

    >>> surprise_words(5.2)
    'odd for this model'
    """
    if bits < 1.5:
        return _said("Words", "as expected")
    return (_said("Words", "usual for this model"), _said("Words", "fresh for this model"),
            _said("Words", "odd for this model"),
            _said("Words", "very odd for this model"))[oddness(bits)]


def bits_words(bits: float) -> str:
    """Return bits a note with what they mean."""
    return _said("Words", "{bits} bits a note: {words}").format(bits=f"{bits:.1f}", words=surprise_words(bits))


def copied_words(copied: Copied) -> str:
    """Return which bars are a known tune.

    >>> copied_words(Copied(9, 12, 20, "The Kesh"))
    'bars 9-12 are The Kesh (20 notes in a row)'
    """
    title = copied.title or _said("Words", "a tune without a title")
    if copied.first_bar == copied.last_bar:
        return _said("Words", "bar {bar} is {title} ({notes} notes in a row)").format(
            bar=copied.first_bar, title=title, notes=copied.notes)
    return _said("Words", "bars {first}-{last} are {title} ({notes} notes in a row)").format(
        first=copied.first_bar, last=copied.last_bar, title=title, notes=copied.notes)


def novelty_words(copied: Sequence[Copied], alarm_notes: int) -> str:
    """Return what of a take is known: its longest run of notes from a tune that the network learnt."""
    longest = max(copied, key=lambda one: one.notes, default=None)
    if longest is None or longest.notes <= _FREE_NOTES:
        return _said("Words", "its own")
    if alarm_notes and longest.notes >= alarm_notes:
        return copied_words(longest)
    return _said("Words", "{notes} notes as in {title}").format(
        notes=longest.notes, title=longest.title or _said("Words", "a tune without a title"))


def ending_words(ending: str, degree: int) -> str:
    """Return which note a take ends on, and what that is in its key.

    >>> ending_words("G", 0)
    'ends on G, the tonic'
    """
    if not ending:
        return _said("Words", "ends in silence")
    steps = (_said("Words", "the tonic"), _said("Words", "the second"), _said("Words", "the third"),
             _said("Words", "the fourth"), _said("Words", "the fifth"), _said("Words", "the sixth"),
             _said("Words", "the seventh"))
    if not 0 <= degree < len(steps):
        return _said("Words", "ends on {note}").format(note=ending)
    return _said("Words", "ends on {note}, {step}").format(note=ending, step=steps[degree])


def bars_words(count: int) -> str:
    """Return a number of bars."""
    return _said("Words", "1 bar") if count == 1 else _said("Words", "{count} bars").format(count=count)


def differing_words(bars: Collection[int], count: int) -> str:
    """Return which bars, from 0, of so many are not the same."""
    if not bars:
        return _said("Words", "the same notes")
    if len(bars) >= count:
        return _said("Words", "every bar differs")
    numbers = listed(str(number + 1) for number in sorted(bars))
    return _said("Words", "bar {bars} differs").format(bars=numbers) if len(bars) == 1 else \
        _said("Words", "bars {bars} differ").format(bars=numbers)


def adventure_word(temperature: float) -> str:
    """Return how adventurous a temperature is.

    >>> adventure_word(1.0), adventure_word(1.5)
    ('usual', 'bold')
    """
    for limit, word in ((_BELOW_CALM, _said("Words", "very calm")), (_CALM, _said("Words", "calm")),
                        (_USUAL, _said("Words", "usual")),
                        (_LIVELY, _said("Words", "lively")), (_BOLD, _said("Words", "bold"))):
        if temperature < limit:
            return word
    return _said("Words", "wild")
