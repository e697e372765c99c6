"""What can be written where, each with its meaning: the tables behind the completion.

The meanings are Qt's source texts, in the context ``Entries``. Source: ABC standard v2.1, sections 3, 4.14, 11.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_Table = tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class Entry:
    """``text`` is written in place of what was typed; ``meaning`` explains it, translated.

    ``shown`` is what the list says, where that is not the text; ``back`` is how many characters from its end the caret
    then stands.
    """

    text: str
    meaning: str
    shown: str = ""
    back: int = 0

    @property
    def name(self) -> str:
        """Return what the list shows."""
        return self.shown or self.text


FIELDS: _Table = (
    ("X:", QT_TRANSLATE_NOOP("Entries", "number of the tune; begins it")),
    ("T:", QT_TRANSLATE_NOOP("Entries", "title")),
    ("C:", QT_TRANSLATE_NOOP("Entries", "composer")),
    ("O:", QT_TRANSLATE_NOOP("Entries", "origin")),
    ("R:", QT_TRANSLATE_NOOP("Entries", "rhythm, such as reel or jig")),
    ("M:", QT_TRANSLATE_NOOP("Entries", "metre")),
    ("L:", QT_TRANSLATE_NOOP("Entries", "unit note length")),
    ("Q:", QT_TRANSLATE_NOOP("Entries", "tempo")),
    ("K:", QT_TRANSLATE_NOOP("Entries", "key; ends the header")),
    ("P:", QT_TRANSLATE_NOOP("Entries", "parts: their order, or the name of one")),
    ("V:", QT_TRANSLATE_NOOP("Entries", "voice")),
    ("w:", QT_TRANSLATE_NOOP("Entries", "words under the notes of the line above")),
    ("W:", QT_TRANSLATE_NOOP("Entries", "words below the tune")),
    ("A:", QT_TRANSLATE_NOOP("Entries", "author of the words")),
    ("B:", QT_TRANSLATE_NOOP("Entries", "book")),
    ("D:", QT_TRANSLATE_NOOP("Entries", "recordings")),
    ("F:", QT_TRANSLATE_NOOP("Entries", "address of a file")),
    ("G:", QT_TRANSLATE_NOOP("Entries", "group, such as the instrument")),
    ("H:", QT_TRANSLATE_NOOP("Entries", "history")),
    ("I:", QT_TRANSLATE_NOOP("Entries", "instruction to programs")),
    ("m:", QT_TRANSLATE_NOOP("Entries", "macro")),
    ("N:", QT_TRANSLATE_NOOP("Entries", "notes about the tune")),
    ("r:", QT_TRANSLATE_NOOP("Entries", "remark")),
    ("S:", QT_TRANSLATE_NOOP("Entries", "source")),
    ("s:", QT_TRANSLATE_NOOP("Entries", "line of symbols under the music")),
    ("U:", QT_TRANSLATE_NOOP("Entries", "a letter that stands for a decoration")),
    ("Z:", QT_TRANSLATE_NOOP("Entries", "who wrote it down")),
    ("+:", QT_TRANSLATE_NOOP("Entries", "goes on with the field above")),
)
# Those that may stand between lines of music.
BODY_FIELDS = tuple("KLMNPQRTUVWwsrmI+")

METRES: _Table = (
    ("4/4", QT_TRANSLATE_NOOP("Entries", "four crotchets: reels, hornpipes, marches")),
    ("2/4", QT_TRANSLATE_NOOP("Entries", "two crotchets: polkas")),
    ("3/4", QT_TRANSLATE_NOOP("Entries", "three crotchets: waltzes, mazurkas")),
    ("6/8", QT_TRANSLATE_NOOP("Entries", "two dotted crotchets: jigs")),
    ("9/8", QT_TRANSLATE_NOOP("Entries", "three dotted crotchets: slip jigs")),
    ("12/8", QT_TRANSLATE_NOOP("Entries", "four dotted crotchets: slides")),
    ("3/8", QT_TRANSLATE_NOOP("Entries", "three quavers")),
    ("2/2", QT_TRANSLATE_NOOP("Entries", "two minims")),
    ("3/2", QT_TRANSLATE_NOOP("Entries", "three minims: old hornpipes, sarabandes")),
    ("C", QT_TRANSLATE_NOOP("Entries", "4/4, written as C")),
    ("C|", QT_TRANSLATE_NOOP("Entries", "2/2, written as C with a stroke")),
    ("5/4", QT_TRANSLATE_NOOP("Entries", "five crotchets")),
    ("5/8", QT_TRANSLATE_NOOP("Entries", "five quavers")),
    ("7/8", QT_TRANSLATE_NOOP("Entries", "seven quavers")),
    ("2+2+3/8", QT_TRANSLATE_NOOP("Entries", "seven quavers, grouped")),
    ("none", QT_TRANSLATE_NOOP("Entries", "free: bars of any length")),
)

UNITS: _Table = (
    ("1/8", QT_TRANSLATE_NOOP("Entries", "a note without a number is a quaver")),
    ("1/4", QT_TRANSLATE_NOOP("Entries", "a note without a number is a crotchet")),
    ("1/16", QT_TRANSLATE_NOOP("Entries", "a note without a number is a semiquaver")),
    ("1/2", QT_TRANSLATE_NOOP("Entries", "a note without a number is a minim")),
    ("1/32", QT_TRANSLATE_NOOP("Entries", "a note without a number is a demisemiquaver")),
    ("1", QT_TRANSLATE_NOOP("Entries", "a note without a number is a semibreve")),
)

RHYTHMS: _Table = (
    ("reel", QT_TRANSLATE_NOOP("Entries", "4/4, even and quick")),
    ("jig", QT_TRANSLATE_NOOP("Entries", "6/8")),
    ("slip jig", QT_TRANSLATE_NOOP("Entries", "9/8")),
    ("hornpipe", QT_TRANSLATE_NOOP("Entries", "4/4, its quavers long and short")),
    ("polka", QT_TRANSLATE_NOOP("Entries", "2/4")),
    ("slide", QT_TRANSLATE_NOOP("Entries", "12/8")),
    ("waltz", QT_TRANSLATE_NOOP("Entries", "3/4")),
    ("march", QT_TRANSLATE_NOOP("Entries", "4/4 or 6/8")),
    ("strathspey", QT_TRANSLATE_NOOP("Entries", "4/4, with short notes first")),
    ("mazurka", QT_TRANSLATE_NOOP("Entries", "3/4, with weight on the second beat")),
    ("schottische", QT_TRANSLATE_NOOP("Entries", "4/4 or 2/4")),
    ("barndance", QT_TRANSLATE_NOOP("Entries", "4/4, easy")),
    ("air", QT_TRANSLATE_NOOP("Entries", "slow, freely sung")),
    ("song", QT_TRANSLATE_NOOP("Entries", "with words")),
    ("hop jig", QT_TRANSLATE_NOOP("Entries", "9/8, light")),
    ("bourrée", QT_TRANSLATE_NOOP("Entries", "2/4 or 3/8")),
    ("polska", QT_TRANSLATE_NOOP("Entries", "3/4, Swedish")),
    ("minuet", QT_TRANSLATE_NOOP("Entries", "3/4, stately")),
)

TEMPOS: _Table = (
    ("1/4=120", QT_TRANSLATE_NOOP("Entries", "120 crotchets a minute")),
    ("1/4=90", QT_TRANSLATE_NOOP("Entries", "90 crotchets a minute")),
    ("1/4=180", QT_TRANSLATE_NOOP("Entries", "180 crotchets a minute: a quick waltz")),
    ("3/8=120", QT_TRANSLATE_NOOP("Entries", "120 dotted crotchets a minute: a jig")),
    ("1/2=100", QT_TRANSLATE_NOOP("Entries", "100 minims a minute: a reel")),
    ("1/8=180", QT_TRANSLATE_NOOP("Entries", "180 quavers a minute")),
    ('"Allegro" 1/4=132', QT_TRANSLATE_NOOP("Entries", "a word and a number")),
    ('"Andante" 1/4=76', QT_TRANSLATE_NOOP("Entries", "at a walking pace")),
    ('"Adagio" 1/4=66', QT_TRANSLATE_NOOP("Entries", "slow")),
    ('"Freely"', QT_TRANSLATE_NOOP("Entries", "a word alone")),
)

CLEFS: _Table = (
    ("clef=treble", QT_TRANSLATE_NOOP("Entries", "G clef")),
    ("clef=bass", QT_TRANSLATE_NOOP("Entries", "F clef")),
    ("clef=alto", QT_TRANSLATE_NOOP("Entries", "C clef on the middle line")),
    ("clef=tenor", QT_TRANSLATE_NOOP("Entries", "C clef on the fourth line")),
    ("clef=treble-8", QT_TRANSLATE_NOOP("Entries", "G clef, sounding an octave lower")),
    ("clef=perc", QT_TRANSLATE_NOOP("Entries", "percussion")),
    ("name=", QT_TRANSLATE_NOOP("Entries", "name of a voice, in quotation marks")),
    ("octave=", QT_TRANSLATE_NOOP("Entries", "octaves higher or lower than written")),
    ("transpose=", QT_TRANSLATE_NOOP("Entries", "semitones that the sound is moved by")),
    ("exp", QT_TRANSLATE_NOOP("Entries", "only the accidentals that follow, such as ^f")),
)

DIRECTIVES: _Table = (
    ("MIDI program ", QT_TRANSLATE_NOOP("Entries", "instrument, 0 to 127")),
    ("MIDI chordprog ", QT_TRANSLATE_NOOP("Entries", "instrument of the chord symbols")),
    ("MIDI bassprog ", QT_TRANSLATE_NOOP("Entries", "instrument of their bass")),
    ("MIDI gchord ", QT_TRANSLATE_NOOP("Entries", "rhythm of the chord symbols")),
    ("MIDI transpose ", QT_TRANSLATE_NOOP("Entries", "semitones that the sound is moved by")),
    ("score ", QT_TRANSLATE_NOOP("Entries", "which voices share a staff, and braces")),
    ("staves ", QT_TRANSLATE_NOOP("Entries", "the same in an older form")),
    ("measurenb ", QT_TRANSLATE_NOOP("Entries", "numbers of bars: 0 at each line, N at every Nth bar")),
    ("newpage", QT_TRANSLATE_NOOP("Entries", "begins a page")),
    ("vskip ", QT_TRANSLATE_NOOP("Entries", "room between lines, such as 1cm")),
    ("scale ", QT_TRANSLATE_NOOP("Entries", "size of the staff, such as 0.8")),
    ("stretchlast", QT_TRANSLATE_NOOP("Entries", "makes the last line as wide as the others")),
    ("titlefont ", QT_TRANSLATE_NOOP("Entries", "font of titles")),
    ("text ", QT_TRANSLATE_NOOP("Entries", "a line of words")),
    ("center ", QT_TRANSLATE_NOOP("Entries", "a line of words in the middle")),
    ("begintext", QT_TRANSLATE_NOOP("Entries", "lines of words, up to %%endtext")),
    ("endtext", QT_TRANSLATE_NOOP("Entries", "ends the lines of words")),
    ("linebreak ", QT_TRANSLATE_NOOP("Entries", "what breaks a line, such as $")),
    ("propagate-accidentals ", QT_TRANSLATE_NOOP("Entries", "how far accidentals hold: not, octave or pitch")),
)


def translated(table: _Table) -> list[Entry]:
    """Return a table's entries with their meanings in the language of the window."""
    return [Entry(text, QCoreApplication.translate("Entries", str(meaning))) for text, meaning in table]
