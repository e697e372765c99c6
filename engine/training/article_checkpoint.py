"""A trained network of the article's recipe on disk: safetensors, never pickle."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from engine.errors import CheckpointError, FileError
from engine.training.article_network import ArticleNetwork, torch
from engine.training.article_text import CharacterTable

FORMAT = "segue-article-1"


@dataclass(frozen=True, slots=True)
class ArticleCheckpoint:
    """A network with its character table and what is known about its making.

    ``provenance`` holds ``recipe``, ``epoch``, ``command`` and ``corpus_sha256``, all str.
    """

    network: ArticleNetwork
    table: CharacterTable
    provenance: dict[str, str]

    def write(self, path: Path) -> None:
        """Write the checkpoint so that ``path`` is either the old file or the whole new one.

        Raises:
            FileError: the file cannot be written.
        """
        about = {"format": FORMAT, "vocabulary": json.dumps(self.table.characters)} | self.provenance
        data = save({name: weight.numpy() for name, weight in self.network.trained().items()}, metadata=about)
        unfinished = path.with_name(path.name + ".part")
        try:
            with unfinished.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, path)
        except OSError as fault:
            raise FileError("{path} cannot be written ({reason}): choose another place", path=path,
                            reason=fault) from fault

    @classmethod
    def read(cls, path: Path) -> ArticleCheckpoint:
        """Read a checkpoint; its network is ready to be used (no dropout).

        Raises:
            CheckpointError: the file is missing, cut short, or of another kind.
        """
        try:
            with safe_open(path, framework="pt") as file:
                about = file.metadata() or {}
                weights = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  # not a dict
        except FileNotFoundError as fault:
            raise CheckpointError("there is no model file {path}: name one that exists", path=path) from fault
        except (OSError, SafetensorError) as fault:
            raise CheckpointError("{path} is not a whole safetensors file ({reason}): train it again", path=path,
                                  reason=fault) from fault
        if about.get("format") != FORMAT:
            raise CheckpointError("{path} is of format {found!r} where {needed!r} is needed: name a model of the "
                                  "article's recipe", path=path, found=about.get("format", "none"), needed=FORMAT)
        try:
            table = CharacterTable(tuple(json.loads(about["vocabulary"])))
            network = ArticleNetwork(len(table))
            if weights.keys() != network.trained().keys():
                raise KeyError("the names of the weights")
            # The frozen second biases are zero by construction and not in the file.
            network.load_state_dict(weights, strict=False)
        except (KeyError, TypeError, ValueError, RuntimeError) as fault:
            raise CheckpointError("{path} does not hold the article's network ({reason}): train it again", path=path,
                                  reason=fault) from fault
        if not all(bool(torch.isfinite(weight).all()) for weight in weights.values()):
            raise CheckpointError("{path} holds weights that are not numbers: train it again", path=path)
        network.eval()
        provenance = {key: value for key, value in about.items() if key not in ("format", "vocabulary")}
        return cls(network, table, provenance)
