"""Draw how a training went: bits per note by epoch, beside the checkpoint."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

from engine.files import write_bytes

_INK, _TRAIN, _VALID = "#33383f", "#8a8f98", "#0b6e66"


def draw_curves(log: Path, out: Path) -> None:
    """Draw a training's CSV log as an SVG picture. A log without an epoch gives none.

    Raises:
        FileError: the picture cannot be written.
    """
    with log.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        return
    # The only user of the library, which takes a second to import.
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    epochs = range(1, len(rows) + 1)
    axes.plot(epochs, [float(row["bits_per_note_train"]) for row in rows], color=_TRAIN, marker=".",
              label="training, with dropout")
    valid = [float(row["bits_per_note_valid"]) for row in rows]
    axes.plot(epochs, valid, color=_VALID, marker=".", label="validation")
    best = min(range(len(valid)), key=valid.__getitem__)
    axes.annotate(f"{valid[best]:.3f}", (best + 1, valid[best]), textcoords="offset points", xytext=(0, -14),
                  ha="center", color=_VALID)
    for number, row in enumerate(rows[1:], 2):
        if row["phase"] != rows[number - 2]["phase"]:
            axes.axvline(number - 0.5, color=_INK, linewidth=0.8, linestyle=":")
    axes.set_xlabel("epoch")
    axes.set_ylabel("bits per note")
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    drawn = BytesIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None})
    write_bytes(out, drawn.getvalue())
