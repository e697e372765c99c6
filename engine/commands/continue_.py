"""``continue``: the same walk from phrase to file as in the window, without Qt."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

from engine.commands.texts import at_least_one, model_path, numbered, read_input, tunes_of
from engine.composer import Composer
from engine.continuation import Continuation, Settings
from engine.errors import PhraseError
from engine.exchange.midi import write_midi
from engine.files import Document, write_abc
from engine.model.checkpoint import load_checkpoint
from engine.notation.phrase import read_phrase
from engine.notation.reader import read_tune
from engine.performance import perform

_MOST_BARS = {"bars": 8, "part": 32, "tune": 64}


def run(options: argparse.Namespace) -> int:
    """Continue every tune of the input; return 1 if one of them could not be continued."""
    until = options.until or "bars"
    settings = Settings(options.temperature, options.top_p, options.seed,
                        _MOST_BARS[until] if options.bars is None else options.bars, until, options.lowest,
                        options.highest, options.scale_only, options.lengths, options.symbols, options.several,
                        options.rhythm_of)
    settings.check()
    takes = at_least_one(options.takes, "takes")
    document = read_input(options.input)
    composer = Composer(load_checkpoint(model_path(options.model)))
    # One tune on its way to a terminal is shown as it comes.
    ranges = tunes_of(document.text)
    if options.after is not None:
        bars = at_least_one(options.after, "bars")
        ranges = [(start, end_of_bar(document.text, start, end, bars)) for start, end in ranges]
    is_live = not options.json and options.output in (None, "-") and len(ranges) * takes == 1
    written: list[str] = []
    records: list[dict[str, object]] = []
    failed = False
    for start, end in ranges:
        for take in range(takes):
            chosen = replace(settings, seed=settings.seed + take)
            opening = document.text[start:end]
            try:
                answer = _compose(composer, document.text[:end], end, chosen, opening if is_live else None)
            except PhraseError as error:
                print(f"{options.input}:{_place(document.text, error.start)}: error: {error}", file=sys.stderr)
                failed = True
                break
            if takes > 1:
                opening = _renumbered(opening, len(written) + 1)
            written.append(opening + answer.text + "\n")
            records.append({**asdict(answer), "opening": opening})
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


def _compose(composer: Composer, text: str, caret: int, settings: Settings, live: str | None) -> Continuation:
    """Return a continuation; with ``live``, print that opening and each piece as it comes."""
    phrase = read_phrase(text, caret)
    for notice in phrase.notices:
        print(f"segue: {notice}", file=sys.stderr)
    if live is not None:
        print(live, end="", flush=True)
    for piece in composer.compose(phrase, settings):
        if isinstance(piece, Continuation):
            if live is not None:
                print(flush=True)
            return piece
        if live is not None:
            print(piece.text, end="", flush=True)
    raise AssertionError("compose always ends with a Continuation")


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
