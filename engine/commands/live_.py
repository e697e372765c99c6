"""``live``: play a phrase on a MIDI keyboard, Segue answers; until Ctrl+C."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from engine.commands.texts import model_path, read_input, tunes_of
from engine.composer import open_composer
from engine.continuation import Settings
from engine.duet import Duet
from engine.errors import PhraseError, PortError
from engine.exchange.pen import HEADER
from engine.files import Document, write_abc
from engine.keyboard import Keyboard
from engine.player import Player
from engine.ports import open_port
from engine.shared_port import SharedPort


def run(options: argparse.Namespace) -> int:
    """Play on and on. Ctrl+C ends it: what was made is written, and KeyboardInterrupt goes on to the caller."""
    settings = Settings(temperature=options.temperature, seed=options.seed, bars=options.bars)
    settings.check()
    document = read_input(options.input) if options.input else Document("", "utf-8", "\n", False)
    text = document.text
    caret = tunes_of(text)[-1][1] if text.strip() else 0
    composer = open_composer(model_path(options.model))
    composer.continue_text(HEADER.format(key="C") + "CDEF GABc|", len(HEADER.format(key="C")) + 10, Settings(bars=1))
    port = SharedPort(open_port(options.port))

    def say(sentence: str) -> None:
        print(sentence, file=sys.stderr, flush=True)

    def lose(error: PortError) -> None:
        say(f"segue: {error}")

    with Player(port, on_fault=lose) as player:
        duet = Duet(composer, player, None if options.no_through else port, text, caret, settings, say)
        try:
            with Keyboard(duet, options.midi_input):
                say("segue: play, and pause for a bar; Ctrl+C ends")
                while True:
                    try:
                        duet.go_on()
                    except PhraseError as error:
                        say(f"segue: {error}")
        finally:
            made = duet.text
            made += "" if made.endswith("\n") or not made else "\n"
            if options.output and options.output != "-":
                write_abc(Path(options.output), Document(made, document.encoding, document.newline, document.has_bom))
            else:
                sys.stdout.write(made)
