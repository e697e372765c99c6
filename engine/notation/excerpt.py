"""A piece of a tune: the notes that stand in a range of its text, as a tune of their own."""

from __future__ import annotations

from dataclasses import replace

from engine.notation.tune import Bar, BarLine, Place, Tune, Voice


def excerpt(tune: Tune, start: int, end: int) -> Tune:
    r"""Return the tune of what stands between two offsets of the text, beginning with its first note.

    Pitches and lengths stay what they are in the whole; a repeat is kept if both its ends are inside. Where nothing
    of the music stands in the range, the whole tune is returned.

    >>> from engine.notation.reader import read_tune
    >>> text = "X:1\nM:4/4\nL:1/4\nK:G\nG^F G A|F B A G|]"
    >>> [note.pitches[0].midi for bar in excerpt(read_tune(text), 26, 32).bars for note in bar.notes]
    [69, 66, 71]
    """
    voices = tuple(voice for voice in (_voice(voice, start, end) for voice in tune.voices) if voice.bars)
    if not voices:
        return tune
    first = voices[0]
    return replace(tune, voices=voices, last_voice=first, metre=first.bars[0].metre, key=first.bars[0].key)


def _voice(voice: Voice, start: int, end: int) -> Voice:
    found: list[Bar] = []
    for bar in voice.bars:
        notes = tuple(note for note in bar.notes if start <= note.place.start < end)
        if not notes:
            continue
        begin, stop = notes[0].onset, notes[-1].onset + notes[-1].length
        found.append(bar._replace(
            index=len(found), notes=tuple(note._replace(onset=note.onset - begin) for note in notes),
            symbols=tuple(one._replace(onset=one.onset - begin) for one in bar.symbols if begin <= one.onset < stop),
            annotations=(), length=stop - begin,
            overlays=tuple(layer for layer in bar.overlays if len(notes) == len(bar.notes)),
            marks=(), opening=_kept(bar.opening, start, end), closing=_kept(bar.closing, start, end)))
    return replace(voice, bars=tuple(found), lyrics=())


def _kept(line: BarLine, start: int, end: int) -> BarLine:
    return line if start <= line.place.start < end else BarLine("|" if line.kind else "", Place(*line.place))
