"""What a tune holds that a format has no place for, so that whoever exports it can be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.exchange.mei_marks import ARTICULATIONS, SPANS, TREMOLOS, mark
from engine.lilt import DYNAMICS as LOUDNESS
from engine.notation.scanner import scan
from engine.notation.tune import Bar, Note, Tune
from engine.performance import VOICE_CHANNELS

_NAMES = {".mid": "MIDI", ".wav": "a recording", ".musicxml": "MusicXML", ".mei": "MEI"}
_SAME = {".midi": ".mid", ".mxl": ".musicxml", ".xml": ".musicxml"}
_PRINTED_IN_MEI = frozenset("TCORPQWVXLMKwsIm+U")  # what is printed, what is understood, and counted below
_HEARD = frozenset((".", "staccato", "fine", "segno", "coda", *LOUDNESS))
_JUMPS = ("D.C", "D.S")


def losses(text: str, tune: Tune, suffix: str) -> Counter[str]:
    r"""Return what of a tune does not go into a file of a format, and how often it stands there.

    ``text`` is the text that the tune was read from; the format of a ``suffix`` that is drawn or is ABC loses nothing.

    >>> from engine.notation.reader import read_tune
    >>> text = "X:1\nK:C\nC(DE) % slowly\nw:la la la\n"
    >>> sorted(losses(text, read_tune(text), ".mid").items())
    [('remarks', 1), ('slurs', 1), ('words under the notes', 3)]
    """
    suffix = _SAME.get(suffix, suffix)
    found: Counter[str] = Counter()
    if suffix not in _NAMES:
        return found
    if suffix == ".wav":
        found["voices beyond the fourteenth"] = max(0, len(tune.voices) - len(VOICE_CHANNELS))
        return +found
    fields = (*tune.fields, *tune.body_fields)
    found["remarks"] = sum(token.kind == "comment" for token in scan(text[tune.place.start:tune.place.end]))
    found["directives (%%)"] = sum(field.letter == "%%" for field in fields)
    found["symbol lines (s:)"] = sum(field.letter == "s" for field in fields)
    found["macros (m:)"] = sum(field.letter == "m" for field in fields)
    if suffix == ".mid":
        _count_silent(tune, found)
    elif suffix == ".mei":  # MusicXML takes every decoration along, by its name if it must be
        found["decorations"] = sum(not _is_drawn(name) for name in _decorations(tune))
        found["fields that only inform"] = sum(field.letter.isalpha() and field.letter not in _PRINTED_IN_MEI
                                               for field in fields)
    return +found


def in_a_sentence(found: Counter[str], suffix: str) -> str:
    """Return what was lost as a sentence without a full stop; empty where nothing was.

    >>> in_a_sentence(Counter({"slurs": 2, "remarks": 1}), ".mid")
    'MIDI has no place for: remarks (1), slurs (2)'
    """
    if not found:
        return ""
    listed = ", ".join(f"{what} ({count})" for what, count in sorted(found.items()))
    return f"{_NAMES[_SAME.get(suffix, suffix)]} has no place for: {listed}"


def _count_silent(tune: Tune, found: Counter[str]) -> None:
    """Count what is written and does not sound."""
    found["words under the notes"] = sum(len(voice.lyrics) for voice in tune.voices)
    found["words below the tune"] = sum(field.letter == "W" for field in (*tune.fields, *tune.body_fields))
    found["annotations"] = sum(len(bar.annotations) for bar in _bars(tune))
    found["slurs"] = sum(note.slurs[0] for note in _notes(tune))
    found["decorations"] = sum(name not in _HEARD and not name.startswith(_JUMPS) for name in _decorations(tune))
    found["voices beyond the fourteenth"] = max(0, len(tune.voices) - len(VOICE_CHANNELS))


def _bars(tune: Tune) -> Iterator[Bar]:
    return (bar for voice in tune.voices for bar in voice.bars)


def _notes(tune: Tune) -> Iterator[Note]:
    return (note for bar in _bars(tune) for layer in (bar.notes, *bar.overlays) for note in layer)


def _decorations(tune: Tune) -> Iterator[str]:
    return (name for note in _notes(tune) for name in note.decorations)


def _is_drawn(name: str) -> bool:
    return name in ARTICULATIONS or name in TREMOLOS or name.rstrip("()") in SPANS or mark(name, {}, "") is not None
