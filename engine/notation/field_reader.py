"""Fields to what is in force: of the tune while its header is read, of one voice after it.

Source: ABC standard v2.1, sections 3 (fields) and 7 (voices).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from engine.notation.clefs import Properties, parse_properties
from engine.notation.decorations import parse_user_symbol
from engine.notation.fields import FREE, default_unit, parse_metre, parse_tempo, parse_unit
from engine.notation.keys import NO_KEY, Key, names_key, parse_key
from engine.notation.macros import parse_macro
from engine.notation.music import MusicReader
from engine.notation.tune import Diagnostic, Field, Fix, Metre, Place, Tempo
from engine.notation.voice import VoiceReader
from engine.sentences import Sentence


class FieldReader:
    """Obey information fields, and switch ``music`` from voice to voice.

    ``metre``, ``key``, ``unit`` and ``tempo`` are the header's, None where it is silent; from ``begin_body`` on each
    voice has its own. ``diagnostics`` grows.
    """

    def __init__(self, music: MusicReader, diagnostics: list[Diagnostic]) -> None:
        self._music = music
        self._diagnostics = diagnostics
        self.metre: Metre | None = None
        self.key: Key | None = None
        self.unit: Fraction | None = None
        self.tempo: Tempo | None = None
        self._clef = Properties()  # what the header's K: says beside the key
        self._voices: dict[str, VoiceReader] = {}
        self._is_voice_named = False  # by a V: field in the body
        self._named: dict[str, Properties] = {}  # voices that the header describes, in its order

    @property
    def voice(self) -> VoiceReader | None:
        """Return the voice in force; None in the header."""
        return self._music.voice

    def voices(self) -> list[VoiceReader]:
        """Return the voices in the order of the header, then in that of their first notes."""
        described = [self._voices[name] for name in self._named if name in self._voices]
        return described + [voice for voice in self._voices.values() if voice.name not in self._named]

    def begin_body(self, offset: int) -> None:
        """Settle what the header, which ends at ``offset``, left open, and begin the first voice."""
        if self.key is None:
            self.key = NO_KEY
            self._say("error", "no-key", Sentence("no K: field before the music: add one, such as K:G, as the last "
                                                  "line of the header"),
                      Place(offset, offset), Fix(Sentence("add K:C"), Place(offset, offset), "K:C\n"))
        if self.metre is None:
            self.metre = FREE
        if self.unit is None:
            self.unit = default_unit(self.metre)
        self._switch_voice("1", Properties())
        self._is_voice_named = False

    def obey(self, field: Field) -> None:
        """Do what one information field says, in the header, in the body or inline."""
        obey = _OBEYED.get(field.letter)
        if obey is not None:
            obey(self, field)

    def _switch_voice(self, name: str, properties: Properties) -> None:
        assert self.metre is not None and self.key is not None and self.unit is not None  # set by begin_body
        voice = self._voices.get(name)
        if voice is None:
            only = next(iter(self._voices.values()), None)
            if only is not None and not self._is_voice_named and not only.bars and only.is_bar_empty:
                self._voices.clear()  # V: right after K: names the first voice
                voice, voice.name = only, name
            else:
                voice = VoiceReader(name, self.metre, self.key, self.unit)
                self._describe(voice, self._clef)
            self._voices[name] = voice
            self._describe(voice, self._named.get(name, Properties()))
        self._describe(voice, properties)
        self._music.voice = voice
        self._is_voice_named = True

    def _describe(self, voice: VoiceReader, properties: Properties) -> None:
        """Let a voice have what a ``V:`` or ``K:`` field says of it."""
        voice.title = properties.title or voice.title
        if properties.clef and properties.clef != voice.clef:
            if voice.bars or voice.notes:
                voice.new_clef = properties.clef
            else:
                voice.clef = properties.clef
        if properties.octave is not None:
            voice.move_octaves(properties.octave)
        if properties.transpose is not None:
            voice.transpose = properties.transpose

    def _obey_key(self, field: Field) -> None:
        properties = parse_properties(field.value)
        key: Key | None
        if self.voice is not None and field.value and not names_key(field.value):
            key = self.voice.key  # a change of clef alone
        else:
            key = parse_key(field.value)
        if key is None:
            self._say("error", "bad-key",
                      Sentence("K:{value} is no key: write one such as K:G, K:Ador or K:Bbm", value=field.value),
                      field.place)
            key = NO_KEY if self.voice is None else self.voice.key
        if self.voice is None:
            self.key, self._clef = key, properties
            return
        self.voice.set_key(key)
        self._describe(self.voice, properties)
        self.voice.has_fields_only()

    def _obey_metre(self, field: Field) -> None:
        metre = parse_metre(field.value)
        if metre is None:
            self._say("error", "bad-metre",
                      Sentence("M:{value} is no metre: write one such as M:6/8, M:C or M:none", value=field.value),
                      field.place)
        elif self.voice is None:
            self.metre = metre
        else:
            self.voice.metre = metre
            self.voice.has_fields_only()

    def _obey_unit(self, field: Field) -> None:
        unit = parse_unit(field.value)
        if unit is None:
            self._say("error", "bad-unit",
                      Sentence("L:{value} is no note length: write one such as L:1/8", value=field.value),
                      field.place)
        elif self.voice is None:
            self.unit = unit
        else:
            self.voice.set_unit(unit)

    def _obey_tempo(self, field: Field) -> None:
        unit = self.unit or default_unit(self.metre or FREE) if self.voice is None else self.voice.unit
        tempo = parse_tempo(field.value, unit)
        if tempo is None and '"' not in field.value and not re.search("[A-Za-z]", field.value):
            self._say("warning", "bad-tempo",
                      Sentence("Q:{value} is no tempo: write one such as Q:1/4=120", value=field.value),
                      field.place)
        if self.voice is None:
            self.tempo = tempo
        else:
            self.voice.tempo = tempo

    def _obey_voice(self, field: Field) -> None:
        name, _, rest = field.value.partition(" ")
        properties = parse_properties(rest)
        if self.voice is None:
            self._named[name or "1"] = properties
        else:
            self._switch_voice(name or "1", properties)

    def _obey_part(self, field: Field) -> None:
        if self.voice is not None:
            self.voice.begin_part(field.value)

    def _obey_macro(self, field: Field) -> None:
        if parse_macro(field.value) is None:
            self._say("warning", "bad-macro", Sentence(
                "m:{value} is no macro: write one such as {one}, or with n for any note {other}", value=field.value,
                one="m:~G2={A}G{F}G", other="m:~n2={o}n{m}n"), field.place)

    def _obey_symbol(self, field: Field) -> None:
        symbol = parse_user_symbol(field.value)
        if symbol is not None:
            self._music.user[symbol[0]] = symbol[1]

    def _say(self, severity: str, code: str, message: Sentence, place: Place, fix: Fix | None = None) -> None:
        self._diagnostics.append(Diagnostic(severity, code, message, place, fix))


_OBEYED: dict[str, Callable[[FieldReader, Field], None]] = {
    "K": FieldReader._obey_key, "M": FieldReader._obey_metre, "L": FieldReader._obey_unit, "Q": FieldReader._obey_tempo,
    "V": FieldReader._obey_voice, "P": FieldReader._obey_part, "U": FieldReader._obey_symbol,
    "m": FieldReader._obey_macro,
}
