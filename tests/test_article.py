"""The article's recipe: its batches, its network, its one-step model, its measure."""

from __future__ import annotations

import csv
import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import safe_open

from engine.errors import CheckpointError, FileError, PhraseError, SettingsError
from engine.training.article import OneStep, continue_article, evaluate_article, train_article, train_epoch
from engine.training.article_checkpoint import ArticleCheckpoint
from engine.training.article_evaluation import body_bits, count_notes, split_tunes
from engine.training.article_network import ArticleNetwork, zero_state
from engine.training.article_text import CharacterTable, batches, count_batches, read_corpus
from engine.training.keras_article import keras_article_chars_per_second

ROOT = Path(__file__).parent.parent

# Made up for these tests: two parts, chord symbols, a field in the body.
TUNE = """X:1
T:The Test Bench
M:6/8
L:1/8
K:D
|:"D"dcd AFA|"G"B2d "A"c3|"D"dcd "G"Bcd|"A"edc "D"d3:|
P:B
|:"D"f2f fed|"A"e2e e3|"G"g2f "A"edc|"D"d3 d3:|
"""


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    # Several threads that wait for each other at every small step take ten times as long on a busy machine.
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    torch.manual_seed(3)
    table = CharacterTable.of(TUNE)
    path = tmp_path / "article.safetensors"
    ArticleCheckpoint(ArticleNetwork(len(table)), table, {"recipe": "article", "epoch": "0"}).write(path)
    return path


def same_weights(first: ArticleCheckpoint, second: ArticleCheckpoint) -> bool:
    # Not the files' bytes: safetensors writes the names in no fixed order.
    theirs = second.network.trained()
    return all(torch.equal(weight, theirs[name]) for name, weight in first.network.trained().items())


def test_the_table_is_the_sorted_set_of_characters_and_numbers_are_int32():
    table = CharacterTable.of("dcd AFA")
    assert table.characters == (" ", "A", "F", "c", "d")
    ids = table.encode("FAz d")
    assert ids.dtype == np.int32
    assert ids.tolist() == [2, 1, 0, 4]  # z is not in the table


def test_batches_are_those_worked_out_by_hand():
    # 23 characters in 3 rows: 7 a row and 2 left over. Two steps at a time make three batches a row.
    ids = np.arange(23, dtype=np.int32)
    found = [(inputs.tolist(), targets.tolist()) for inputs, targets in batches(ids, rows=3, steps=2)]
    assert found == [
        ([[0, 1], [7, 8], [14, 15]], [[1, 2], [8, 9], [15, 16]]),
        ([[2, 3], [9, 10], [16, 17]], [[3, 4], [10, 11], [17, 18]]),
        ([[4, 5], [11, 12], [18, 19]], [[5, 6], [12, 13], [19, 20]]),
    ]


@pytest.mark.parametrize("length", [0, 1, 15, 16 * 64, 16 * 65 - 1, 16 * 65, 16 * 128, 16 * 129, 5000])
def test_batches_are_counted_before_they_are_made(length):
    assert count_batches(length) == len(list(batches(np.zeros(length, dtype=np.int32))))


def test_each_row_of_a_batch_goes_on_where_it_stopped():
    ids = np.arange(16 * 200, dtype=np.int32)
    rows = np.concatenate([inputs for inputs, _ in batches(ids)], axis=1)
    assert rows.shape == (16, 3 * 64)
    assert (np.diff(rows, axis=1) == 1).all()
    assert rows[:, 0].tolist() == list(range(0, 3200, 200))


def test_the_network_has_as_many_parameters_as_the_article_says():
    assert ArticleNetwork(86).parameter_count() == 1_904_214


def test_the_network_starts_like_keras():
    torch.manual_seed(1)
    network = ArticleNetwork(86)
    weights = network.trained()
    assert weights["embedding.weight"].abs().max() <= 0.05
    kernel = weights["layers.0.weight_ih_l0"]
    limit = math.sqrt(6 / (512 + 1024))
    assert 0.95 * limit < kernel.abs().max() <= limit
    recurrent = weights["layers.1.weight_hh_l0"]
    assert torch.allclose(recurrent.T @ recurrent, torch.eye(256), atol=1e-5)
    bias = weights["layers.2.bias_ih_l0"]
    assert bias.tolist() == [0.0] * 256 + [1.0] * 256 + [0.0] * 512
    assert not network.dense.bias.any()


