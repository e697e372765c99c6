"""A bar for what takes long; on a terminal only, on standard error."""

from __future__ import annotations

import math
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from tqdm import tqdm

if TYPE_CHECKING:  # it brings torch
    from engine.training.course import Progress


class ProgressBar:
    """Show a training's progress. Used as a context; lines that are said stand above the bar."""

    def __init__(self, *, is_shown: bool = True) -> None:
        self._is_shown = is_shown
        # disable=None: silent unless it writes to a terminal.
        self._bar = tqdm(total=1, file=sys.stderr, disable=None if is_shown else True, unit="batch", dynamic_ncols=True,
                         smoothing=0.05, leave=False)

    def __enter__(self) -> ProgressBar:
        """Return it."""
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None,
                 _trace: TracebackType | None) -> None:
        """Take the bar away."""
        self._bar.close()

    def say(self, line: str) -> None:
        """Print a line to standard error."""
        if self._is_shown:
            tqdm.write(line, file=sys.stderr)

    def show(self, progress: Progress) -> None:
        """Move the bar."""
        if self._bar.disable:
            return
        self._bar.total = progress.total
        valid = "" if math.isnan(progress.valid_bits) else f", valid {progress.valid_bits:.3f}"
        self._bar.set_description_str(f"epoch {progress.epoch}", refresh=False)
        self._bar.set_postfix_str(f"bits a note {progress.train_bits:.3f}{valid}", refresh=False)
        self._bar.update(progress.done - self._bar.n)
