"""A key or a metre that changes in mid-bar: the bars of all voices cut at one onset."""

from __future__ import annotations

from engine.exchange.mei_names import XML_ID, place_of
from tests.test_mei import MEI, all_of, document

TWO = "X:1\nL:1/4\nM:4/4\nK:C\n"


def rows(abc: str) -> list[list[str]]:
    """Return what each staff holds in each measure: pitches or ``rest`` with the value and the dots."""
    return [[" ".join((one.get("pname") or one.tag[len(MEI):]) + (one.get("dur") or "") + "." * int(one.get("dots", 0))
                      for one in staff.iter() if one.tag in (MEI + "note", MEI + "rest", MEI + "mRest"))
             for staff in all_of(measure, "staff")] for measure in all_of(document(TWO + abc), "measure")]


def changes(abc: str) -> list[list[str]]:
    """Return before each measure the staves' new signatures and the new metre."""
    found: list[list[str]] = []
    waiting: list[str] = []
    for one in all_of(document(TWO + abc), "section")[0].iter():
        if one.tag == MEI + "keySig":
            waiting.append("K" + one.get("sig", ""))
        elif one.tag == MEI + "meterSig":
            waiting.append("M" + one.get("count", ""))
        elif one.tag == MEI + "measure":
            found.append(waiting)
            waiting = []
    return found


def test_a_change_in_mid_bar_cuts_the_bars_of_all_voices_at_one_onset() -> None:
    abc = "[V:1]CD [K:D]EF|G4|\n[V:2]A2 [K:D]B2|c4|\n"
    assert rows(abc) == [["c4 d4", "a2"], ["e4 f4", "b2"], ["g1", "c1"]]
    assert changes(abc) == [[], ["K2s"], []]  # one definition for both staves
    measures = all_of(document(TWO + abc), "measure")
    assert [one.get("right") for one in measures] == ["invis", "single", "single"]
    assert [one.get("n") for one in measures] == ["1", "1", "2"]
    assert [one.get("metcon") for one in measures] == ["false", "false", None]


def test_what_another_voice_holds_over_the_change_is_tied_and_its_rest_is_two() -> None:
    root = document(TWO + "[V:1]CD [K:D]EF|\n[V:2]!trill!c4|\nw:la\n[V:3]z4|\n")
    first, second = all_of(root, "measure")
    held = [all_of(one, "staff")[1].find(".//" + MEI + "note") for one in (first, second)]
    names = [f"#{one.get(XML_ID)}" for one in held if one is not None]
    assert [(tie.get("startid"), tie.get("endid")) for tie in all_of(first, "tie")] == [tuple(names)]
    assert [one.get("dur") for one in held if one is not None] == ["2", "2"]
    assert {place_of(name[1:]) for name in names} == {place_of(names[0][1:])}  # both lead to the one note in the text
    assert len(all_of(root, "syl")) == len(all_of(root, "trill")) == 1
    assert [len(all_of(one, "staff")[2].findall(".//" + MEI + "rest")) for one in (first, second)] == [1, 1]
    assert not all_of(root, "mRest")


def test_a_voice_whose_key_stays_is_cut_with_the_others_and_keeps_it() -> None:
    abc = "[V:1]CD [K:D]EF|G4|\n[V:2]FFFF|F4|\n"
    assert rows(abc)[:2] == [["c4 d4", "f4 f4"], ["e4 f4", "f4 f4"]]
    definition = all_of(document(TWO + abc), "section/scoreDef/staffGrp/staffDef")
    assert [one.get("n") for one in definition] == ["1"]
    assert not [one.get("accid") for one in all_of(document(TWO + abc), "accid")]


def test_where_a_tuplet_stands_across_the_change_waits_for_the_next_onset_or_the_bar_line() -> None:
    later = "[V:1]CD [K:D]EF|G4|\n[V:2]C (3DEF G|c4|\n"  # the triplet holds from 1/4 to 3/4
    assert rows(later)[:2] == [["c4 d4 e4", "c4 d4 e4 f4"], ["f4", "g4"]]
    assert changes(later) == [[], ["K2s"], []]
    # Under the old signature an accidental stands for the new one, in the piece before the change alone.
    wanted = "[V:1]CD [K:D]FF|G4|\n[V:2]C (3DEF G|c4|\n"
    measures = all_of(document(TWO + wanted), "measure")
    assert [len(all_of(one, "accid")) for one in measures] == [1, 0, 0]
    never = "[V:1]CD [K:D]EF|G4|\n[V:2](3C2D2E2|c4|\n"
    assert rows(never)[0] == ["c4 d4 e4 f4", "c2 d2 e2"]
    assert changes(never)[0] == [] and "K2s" in changes(never)[1]


def test_overlays_and_two_changes_in_one_bar_are_cut_too() -> None:
    abc = "[V:1]C [K:D]D [M:3/4]EF & G4|G3|\n[V:2]c4|c3|\n"
    assert rows(abc)[:3] == [["c4 g4", "c4"], ["d4 g4", "c4"], ["e4 f4 g2", "c2"]]
    assert changes(abc) == [[], ["K2s"], ["M3"], []]
    root = document(TWO + abc)
    assert len(all_of(root, "tie")) == 4
    assert not all_of(root, "lv")
    assert [one.get("n") for one in all_of(root, "measure")] == ["1", "1", "1", "2"]


def test_a_voice_that_ends_before_the_cut_stays_beside_the_others() -> None:
    assert rows("[V:1]CD [K:D]EF|G4|\n[V:2]C|D4|\n") == [["c4 d4", "c4"], ["e4 f4", ""], ["g1", "d1"]]
