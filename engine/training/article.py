"""Train the article's network: the recipe as it was printed, on ABC text as it stands.

The way: a character table, batches of 16 rows x 64 characters whose state is carried on, Adam, a
checkpoint every few epochs and a log with one line an epoch.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from engine.errors import FileError, SettingsError
from engine.training.article_checkpoint import ArticleCheckpoint
from engine.training.article_evaluation import evaluate_article
from engine.training.article_network import ArticleNetwork, nn, torch, zero_state
from engine.training.article_sampling import OneStep, continue_article
from engine.training.article_text import ROWS, STEPS, CharacterTable, Ids, batches, count_batches, read_corpus

__all__ = ["OneStep", "continue_article", "evaluate_article", "train_article"]

LEARNING_RATE = 1e-3
EPSILON = 1e-7  # Keras's default; torch's own is 1e-8


def print_to_stderr(line: str) -> None:
    """Say a line where messages belong."""
    print(line, file=sys.stderr, flush=True)


def train_article(
    corpus: Path,
    out: Path,
    *,
    epochs: int = 100,
    freq: int = 10,
    seed: int = 1,
    threads: int = 1,
    report: Callable[[str], None] = print_to_stderr,
) -> Path:
    """Train on a file or a folder of tunes and return the last checkpoint.

    ``out`` is a folder: it gets ``article-EPOCH.safetensors`` every ``freq`` epochs and after the last, and ``log.csv``
    with ``epoch,loss,acc`` (nats a character and share of characters foreseen, means over the epoch, dropout on).
    ``report`` is told one line an epoch; a progress bar goes to standard error if that is a terminal.

    Raises:
        SettingsError: a number is out of its range.
        FileError: the corpus cannot be read or is too short, or ``out`` cannot be written.
    """
    for name, value in (("epochs", epochs), ("freq", freq), ("threads", threads)):
        if value < 1:
            raise SettingsError("{name} is {value}: choose 1 or more", name=name, value=value)
    text = read_corpus(corpus)
    table = CharacterTable.of(text)
    ids = table.encode(text)
    if not count_batches(len(ids)):
        least = ROWS * (STEPS + 1)
        raise FileError("{corpus} holds {count} characters where {least} are needed: add more tunes", corpus=corpus,
                        count=len(ids), least=least)
    provenance = {
        "recipe": "article",
        "command": f"main.py train --recipe article {corpus.name} --epochs {epochs} --freq {freq} --seed {seed}",
        "corpus_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    network = ArticleNetwork(len(table))
    optimizer = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE, eps=EPSILON)
    report(f"{len(ids):,} characters, {len(table)} different ones, {network.parameter_count():,} parameters")
    path = out
    try:
        out.mkdir(parents=True, exist_ok=True)
        with (out / "log.csv").open("w", newline="", encoding="utf-8") as file:
            log = csv.writer(file, lineterminator="\n")
            log.writerow(("epoch", "loss", "acc"))
            for epoch in range(1, epochs + 1):
                loss, accuracy = train_epoch(network, optimizer, ids, f"epoch {epoch}/{epochs}")
                log.writerow((epoch, f"{loss:.6f}", f"{accuracy:.6f}"))
                file.flush()
                report(f"epoch {epoch}/{epochs}: loss {loss:.4f}, acc {accuracy:.4f}")
                if epoch % freq == 0 or epoch == epochs:
                    path = out / f"article-{epoch:03d}.safetensors"
                    ArticleCheckpoint(network, table, provenance | {"epoch": str(epoch)}).write(path)
    except OSError as fault:
        raise FileError("{out} cannot be written to ({reason}): choose another folder", out=out,
                        reason=fault) from fault
    return path


def train_epoch(
    network: ArticleNetwork, optimizer: torch.optim.Optimizer, ids: Ids, title: str = ""
) -> tuple[float, float]:
    """Read the text once, learning, and return the mean loss (nats) and the mean accuracy.

    The state starts at zero and is carried from batch to batch.
    """
    network.train()
    state = zero_state(ROWS)
    losses: list[float] = []
    hits: list[float] = []
    total = count_batches(len(ids))
    for inputs, targets in batches(ids):
        wanted = torch.from_numpy(targets.astype(np.int64))  # [ROWS, STEPS]
        logits, state = network(torch.from_numpy(inputs), state)  # [ROWS, STEPS, V]
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), wanted.flatten())
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
        optimizer.step()
        losses.append(loss.item())
        hits.append((logits.argmax(2) == wanted).double().mean().item())
        _draw_progress(title, len(losses), total, losses[-1])
    return float(np.mean(losses)), float(np.mean(hits))


def _draw_progress(title: str, done: int, total: int, loss: float) -> None:
    if not sys.stderr.isatty():
        return
    bar = "#" * (30 * done // total)
    end = "\n" if done == total else ""
    print(f"\r{title} [{bar:30}] {done}/{total} loss {loss:.3f}", end=end, file=sys.stderr, flush=True)
