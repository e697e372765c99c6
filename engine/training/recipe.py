"""A training recipe: a small readable file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.errors import FileError

FOLDER = Path(__file__).with_name("recipes")


@dataclass(frozen=True, slots=True)
class Phase:
    """One one-cycle schedule over some collections (all, where none is named)."""

    collections: tuple[str, ...]
    epochs: int
    learning_rate: float
    final_rate: float
    dropout: float


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides how a network is trained, apart from the corpus."""

    name: str
    phases: tuple[Phase, ...]
    valid: tuple[str, ...]
    seed: int
    batch_tunes: int
    chunk_characters: int
    embedding: int
    hidden: int
    layers: int
    clip: float
    weight_decay: float
    average: float
    told: float


def read_recipe(name: str) -> Recipe:
    """Return a recipe by name, or by the path of a .toml file.

    Raises:
        FileError: there is no such recipe, or a value is missing or wrong.
    """
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        known = ", ".join(sorted(file.stem for file in FOLDER.glob("*.toml")))
        raise FileError("there is no recipe {name!r}: choose article, {known}, or name a .toml file", name=name,
                        known=known) from error
    except tomllib.TOMLDecodeError as error:
        raise FileError("{path} is not TOML: {reason}", path=path, reason=error) from error
    try:
        phases = tuple(Phase(**{**phase, "collections": tuple(phase["collections"])}) for phase in values.pop("phase"))
        return Recipe(name=path.stem, phases=phases, **{**values, "valid": tuple(values["valid"])})
    except (KeyError, TypeError) as error:
        raise FileError("{path} lacks a value or has one too many: {reason}", path=path, reason=error) from error


def shortened(recipe: Recipe, epochs: int) -> Recipe:
    """Return the recipe with so many epochs in all, at least one a phase."""
    whole = sum(phase.epochs for phase in recipe.phases)
    return replace(recipe, phases=tuple(replace(phase, epochs=max(1, round(phase.epochs * epochs / whole)))
                                        for phase in recipe.phases))
