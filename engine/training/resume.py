"""Where a training stands, on disk, so that it can go on bit for bit. safetensors, never pickle."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from engine.errors import CheckpointError, FileError
from engine.files import write_bytes
from engine.model.checkpoint import read_metadata
from engine.training.course import Course

FORMAT = "segue-training-1"


@dataclass(frozen=True, slots=True)
class Position:
    """The epoch that comes next: ``phase`` and ``epoch`` count from 0. ``best`` is the best bits per note so far."""

    phase: int = 0
    epoch: int = 0
    best: float = float("inf")


def beside(out: Path) -> Path:
    """Return where the state of the training of a checkpoint stands."""
    return out.with_suffix(".training")


def save_training(path: Path, course: Course, position: Position, identity: str) -> None:
    """Write a training's state whole or not at all. ``identity`` names recipe and corpus.

    Raises:
        FileError: it cannot be written.
    """
    tensors: dict[str, Tensor] = {f"network.{name}": value for name, value in course.network.state_dict().items()}
    tensors |= {f"average.{name}": value for name, value in course.average.weights.items()}
    for number, values in course.optimiser.state_dict()["state"].items():
        tensors |= {f"optimiser.{number}.{name}": value for name, value in values.items()}
    tensors["random.torch"] = torch.get_rng_state()
    about = {"format": FORMAT, "identity": identity, "phase": position.phase, "epoch": position.epoch,
             "best": position.best, "average_steps": course.average.steps, "spent_s": course.minutes * 60,
             "random": course.generator.getstate()}
    write_bytes(path, save({name: value.contiguous().cpu() for name, value in tensors.items()},
                           {"format": FORMAT, "about": json.dumps(about)}))


def load_training(path: Path, course: Course, identity: str) -> Position:
    """Bring a course to where a saved training stood, and return the position.

    Raises:
        FileError: there is nothing to go on from. CheckpointError: it is damaged, or another training's.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError("{path} cannot be read ({reason}): there is no training to resume; leave out --resume",
                        path=path, reason=error) from error
    try:
        about: dict[str, Any] = json.loads(read_metadata(data, str(path)).get("about", "{}"))
        if about.get("format") != FORMAT or about["identity"] != identity:
            raise CheckpointError("{path} is of another recipe, corpus, seed or number of epochs: resume with those, "
                                  "or leave out --resume to begin anew", path=path)
        tensors = load(data)
        course.network.load_state_dict(_part(tensors, "network."))
        course.average.weights = {name: value.to(course.world.device)
                                  for name, value in _part(tensors, "average.").items()}
        _load_optimiser(course, _part(tensors, "optimiser."))
        if course.world.is_first:
            torch.set_rng_state(tensors["random.torch"])
        version, numbers, gauss = about["random"]
        course.generator.setstate((version, tuple(numbers), gauss))
        course.average.steps, course.spent_s = about["average_steps"], about["spent_s"]
        course.best_bits = about["best"]
        return Position(about["phase"], about["epoch"], about["best"])
    except (SafetensorError, KeyError, ValueError, TypeError, RuntimeError) as error:
        raise CheckpointError("{path} is damaged ({reason}): leave out --resume to begin anew", path=path,
                              reason=error) from error


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def _load_optimiser(course: Course, tensors: dict[str, Tensor]) -> None:
    whole = course.optimiser.state_dict()
    state: dict[int, dict[str, Tensor]] = {}
    for name, value in tensors.items():
        number, kind = name.split(".", 1)
        state.setdefault(int(number), {})[kind] = value
    course.optimiser.load_state_dict({"state": state, "param_groups": whole["param_groups"]})
