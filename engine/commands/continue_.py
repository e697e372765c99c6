"""``continue``: the same walk from phrase to file as in the window, without Qt."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from engine.commands.recreating import recreate
from engine.commands.texts import at_least_one, bars_named, model_path, read_input, tunes_of
from engine.composer import Composer, open_composer
from engine.continuation import ALARM_NOTES, Continuation, Settings
from engine.errors import PhraseError, SettingsError
from engine.exchange.midi import write_midi
from engine.files import Document, numbered, write_abc
from engine.notation.phrase import read_phrase
from engine.notation.reader import read_tune
from engine.origin import origin_comment
from engine.performance import perform
from engine.reroll import write_around
from engine.takes import MOST_CANDIDATES, choose

_AGAIN = 8  # candidates for bars that are written again, unless more are asked for
_MOST_BARS = {"bars": 8, "part": 32, "tune": 64}


def run(options: argparse.Namespace) -> int:
    """Continue every tune of the input; return 1 if one of them could not be continued."""
    if options.recreate:
        return recreate(options)
    wanted = _wanted(options)
    document = read_input(options.input)
    composer = open_composer(model_path(options.model))
    ranges = tunes_of(document.text)
    if options.after is not None:
        bars = at_least_one(options.after, "bars")
        ranges = [(start, end_of_bar(document.text, start, end, bars)) for start, end in ranges]
    # One tune on its way to a terminal is shown as it comes.
    is_live = not options.json and options.output in (None, "-") and len(ranges) == 1 and wanted.is_plain
    # What goes to a file says how it was made; what goes to a terminal is only looked at.
    is_noted = options.output not in (None, "-") and not options.no_comment
    written: list[str] = []
    records: list[dict[str, object]] = []
    failed = False
    for start, end in ranges:
        try:
            for tune, record in _tunes(composer, document.text, start, end, wanted, is_live, is_noted):
                written.append(_renumbered(tune, len(written) + 1) if wanted.takes > 1 else tune)
                records.append(record)
        except PhraseError as error:
            print(f"{options.input}:{_place(document.text, error.start)}: error: {error}", file=sys.stderr)
            failed = True
    if options.json:
        for record in records:
            print(json.dumps(record, ensure_ascii=False))
    book = "\n".join(written)
    if options.output and options.output != "-":
        write_abc(Path(options.output), Document(book, document.encoding, document.newline, document.has_bom))
    elif not options.json and not is_live:
        sys.stdout.write(book)
    if options.midi:
        for number, tune in enumerate(written, 1):
            write_midi(numbered(options.midi, number, len(written)), perform(read_tune(tune)))
    return 1 if failed else 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the command line asks for."""

    settings: Settings
    takes: int
    candidates: int
    again: tuple[int, int] | None
    hold_rhythm: bool = False
    held: tuple[int, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Say whether one continuation is wanted, as it comes."""
        return self.takes == self.candidates == 1 and self.again is None


def _wanted(options: argparse.Namespace) -> _Wanted:
    until = options.until or "bars"
    settings = Settings(options.temperature, options.top_p, options.seed,
                        _MOST_BARS[until] if options.bars is None else options.bars, until, options.lowest,
                        options.highest, options.scale_only, options.lengths, options.symbols, options.several,
                        options.rhythm_of, options.part_bars, options.copy_notes,
                        not options.any_ending)
    settings.check()
    takes = at_least_one(options.takes, "takes")
    candidates = takes if options.of is None else options.of
    if options.of is not None and not takes <= candidates <= MOST_CANDIDATES:
        raise SettingsError("{takes} takes cannot be chosen of {candidates}: choose a number from {takes} to "
                            "{most}", takes=takes, candidates=candidates, most=MOST_CANDIDATES)
    again = bars_named(options.again, "--again") if options.again is not None else None
    return _Wanted(settings, takes, candidates, again, options.hold_rhythm, _held(options.hold))


def _held(words: str) -> tuple[int, ...]:
    ranges = [bars_named(word, "--hold") for word in words.replace(",", " ").split()]
    return tuple(number for first, last in ranges for number in range(first, last + 1))


Record = dict[str, object]


def _tunes(composer: Composer, text: str, start: int, end: int, wanted: _Wanted, is_live: bool,
           is_noted: bool) -> Iterator[tuple[str, Record]]:
    """Yield the finished tunes that come of one, each with its record."""
    opening, settings = text[start:end], wanted.settings
    if wanted.again is not None:
        first, last = wanted.again
        found = write_around(composer, text, first, last, wanted.held, settings, max(wanted.candidates, _AGAIN), start,
                             end, hold_rhythm=wanted.hold_rhythm)
        if not found:
            raise PhraseError("no other music was found for these bars: ask for more with --of", start, start)
        for one in found[:wanted.takes]:
            yield text[start:one.place.start] + one.text + text[one.place.end:end] + "\n", asdict(one.take)
    elif wanted.candidates > wanted.takes:
        for take in choose(composer, text[:end], end, settings, wanted.takes, wanted.candidates):
            yield _noted(opening, take.continuation, is_noted), {**asdict(take), "opening": opening}
    else:
        for number in range(wanted.takes):
            chosen = replace(settings, seed=settings.seed + number)
            answer = _compose(composer, text[:end], end, chosen, opening if is_live else None)
            yield _noted(opening, answer, is_noted), {**asdict(answer), "opening": opening}


def _noted(opening: str, answer: Continuation, is_noted: bool) -> str:
    """Return the finished tune, with the comment that says how it was made if it is to have one."""
    return opening + answer.text + (f"\n{origin_comment(opening, answer)}" if is_noted else "") + "\n"


def _compose(composer: Composer, text: str, caret: int, settings: Settings, live: str | None) -> Continuation:
    """Return a continuation; with ``live``, print that opening and each piece as it comes."""
    phrase = read_phrase(text, caret)
    for notice in phrase.notices:
        print(f"segue: {notice}", file=sys.stderr)
    if live is not None:
        print(live, end="", flush=True)
    for piece in composer.compose(phrase, settings):
        if isinstance(piece, Continuation):
            _tell_copies(piece)
            if live is not None:
                print(flush=True)
            return piece
        if live is not None:
            print(piece.text, end="", flush=True)
    raise AssertionError("compose always ends with a Continuation")


def _tell_copies(answer: Continuation) -> None:
    for copied in answer.copied:
        if copied.notes >= (answer.settings.copy_notes or ALARM_NOTES):
            print(f"segue: {copied}", file=sys.stderr)


def end_of_bar(text: str, start: int, end: int, count: int) -> int:
    """Return where so many full bars of a tune end; a pickup is not counted."""
    for bar in read_tune(text, start, end).bars:
        if bar.metre.length is None or bar.length >= bar.metre.length:
            count -= 1
        if not count:
            return bar.place.end
    return end


def _renumbered(tune: str, number: int) -> str:
    """Return a tune with another ``X:`` number, so that the takes make a proper book."""
    if tune.startswith("X:"):
        tune = tune.partition("\n")[2]
    return f"X:{number}\n{tune}"


def _place(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    return f"{line}:{offset - (text.rfind(chr(10), 0, offset) + 1) + 1}"
