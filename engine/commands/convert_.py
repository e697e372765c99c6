"""``convert``: a file to another format, by suffix."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from engine.commands.texts import chosen_tunes, read_input, tunes_of
from engine.errors import SettingsError
from engine.exchange.incoming import is_foreign, read_foreign
from engine.exchange.mei import write_mei
from engine.exchange.outgoing import OUTGOING, Playing
from engine.exchange.outgoing_losses import in_a_sentence, losses
from engine.files import Document, numbered, write_abc
from engine.notation.alignment import align_text
from engine.notation.book import picked
from engine.notation.durations import DOUBLE, HALF, parse_new_unit, scale_text, unit_text
from engine.notation.ordering import arrange
from engine.notation.reader import read_book, read_tune
from engine.notation.transpose import transpose_text
from engine.notation.writer import write_tune
from engine.sentences import Sentence

_KNOWN = (".abc", *OUTGOING, ".mei", ".svg")
_DRAWN = (".pdf", ".png")  # by main.py and gui/export/drawing_command.py: the engine knows no Qt


def run(options: argparse.Namespace) -> int:
    """Convert every tune of the input."""
    suffix = Path(options.output).suffix.lower()
    if suffix not in _KNOWN:
        raise SettingsError("{output}: nothing here writes {suffix}: choose one of {choices}", output=options.output,
                            suffix=suffix or Sentence("a file without suffix"), choices=(*_KNOWN, *_DRAWN))
    document = source(options)
    text, ranges = document.text, chosen_tunes(document.text, options.tunes)
    if suffix == ".abc":
        # The same notes in UTF-8 with plain line ends: what every other program reads.
        write_abc(Path(options.output), Document(text if options.tunes is None else picked(text, ranges)))
        return 0
    paths = [numbered(options.output, number, len(ranges)) for number in range(1, len(ranges) + 1)]
    if suffix == ".svg":
        _write_svg(text, ranges, paths, has_head=not options.no_titles)
        return 0
    playing = Playing(not options.no_chords, options.swing, options.tempo, options.voice)
    lost: Counter[Sentence] = Counter()
    for (start, end), path in zip(ranges, paths, strict=True):
        tune = read_tune(text, start, end)
        if suffix == ".mei":
            write_mei(path, tune)
        else:
            OUTGOING[suffix](path, tune, playing)
        lost += losses(text, tune, suffix)
    said = in_a_sentence(lost, suffix)
    if said is not None:
        print(f"segue: {options.output}: {said}", file=sys.stderr)
    return 0


def source(options: argparse.Namespace) -> Document:
    """Return what is to be converted: transposed, written anew, sorted, in other lengths, aligned, as asked for."""
    document = _read(options.input)
    if options.transpose is not None:
        document = replace(document, text=_transposed(document.text, options.transpose))
    if options.rewrite:
        document = replace(document, text="\n".join(map(write_tune, read_book(document.text))))
    if options.sort is not None or options.renumber:
        document = replace(document, text=arrange(document.text, options.sort or "", renumbers=options.renumber).text)
    return replace(document, text=_lengthened(document.text, options))


def _read(name: str) -> Document:
    """Return a file as ABC; say what of another format could not come along."""
    if not is_foreign(name):
        return read_input(name)
    imported = read_foreign(name)
    for loss in imported.losses:
        print(f"segue: {name}: {loss}", file=sys.stderr)
    return Document(imported.text)


def _write_svg(text: str, ranges: Sequence[tuple[int, int]], paths: Sequence[Path], *, has_head: bool) -> None:
    from engine.engraving.engraver import Engraver
    from engine.engraving.page import write_svg

    engraver = Engraver()
    try:
        for (start, end), path in zip(ranges, paths, strict=True):
            write_svg(engraver, text, start, end, path, has_head=has_head)
    finally:
        engraver.close()


def _transposed(text: str, spec: str) -> str:
    """Return a book with every tune in another key."""
    return _each(text, lambda book, start, end: transpose_text(book, spec, start, end))


def _lengthened(text: str, options: argparse.Namespace) -> str:
    """Return a book with every tune's notes, unit and columns as asked for, in this order."""
    if options.lengths is not None:
        factor, keep = {"double": DOUBLE, "half": HALF}[options.lengths], options.keep_metre
        text = _each(text, lambda book, start, end: scale_text(book, factor, start, end, keep_metre=keep))
    if options.unit is not None:
        unit = parse_new_unit(options.unit)
        text = _each(text, lambda book, start, end: unit_text(book, unit, start, end))
    return _each(text, align_text) if options.align else text


def _each(text: str, edit: Callable[[str, int, int], str]) -> str:
    """Return a book with every tune edited."""
    for start, end in reversed(tunes_of(text)):
        text = edit(text, start, end)
    return text
