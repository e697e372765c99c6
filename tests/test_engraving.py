"""The engraver's process, its answers, and its drawings."""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from xml.etree.ElementTree import fromstring

import pytest

from engine.engraving.engraver import Engraver
from engine.engraving.flatten import flatten
from engine.engraving.roll import roll_of
from engine.engraving.sheet import GHOST, INK, Order, excerpt
from engine.errors import EngravingError
from engine.notation.reader import read_tune

JIG = "X:1\nT:Up\nM:6/8\nL:1/8\nK:G\n|:GAB d2B|G3 ABc|\nefg d2c|A6:|\nW:words & more\n"


@pytest.fixture(scope="module")
def engraver() -> Iterator[Engraver]:
    engraver = Engraver()
    yield engraver
    engraver.close()


def order(text: str = JIG, **options: object) -> Order:
    return Order(text, 0, len(text), **options)  # type: ignore[arg-type]


def test_a_tune_comes_back_system_by_system_with_every_note_named(engraver: Engraver) -> None:
    sheet = engraver.engrave(order())
    assert len(sheet.systems) == 3  # two lines of music, and the words
    drawn = set(re.findall(r'<g id="n(\d+)-\d+"', "".join(system.svg for system in sheet.systems)))
    assert drawn == {str(note.place.start) for bar in read_tune(JIG).bars for note in bar.notes}
    assert "words &amp; more" in sheet.systems[-1].svg
    assert sheet.systems[0].width == 2100
    assert not sheet.fault


def test_notes_heads_have_names_of_their_own(engraver: Engraver) -> None:
    svg = engraver.engrave(order("X:1\nL:1/4\nK:C\n[CE]G z|")).systems[0].svg
    assert len(re.findall(r'<g id="h14-18', svg)) == 2
    assert len(re.findall(r'<g id="h18-19', svg)) == 1
    assert '<g id="n20-21"' in svg  # the rest


def test_drawings_are_plain_svg_in_two_colours(engraver: Engraver) -> None:
    for system in engraver.engrave(order(ghost=(JIG.index("efg"), len(JIG)))).systems[:2]:
        root = fromstring(system.svg)
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert "style" not in tags
        assert len([element for element in root.iter() if element.tag.endswith("}svg")]) == 1
        assert "currentColor" not in system.svg
        assert set(re.findall(r"#[0-9a-f]{6}", system.svg.partition("</defs>")[2])) <= {INK, GHOST}


def test_only_what_belongs_to_the_ghost_is_grey(engraver: Engraver) -> None:
    start = JIG.index("d2B")
    svg = engraver.engrave(order(ghost=(start, start + 3))).systems[0].svg
    grey = re.findall(rf'<g id="(\w[^"]*)" fill="{GHOST}"', svg)
    assert {name[1:] for name in grey if name[0] == "n"} == {f"{start}-{start + 2}", f"{start + 2}-{start + 3}"}
    assert not any(name[0] in "bs" for name in grey)
    whole = engraver.engrave(order(ghost=(JIG.index("efg"), len(JIG)))).systems
    assert f'fill="{GHOST}"' not in whole[0].svg
    assert re.search(rf'<g id="s\d+-\d+" fill="{GHOST}"', whole[1].svg)


def test_a_width_breaks_the_lines(engraver: Engraver) -> None:
    assert len(engraver.engrave(order(width=600)).systems) > len(engraver.engrave(order(width=2100)).systems)


def test_an_error_of_the_text_is_named_and_the_rest_is_engraved(engraver: Engraver) -> None:
    sheet = engraver.engrave(order("X:1\nL:1/4\nK:C\nCD[EG|"))
    assert "chord" in sheet.fault
    assert sheet.systems


def test_a_text_without_notes_is_an_empty_sheet(engraver: Engraver) -> None:
    assert engraver.engrave(order("X:1\nK:C\n")).systems == ()
    assert engraver.engrave(order("")).systems == ()


