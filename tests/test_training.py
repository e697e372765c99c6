from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from engine.bench.stepping import TUNE
from engine.errors import FileError
from engine.model.checkpoint import load_checkpoint
from engine.model.vocabulary import Vocabulary
from engine.training.corpus import load
from engine.training.evaluate import evaluate
from engine.training.recipe import read_recipe

pytest.importorskip("torch", reason="training needs torch; it is not installed")

KEYS = ("C", "G", "D", "A", "E", "F", "Bb", "Eb", "Am", "Ddor", "Gmix", "Em")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of twelve tunes: ours, in twelve keys and as many variants."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    tunes = [TUNE.replace("K:C", f"K:{key}").replace("X:1", f"X:{number}").replace("GEC", "GE" + "CDEFGABcdefg"[number])
             for number, key in enumerate(KEYS)]
    (folder / "ours.abc").write_text("\n".join(tunes), encoding="utf-8")
    return folder


def small_recipe():
    recipe = read_recipe("segue")
    phases = (replace(recipe.phases[0], epochs=8, learning_rate=2e-2), replace(recipe.phases[1], epochs=1))
    return replace(recipe, phases=phases, hidden=24, embedding=16, batch_tunes=4)


def test_training_learns_keeps_the_best_and_logs_every_epoch(corpus, tmp_path):
    from engine.training.train import train

    out = tmp_path / "model.safetensors"
    told: list[str] = []
    train(small_recipe(), corpus, corpus, out, command="a command", report=told.append)
    with out.with_suffix(".csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["phase"] for row in rows] == ["1"] * 8 + ["2"]
    scores = [float(row["bits_per_note_valid"]) for row in rows]
    assert min(scores) < 0.95 * scores[0]
    checkpoint = load_checkpoint(out)
    assert float(checkpoint.about["bits_per_note_valid"]) == pytest.approx(min(scores), abs=1e-3)
    assert checkpoint.about["command"] == "a command"
    assert len(told) >= 9


def test_evaluating_in_numpy_gives_the_figure_that_training_saw_in_torch(corpus, tmp_path):
    from engine.training.train import train

    out = tmp_path / "model.safetensors"
    train(small_recipe(), corpus, corpus, out, command="", report=lambda line: None)
    checkpoint = load_checkpoint(out)
    found = evaluate(checkpoint, (corpus / "ours.abc").read_text(encoding="utf-8"))
    assert found.bits_per_note == pytest.approx(float(checkpoint.about["bits_per_note_valid"]), abs=0.02)
    assert found.tunes == len(KEYS)


def test_the_same_seed_trains_the_same_network(corpus, tmp_path):
    from engine.training.train import train

    paths = [tmp_path / name for name in ("a.safetensors", "b.safetensors")]
    for path in paths:
        train(small_recipe(), corpus, None, path, command="", report=lambda line: None)
    first, second = (load_checkpoint(path) for path in paths)
    assert all((first.weights[name] == second.weights[name]).all() for name in first.weights)


def test_a_tune_in_two_keys_is_one_tune_to_the_network(tmp_path):
    (tmp_path / "two.abc").write_text(TUNE + "\n" + TUNE.replace("K:C", "K:C % again"), encoding="utf-8")
    assert len(load(tmp_path, Vocabulary())) == 1


def test_too_small_a_corpus_is_refused_in_a_sentence(tmp_path):
    from engine.training.train import train

    (tmp_path / "one.abc").write_text(TUNE, encoding="utf-8")
    with pytest.raises(FileError, match="holds 1 usable tunes where training needs 10"):
        train(small_recipe(), tmp_path, None, tmp_path / "m.safetensors", command="", report=lambda line: None)


def test_an_unknown_recipe_names_those_there_are():
    with pytest.raises(FileError, match="choose article, segue"):
        read_recipe("souffle")
