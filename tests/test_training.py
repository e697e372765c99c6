"""The network is learnt: by a recipe, again after an interruption, by several processes."""

from __future__ import annotations

import csv
import os
import re
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from engine.bench.stepping import TUNE
from engine.errors import CheckpointError, FileError
from engine.model.checkpoint import load_checkpoint
from engine.model.vocabulary import Vocabulary
from engine.training.clusters import clusters, hold_back
from engine.training.corpus import abc_files, load, training_files
from engine.training.evaluate import evaluate
from engine.training.recipe import FOLDER, read_recipe

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
    from engine.training.train import Listening, train

    out = tmp_path / "model.safetensors"
    told: list[str] = []
    train(small_recipe(), str(corpus), corpus, out, command="a command", listening=Listening(told.append))
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
    train(small_recipe(), str(corpus), corpus, out)
    checkpoint = load_checkpoint(out)
    found = evaluate(checkpoint, (corpus / "ours.abc").read_text(encoding="utf-8"))
    assert found.bits_per_note == pytest.approx(float(checkpoint.about["bits_per_note_valid"]), abs=0.02)
    assert found.tunes == len(KEYS)


def test_the_same_seed_trains_the_same_network(corpus, tmp_path):
    from engine.training.train import train

    paths = [tmp_path / name for name in ("a.safetensors", "b.safetensors")]
    for path in paths:
        train(small_recipe(), str(corpus), None, path)
    first, second = (load_checkpoint(path) for path in paths)
    assert all((first.weights[name] == second.weights[name]).all() for name in first.weights)


def test_a_tune_in_two_keys_is_one_tune_to_the_network(tmp_path):
    (tmp_path / "two.abc").write_text(TUNE + "\n" + TUNE.replace("K:C", "K:C % again"), encoding="utf-8")
    assert len(load(abc_files(tmp_path), Vocabulary())) == 1


def test_too_small_a_corpus_is_refused_in_a_sentence(tmp_path):
    from engine.training.train import train

    (tmp_path / "one.abc").write_text(TUNE, encoding="utf-8")
    with pytest.raises(FileError, match="holds 1 usable tunes where training needs 10"):
        train(small_recipe(), str(tmp_path), None, tmp_path / "m.safetensors")


def test_a_training_that_was_interrupted_goes_on_bit_for_bit(corpus, tmp_path):
    from engine.training.resume import beside
    from engine.training.train import Listening, train

    straight, broken = tmp_path / "straight.safetensors", tmp_path / "broken.safetensors"
    train(small_recipe(), str(corpus), corpus, straight)

    def stop(line: str) -> None:
        if line.startswith("phase 1 epoch 5/"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(small_recipe(), str(corpus), corpus, broken, listening=Listening(stop))
    assert beside(broken).exists()
    train(small_recipe(), str(corpus), corpus, broken, resume=True)
    first, second = load_checkpoint(straight), load_checkpoint(broken)
    assert all((first.weights[name] == second.weights[name]).all() for name in first.weights)
    assert [row[:4] for row in rows_of_log(broken)] == [row[:4] for row in rows_of_log(straight)]
    assert not beside(broken).exists()
    assert b"<svg" in broken.with_suffix(".svg").read_bytes()


def rows_of_log(path: Path) -> list[list[str]]:
    with path.with_suffix(".csv").open(encoding="utf-8") as file:
        # The epoch that was cut off had been logged before: it stands there twice.
        found = {tuple(row[:2]): row for row in csv.reader(file)}
    return list(found.values())


def test_what_cannot_be_resumed_is_said(corpus, tmp_path):
    from engine.training.resume import beside
    from engine.training.train import Listening, train

    out = tmp_path / "model.safetensors"
    with pytest.raises(FileError, match="no training to resume"):
        train(small_recipe(), str(corpus), corpus, out, resume=True)

    def stop(line: str) -> None:
        raise KeyboardInterrupt

    recipe = small_recipe()
    with pytest.raises(KeyboardInterrupt):
        train(replace(recipe, batch_tunes=6), str(corpus), corpus, out, listening=Listening(stop))
    assert not beside(out).exists()
    beside(out).write_bytes(b"nothing of ours")
    with pytest.raises(CheckpointError, match="not a model file"):
        train(recipe, str(corpus), corpus, out, resume=True)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def loopback() -> str:
    """Return the name of the loopback interface: a bare system has no name for its own address."""
    return next((name for _, name in socket.if_nameindex() if name.startswith("lo")), "lo")


def test_two_processes_train_as_one_with_the_same_global_batch(corpus, tmp_path):
    recipe = tmp_path / "plain.toml"
    text = (FOLDER / "segue.toml").read_text("utf-8")
    for name, value in (("dropout", 0.0), ("epochs", 3), ("hidden", 24), ("embedding", 16), ("batch_tunes", 5)):
        text = re.sub(rf"(?m)^{name} = \S+", f"{name} = {value}", text)
    recipe.write_text(text, "utf-8")

    def losses(name: str, *launcher: str) -> list[float]:
        out = tmp_path / f"{name}.safetensors"
        subprocess.run([sys.executable, *launcher, "main.py", "train", "--recipe", str(recipe), "--corpus", str(corpus),
                        "--valid", str(corpus), "--out", str(out), "--precision", "float32"], check=True, timeout=300,
                       capture_output=True,
                       env={**os.environ, "CUDA_VISIBLE_DEVICES": "", "GLOO_SOCKET_IFNAME": loopback()})
        with out.with_suffix(".csv").open(encoding="utf-8") as file:
            return [float(row[name]) for row in csv.DictReader(file)
                    for name in ("bits_per_note_train", "bits_per_note_valid")]

    alone = losses("alone")
    together = losses("together", "-m", "torch.distributed.run", "--nproc-per-node", "2", "--master-addr", "127.0.0.1",
                      "--local-addr", "127.0.0.1", "--master-port", str(free_port()))
    assert len(alone) == 12
    assert together == pytest.approx(alone, abs=1e-3)


def test_versions_of_a_tune_are_held_back_together(corpus):
    tunes = load(abc_files(corpus), Vocabulary())
    others = [replace(tune, moves=tuple((number + 3) * move for move in tune.moves)) for number, tune in
              enumerate(tunes)]
    twin = replace(tunes[0], moves=(*tunes[0].moves[:-4], 1, 2, 3, 4))
    assert sorted(len(group) for group in clusters([*others, tunes[0], twin])) == [1] * len(KEYS) + [2]
    training, held = hold_back([*others, tunes[0], twin], Random(1))
    assert len(held) == 1
    assert len(training) == len(KEYS) + 1
    assert held[0] in others


def test_the_tunes_that_music21_brings_along_are_found_without_importing_it():
    assert len(training_files("music21")) > 50


def test_an_unknown_recipe_names_those_there_are():
    with pytest.raises(FileError, match="choose article, segue"):
        read_recipe("souffle")
