"""Let the article's network continue openings: ``python -m tests.article_tunes CHECKPOINT BOOK... --out FOLDER``.

Every tune is cut after two full bars and continued in the text as it stands, at temperature 1.0, until the network
writes the empty line that ends a tune (or 800 characters), for the same judges as our own continuations.
"""

from __future__ import annotations

import argparse
import re
import sys
from itertools import islice
from pathlib import Path

from engine.training.article_sampling import OneStep
from tests.judge import openings

_MOST = 800


def main() -> int:
    """Write the book."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("books", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    network = OneStep.load(options.checkpoint)
    tunes = []
    for number, (opening, _) in enumerate(openings(options.books), 1):
        text = ""
        for char in islice(network.stream(options.seed, opening), _MOST):
            text += char
            if text.endswith("\n\n"):
                break
        tunes.append(re.sub(r"^X:.*", f"X:{number}", opening, count=1) + text.rstrip("\n") + "\n")
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "article.abc").write_text("\n".join(tunes), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
