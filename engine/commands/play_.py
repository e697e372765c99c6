"""``play``: sound the tunes of a file on a port, or some bars of one of them round and round."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Iterator

from engine.commands.texts import bars_named, read_input, tunes_of
from engine.errors import PortError, SettingsError
from engine.inputs import survey
from engine.manner import Manner
from engine.metronome import counted_in
from engine.notation.reader import read_tune
from engine.notation.tune import Tune
from engine.player import Player
from engine.ports import list_ports, open_port, ports_fault
from engine.rounds import Round, round_of
from engine.voices import VOICES


def run(options: argparse.Namespace) -> int:
    """Play every tune, one after the other; return 1 if the port was lost on the way."""
    if options.list:
        return _list()
    if options.input is None:
        raise SettingsError("there is nothing to play: name an ABC file, or --list to see the ports")
    if not 0.1 <= options.tempo <= 10:
        raise SettingsError("tempo {tempo} is not between 0.1 and 10: choose one that is", tempo=options.tempo)
    tunes = list(_tunes(options))
    if options.loop or options.bars is not None:
        if len(tunes) != 1:
            raise SettingsError("{name} holds {count} tunes: say with --tune whose bars to play", name=options.input,
                                count=len(tunes))
        return _Playing(options).bars(tunes[0])
    return _Playing(options).all(tunes)


class _Playing:
    """A player for as long as a command lasts."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._manner = Manner(not options.no_chords, options.swing, options.metronome)
        self._ended = threading.Event()
        self._faults: list[PortError] = []
        self._turns = 0
        self._player: Player | None = None

    def all(self, tunes: list[Tune]) -> int:
        """Play tunes from beginning to end."""
        options = self._options
        with self._open() as player:
            for tune in tunes:
                performance = self._manner.perform(tune, tempo_scale=options.tempo)
                if not performance.notes:
                    continue
                self._ended.clear()
                notes = self._manner.notes(performance)
                player.play(*(counted_in(performance, notes) if options.count_in else (notes, 0.0)))
                if not self._wait():
                    return 1
        return 0

    def bars(self, tune: Tune) -> int:
        """Play some bars, once or round and round."""
        one = self._round(tune)
        with self._open() as player:
            if self._options.loop:
                player.loop(one, counts_in=self._options.count_in)
            else:
                counted = one.count_in if self._options.count_in else ()
                player.play((*counted, *one.notes), min((note.start_s for note in counted), default=0.0))
            return 0 if self._wait() else 1

    def _open(self) -> Player:
        player = self._player = Player(open_port(self._options.port), on_end=self._ended.set, on_fault=self._lose,
                                       on_turn=self._count)
        return player

    def _round(self, tune: Tune) -> Round:
        options = self._options
        first, last = bars_named(options.bars, "--bars") if options.bars is not None else (1, len(tune.bars))
        return round_of(tune, first, last, self._manner, tempo_scale=options.tempo)

    def _wait(self) -> bool:
        """Wait for the end; return whether the port was there until then."""
        while not self._ended.wait(0.2):
            pass
        if self._faults:
            print(f"segue: {self._faults[0]}", file=sys.stderr)
        return not self._faults

    def _lose(self, error: PortError) -> None:
        self._faults.append(error)
        self._ended.set()

    def _count(self, _tag: int) -> None:
        self._turns += 1
        if self._options.rounds and self._turns > self._options.rounds and self._player is not None:
            # Here, on the player's own thread, it stops before the first note of this round.
            self._player.stop()
            self._ended.set()


def _tunes(options: argparse.Namespace) -> Iterator[Tune]:
    text = read_input(options.input).text
    ranges = tunes_of(text)
    if options.rounds < 0:
        raise SettingsError("{rounds} rounds cannot be played: ask for 1 or more, or leave --rounds out",
                            rounds=options.rounds)
    if options.tune is not None:
        if not 1 <= options.tune <= len(ranges):
            raise SettingsError("there is no tune {tune}: {name} holds {count}", tune=options.tune, name=options.input,
                                count=len(ranges))
        ranges = ranges[options.tune - 1:options.tune]
    for start, end in ranges:
        yield read_tune(text, start, end)


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
