from __future__ import annotations

import numpy as np
import pytest

from engine.continuation import Settings
from engine.errors import SettingsError
from engine.model.sampler import Sampler

LOGITS = np.array([2.0, 1.0, 0.0, -1.0], np.float32)
ALL = np.ones(4, dtype=bool)


def test_the_same_seed_draws_the_same_and_another_seed_does_not():
    first, second, other = (Sampler(Settings(seed=seed)) for seed in (5, 5, 6))
    drawn = [[sampler.draw(LOGITS, ALL) for _ in range(50)] for sampler in (first, second, other)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_what_is_not_allowed_is_never_drawn():
    sampler = Sampler(Settings(seed=1))
    allowed = np.array([False, True, False, True])
    assert {sampler.draw(LOGITS, allowed) for _ in range(200)} == {1, 3}


def test_low_temperature_takes_the_likeliest_and_high_temperature_takes_all():
    cold = Sampler(Settings(temperature=0.05, seed=1))
    hot = Sampler(Settings(temperature=5.0, seed=1))
    assert {cold.draw(LOGITS, ALL) for _ in range(200)} == {0}
    assert {hot.draw(LOGITS, ALL) for _ in range(200)} == {0, 1, 2, 3}


def test_top_p_keeps_the_fewest_symbols_that_reach_it():
    weights = Sampler(Settings(top_p=0.7)).probabilities(LOGITS, ALL)
    assert np.flatnonzero(weights).tolist() == [0, 1]
    assert weights.sum() == pytest.approx(1, abs=1e-12)


def test_noise_in_the_last_bits_of_the_logits_does_not_change_the_draw():
    rounded = np.round(np.random.default_rng(3).normal(0, 3, 46) * 1024) / 1024
    noisy = (rounded + 2e-5).astype(np.float32)
    free = np.ones(46, dtype=bool)
    clean = Sampler(Settings()).probabilities(rounded.astype(np.float32), free)
    assert np.array_equal(Sampler(Settings()).probabilities(noisy, free), clean)


@pytest.mark.parametrize("temperature", [0, -1, float("nan"), float("inf"), 1e9])
def test_a_temperature_outside_its_range_is_refused_in_a_sentence(temperature):
    with pytest.raises(SettingsError, match=r"temperature .* is not between"):
        Settings(temperature=temperature).check()


@pytest.mark.parametrize("wrong", [Settings(top_p=0), Settings(top_p=1.5), Settings(seed=-1), Settings(bars=0),
                                   Settings(until="coda")])
def test_every_other_setting_is_checked_too(wrong):
    with pytest.raises(SettingsError):
        wrong.check()