def test_training_leaves_the_second_biases_at_zero():
    torch.manual_seed(1)
    table = CharacterTable.of(TUNE)
    network = ArticleNetwork(len(table))
    optimizer = torch.optim.Adam(network.parameters())
    first, _ = train_epoch(network, optimizer, table.encode(TUNE * 12))
    second, _ = train_epoch(network, optimizer, table.encode(TUNE * 12))
    assert second < first
    frozen = [weight for name, weight in network.named_parameters() if "bias_hh" in name]
    assert len(frozen) == 3
    assert not any(weight.any() for weight in frozen)


def test_the_one_step_model_gives_the_batch_models_logits(checkpoint):
    one_step = OneStep.load(checkpoint)
    network, table = one_step.checkpoint.network, one_step.checkpoint.table
    row = table.encode(TUNE)
    ids = torch.from_numpy(np.stack([row[start : start + 128] for start in range(16)]))
    with torch.no_grad():
        first, state = network(ids[:, :64], zero_state(16))
        second, _ = network(ids[:, 64:], state)  # state carried from batch to batch
    wanted = torch.cat((first, second), dim=1).numpy()
    for number in (0, 7):
        one_step.reset()
        got = np.stack([one_step.step(int(char)) for char in ids[number]])
        assert np.abs(got - wanted[number]).max() < 1e-4
    assert np.abs(wanted[0] - wanted[7]).max() > 1e-3  # rows differ, or the comparison would be idle


def test_dropout_is_off_when_the_network_is_used(checkpoint):
    one_step = OneStep.load(checkpoint)
    first = one_step.step(3)
    one_step.reset()
    assert np.array_equal(first, one_step.step(3))


def test_a_checkpoint_comes_back_as_it_was_written(checkpoint):
    known = ArticleCheckpoint.read(checkpoint)
    again = checkpoint.with_name("again.safetensors")
    known.write(again)
    back = ArticleCheckpoint.read(again)
    assert same_weights(known, back)
    assert known.table == back.table == CharacterTable.of(TUNE)
    assert known.provenance == back.provenance == {"recipe": "article", "epoch": "0"}
    assert list(checkpoint.parent.glob("*.part")) == []


def test_the_same_seed_writes_the_same_characters(checkpoint):
    one_step = OneStep.load(checkpoint)
    text = one_step.generate(60, seed=5)
    assert len(text) == 60
    assert text == one_step.generate(60, seed=5)
    assert text != one_step.generate(60, seed=6)
    assert len({one_step.generate(1, seed) for seed in range(40)}) > 10  # the first is any character
    primed = one_step.generate(60, seed=5, prime='|:"D"d')
    assert primed == one_step.generate(60, seed=5, prime='|:"D"d')
    assert not primed.startswith("|:")  # the prime is not among what was written


def test_characters_are_drawn_as_often_as_the_network_says(checkpoint):
    # An untrained network is almost indifferent; weights that are not show whether the whole distribution is used.
    one_step = OneStep.load(checkpoint)
    network, table = one_step.checkpoint.network, one_step.checkpoint.table
    with torch.no_grad():
        network.dense.bias[table.characters.index("d")] += 2.0
        network.dense.bias[table.characters.index("c")] += 1.0
    one_step.reset()
    logits = one_step.step(0).astype(np.float64)
    chances = np.exp(logits) / np.exp(logits).sum()
    drawn = "".join(one_step.generate(1, seed, prime=table.characters[0]) for seed in range(500))
    for char, chance in zip(table.characters, chances, strict=True):
        # Five standard deviations of a count of 500 draws, and the seeds are fixed.
        assert abs(drawn.count(char) - 500 * chance) < 5 * math.sqrt(500 * chance)


