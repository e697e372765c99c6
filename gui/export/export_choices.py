"""What is chosen before something is exported or printed, and what comes of it: a job."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale

from engine.engraving.paper import HIGHEST_DPI, LOWEST_DPI, USUAL, USUAL_DPI, PageLayout
from engine.errors import SettingsError
from engine.files import numbered
from engine.notation.book import tune_range, tune_ranges
from gui.settings import Preferences

SCOPES = ("tune", "selected", "book")
IN_ONE_FILE = (".pdf", ".abc")
_PREFIX = "export_"

Range = tuple[int, int]


@dataclass(frozen=True)
class Choices:
    """How something is to be exported. ``suffix`` says the format, ``scope`` is one of ``SCOPES``.

    ``tempo`` is in per cent of the tune's own, ``dpi`` the dots an inch of a picture; ``rewrites`` writes ABC anew.
    """

    suffix: str = ".pdf"
    scope: str = SCOPES[0]
    layout: PageLayout = USUAL
    dpi: int = USUAL_DPI
    tempo: int = 100
    accompany: bool = True
    swing: bool = False
    voice: str = "pluck"
    rewrites: bool = False

    @property
    def is_one_file(self) -> bool:
        """Say whether many tunes go into one file."""
        return self.suffix in IN_ONE_FILE


def recalled(preferences: Preferences) -> Choices:
    """Return the choices of last time; the first time the paper is the one that people use in this country."""
    plain, text, flag = Choices(), preferences.text, preferences.flag
    is_american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    try:
        layout = PageLayout(text(_PREFIX + "paper", "letter" if is_american else "a4"),
                            float(text(_PREFIX + "staff", f"{USUAL.staff_mm:g}")),
                            flag(_PREFIX + "apart", False), flag(_PREFIX + "numbers", True),
                            flag(_PREFIX + "titles", True))
    except (ValueError, SettingsError):
        layout = USUAL
    dpi = preferences.number(_PREFIX + "dpi", plain.dpi)
    return Choices(
        text(_PREFIX + "suffix", plain.suffix), text(_PREFIX + "scope", plain.scope), layout,
        dpi if LOWEST_DPI <= dpi <= HIGHEST_DPI else plain.dpi,
        preferences.number(_PREFIX + "tempo", plain.tempo), flag(_PREFIX + "accompany", plain.accompany),
        flag(_PREFIX + "swing", plain.swing), text(_PREFIX + "voice", plain.voice),
        flag(_PREFIX + "rewrites", plain.rewrites))


def keep(preferences: Preferences, choices: Choices) -> None:
    """Remember choices for the next time."""
    layout = choices.layout
    for name, value in (("suffix", choices.suffix), ("scope", choices.scope), ("dpi", choices.dpi),
                        ("tempo", choices.tempo), ("accompany", choices.accompany), ("swing", choices.swing),
                        ("voice", choices.voice), ("rewrites", choices.rewrites), ("paper", layout.paper),
                        ("staff", f"{layout.staff_mm:g}"), ("apart", layout.is_apart), ("numbers", layout.has_numbers),
                        ("titles", layout.has_titles)):
        preferences.keep(_PREFIX + name, value)


@dataclass(frozen=True)
class Extent:
    """The tunes that can be meant in a text: by scope, the ranges of each. A scope that means nothing is empty."""

    text: str
    tune: tuple[Range, ...]
    selected: tuple[Range, ...]
    book: tuple[Range, ...]

    def ranges(self, scope: str) -> tuple[Range, ...]:
        """Return the tunes of a scope; of one that means nothing here, the tune around the caret."""
        found: tuple[Range, ...] = getattr(self, scope)
        return found or self.tune


def extent(text: str, caret: int, selection: Range) -> Extent:
    r"""Return what can be meant with the caret and a selection where they are.

    >>> book = "X:1\nK:C\nC\n\nX:2\nK:C\nD\n\nX:3\nK:C\nE\n"
    >>> [len(extent(book, 0, (5, 20)).ranges(scope)) for scope in SCOPES]
    [1, 2, 3]
    """
    tunes = tuple(tune_ranges(text))
    first, last = selection
    touched = tuple(one for one in tunes if one[0] < last and first < one[1]) if first < last else ()
    return Extent(text, (tune_range(text, caret),), touched if len(touched) > 1 else (),
                  tunes if len(tunes) > 1 else ())


@dataclass(frozen=True)
class Job:
    """Some tunes of a text to be written. ``path`` is that of the file, or what those of many files are made from."""

    path: Path
    text: str
    ranges: tuple[Range, ...]
    choices: Choices

    @property
    def count(self) -> int:
        """Return how many files are written."""
        return 1 if self.choices.is_one_file else len(self.ranges)

    def file(self, number: int) -> Path:
        """Return one of the files that are written, counted from 0 in the order of the tunes."""
        return numbered(self.path, number + 1, self.count)
