"""``play``: sound the tunes of a file on a port."""

from __future__ import annotations

import argparse
import sys
import threading

from engine.commands.texts import read_input, tunes_of
from engine.errors import PortError, SettingsError
from engine.inputs import survey
from engine.notation.reader import read_tune
from engine.performance import perform
from engine.player import Player
from engine.ports import list_ports, open_port, ports_fault
from engine.voices import VOICES


def run(options: argparse.Namespace) -> int:
    """Play every tune, one after the other; return 1 if the port was lost on the way."""
    if options.list:
        return _list()
    if options.input is None:
        raise SettingsError("there is nothing to play: name an ABC file, or --list to see the ports")
    if not 0.1 <= options.tempo <= 10:
        raise SettingsError("tempo {tempo} is not between 0.1 and 10: choose one that is", tempo=options.tempo)
    text = read_input(options.input).text
    ended = threading.Event()
    faults: list[PortError] = []

    def lose(error: PortError) -> None:
        faults.append(error)
        ended.set()

    with Player(open_port(options.port), on_end=ended.set, on_fault=lose) as player:
        for start, end in tunes_of(text):
            performance = perform(read_tune(text, start, end), accompany=not options.no_chords,
                                  tempo_scale=options.tempo, swing=options.swing)
            if not performance.notes:
                continue
            ended.clear()
            player.play(performance.notes)
            while not ended.wait(0.2):
                pass
            if faults:
                print(f"segue: {faults[0]}", file=sys.stderr)
                return 1
    return 0


def _list() -> int:
    for voice in VOICES:
        print(f"builtin:{voice}")
    print("null")
    for name in list_ports():
        print(name)
    names, no_input = survey()
    for name in names:
        print(f"input: {name}")
    for fault in (ports_fault(), no_input):
        if fault:
            print(f"segue: {fault}", file=sys.stderr)
    return 0
