"""What hangs on the notes of a voice and may go on over bar lines: ties, slurs, hairpins, ornaments.

MEI keeps these beside the layers, in the bar where they begin, and has them name the notes they begin and end with.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from engine.exchange.mei_marks import SPANS, mark
from engine.exchange.mei_names import XML_ID, Names, element
from engine.notation.tune import Note, Pitch

NOTHING = "nothing"  # the tag of what was begun and never ended; it is taken out at the end


class Hanging:
    """The open ends of one layer. ``bar`` is where what begins now is put."""

    def __init__(self, names: Names, staff: int) -> None:
        self.bar: list[Element] = []
        self._names = names
        self._staff = str(staff)
        self._ties: list[tuple[Pitch, Element]] = []  # begun, and waiting for their second note
        self._slurs: list[Element] = []
        self._spans: dict[str, Element] = {}
        self._last = ""  # the last note written

    def is_held(self, pitch: Pitch) -> bool:
        """Say whether a pitch is tied into from the note before."""
        return any(one == pitch for one, _ in self._ties)

    def heads(self, note: Note, heads: list[Element], *, is_last: bool) -> None:
        """Tie these heads to those before, and on if the note is tied or has a further value to come."""
        for pitch, head in zip(note.pitches, heads, strict=True):
            for one, tie in self._ties:
                if one == pitch and "endid" not in tie.attrib:
                    tie.set("endid", f"#{head.get(XML_ID)}")
        self.rest()
        for number, (pitch, head) in enumerate(zip(note.pitches, heads, strict=True)):
            if not is_last or (number < len(note.tied) and note.tied[number]):
                tie = element("tie", startid=f"#{head.get(XML_ID)}")
                self._ties.append((pitch, tie))
                self.bar.append(tie)

    def rest(self) -> None:
        """Let the ties that found no note ring on into nothing: a rest stands there, or another pitch."""
        for _, tie in self._ties:
            if "endid" not in tie.attrib:
                tie.tag = "lv"
        self._ties = []

    def note(self, note: Note, parts: list[Element]) -> None:
        """Begin and end slurs and hairpins; hang the ornaments on the note."""
        first, last = f"#{parts[0].get(XML_ID)}", f"#{parts[-1].get(XML_ID)}"
        self._last = last
        for _ in range(note.slurs[1]):
            if self._slurs:
                self._slurs.pop().set("endid", last)
        for _ in range(note.slurs[0]):
            slur = element("slur", self._names.name("c", note.place), startid=first, staff=self._staff)
            self._slurs.append(slur)
            self.bar.append(slur)
        for decoration in note.decorations:
            if decoration[-1] == "(" and decoration[:-1] in SPANS:
                self._open_span(decoration[:-1], note, first)
                continue
            if self.close_span(decoration):
                continue
            at = {"startid": first, "staff": self._staff}
            made = mark(decoration, at, self._names.name("c", note.place))
            if made is not None:
                self.bar.append(made)

    def _open_span(self, kind: str, note: Note, at: str) -> None:
        tag, attributes = SPANS[kind]
        made = element(tag, self._names.name("c", note.place), startid=at, staff=self._staff, **attributes)
        self._spans[kind] = made
        self.bar.append(made)

    def close_span(self, decoration: str) -> bool:
        """End a hairpin or its like with the last note written; False where the decoration ends none."""
        if decoration[-1] != ")" or decoration[:-1] not in SPANS:
            return False
        if decoration[:-1] in self._spans and self._last:
            self._spans.pop(decoration[:-1]).set("endid", self._last)
        return True

    def finish(self) -> None:
        """Let what is still open at the end ring on, or vanish."""
        self.rest()
        for one in [*self._slurs, *self._spans.values()]:
            one.tag = NOTHING if one.tag != "trill" else one.tag
