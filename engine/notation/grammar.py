"""What may come next, so that whatever is written adds up.

The grammar walks the tidy dialect beside the network and says at every character which characters may
follow: bars fill exactly, a part ends where its pickup began, every repeat that opens closes, a first ending
is followed by a second, a tie leads into its own pitch, the text lands where it was asked to. There is
always a way to finish. Looking at ``allowed()`` changes nothing.
"""

from __future__ import annotations

from engine.notation.cadence import heads, is_tonic, room_for
from engine.notation.chords import next_in_chord
from engine.notation.dialect import (
    ACCIDENTAL,
    BAR,
    BEGIN,
    BEGIN_BAR,
    BRACKET,
    BRACKETED,
    GROUPED,
    IN_BRACKET,
    LENGTH,
    LETTER,
    LETTERS,
    OCTAVE,
    OPEN_STATES,
    QUOTE,
    QUOTED,
    REST,
    SLASH,
    TUPLET,
    UNIT,
)
from engine.notation.lengths import GRAIN, can_fill, may_follow
from engine.notation.limits import Limits
from engine.notation.standing import Standing
from engine.notation.walk import Before, Walk

__all__ = ["BAR_LINE_GOES_ON", "Before", "Grammar", "Limits"]

# What may follow a bar line's first character and still belong to it.
BAR_LINE_GOES_ON = frozenset("|:]12")
_MOST_IN_CHORD = 4
_WITH_LENGTH = frozenset((LETTER, OCTAVE, LENGTH, SLASH, REST, BRACKETED))
_TIABLE = frozenset((LETTER, OCTAVE, LENGTH, BRACKETED))


