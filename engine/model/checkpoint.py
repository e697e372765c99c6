"""Weights, vocabulary and provenance on disk: safetensors, never pickle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load, save

from engine.errors import CheckpointError
from engine.files import write_bytes

FORMAT = "segue-lstm-1"
DEFAULT = Path(__file__).parents[2] / "resources" / "models" / "segue.safetensors"

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A network as stored. ``weights`` by their training names, float32; ``about`` is its provenance."""

    name: str
    weights: Mapping[str, Array]
    characters: tuple[str, ...]
    about: Mapping[str, str]


def _digest(weights: Mapping[str, npt.NDArray[np.generic]]) -> str:
    """Return the SHA-256 of all weights in the order of their names."""
    digest = hashlib.sha256()
    for name in sorted(weights):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(weights[name]).tobytes())
    return digest.hexdigest()


def save_checkpoint(path: Path, weights: Mapping[str, npt.NDArray[np.generic]], characters: Sequence[str],
                    about: Mapping[str, str]) -> None:
    """Write a checkpoint whole or not at all. Weights are kept as float16: half the size, no bit lost that counts.

    Raises:
        FileError: it cannot be written.
    """
    halves = {name: np.ascontiguousarray(value, dtype=np.float16) for name, value in weights.items()}
    metadata = {**about, "format": FORMAT, "vocabulary": json.dumps("".join(characters)), "sha256": _digest(halves)}
    write_bytes(path, save(halves, metadata))


def read_metadata(data: bytes, name: str) -> dict[str, str]:
    """Return the metadata of a safetensors file.

    Raises:
        CheckpointError: the bytes are no safetensors file.
    """
    try:
        size = int.from_bytes(data[:8], "little")
        if not 2 <= size <= min(len(data) - 8, 10_000_000):
            raise ValueError(size)
        header = json.loads(data[8:8 + size])
        metadata = header.get("__metadata__", {})
    except (ValueError, AttributeError) as error:
        raise CheckpointError("{name} is not a model file: choose another, or install Segue again", name=name) \
            from error
    return {str(key): str(value) for key, value in metadata.items()}


def load_checkpoint(path: Path = DEFAULT) -> Checkpoint:
    """Return the checkpoint in a file, checked against its own checksum.

    Raises:
        CheckpointError: it is missing, cut short, changed, or of another kind.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CheckpointError("the model {path} cannot be read ({reason}): choose another, or install Segue again",
                              path=path, reason=error) from error
    about = read_metadata(data, str(path))
    if about.get("format") != FORMAT:
        raise CheckpointError("{path} is of format {found!r}, not {needed!r}: choose a model that this version reads",
                              path=path, found=about.get("format", "unknown"), needed=FORMAT)
    try:
        weights = load(data)
    except (SafetensorError, KeyError, ValueError, TypeError) as error:
        raise CheckpointError("the model {path} is damaged: install Segue again", path=path) from error
    if _digest(weights) != about.get("sha256"):
        raise CheckpointError("the model {path} is not what its checksum says: it was changed or cut short; install "
                              "Segue again", path=path)
    return Checkpoint(path.stem, {name: value.astype(np.float32) for name, value in weights.items()},
                      tuple(json.loads(about["vocabulary"])), about)
