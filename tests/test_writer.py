from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.notation.reader import read_tune
from engine.notation.writer import write_tune
from tests.test_found import FOUND
from tests.tunes import TuneMaker


def music(tune):
    """Return everything that sounds or is sung, without its places."""
    return [
        (voice.name, voice.transpose, [
            ([note._replace(place=None, is_joined=None, written=None) for note in bar.notes],
             [[(note.pitches, note.onset, note.length) for note in layer] for layer in bar.overlays],
             [(one.text, one.onset) for one in bar.symbols],
             [(one.text, one.placement, one.onset) for one in bar.annotations],
             bar.closing.kind, bar.metre, bar.key.alters, bar.endings, bar.part, bar.tempo, bar.marks)
            for bar in voice.bars],
         [(one.text, one.bar, one.note, one.verse, one.joins) for one in voice.lyrics])
        for voice in tune.voices]


@pytest.mark.parametrize("text", [
    "X:7\nT:One\nC:Me\nM:6/8\nL:1/8\nQ:3/8=100\nR:jig\nK:Ador\nA|:\"Am\"eAA \"^up\"eAA|{/g}d2B (G.AB):|\nw:la la-la\n",
    "X:1\nM:C|\nL:1/8\nK:Bb\n|:B>c d<e (3fga b2|1 =e4- e4:|2 [Bdf]4 z4|]\n",
    "X:1\nM:4/4\nL:1/4\nK:C\nV:1 clef=treble\nV:2 clef=bass name=\"Low\" transpose=-12\nV:1\nCDEF|G4|\nV:2\nC,4|x4|\n",
    "X:1\nM:3/4\nL:1/8\nK:G\nG2A2B2 & D6|[M:2/4]^c2=c2|[K:F][Q:1/4=60]B4|!D.C.!|\n",
    "X:1\nM:4/4\nL:1/8\nK:D exp ^c _b\n(5:4:3abc d4|!fermata!B8-|B4-[B2-d2]B2|.|Z2|\n",
    "X:1\nL:1/16\nK:none\nP:A\nC>>D E<<F|P:B\n^C^CC =C|\nw:dou-ble~word * end\\-\nw:two_ verses\nW:the end\n",
    "M:5/4\n\nX:1\nI: :: ::\n%%scale 1\nK:E\nefgab|\n",
])
def test_what_is_written_reads_back_as_the_same_music(text):
    tune = read_tune(text, text.index("X:"))
    written = write_tune(tune)
    assert music(read_tune(written)) == music(tune), written
    assert write_tune(read_tune(written)) == written


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_any_tune_reads_back_as_the_same_music(seed):
    maker = TuneMaker(Random(seed))
    tune = read_tune(maker.header + "".join(maker.body(5)))
    assert music(read_tune(write_tune(tune))) == music(tune)


@pytest.mark.parametrize("number", range(len(FOUND)))
def test_whatever_was_read_can_be_written_and_read(number):
    read_tune(write_tune(read_tune(FOUND[number])))
