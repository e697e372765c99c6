"""What stands under a line of music, ``w:`` and ``s:``, set to the notes of one voice or another.

Source: ABC standard v2.1, sections 4.15 and 5.1.
"""

from __future__ import annotations

from engine.notation.lyrics import align
from engine.notation.music import MusicReader
from engine.notation.symbol_lines import align_symbols, decorate, set_words
from engine.notation.tune import Diagnostic, Fix, Place, Syllable
from engine.notation.voice import VoiceReader
from engine.sentences import Sentence


class Underlay:
    """Set words and symbols to the last line of music of a voice. ``diagnostics`` grows."""

    def __init__(self, music: MusicReader, diagnostics: list[Diagnostic]) -> None:
        self._music = music
        self._diagnostics = diagnostics
        self._syllables: dict[str, list[Syllable]] = {}  # by the name of the voice
        self._reached = 0  # the note of the line of music that an s: line goes on with

    def syllables(self, voice: str) -> tuple[Syllable, ...]:
        """Return all that is sung to a voice, by its name."""
        return tuple(self._syllables.get(voice, ()))

    def sing(self, voice: VoiceReader, line: str, offset: int) -> None:
        """Align a line of lyrics, which stands at ``offset``, with the line of music before it."""
        voice.verse += 1
        notes = voice.line_notes()
        syllables = self._syllables.setdefault(voice.name, [])
        while syllables and syllables[-1].verse == voice.verse and syllables[-1].place.start >= offset:
            syllables.pop()  # the same line, now longer
        found, left_over = align(line, offset, notes, voice.verse)
        syllables += found
        if left_over:
            few = Sentence("one syllable of this line has no note to be sung to: join it with ~, or leave it out")
            many = Sentence("{count} syllables of this line have no note to be sung to: join them with ~, or leave "
                            "them out", count=left_over)
            self._warn("too-many-syllables", few if left_over == 1 else many, Place(offset - 2, offset + len(line)))

    def sing_longer(self, voice: VoiceReader, line: str, offset: int) -> None:
        """Align the last line of lyrics again, with what ``+:`` appends to it."""
        voice.verse -= 1
        self.sing(voice, line, offset)

    def set_symbols(self, voice: VoiceReader, line: str, offset: int) -> None:
        """Set the symbols of a line, which stands at ``offset``, to the notes of the line of music before."""
        self._reached = 0
        self.set_more_symbols(voice, line, offset)

    def set_more_symbols(self, voice: VoiceReader, line: str, offset: int) -> None:
        """Go on with the symbols of a line that ``+:`` appends to the one before."""
        found = align_symbols(line, offset, voice.line_notes(), self._reached)
        self._reached = found.reached
        for symbol in found.symbols:
            if symbol.source[0] == '"':
                set_words(voice, symbol)
            elif name := self._music.decoration(symbol.source, *symbol.place):
                decorate(voice, symbol, name)
        for place in found.unknown:
            said = Sentence('{source} is no symbol: write !f!, "Am" or "^words", and * for a note without one',
                            source=self._music.text[place.start:place.end])
            self._warn("bad-symbol", said, place, Fix(Sentence("put * in its place"), place, "*"))
        if found.left_over:
            one = Sentence("one symbol of this line has no note: leave it out")
            many = Sentence("{count} symbols of this line have no note: leave them out", count=found.left_over)
            self._warn("too-many-symbols", one if found.left_over == 1 else many,
                       Place(offset - 2, offset + len(line)))

    def _warn(self, code: str, message: Sentence, place: Place, fix: Fix | None = None) -> None:
        self._diagnostics.append(Diagnostic("warning", code, message, place, fix))
