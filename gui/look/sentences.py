"""What the engine says, in the language of the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from engine.sentences import Sentence, Value, filled, said_by

_CONTEXT = "Engine"  # of every pattern in the translation: tests/translations.py collects them


def spoken(said: str | BaseException) -> str:
    """Return what the engine said, or what an error says, in the language of the window.

    Where it has no pattern, or nobody translated it, it stays as it is.

    >>> spoken(Sentence("bar {bar} holds {length}", bar=7, length="5/8"))
    'bar 7 holds 5/8'
    """
    text = said_by(said) if isinstance(said, BaseException) else said
    if not isinstance(text, Sentence):
        return text
    pattern = QCoreApplication.translate(_CONTEXT, text.pattern) if text.pattern else ""
    if not text.values:
        return pattern
    return filled(pattern, {name: _spoken(value) for name, value in text.values.items()},
                  QCoreApplication.translate("Sentences", ", "))


def listed(several: Iterable[str]) -> str:
    """Return several words with commas between them.

    >>> listed(["3", "4"])
    '3, 4'
    """
    return QCoreApplication.translate("Sentences", ", ").join(several)


def together(sentences: Iterable[str]) -> str:
    """Return sentences as one, with semicolons between them.

    >>> together(["bar 1 is A", "bar 2 is B"])
    'bar 1 is A; bar 2 is B'
    """
    return QCoreApplication.translate("Sentences", "; ").join(sentences)


def _spoken(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(spoken(each) for each in value)
    return spoken(value) if isinstance(value, Sentence) else value