def test_a_prime_without_a_known_character_is_said(checkpoint):
    with pytest.raises(PhraseError, match="none of the phrase's characters"):
        OneStep.load(checkpoint).generate(5, seed=1, prime="你好")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recipe itself, on one tune over and over, until the tune is known by heart."""
    folder = tmp_path_factory.mktemp("article")
    corpus = folder / "bench.abc"
    corpus.write_text("\n".join([TUNE] * 20), encoding="utf-8")
    lines: list[str] = []
    out = folder / "out"
    last = train_article(corpus, out, epochs=12, freq=5, seed=2, report=lines.append)
    assert last == out / "article-012.safetensors"
    assert len(lines) == 13
    return out


def test_training_writes_a_checkpoint_every_so_often_and_a_log(trained):
    names = [path.name for path in sorted(trained.iterdir())]
    assert names == ["article-005.safetensors", "article-010.safetensors", "article-012.safetensors", "log.csv"]
    with (trained / "log.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["epoch"]) for row in rows] == list(range(1, 13))
    assert list(rows[0]) == ["epoch", "loss", "acc"]
    assert float(rows[-1]["loss"]) < float(rows[0]["loss"]) - 0.3
    assert float(rows[-1]["acc"]) > float(rows[0]["acc"])
    with safe_open(trained / "article-010.safetensors", framework="np") as file:
        about = file.metadata()
        assert not any("bias_hh" in name for name in file.keys())  # noqa: SIM118  # not a dict
    assert about["format"] == "segue-article-1"
    assert about["recipe"] == "article"
    assert about["epoch"] == "10"
    assert json.loads(about["vocabulary"]) == sorted(set(TUNE))
    assert "train --recipe article bench.abc" in about["command"]
    assert len(about["corpus_sha256"]) == 64


def test_the_same_seed_trains_the_same_weights(tmp_path):
    corpus = tmp_path / "bench.abc"
    corpus.write_text(TUNE * 8, encoding="utf-8")
    paths = [train_article(corpus, tmp_path / name, epochs=1, seed=4, report=lambda _: None) for name in "ab"]
    first, second = (ArticleCheckpoint.read(path) for path in paths)
    assert same_weights(first, second)
    other = train_article(corpus, tmp_path / "c", epochs=1, seed=5, report=lambda _: None)
    assert not same_weights(first, ArticleCheckpoint.read(other))


def test_what_was_learnt_costs_fewer_bits(trained, checkpoint):
    before = evaluate_article(checkpoint, TUNE)
    early = evaluate_article(trained / "article-005.safetensors", TUNE)
    late = evaluate_article(trained / "article-012.safetensors", TUNE)
    assert before["bits_per_char"] == pytest.approx(math.log2(len(set(TUNE))), rel=0.1)
    assert late["bits_per_note"] < early["bits_per_note"] < before["bits_per_note"]


def test_evaluation_counts_the_body_alone(checkpoint):
    body = TUNE.split("K:D\n")[1] + "\n"  # the blank line that ends the tune
    result = evaluate_article(checkpoint, TUNE)
    assert result["tunes"] == 1
    assert result["chars"] == len(body)
    assert result["notes"] == len("dcdAFABdcdcdBcdedcdfffedeeegfedcdd")
    assert result["unknown_chars"] == 0
    assert result["bits_per_note"] * result["notes"] == pytest.approx(result["bits_per_char"] * result["chars"])


def test_evaluation_is_the_one_step_model_reading_from_the_zero_state(trained):
    path = trained / "article-012.safetensors"
    one_step = OneStep.load(path)
    ids = one_step.checkpoint.table.encode(TUNE + "\n").tolist()
    start = len(TUNE.split("K:D\n")[0] + "K:D\n")
    bits = 0.0
    for place, number in enumerate(ids[:-1]):
        logits = one_step.step(number).astype(np.float64)
        if place + 1 >= start:
            bits += (np.log(np.exp(logits).sum()) - logits[ids[place + 1]]) / math.log(2)
    result = evaluate_article(path, TUNE)
    assert result["bits_per_char"] * result["chars"] == pytest.approx(bits, rel=1e-4)


def test_every_tune_is_measured_on_its_own(trained):
    path = trained / "article-005.safetensors"
    one = evaluate_article(path, TUNE)
    two = evaluate_article(path, TUNE + "\n" + TUNE)
    assert two["tunes"] == 2
    assert two["bits_per_note"] == pytest.approx(one["bits_per_note"])


def test_a_long_tune_is_measured_in_pieces_without_a_seam(checkpoint):
    known = ArticleCheckpoint.read(checkpoint)
    ids = known.table.encode(TUNE * 9)
    assert len(ids) > 1024
    pieces = body_bits(known.network, ids[:40], ids[40:])
    with torch.no_grad():
        logits, _ = known.network(torch.from_numpy(ids[None, :-1]), zero_state(1))
    chances = torch.log_softmax(logits[0].double(), dim=1).numpy() / -math.log(2)
    whole = chances[np.arange(39, len(ids) - 1), ids[40:]]
    assert np.allclose(pieces, whole, atol=1e-4)


def test_unknown_characters_are_left_out_and_counted(checkpoint):
    known = evaluate_article(checkpoint, TUNE)
    strange = evaluate_article(checkpoint, TUNE.replace("Bench", "Bänch").replace("|:", "|:%你\n", 1))
    assert strange["unknown_chars"] == 3  # a umlaut, the percent sign and the Chinese character
    assert strange["chars"] == known["chars"] + 1
    assert strange["notes"] == known["notes"]


def test_a_text_without_a_tune_is_said(checkpoint):
    for text in ("", "no music", "X:1\nT:only a header\n", "X:1\nK:C\n", "X:1\nK:C\nz4|\n"):
        with pytest.raises(FileError, match="no tune with"):
            evaluate_article(checkpoint, text)


def test_tunes_end_at_a_blank_line_or_at_the_next_one():
    text = "free text\n\nX:1\r\nT:one\r\nK:G\r\nGAB|\r\n\r\nmore free text\nX:2\nK:D\nd2|\nX:3\nK:A\n\nlost\n"
    tunes = list(split_tunes(text))
    assert [tune.header for tune in tunes] == ["X:1\nT:one\nK:G\n", "X:2\nK:D\n"]
    assert [tune.body for tune in tunes] == ["GAB|\n\n", "d2|\n\n"]


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        ("GAB c2d|", 5),
        ("[GBd]2 z2 x y Z|", 3),
        ('"Am7"A "^up"B "_C"c|', 3),
        ("!fermata!A !D.C.!B~c.d|", 4),
        ("[K:Dm]d [M:3/4]e [1 f:|[2 g||", 4),
        ("P:A\nw: la de da\nab%cd\n% efg\nc|\n", 3),
        ("{ga}b (3cde|", 6),
        ("A:|:B:|\nG:|\n", 3),
        ("^f/2_B,3=c'|\\\nd|", 4),
    ],
)
def test_a_note_is_a_note_head(body, notes):
    assert count_notes(body) == notes


def test_a_learnt_tune_is_continued_to_its_end(trained):
    path = trained / "article-012.safetensors"
    start = TUNE[: TUNE.index("P:B")]
    text = continue_article(path, start, seed=1, max_chars=400)
    assert text == continue_article(path, start, seed=1, max_chars=400)
    assert "\n\n" not in text
    assert text != continue_article(path, "X:1\nT:", seed=1, max_chars=400)  # the phrase counts
    assert continue_article(path, start, seed=1, max_chars=7) == text[:7]


def test_a_continuation_stops_before_the_blank_line(checkpoint, tmp_path):
    known = ArticleCheckpoint.read(checkpoint)
    with torch.no_grad():
        known.network.dense.bias[known.table.characters.index("\n")] = 100.0
    path = tmp_path / "newlines.safetensors"
    known.write(path)
    assert continue_article(path, "X:1\nK:D\nd2", seed=1, max_chars=50) == "\n"
    assert continue_article(path, "X:1\nK:D\nd2\n", seed=1, max_chars=50) == ""


def test_a_file_that_is_no_checkpoint_is_said(checkpoint, tmp_path):
    with pytest.raises(CheckpointError, match="there is no model file"):
        OneStep.load(tmp_path / "missing.safetensors")
    cut = tmp_path / "cut.safetensors"
    cut.write_bytes(checkpoint.read_bytes()[:5000])
    with pytest.raises(CheckpointError, match="not a whole safetensors file"):
        OneStep.load(cut)
    other = tmp_path / "other.safetensors"
    other.write_bytes(checkpoint.read_bytes().replace(b"segue-article-1", b"segue-article-7"))
    with pytest.raises(CheckpointError, match="segue-article-7"):
        OneStep.load(other)
    renamed = tmp_path / "renamed.safetensors"
    renamed.write_bytes(checkpoint.read_bytes().replace(b"dense.bias", b"dense.bios"))
    with pytest.raises(CheckpointError, match="does not hold the article's network"):
        OneStep.load(renamed)


def test_weights_that_are_not_numbers_are_said(checkpoint):
    known = ArticleCheckpoint.read(checkpoint)
    with torch.no_grad():
        known.network.dense.weight[0, 0] = math.nan
    known.write(checkpoint)
    with pytest.raises(CheckpointError, match="not numbers"):
        OneStep.load(checkpoint)


def test_a_corpus_is_a_file_or_a_folder_in_the_order_of_names(tmp_path):
    (tmp_path / "b.abc").write_bytes(b"X:2\nT:\xe9t\xe9\nK:C\nc|")  # Latin-1
    (tmp_path / "a.abc").write_text("X:1\nT:été\nK:C\nC|", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a tune")
    assert read_corpus(tmp_path) == "X:1\nT:été\nK:C\nC|\n\nX:2\nT:été\nK:C\nc|"
    assert read_corpus(tmp_path / "a.abc") == "X:1\nT:été\nK:C\nC|"


def test_what_cannot_be_trained_on_is_said(tmp_path):
    with pytest.raises(FileError, match=r"holds no \.abc file"):
        train_article(tmp_path, tmp_path / "out")
    with pytest.raises(FileError, match="cannot be read"):
        train_article(tmp_path / "missing.abc", tmp_path / "out")
    short = tmp_path / "short.abc"
    short.write_text(TUNE)
    with pytest.raises(FileError, match="1040 are needed"):
        train_article(short, tmp_path / "out")
    with pytest.raises(SettingsError, match="epochs is 0"):
        train_article(short, tmp_path / "out", epochs=0)
    short.write_text(TUNE * 8)
    with pytest.raises(FileError, match="cannot be written to"):
        train_article(short, short / "out", report=lambda _: None)


TRAIN_ONCE = (
    "import sys; from pathlib import Path; from engine.training.article import train_article;"
    "print(train_article(Path(sys.argv[1]), Path(sys.argv[2]), epochs=1).name)"
)


def test_a_run_without_a_terminal_draws_no_bar(tmp_path):
    corpus = tmp_path / "bench.abc"
    corpus.write_text(TUNE * 8, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TRAIN_ONCE, str(corpus), str(tmp_path / "out")],
        capture_output=True, text=True, timeout=120, check=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout == "article-001.safetensors\n"
    assert "\r" not in done.stderr
    assert "epoch 1/1: loss" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals in the standard library")
def test_a_run_in_a_terminal_draws_a_bar(tmp_path):
    import pty

    corpus = tmp_path / "bench.abc"
    corpus.write_text(TUNE * 8, encoding="utf-8")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", TRAIN_ONCE, str(corpus), str(tmp_path / "out")],
        stdout=subprocess.PIPE, stderr=theirs, text=True, timeout=120, check=True, cwd=ROOT,
    )  # fmt: skip
    seen = os.read(ours, 65536).decode()
    os.close(theirs)
    os.close(ours)
    assert done.stdout == "article-001.safetensors\n"
    assert "\repoch 1/1 [##############################] 1/1 loss" in seen


def test_without_torch_it_is_said_what_to_install(tmp_path):
    # A torch that cannot be imported stands before the real one.
    (tmp_path / "torch.py").write_text("raise ImportError('not here')\n")
    code = (
        "from engine.errors import MissingPackage\n"
        "try:\n    import engine.training.article\n"
        "except MissingPackage as fault:\n    print(fault)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))},
    )  # fmt: skip
    assert "pip install 'torch" in done.stdout, done.stderr


def test_the_peer_is_measured_where_keras_is_installed_and_none_elsewhere():
    speed = keras_article_chars_per_second(20, seconds=0.1)
    assert speed is None or speed > 0
