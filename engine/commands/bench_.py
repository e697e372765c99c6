"""``bench``: how fast the program is on this machine."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from engine.bench.latency import Bench, prime_and_edit_ms
from engine.bench.stepping import input_rows, numpy_steps, rate, read_bandwidth, torch_steps
from engine.bench.window import gui_figures, import_ms, window_figures
from engine.commands.texts import at_least_one, model_path
from engine.model.checkpoint import Checkpoint, load_checkpoint
from engine.model.stepper import Stepper

_LATENCIES = 20


def run(options: argparse.Namespace) -> int:
    """Print the figures: as a table, or as one JSON object."""
    figures = gui_figures() if options.gui else measure(options)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:32} {'-' if value is None else format(value, '.4g')}")
    return 0


def measure(options: argparse.Namespace) -> dict[str, float | None]:
    """Return the figures by name. Rates are characters a second; what cannot run here is None."""
    path = model_path(options.model)
    checkpoint = load_checkpoint(path)
    stepper = Stepper(checkpoint)
    rows = input_rows(stepper)
    bench = Bench(path)
    try:
        # Before torch is imported: the window never does, and with its objects a garbage collection takes 0.1 s.
        cold = [bench.first_bar_ms(is_prepared=False) for _ in range(_LATENCIES)]
        warm = [bench.first_bar_ms(is_prepared=True) for _ in range(_LATENCIES // 2)]
        full, edit, less = prime_and_edit_ms(checkpoint)
        variants = {**_stepping(checkpoint, stepper, rows), "pipeline": bench.characters_per_second}
        measured = _interleaved(variants, at_least_one(options.rounds, "rounds"))
    finally:
        bench.close()
    figures: dict[str, float | None] = {name: measured.get(name) for name in
                                        ("torch_naive", "torch_no_onednn", "numpy_step", "pipeline")}
    figures["keras_article"] = _keras(options)
    figures["numpy_to_torch_naive"] = _ratio(figures["numpy_step"], figures["torch_naive"])
    figures["numpy_to_torch_no_onednn"] = _ratio(figures["numpy_step"], figures["torch_no_onednn"])
    figures["pipeline_to_numpy_step"] = _ratio(figures["pipeline"], figures["numpy_step"])
    for name, values in (("first_char", [a for a, _ in cold]), ("first_bar", [b for _, b in cold]),
                         ("first_bar_prepared", [b for _, b in warm])):
        values.sort()
        figures[f"{name}_ms_p50"] = statistics.median(values)
        figures[f"{name}_ms_p95"] = values[min(len(values) - 1, int(0.95 * len(values)))]
    figures.update(full_prime_ms=full, end_edit_ms=edit, end_edit_less_work=less)
    figures["import_gui_ms"], figures["import_gui_with_torch_ms"] = import_ms(False), import_ms(True)
    for name in ("window_shown_ms", "largest_gap_ms", "window_mb"):
        figures[name] = None
    figures.update(window_figures())
    assert measured["numpy_step"]
    figures["of_memory_bandwidth"] = measured["numpy_step"] * stepper.weight_bytes / read_bandwidth()
    return figures


def _stepping(checkpoint: Checkpoint, stepper: Stepper, rows: npt.NDArray[np.int64]) -> dict[str, Callable[[], float]]:
    """Return the ways to step the network that can run here, each as a function that measures its rate once."""
    ways = {"numpy_step": numpy_steps(stepper, rows)}
    for name, onednn in (("torch_naive", True), ("torch_no_onednn", False)):
        steps = torch_steps(checkpoint, rows, onednn)
        try:
            next(steps)
        except ImportError:
            continue  # the table says "-" for it
        ways[name] = steps
    return {name: partial(rate, steps) for name, steps in ways.items()}


def _interleaved(variants: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Return each variant's median; every round runs them all, so that a slow minute slows them alike."""
    found: dict[str, list[float]] = {name: [] for name in variants}
    for number in range(rounds):
        for name, one in variants.items():
            found[name].append(one())
        if sys.stderr.isatty():
            print(f"\rround {number + 1} of {rounds}", end="", file=sys.stderr, flush=True)
    return {name: statistics.median(values) for name, values in found.items()}


def _ratio(above: float | None, below: float | None) -> float | None:
    return above / below if above and below else None


def _keras(options: argparse.Namespace) -> float | None:
    if options.peer != "keras":
        return None
    from engine.training.keras_article import keras_article_chars_per_second

    return keras_article_chars_per_second(86, 3.0)