class Grammar(Standing):
    """The permitted continuations of a tidy text."""

    def allowed(self) -> frozenset[str]:
        """Return the characters that may follow. Empty only where the text is complete or cannot be saved."""
        walk = self.walk
        state = walk.state
        if self.sounding.forced:
            return frozenset(self.sounding.forced[0])
        if state == QUOTE:
            return next_in_chord(self.symbol)
        if state == ACCIDENTAL:
            return self._tonic_heads(self._heads(self.sounding.sign), walk, self.sounding.sign)
        if state in (BRACKET, IN_BRACKET):
            return frozenset(self._in_bracket(state))
        if state == TUPLET:
            return frozenset("3")
        if state == BEGIN_BAR:
            return frozenset(":")
        found: set[str] = set()
        if not self.is_fresh and not self._goes_on(found, state):
            return frozenset(found)
        if state in OPEN_STATES:
            self._token(found)
        return frozenset(found)

    def _goes_on(self, found: set[str], state: int) -> bool:
        """Add what may continue the token that stands here; return whether it may end here."""
        if state == BAR:
            return bool(self.sounding.tied) or self.parts.add_bar_line(found, self.walk, may_end=self._is_on_tonic())
        if state not in _WITH_LENGTH:
            return True
        if state in (LETTER, OCTAVE) and not self.sounding.is_spelt:
            found |= self._octave_marks()
            if found and not self.limits.may_be(*self.sounding.pitches[-1]):
                return False  # only an octave mark leads into the range
        return self._length(found)

    def _length(self, found: set[str]) -> bool:
        """Add the characters that continue a length; return whether it may end here."""
        walk = self.walk
        written = walk.number + walk.slash_number
        room = self.parts.room(walk, walk.onset) - walk.onset
        if self._must_go_on(walk):
            room = room_for(room)
        if walk.tuplet_left:
            texts = [text for text in self.group.texts_here(walk, room) if text.startswith(written)]
            found.update(text[len(written)] for text in texts if text != written)
            return written in texts
        only = self._only(walk.onset, room)
        following, fits = may_follow(written, room, only)
        if only is not None and not following and not fits:  # the phrase itself ended in another length
            following, fits = may_follow(written, room)
        found |= following
        return fits

    # -- the end on the tonic ---------------------------------------------------------------------------

    @property
    def _tonic(self) -> int | None:
        """Return the letter on which this bar has to end, None where it may end on any."""
        limits = self.limits
        if limits.tonic is None or limits.has_rhythm or not (self.closes_tune or self.parts.ends_tune(self.walk)):
            return None
        return limits.tonic

    def _is_on_tonic(self) -> bool:
        """Say whether what sounded last lets the tune end here."""
        tonic = self.limits.tonic
        return tonic is None or not self.last_sounding or any(is_tonic(one, tonic) for one in self.last_sounding)

    def _must_go_on(self, walk: Walk) -> bool:
        """Say whether the note or rest that is being written must not be the last: another has to end the tune."""
        tonic = self._tonic
        if tonic is None or walk.tuplet_left:
            return False
        return not any(is_tonic(one, tonic) for one in self.last_sounding)

    def _tonic_heads(self, found: frozenset[str], walk: Walk, sign: str) -> frozenset[str]:
        """Return those of the heads that may come, where the bar has to end on the tonic."""
        tonic = self._tonic
        if tonic is None or walk.tuplet_left > walk.is_pending:
            return found
        end = walk.end_onset
        room = self.parts.room(walk, end if self.is_fresh else walk.onset) - end
        return heads(found, tonic, room, sign, self.sounding.accidentals)

    def _only(self, onset: int, room: int) -> frozenset[tuple[str, int]] | None:
        """Return the lengths that the composer allows for a note here; None where all are free."""
        limits = self.limits
        if not limits.has_rhythm:
            return None
        table = limits.table(onset, room, self.walk.setting.bar_ticks)
        return None if table is None else frozenset(table.items())

    def _heads(self, sign: str) -> frozenset[str]:
        """Return what may begin a note here, or go on after an accidental; the bar's own accidentals count."""
        return self.limits.heads(sign, self.sounding.accidentals.sounding) or LETTERS

    def _octave_marks(self) -> set[str]:
        marks = self.sounding.octave_marks()
        return self.limits.octave_marks(*self.sounding.pitches[-1], marks) if marks else marks

    def _in_bracket(self, state: int) -> set[str]:
        """Return what may follow inside a chord."""
        count = self.walk.in_group_notes
        limits = self.limits
        if state == BRACKET and self.sounding.sign:
            return set(self._heads(self.sounding.sign))
        found = set(self._heads("")) if count < _MOST_IN_CHORD else set()
        if state == IN_BRACKET:
            marks = self._octave_marks()
            if marks and not limits.may_be(*self.sounding.pitches[-1]):
                return marks
            found |= marks
            if count > 1:
                found.add("]")
        return found

    # -- the beginning of a token -----------------------------------------------------------------------

    def _token(self, found: set[str]) -> None:
        walk = self.walk
        end = walk.end_onset
        left_in_group = self.group.left(walk)
        must_close = self.parts.must_close(walk)
        room = self.parts.room(walk, end if self.is_fresh else walk.onset) - end
        if room > 0 and not (self.group.texts(walk, room) if left_in_group else can_fill(room)):
            return
        tied = self.sounding.tied
        if tied:
            if room > 0:
                found.add(self.sounding.tied_text[0])
                self._symbol(found, end, left_in_group)
            elif walk.state != BAR:
                self.parts.add_closes(found, walk, end, must_close, is_tied=True)
            return
        is_held = walk.state in (QUOTED, GROUPED) or (self.is_fresh and self.needs_note and room > 0)
        if room > 0:
            self._element(found, room, left_in_group, can_group=not is_held or walk.state == QUOTED)
        if is_held:
            return
        if not left_in_group and walk.state not in (BAR, BEGIN):
            self.parts.add_closes(found, walk, end, must_close, is_tied=False,
                                  may_end=self._tonic is None or self._is_on_tonic())
        if room > 0:
            self._symbol(found, end, left_in_group)
        self._tie(found, end, room, must_close or self.parts.is_last(walk) is True)

    def _element(self, found: set[str], room: int, left_in_group: int, can_group: bool) -> None:
        limits = self.limits
        end = self.walk.end_onset
        ticks, is_rest = limits.here(end, self.walk.setting.bar_ticks) if limits.rhythm else (0, False)
        if not (ticks and is_rest) or (self.is_fresh and self.needs_note):
            found |= self._tonic_heads(self._heads(""), self.walk, "")
        if self.is_fresh and self.needs_note:
            return
        closes = self._tonic is not None
        if (is_rest or not ticks) and not (closes and room <= UNIT and self._must_go_on(self.walk)):
            found.add("z")
        if ticks and is_rest:
            return
        if left_in_group:
            return
        if self.limits.chords and not (closes and room <= UNIT):
            found.add("[")
        if can_group and not limits.has_rhythm and room >= UNIT and room % GRAIN == 0 and not closes:
            found.add("(")

    def _symbol(self, found: set[str], end: int, left_in_group: int) -> None:
        if self.limits.symbols and not left_in_group and self.walk.state != QUOTED and \
                self.symbol_at != (self.walk.bars, end):
            found.add('"')

    def _tie(self, found: set[str], end: int, room: int, must_end: bool) -> None:
        """Allow a tie where the next note can follow: not over the end of a part, not at the very end."""
        walk = self.walk
        if walk.state not in _TIABLE or walk.is_last_rest or walk.tuplet_left or self.is_fresh:
            return
        if room > 0 and self._must_go_on(walk):
            return  # the tie would hold on to a note that must not close the tune
        full = walk.setting.bar_ticks
        if self.limits.has_rhythm and (self.limits.here(end, full)[1] if room > 0
                                       else self.limits.begins_with_rest(full)):
            return  # the rhythm has a rest there
        if full and room <= 0 and (must_end or end != full or self.limits.bars - self.bars_written <= 1):
            return
        found.add("-")
