"""How well the article's network foresees tunes: bits per note and per character of their bodies."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import FileError
from engine.training.article_checkpoint import ArticleCheckpoint
from engine.training.article_network import ArticleNetwork, nn, torch, zero_state
from engine.training.article_text import Ids

_TUNE = re.compile(r"^X:.*?(?=^X:|\n[ \t]*\n|\Z)", re.MULTILINE | re.DOTALL)
_KEY_LINE = re.compile(r"^K:.*\n?", re.MULTILINE)
# Stretches whose letters are no notes. A line such as `G:|` is a note before a repeat sign, not a field.
_NOT_NOTES = re.compile(
    r'"[^"\n]*(?:"|$)|![^!\n]*!|\[[A-Za-z]:(?![|:])[^\]\n]*\]|%.*|^[A-Za-z+]:(?![|:]).*', re.MULTILINE
)
_NOTE = re.compile(r"[A-Ga-g]")
# Long tunes are read in pieces, so that a 10 MB one does not ask for all its logits at once.
_PIECE = 1024


@dataclass(frozen=True, slots=True)
class TuneText:
    """A tune as written, cut after its ``K:`` line. The body ends with one blank line, its end sign."""

    header: str
    body: str


def split_tunes(text: str) -> Iterator[TuneText]:
    r"""Yield every tune (``X:`` up to a blank line) that has a key and a body.

    >>> [tune.body for tune in split_tunes("X:1\nK:G\nGAB|\n\nX:2\nK:D\nd2|")]
    ['GAB|\n\n', 'd2|\n\n']
    """
    for found in _TUNE.finditer(text.replace("\r\n", "\n")):
        tune = found[0].rstrip("\n")
        key = _KEY_LINE.search(tune)
        if key and tune[key.end() :].strip():
            yield TuneText(tune[: key.end()], tune[key.end() :] + "\n\n")


def count_notes(body: str) -> int:
    r"""Return how many note heads a tune's body has: each note of a chord, each grace note, no rest.

    >>> count_notes('P:A\n"Gm"G2 [Bd]^f/2 z!fermata!a|[K:C]c% end\nG:|')
    7
    """
    return len(_NOTE.findall(_NOT_NOTES.sub("", body)))


def body_bits(network: ArticleNetwork, header: Ids, body: Ids) -> list[float]:
    """Return the bits of each character of the body, from the zero state; the header only primes."""
    ids = torch.tensor([*header.tolist(), *body.tolist()])
    state = zero_state(1)
    bits: list[float] = []
    with torch.inference_mode():
        for start in range(0, len(ids) - 1, _PIECE):
            targets = ids[start + 1 : start + _PIECE + 1]
            logits, state = network(ids[None, start : start + len(targets)], state)
            losses = nn.functional.cross_entropy(logits[0], targets, reduction="none")
            bits += (losses.double() / math.log(2)).tolist()
    return bits[max(0, len(header) - 1) :]


def evaluate_article(checkpoint: Path, tunes_text: str) -> dict[str, float]:
    """Measure a checkpoint on tunes: tunes, notes, chars, bits_per_note, bits_per_char, unknown_chars.

    Counted is the body of every tune: all that stands after the ``K:`` line, fields and comments included,
    up to and including the blank line that ends the tune. Every tune is read from the zero state. Characters that the
    model has never seen are not shown to it and not among ``chars``; ``unknown_chars`` says how many they were,
    headers included.

    Raises:
        CheckpointError: the checkpoint cannot be used.
        FileError: the text holds no tune with a note.
    """
    known = ArticleCheckpoint.read(checkpoint)
    tunes = notes = chars = unknown = 0
    total = 0.0
    for tune in split_tunes(tunes_text):
        header, body = known.table.encode(tune.header), known.table.encode(tune.body)
        bits = body_bits(known.network, header, body)
        tunes += 1
        notes += count_notes(tune.body)
        chars += len(bits)
        unknown += len(tune.header) + len(tune.body) - len(header) - len(body)
        total += math.fsum(bits)
    if not notes or not chars:
        raise FileError("there is no tune with an X: line, a K: line and notes in the text: name a file of ABC tunes")
    return {
        "tunes": tunes,
        "notes": notes,
        "chars": chars,
        "unknown_chars": unknown,
        "bits_per_note": total / notes,
        "bits_per_char": total / chars,
    }
