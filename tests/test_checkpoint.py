from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.errors import CheckpointError
from engine.model.checkpoint import DEFAULT, load_checkpoint, save_checkpoint
from engine.model.vocabulary import Vocabulary
from tests.networks import tiny_weights


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.safetensors"
    save_checkpoint(path, tiny_weights(), Vocabulary().characters, {"recipe": "none"})
    return path


def test_a_checkpoint_comes_back_as_it_was_written_to_half_precision(saved):
    checkpoint = load_checkpoint(saved)
    assert checkpoint.name == "tiny"
    assert checkpoint.characters == Vocabulary().characters
    assert checkpoint.about["recipe"] == "none"
    for name, value in tiny_weights().items():
        assert np.array_equal(checkpoint.weights[name], value.astype(np.float16).astype(np.float32))


def test_a_missing_checkpoint_says_which_and_what_to_do(tmp_path):
    with pytest.raises(CheckpointError, match=r"nowhere\.safetensors cannot be read .*install Segue again"):
        load_checkpoint(tmp_path / "nowhere.safetensors")


@pytest.mark.parametrize("keep", [0, 5, 100, 3000, -1])
def test_a_checkpoint_cut_short_is_refused(saved, keep):
    saved.write_bytes(saved.read_bytes()[:keep])
    with pytest.raises(CheckpointError):
        load_checkpoint(saved)


def test_a_checkpoint_with_one_bit_changed_is_refused(saved):
    data = bytearray(saved.read_bytes())
    data[-100] ^= 1
    saved.write_bytes(bytes(data))
    with pytest.raises(CheckpointError, match="not what its checksum says"):
        load_checkpoint(saved)


def test_another_kind_of_file_is_refused(saved):
    saved.write_bytes(b"MThd" + bytes(200))
    with pytest.raises(CheckpointError):
        load_checkpoint(saved)


def test_the_shipped_model_loads_is_small_and_says_where_it_comes_from():
    checkpoint = load_checkpoint()
    assert DEFAULT.stat().st_size < 10_000_000
    assert {"command", "corpus_sha256", "bits_per_note_valid", "bits_per_note_test"} <= set(checkpoint.about)
