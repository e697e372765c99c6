"""How large the whole window is drawn."""

from __future__ import annotations

import os
from collections.abc import MutableMapping

from gui.settings import Preferences

CHOICES = (100, 125, 150, 175, 200)  # per cent of what the system asks for
_VARIABLE = "QT_SCALE_FACTOR"


def request(preferences: Preferences, environment: MutableMapping[str, str] = os.environ) -> None:
    """Hand the chosen scale on to Qt. Call it before anything of Qt is made: Qt reads it once.

    What the environment says already goes before the choice.
    """
    per_cent = preferences.number("scale", 100)
    if per_cent != 100 and per_cent in CHOICES:
        environment.setdefault(_VARIABLE, str(per_cent / 100))