def test_an_order_may_stand_behind_the_header_of_its_book(engraver: Engraver) -> None:
    text = "M:3/4\nL:1/4\n\nX:1\nK:C\nC3|\n\nX:2\nK:G\nGAB|\n"
    cut, skip = excerpt(text, text.index("X:2"), len(text))
    assert "X:1" not in cut
    sheet = engraver.engrave(Order(cut, text.index("X:2") - skip, len(cut)))
    assert sheet.roll.length == 0.75  # the unit is the header's
    assert sheet.roll.notes[0].start + skip == text.index("GAB")


def test_a_dead_child_is_started_again() -> None:
    engraver = Engraver()
    engraver.engrave(order())
    first = engraver._child
    assert first is not None
    first.kill()
    first.join()
    assert engraver.engrave(order()).systems
    assert engraver._child is not first
    engraver.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be stopped there")
def test_a_child_that_dies_at_work_is_told_and_replaced() -> None:
    engraver = Engraver()
    engraver.engrave(order())
    child = engraver._child
    assert child is not None
    assert child.pid is not None
    os.kill(child.pid, signal.SIGSTOP)  # so that it cannot answer before it is ended
    ending = threading.Timer(0.1, child.kill)
    ending.start()
    with pytest.raises(EngravingError, match="broke down"):
        engraver.engrave(order())
    ending.join()
    assert engraver.engrave(order()).systems
    engraver.close()


def test_what_takes_too_long_is_given_up() -> None:
    engraver = Engraver(limit_s=0.0)
    with pytest.raises(EngravingError, match="longer than 0 seconds"):
        engraver.engrave(order("X:1\nK:C\n" + "CDEF GABc|" * 2000))
    engraver.close()


def test_closing_ends_the_child_even_while_it_works_and_may_be_repeated() -> None:
    engraver = Engraver()
    engraver.engrave(order())
    child = engraver._child
    assert child is not None
    told: list[str] = []

    def ask() -> None:
        try:
            engraver.engrave(order("X:1\nK:C\n" + "CDEF GABc|" * 4000))
        except EngravingError as error:
            told.append(str(error))

    asking = threading.Thread(target=ask)
    asking.start()
    engraver.close()
    engraver.close()
    asking.join(30)
    assert not asking.is_alive()
    assert len(told) == 1
    assert engraver._child is None
    with pytest.raises(EngravingError, match="closed"):
        engraver.engrave(order())


def test_the_roll_holds_each_pitch_with_its_place_and_time() -> None:
    text = "X:1\nL:1/4\nM:4/4\nK:C\n|:C[EG]- [EG]z:|\nV:2 transpose=-12\nC4|"
    roll = roll_of(read_tune(text))
    assert [(note.pitch, note.onset, note.length, note.voice, note.is_tied) for note in roll.notes] == [
        (48, 0.0, 1.0, 1, False), (60, 0.0, 0.25, 0, False), (64, 0.25, 0.25, 0, True), (67, 0.25, 0.25, 0, True),
        (64, 0.5, 0.25, 0, False), (67, 0.5, 0.25, 0, False)]
    assert roll.bars == (0.0,)
    assert roll.length == 1.0


def test_nested_runs_of_text_become_one_line_with_blanks_kept() -> None:
    svg = ('<svg viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg">'
           '<svg class="definition-scale" viewBox="0 0 100 100">'
           '<g class="tempo"><text x="1" y="2" font-size="0px"><tspan class="rend"><tspan font-size="9px">a </tspan>'
           '</tspan><tspan x="5" y="6" text-anchor="end"><tspan font-size="8px">b&lt;</tspan></tspan></text>'
           "</g></svg></svg>")
    flat = flatten(svg)
    assert (flat.width, flat.height) == (10.0, 10.0)
    texts = [(text.attrib, ["".join(run.itertext()) for run in text]) for text in fromstring(flat.svg).iter()
             if text.tag.endswith("}text")]
    assert [(found["x"], found.get("text-anchor"), runs) for found, runs in texts] == [
        ("1", None, ["a "]), ("5", "end", ["b<"])]
    assert 'font-weight="bold"' in flat.svg
