"""``continue --recreate``: write again what the comments of a file say, and compare."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from engine.commands.texts import model_path, read_input, tunes_of
from engine.composer import Composer, open_composer
from engine.continuation import Continuation
from engine.errors import FileError
from engine.files import write_abc
from engine.notation.phrase import read_phrase
from engine.origin import Origin, origins


def recreate(options: argparse.Namespace) -> int:
    """Write every continuation again that a comment describes; return 1 if one came out otherwise."""
    document = read_input(options.input)
    text = document.text
    ranges = tunes_of(text)
    found = [(start, list(origins(text[start:end]))) for start, end in ranges]
    if not any(each for _, each in found):
        raise FileError("{input} holds no '% segue:' comment that says how it was made: nothing can be written again",
                        input=options.input)
    composer = open_composer(model_path(options.model))
    edits: list[tuple[int, int, str]] = []
    is_same = True
    for (start, each), (_, end) in zip(found, ranges, strict=True):
        for origin in each:
            answer = _again(composer, text, start + origin.begin, origin)
            same = text[start + origin.begin:start + origin.end] == answer.text
            is_same = is_same and same
            edits.append((start + origin.begin, start + origin.end, answer.text))
            for sentence in _said(origin, text[start:end], composer.name, same):
                line = text.count("\n", 0, start + origin.begin) + 1
                print(f"{options.input}:{line}: {sentence}", file=sys.stderr)
            if options.json:
                print(json.dumps({"begin": start + origin.begin, "text": answer.text, "seed": answer.seed,
                                  "checkpoint": answer.checkpoint, "same": same}, ensure_ascii=False))
    for begin, end, written in reversed(edits):
        text = text[:begin] + written + text[end:]
    if options.output and options.output != "-":
        write_abc(Path(options.output), replace(document, text=text))
    elif not options.json:
        sys.stdout.write(text)
    return 0 if is_same else 1


def _again(composer: Composer, text: str, caret: int, origin: Origin) -> Continuation:
    for piece in composer.compose(read_phrase(text[:caret], caret), origin.settings):
        if isinstance(piece, Continuation):
            return piece
    raise AssertionError("compose always ends with a Continuation")


def _said(origin: Origin, tune: str, model: str, same: bool) -> Iterator[str]:
    yield f"the same {origin.end - origin.begin} characters came out again" if same else "something else came out"
    if not origin.fits(tune):
        yield "the text before it has been changed since it was written"
    if origin.checkpoint != model and not same:
        yield f"it was written by the model {origin.checkpoint}, and this is {model}: name that one with --model"
