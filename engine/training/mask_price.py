"""What the grammar's mask costs: which characters of human tunes would it have forbidden?

A mask that forbids what people write also distorts what the network may say, so the share should be tiny;
what remains should be slips of the pen, such as bars that do not add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.notation.dialect import BAR, GROUPED, QUOTE, TIED, NotTidy
from engine.notation.grammar import Grammar, Limits
from engine.notation.reader import read_book
from engine.notation.tidy import Tidy, tidy

_PHRASE_BARS = 2
_MOST_BARS = 1024  # more than any tune has: the mask is asked about, not the length
ALLOWED = "allowed"


def forbidden(text: str) -> Counter[str]:
    """Return how many characters of a book's tunes the grammar allows, and how many it forbids, by cause.

    Each tune is tidied; its first two bars are the phrase, and every character after them is looked up in what
    the grammar would allow there. ``ALLOWED`` counts the characters that pass. Tunes that the dialect cannot say
    are left out.
    """
    found: Counter[str] = Counter()
    for tune in read_book(text):
        if len(tune.voices) == 1 and tune.bars:
            written = tidy(tune.bars)
            if written.notes:
                try:
                    found += forbidden_in(written)
                except NotTidy:
                    continue
    return found


def forbidden_in(written: Tidy) -> Counter[str]:
    """Return the same for one tidy text. Raises NotTidy where it leaves the dialect."""
    found: Counter[str] = Counter()
    for grammar, char, allowed in looked_up(written):
        if allowed is not None:
            found[ALLOWED if char in allowed else cause(grammar, char)] += 1
    return found


def looked_up(written: Tidy) -> Iterator[tuple[Grammar, str, frozenset[str] | None]]:
    """Yield each character with the grammar before it and what that allows there; None inside the phrase."""
    settings = dict(written.settings)
    grammar = Grammar(settings[0], Limits("tune", _MOST_BARS, symbols=True, chords=True))
    is_phrase = True
    for position, char in enumerate(written.text):
        if position in settings:
            grammar.walk.setting = settings[position]
        if is_phrase and grammar.walk.bars >= _PHRASE_BARS and char not in "|:]12":
            grammar.begin()
            is_phrase = False
        yield grammar, char, None if is_phrase else grammar.allowed()
        grammar.accept(char)


def cause(grammar: Grammar, char: str) -> str:
    """Say in a few words why the grammar forbids a character."""
    walk = grammar.walk
    full, end = walk.setting.bar_ticks, walk.end_onset
    if walk.state == QUOTE:
        return "chord symbol"
    if walk.state == TIED or grammar.sounding.forced:
        return "tie"
    if walk.state == BAR and char in "|:]12\n":
        return f"bar line {walk.bar_line}{char.strip() or ' end'}"
    if char in "|:":
        if full and end > full:
            return "bar too long"
        return "bar too short" if end < full else "part ends in a full bar"
    if walk.state == BAR:
        return "bar split in two"
    if walk.tuplet_left or walk.state == GROUPED:
        return "tuplet"
    if full and end >= full:
        return "bar too long"
    if char in "0123456789/":
        return "length"
    return f"{char!r} in state {walk.state}"
