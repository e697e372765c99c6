"""How large the whole window is drawn."""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

from gui.settings import Preferences

CHOICES = (100, 125, 150, 175, 200)  # per cent of what the system asks for
_VARIABLE = "QT_SCALE_FACTOR"


@contextmanager
def requested(preferences: Preferences, environment: MutableMapping[str, str] = os.environ) -> Iterator[None]:
    """Hand the chosen scale on to Qt while it starts. What is started later does not find it: it may choose another."""
    before = environment.get(_VARIABLE)
    request(preferences, environment)
    try:
        yield
    finally:
        if before is None:
            environment.pop(_VARIABLE, None)


def request(preferences: Preferences, environment: MutableMapping[str, str] = os.environ) -> None:
    """Hand the chosen scale on to Qt. Call it before anything of Qt is made: Qt reads it once.

    What the environment says already goes before the choice.
    """
    per_cent = preferences.number("scale", 100)
    if per_cent != 100 and per_cent in CHOICES:
        environment.setdefault(_VARIABLE, str(per_cent / 100))
