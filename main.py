"""Segue: continue an unfinished tune. Parses the arguments; opens the window, or runs a command."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

COMMANDS = ("continue", "check", "find", "play", "live", "convert", "train", "teach", "evaluate", "bench")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="segue", description="Continue an unfinished tune. Without a command: open the window.",
        epilog="Data goes to standard output, messages to standard error. Exit codes: 0 done, 1 the input was at "
        "fault (said where), 2 the command line was at fault, 130 interrupted.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _continue(commands.add_parser("continue", help="continue each tune of a file"))
    _check(commands.add_parser("check", help="say what is wrong with a file, and where"))
    _find(commands.add_parser("find", help="find tunes in files and folders: by words, field or notes"))
    _play(commands.add_parser("play", help="play the tunes of a file"))
    _live(commands.add_parser("live", help="play a phrase on a MIDI keyboard, Segue answers"))
    _convert(commands.add_parser("convert", help="convert a file to another format, by suffix"))
    _train(commands.add_parser("train", help="train a network"))
    _teach(commands.add_parser("teach", help="train a model on with tunes of your own"))
    _evaluate(commands.add_parser("evaluate", help="measure a model on a tune book"))
    _bench(commands.add_parser("bench", help="measure speed on this machine"))
    return top


def _continue(one: argparse.ArgumentParser) -> None:
    from engine.continuation import PART_BARS

    one.add_argument("input", metavar="IN.abc", help="a file of one tune or many; - is standard input")
    one.add_argument("-o", "--output", metavar="OUT.abc", help="where to write (default: standard output)")
    one.add_argument("--midi", metavar="OUT.mid", help="write a MIDI file too (of many tunes: OUT-1.mid, OUT-2.mid...)")
    one.add_argument("--seed", type=int, default=1, metavar="N", help="a whole number from 0 (default 1)")
    one.add_argument("--temperature", type=float, default=1.0, metavar="T",
                     help="0.05 to 5; lower is safer, higher is bolder (default 1)")
    one.add_argument("--top-p", type=float, default=1.0, metavar="P",
                     help="draw from the likeliest symbols that together reach P (above 0, up to 1; default 1)")
    goal = one.add_mutually_exclusive_group()
    goal.add_argument("--bars", type=int, metavar="N", help="how many bars to write, 1 to 256 (default 8)")
    goal.add_argument("--until", choices=("part", "tune"), help="write to the end of the part, or of the tune")
    limits = one.add_argument_group("limits")
    limits.add_argument("--lowest", default="", metavar="NOTE", help="no note below this one, such as D")
    limits.add_argument("--highest", default="", metavar="NOTE", help="no note above this one, such as b")
    limits.add_argument("--scale-only", action="store_true", help="no accidentals outside the key")
    limits.add_argument("--lengths", default="", metavar="LIST", help='only these note lengths, such as "1/8 1/4"')
    for name, what in (("--symbols", "chord symbols"), ("--several", "several notes at once")):
        limits.add_argument(name, choices=("auto", "on", "off"), default="auto", help=f"{what} (auto: as before)")
    limits.add_argument("--rhythm-of", type=int, default=0, metavar="BAR", help="every bar takes this bar's rhythm")
    limits.add_argument("--part-bars", choices=PART_BARS, default="auto", metavar="N",
                        help=f"how long the parts of the tune are: {', '.join(PART_BARS)} (auto: 8 in a dance)")
    limits.add_argument("--copy-notes", type=int, default=16, metavar="N",
                        help="never so many notes in a row from a tune that the network learnt (default 16; 0: any)")
    limits.add_argument("--any-ending", action="store_true",
                        help="a tune written to its end need not close on its tonic")
    one.add_argument("--after", type=int, metavar="N", help="keep only the first N full bars of each tune, and go "
                     "on from there (default: from its end)")
    one.add_argument("--takes", type=int, default=1, metavar="N", help="how many continuations of each (default 1)")
    one.add_argument("--of", type=int, metavar="N", help="write so many, and keep those --takes that are best and "
                     "differ most (default: the first)")
    one.add_argument("--again", metavar="I-J", help="write bars I to J of each tune again, so that they lead into what "
                     "follows; bars count as they are written, from 1")
    one.add_argument("--recreate", action="store_true", help="write again what the %% segue: comments of IN.abc say, "
                     "and fail if anything else comes out")
    one.add_argument("--no-comment", action="store_true", help="to OUT.abc: leave out the %% segue: comment that says "
                     "how it was made")
    one.add_argument("--hold-rhythm", action="store_true", help="with --again: each bar keeps its rhythm")
    one.add_argument("--hold", default="", metavar="BARS", help="with --again: these of the bars stay, such as 5,7-8")
    one.add_argument("--model", default="default", metavar="PATH", help="a model file (default: the shipped one)")
    one.add_argument("--json", action="store_true", help="print one JSON object a continuation instead of ABC")


def _check(one: argparse.ArgumentParser) -> None:
    one.add_argument("input", metavar="IN.abc", help="a file of one tune or many; - is standard input")
    one.add_argument("--json", action="store_true", help="print a JSON list instead of lines")
    one.add_argument("--fix", action="store_true", help="make the mends that are offered, into OUT.abc")
    one.add_argument("-o", "--output", metavar="OUT.abc", help="with --fix: where to (default: standard output)")


def _find(one: argparse.ArgumentParser) -> None:
    one.add_argument("query", metavar="QUERY", help="words of the header; fields, such as C:Trad. M:3/4 K:Am; a run of "
                     'notes, found in every key: "notes: GBd gfe"; all of it must be there. "" lists every tune')
    one.add_argument("files", nargs="+", metavar="FILE", help="a tune book in any encoding; a folder: every .abc and "
                     ".txt file in it and below; - is standard input")
    one.add_argument("--duplicates", action="store_true", help="of the tunes that QUERY finds print those that are "
                     "nearly the same, in whatever key: they share 40 %% of their runs of 12 steps; a blank line parts "
                     "the groups (default: print every tune)")
    one.add_argument("--json", action="store_true", help="print a JSON list, with --duplicates a list of lists, "
                     "instead of lines; start, end and notes count characters from 0 (default: lines)")
    one.epilog = ("A line is FILE:LINE: X:number Title (key, metre, rhythm); LINE, from 1, is where the tune begins, "
                  "or where the notes do. Exit code as grep's: 0 something was found, 1 nothing was, or a file could "
                  "not be read.")


def _play(one: argparse.ArgumentParser) -> None:
    one.add_argument("input", nargs="?", metavar="IN.abc", help="a file of one tune or many; - is standard input")
    one.add_argument("--port", default="builtin", metavar="NAME",
                     help="builtin, builtin:VOICE, null, file:PATH, or a MIDI output's name (default builtin)")
    one.add_argument("--list", action="store_true", help="list the ports, and the MIDI inputs, and stop")
    one.add_argument("--tempo", type=float, default=1.0, metavar="X", help="times the written tempo (default 1)")
    one.add_argument("--tune", type=int, metavar="N", help="only the Nth tune of the file (default: all of them)")
    one.add_argument("--bars", metavar="I-J", help="only these bars; they count as they are written, from 1")
    one.add_argument("--loop", action="store_true", help="play the tune, or its --bars, round and round until Ctrl+C")
    one.add_argument("--rounds", type=int, default=0, metavar="N", help="with --loop: so many rounds (default: no end)")
    one.add_argument("--metronome", action="store_true", help="a click on each beat")
    one.add_argument("--count-in", action="store_true", help="one bar of clicks before the music")
    one.add_argument("--no-chords", action="store_true", help="leave chord symbols silent")
    one.add_argument("--swing", action="store_true", help="swing hornpipes (R:hornpipe)")


def _live(one: argparse.ArgumentParser) -> None:
    one.add_argument("input", nargs="?", metavar="IN.abc", help="a file whose last tune is played on; without one a "
                     "tune is begun in the key that is played")
    one.add_argument("--input", dest="midi_input", default="every", metavar="NAME",
                     help="every, Segue (what other programs play into it), or a MIDI input's name (default every)")
    one.add_argument("--port", default="builtin", metavar="NAME", help="where it sounds, as in play (default builtin)")
    one.add_argument("--no-through", action="store_true", help="leave what is played silent: the keyboard sounds it")
    one.add_argument("--bars", type=int, default=8, metavar="N", help="how long an answer is, 1 to 256 (default 8)")
    one.add_argument("--seed", type=int, default=1, metavar="N", help="of the first answer (default 1)")
    one.add_argument("--temperature", type=float, default=1.0, metavar="T",
                     help="0.05 to 5; lower is safer, higher is bolder (default 1)")
    one.add_argument("-o", "--output", metavar="OUT.abc", help="where what was made is written at the end (default: "
                     "standard output)")
    one.add_argument("--model", default="default", metavar="PATH", help="a model file (default: the shipped one)")


def _convert(one: argparse.ArgumentParser) -> None:
    from engine.engraving.paper import (
        HIGHEST_DPI,
        LARGEST_STAFF_MM,
        LOWEST_DPI,
        PAPERS,
        SMALLEST_STAFF_MM,
        USUAL_DPI,
        USUAL_STAFF_MM,
    )

    one.add_argument("input", metavar="IN", help="an ABC file (- is standard input), or .mid, .musicxml, .mxl")
    one.add_argument("output", metavar="OUT", help="OUT.abc, .mid, .musicxml, .mxl, .wav, .mei, .svg, .png or .pdf "
                     "(many tunes: OUT-1.mid...; .abc and .pdf take them all)")
    one.add_argument("--rewrite", action="store_true", help="to OUT.abc: write every tune anew, in one clean manner")
    one.add_argument("--transpose", metavar="TO", help="a key such as Bb or Em, semitones such as +3 or -2, or an "
                     "interval such as m3 or -P4 (write --transpose=-2)")
    one.add_argument("--lengths", choices=("double", "half"), help="to OUT.abc: make every note twice or half as long; "
                     "M: goes along")
    one.add_argument("--keep-metre", action="store_true", help="with --lengths: leave M: as it is")
    one.add_argument("--unit", metavar="L", help="to OUT.abc: write in another unit note length, such as 1/16; it "
                     "sounds the same")
    one.add_argument("--align", action="store_true", help="to OUT.abc: set the bars of each tune's lines in columns")
    one.add_argument("--sort", choices=("title", "key", "rhythm", "number"), help="put the tunes in this order; what "
                     "stands between them goes with the tune before (default: as they are)")
    one.add_argument("--renumber", action="store_true", help="number the tunes from 1, once sorted (default: X: stays)")
    one.add_argument("--tunes", metavar="LIST", help="only these tunes of the book, by their places: 1,3-5 (default: "
                     "all)")
    sound = one.add_argument_group("to .mid and .wav")
    sound.add_argument("--tempo", type=float, default=1.0, metavar="X", help="times the written tempo (default 1)")
    sound.add_argument("--no-chords", action="store_true", help="leave chord symbols silent")
    sound.add_argument("--swing", action="store_true", help="swing hornpipes (R:hornpipe)")
    sound.add_argument("--voice", default="pluck", metavar="NAME",
                       help="to OUT.wav: pluck, flute, concertina or fiddle (default pluck)")
    paper = one.add_argument_group("to .pdf, .png and .svg")
    paper.add_argument("--paper", choices=PAPERS, default="a4", help="what the pages of a PDF are (default a4)")
    paper.add_argument("--staff", type=float, default=USUAL_STAFF_MM, metavar="MM",
                       help=f"to .pdf and .png: how high a staff is, in millimetres, {SMALLEST_STAFF_MM:g} to "
                       f"{LARGEST_STAFF_MM:g} (default {USUAL_STAFF_MM:g})")
    paper.add_argument("--tune-a-page", action="store_true", help="to OUT.pdf: begin a page with each tune")
    paper.add_argument("--no-page-numbers", action="store_true", help="to OUT.pdf: do not number the pages")
    paper.add_argument("--no-titles", action="store_true", help="leave out titles, composers and words below the tunes")
    paper.add_argument("--resolution", type=int, default=USUAL_DPI, metavar="DPI",
                       help=f"to OUT.png: dots an inch, {LOWEST_DPI} to {HIGHEST_DPI} (default {USUAL_DPI})")


def _train(one: argparse.ArgumentParser) -> None:
    one.add_argument("--recipe", default="segue", metavar="NAME",
                     help="segue (the shipped model's), article (the baseline), or a .toml file (default segue)")
    one.add_argument("--corpus", required=True, metavar="DIR", help="a folder of .abc files, one file, or music21 "
                     "(what that package brings along)")
    one.add_argument("--valid", metavar="DIR", help="tunes to choose the best epoch on (default: a tenth)")
    one.add_argument("--test", metavar="FILE", help="a tune book to measure the finished model on")
    one.add_argument("--out", required=True, metavar="FILE", help="where the model goes (.safetensors)")
    one.add_argument("--epochs", type=int, metavar="N", help="passes over the corpus (article: default 100; others: as "
                     "in the recipe, phases shortened alike)")
    one.add_argument("--freq", type=int, default=10, metavar="N", help="article: a checkpoint every N epochs (10)")
    one.add_argument("--seed", type=int, default=1, metavar="N", help="a whole number (default 1)")
    one.add_argument("--threads", type=int, default=1, metavar="N", help="processor threads (default 1)")
    one.add_argument("--resume", action="store_true", help="go on after the last finished epoch of an interrupted "
                     "training with the same arguments, as if it had not been interrupted")
    one.add_argument("--precision", choices=("auto", "bf16", "float32"), default="auto",
                     help="what to compute in (auto: bf16 where the processor has it)")
    one.epilog = ("Several machines or processes: torchrun --nproc-per-node K main.py train ... with the same "
                  "arguments; a CUDA device is used where there is one.")


def _teach(one: argparse.ArgumentParser) -> None:
    one.add_argument("tunes", metavar="TUNES", help="a folder of .abc files, or one tune book: five tunes at least")
    one.add_argument("--out", required=True, metavar="FILE", help="where the new model goes (.safetensors); never over "
                     "one that exists")
    one.add_argument("--model", default="default", metavar="PATH", help="the model to begin from (default: the shipped "
                     "one)")
    one.add_argument("--epochs", type=int, metavar="N", help="passes over the tunes (default 16)")
    one.add_argument("--seed", type=int, default=1, metavar="N", help="a whole number (default 1)")
    one.add_argument("--threads", type=int, default=1, metavar="N", help="processor threads (default 1)")
    one.add_argument("--json", action="store_true", help="print one JSON object a line: progress, then the report")


def _evaluate(one: argparse.ArgumentParser) -> None:
    one.add_argument("model", metavar="MODEL", help="a model file, or default for the shipped one")
    one.add_argument("tunes", metavar="TUNES.abc", help="the tune book to measure on; - is standard input")
    one.add_argument("--bars", action="store_true", help="say of each bar how odd the model finds it, and which tune "
                     "that it learnt it is")
    one.add_argument("--json", action="store_true", help="print one JSON object")


def _bench(one: argparse.ArgumentParser) -> None:
    one.add_argument("--json", action="store_true", help="print one JSON object")
    one.add_argument("--peer", choices=("keras",), help="also run the article's Keras loop, if tensorflow is installed")
    one.add_argument("--gui", action="store_true", help="measure the window instead: start, keys, ghost text, score, a "
                     "large book")
    one.add_argument("--rounds", type=int, default=7, metavar="N", help="rounds, each with every variant (default 7)")
    one.add_argument("--model", default="default", metavar="PATH", help="a model file (default: the shipped one)")


def _draw(options: argparse.Namespace) -> int:
    """Convert to a drawn file. The engine knows no Qt, so this is the one command that needs the other room."""
    from engine.commands.convert_ import source
    from engine.commands.texts import chosen_tunes
    from engine.files import numbered
    from gui.export.drawing_command import draw, layout_of

    layout, text = layout_of(options), source(options).text
    tunes = chosen_tunes(text, options.tunes)
    count = 1 if options.output.lower().endswith(".pdf") else len(tunes)
    paths = [numbered(options.output, number, count) for number in range(1, count + 1)]
    return draw(text, tunes, paths, layout, options.resolution)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or (arguments[0] not in COMMANDS and not arguments[0].startswith("-")):
        from gui import app

        return app.main(arguments)
    # Set before numpy is loaded: a second BLAS thread costs more than it saves at this size.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    options = parser().parse_args(arguments)
    from engine.errors import SegueError

    try:
        if options.command == "convert" and options.output.lower().endswith((".pdf", ".png")):
            return _draw(options)
        command = importlib.import_module(f"engine.commands.{options.command}_")
        code: int = command.run(options)
    except SegueError as error:
        print(f"segue: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read standard output has gone; say nothing more to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main())
