"""What a tune holds that a format has no place for, so that whoever exports it can be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.exchange.mei_marks import ARTICULATIONS, SPANS, TREMOLOS, mark
from engine.lilt import DYNAMICS as LOUDNESS
from engine.notation.scanner import scan
from engine.notation.tune import Bar, Note, Tune
from engine.performance import VOICE_CHANNELS
from engine.sentences import Sentence

_NAMES = {".mid": "MIDI", ".wav": "WAV", ".musicxml": "MusicXML", ".mei": "MEI"}
_SAME = {".midi": ".mid", ".mxl": ".musicxml", ".xml": ".musicxml"}
_PRINTED_IN_MEI = frozenset("TCORPQWVXLMKwsIm+U")  # what is printed, what is understood, and counted below
_HEARD = frozenset((".", "staccato", "fine", "segno", "coda", *LOUDNESS))
_JUMPS = ("D.C", "D.S")


def losses(text: str, tune: Tune, suffix: str) -> Counter[Sentence]:
    r"""Return what of a tune does not go into a file of a format, and how often it stands there.

    ``text`` is the text that the tune was read from; the format of a ``suffix`` that is drawn or is ABC loses nothing.

    >>> from engine.notation.reader import read_tune
    >>> text = "X:1\nK:C\nC(DE) % slowly\nw:la la la\n"
    >>> sorted(losses(text, read_tune(text), ".mid").items())
    [('remarks', 1), ('slurs', 1), ('words under the notes', 3)]
    """
    suffix = _SAME.get(suffix, suffix)
    found: Counter[Sentence] = Counter()
    if suffix not in _NAMES:
        return found
    if suffix == ".wav":
        found[Sentence("voices beyond the fourteenth")] = max(0, len(tune.voices) - len(VOICE_CHANNELS))
        return +found
    fields = (*tune.fields, *tune.body_fields)
    found[Sentence("remarks")] = sum(token.kind == "comment" for token in scan(text[tune.place.start:tune.place.end]))
    found[Sentence("directives (%%)")] = sum(field.letter == "%%" for field in fields)
    found[Sentence("symbol lines (s:)")] = sum(field.letter == "s" for field in fields)
    found[Sentence("macros (m:)")] = sum(field.letter == "m" for field in fields)
    if suffix == ".mid":
        _count_silent(tune, found)
    elif suffix == ".mei":  # MusicXML takes every decoration along, by its name if it must be
        found[Sentence("decorations")] = sum(not _is_drawn(name) for name in _decorations(tune))
        found[Sentence("fields that only inform")] = sum(field.letter.isalpha() and field.letter not in _PRINTED_IN_MEI
                                               for field in fields)
    return +found


def in_a_sentence(found: Counter[Sentence], suffix: str) -> Sentence | None:
    """Return what was lost as a sentence without a full stop; None where nothing was.

    >>> in_a_sentence(Counter({Sentence("slurs"): 2, Sentence("remarks"): 1}), ".mid")
    'MIDI has no place for: remarks (1), slurs (2)'
    """
    things = tuple(Sentence("{what} ({count})", what=what, count=count) for what, count in sorted(found.items()))
    if not things:
        return None
    return Sentence("{format} has no place for: {things}", format=_NAMES[_SAME.get(suffix, suffix)], things=things)


def _count_silent(tune: Tune, found: Counter[Sentence]) -> None:
    """Count what is written and does not sound."""
    found[Sentence("words under the notes")] = sum(len(voice.lyrics) for voice in tune.voices)
    found[Sentence("words below the tune")] = sum(field.letter == "W" for field in (*tune.fields, *tune.body_fields))
    found[Sentence("annotations")] = sum(len(bar.annotations) for bar in _bars(tune))
    found[Sentence("slurs")] = sum(note.slurs[0] for note in _notes(tune))
    silent = (name for name in _decorations(tune) if name not in _HEARD and not name.startswith(_JUMPS))
    found[Sentence("decorations")] = sum(1 for _ in silent)
    found[Sentence("voices beyond the fourteenth")] = max(0, len(tune.voices) - len(VOICE_CHANNELS))


def _bars(tune: Tune) -> Iterator[Bar]:
    return (bar for voice in tune.voices for bar in voice.bars)


def _notes(tune: Tune) -> Iterator[Note]:
    return (note for bar in _bars(tune) for layer in (bar.notes, *bar.overlays) for note in layer)


def _decorations(tune: Tune) -> Iterator[str]:
    return (name for note in _notes(tune) for name in note.decorations)


def _is_drawn(name: str) -> bool:
    return name in ARTICULATIONS or name in TREMOLOS or name.rstrip("()") in SPANS or mark(name, {}, "") is not None
