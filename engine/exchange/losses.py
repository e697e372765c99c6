"""What cannot come along from another format, in sentences."""

from __future__ import annotations

from collections import Counter

from engine.errors import FileError
from engine.sentences import Sentence

# Elements of MusicXML 4.0 that ABC has no sign for, as musicians call them.
_NAMES = {
    "glissando": Sentence("glissando"), "non-arpeggiate": Sentence("brackets against arpeggio"),
    "detached-legato": Sentence("detached legato"), "spiccato": Sentence("spiccato"), "plop": Sentence("plop"),
    "doit": Sentence("doit"), "falloff": Sentence("falloff"), "caesura": Sentence("caesura"),
    "stress": Sentence("stress"), "unstress": Sentence("unstress"), "soft-accent": Sentence("soft accent"),
    "other-articulation": Sentence("other articulation"), "delayed-turn": Sentence("delayed turn"),
    "delayed-inverted-turn": Sentence("delayed inverted turn"), "vertical-turn": Sentence("vertical turn"),
    "inverted-vertical-turn": Sentence("inverted vertical turn"), "shake": Sentence("shake"),
    "schleifer": Sentence("schleifer"), "tremolo": Sentence("tremolo"), "haydn": Sentence("Haydn ornament"),
    "harmonic": Sentence("harmonic"), "double-tongue": Sentence("double tongue"),
    "triple-tongue": Sentence("triple tongue"), "hammer-on": Sentence("hammer on"), "pull-off": Sentence("pull off"),
    "bend": Sentence("bend"), "tap": Sentence("tap"), "heel": Sentence("heel"), "toe": Sentence("toe"),
    "fingernails": Sentence("fingernails"), "hole": Sentence("hole"), "arrow": Sentence("arrow"),
    "handbell": Sentence("handbell"), "brass-bend": Sentence("brass bend"), "flip": Sentence("flip"),
    "smear": Sentence("smear"), "golpe": Sentence("golpe"), "half-muted": Sentence("half muted"),
    "harmon-mute": Sentence("harmon mute"), "other-technical": Sentence("other playing technique"),
    "pedal": Sentence("pedal marks"), "octave-shift": Sentence("octave shift marks"), "bracket": Sentence("brackets"),
    "dashes": Sentence("dashes"), "rehearsal": Sentence("rehearsal marks"),
    "symbol": Sentence("symbols above the staff"), "harp-pedals": Sentence("harp pedals"),
    "damp": Sentence("damp marks"), "damp-all": Sentence("damp all marks"), "eyeglasses": Sentence("eyeglasses"),
    "string-mute": Sentence("string mute"), "scordatura": Sentence("scordatura"), "image": Sentence("pictures"),
    "percussion": Sentence("percussion signs"), "principal-voice": Sentence("principal voice marks"),
    "accordion-registration": Sentence("accordion registration"), "staff-divide": Sentence("staff divide marks"),
}


def name_of(element: str) -> Sentence:
    """Return what musicians call an element of MusicXML.

    >>> name_of("octave-shift"), name_of("xyz")
    ('octave shift marks', 'what MusicXML calls xyz')
    """
    return _NAMES.get(element) or Sentence("what MusicXML calls {name}", name=element)


def listed(lost: Counter[Sentence]) -> list[Sentence]:
    """Return in one sentence what has no place in ABC, and how often each was met; nothing where there is none.

    >>> listed(Counter({Sentence("cue notes"): 2, Sentence("pedal"): 0}))
    ['ABC has no place for: cue notes (2), pedal']
    """
    things = tuple(Sentence("{what} ({count})", what=what, count=count) if count else what
                   for what, count in sorted(lost.items()))
    return [Sentence("ABC has no place for: {things}", things=things)] if things else []


def no_notes(name: str, *, has_drums: bool) -> FileError:
    """Return the error that a file has no notes that could be read."""
    if has_drums:
        return FileError("{name} holds no notes but percussion: choose another file", name=name)
    return FileError("{name} holds no notes: choose another file", name=name)
