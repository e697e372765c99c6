from __future__ import annotations

from engine.training.mask_price import ALLOWED, forbidden

# Own tunes. The first adds up throughout; in the second bar 3 is too short and bar 4 too long.
GOOD = 'X:1\nM:6/8\nL:1/8\nK:G\nD|"G"G2B dBG|"D7"A2c "G"B2D|GBd gfe|"D7"d^cd "G"B2:|\n'
BAD = "X:2\nM:4/4\nL:1/8\nK:C\nCDEF GABc|cBAG FEDC|CDEF G|CDEF GABc d2|C8|]\n"


def test_a_tune_that_adds_up_costs_nothing():
    found = forbidden(GOOD)
    assert set(found) == {ALLOWED}
    assert found[ALLOWED] > 20


def test_bars_that_do_not_add_up_are_forbidden_and_named():
    found = forbidden(BAD)
    assert found["bar too short"] == 1
    assert found["bar too long"] >= 2
    assert forbidden(GOOD + "\n" + BAD)[ALLOWED] == found[ALLOWED] + forbidden(GOOD)[ALLOWED]
