from __future__ import annotations

import numpy as np
import pytest

from engine.bench.stepping import TUNE
from engine.errors import CheckpointError
from engine.model.checkpoint import Checkpoint
from engine.model.features import SOURCES, Features
from engine.model.stepper import Stepper
from engine.model.vocabulary import Vocabulary
from engine.notation.reader import read_tune
from engine.notation.tidy import tidy
from tests.networks import EMBEDDING, HIDDEN, LAYERS, tiny_checkpoint, tiny_weights


def rows_of_the_tune() -> np.ndarray:
    written = tidy(read_tune(TUNE).bars)
    features = Features(Vocabulary(), written.settings[0][1])
    rows = []
    for char in written.text:
        rows.append(features.row())
        features.accept(char)
    return np.array(rows)


def logits_one_by_one(stepper: Stepper, rows: np.ndarray) -> np.ndarray:
    memory, found = stepper.zero(), []
    for row in rows.tolist():
        memory = stepper.step(memory, row)
        found.append(stepper.logits(memory, row[1 : 1 + SOURCES], row[1 + SOURCES : 1 + 2 * SOURCES]))
    return np.array(found)


def test_numpy_and_torch_give_the_same_logits_with_all_inputs_on():
    torch = pytest.importorskip("torch", reason="training needs torch; it is not installed")
    from engine.training.network import BarAwareLSTM, Shape

    network = BarAwareLSTM(Vocabulary(), Shape(EMBEDDING, HIDDEN, LAYERS)).eval()
    network.load_state_dict({name: torch.from_numpy(value) for name, value in tiny_weights().items()})
    rows = rows_of_the_tune()
    with torch.no_grad():
        batch, _ = network(torch.from_numpy(rows.astype(np.uint8))[None], network.zero_state(1))
    assert np.abs(logits_one_by_one(Stepper(tiny_checkpoint()), rows) - batch[0].numpy()).max() < 1e-4


def test_priming_at_once_and_stepping_one_by_one_agree_to_the_last_bit():
    stepper = Stepper(tiny_checkpoint())
    rows = rows_of_the_tune()
    memory, singly = stepper.zero(), []
    for row in rows.tolist():
        memory = stepper.step(memory, row)
        singly.append(memory)
    for index, memory in zip((3, 50, len(rows) - 1), stepper.prime(stepper.zero(), rows, [3, 50, len(rows) - 1]),
                             strict=True):
        for mine, other in zip((*memory.hidden, *memory.cell, memory.top),
                               (*singly[index].hidden, *singly[index].cell, singly[index].top), strict=True):
            assert np.array_equal(mine, other)


def test_a_memory_is_a_value_that_stepping_on_does_not_touch():
    stepper = Stepper(tiny_checkpoint())
    rows = rows_of_the_tune().tolist()
    before = stepper.step(stepper.zero(), rows[0])
    copies = [array.copy() for array in (*before.hidden, *before.cell, before.top)]
    stepper.step(before, rows[1])
    stepper.step(before, rows[2])
    assert all(np.array_equal(a, b) for a, b in zip(copies, (*before.hidden, *before.cell, before.top), strict=True))


def test_the_copy_gate_raises_the_symbol_it_points_at_and_no_other():
    stepper = Stepper(tiny_checkpoint())
    memory = stepper.step(stepper.zero(), rows_of_the_tune()[5].tolist())
    none = [stepper.vocabulary.none] * SOURCES
    plain = stepper.logits(memory, none, [0] * SOURCES)
    pointed = stepper.logits(memory, [3, *none[1:]], [4] + [0] * (SOURCES - 1))
    assert np.flatnonzero(plain != pointed).tolist() == [3]


def test_a_checkpoint_without_a_layer_is_refused_in_a_sentence():
    weights = tiny_weights()
    del weights["lstms.1.weight_ih_l0"]
    with pytest.raises(CheckpointError, match="lacks weights"):
        Stepper(Checkpoint("broken", weights, Vocabulary().characters, {}))
