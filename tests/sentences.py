"""Find what the engine says: every pattern, and whatever could not be translated.

A sentence is made of a literal pattern, with a value for each of its placeholders. An error takes the two as
``Sentence`` does; what is handed in ready is one already, which mypy holds where it is kept (``Diagnostic``, ``Fix``).
"""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
_ERRORS = ("SegueError", "PhraseError", "FileError", "CheckpointError", "PortError", "EngravingError", "SettingsError",
           "MissingPackage")
# Place of the text in the arguments of what takes a ready Sentence.
_HOLDERS = {"Diagnostic": 2, "say": 2, "_say": 2, "Fix": 0, "ValueError": 0, "NotTidy": 0}
_FEWEST = {"say": 4, "_say": 4}  # others are called so too, with fewer arguments


def files() -> list[Path]:
    """Return the sources that may say something of the engine's: its own, and the window's, which raises its errors."""
    return [*sorted((ROOT / "engine").rglob("*.py")), *sorted((ROOT / "gui").rglob("*.py"))]


def patterns() -> list[str]:
    """Return every pattern, each once."""
    found: dict[str, None] = {}
    for path in files():
        for call in _calls(ast.parse(path.read_text("utf-8"))):
            if _name(call) in ("Sentence", *_ERRORS) and call.args and isinstance(call.args[0], ast.Constant):
                found[str(call.args[0].value)] = None
    return [each for each in found if each]


def complaints() -> list[str]:
    """Return what could not be translated, each with its file and line."""
    return [f"{path.relative_to(ROOT)}:{fault}" for path in files()
            for fault in faults(ast.parse(path.read_text("utf-8")))]


def faults(tree: ast.Module) -> list[str]:
    """Return what could not be translated of one file, each with its line."""
    return [f"{call.lineno}: {wrong}" for call in _calls(tree) if (wrong := _fault(call))]


def _fault(call: ast.Call) -> str:
    name = _name(call)
    if name in ("Sentence", *_ERRORS):
        return _fault_of_pattern(call)
    place = _HOLDERS.get(name)
    if place is None or len(call.args) < max(place + 1, _FEWEST.get(name, 0)):
        return ""
    text = call.args[place]
    is_text = isinstance(text, (ast.JoinedStr, ast.BinOp)) or (isinstance(text, ast.Constant) and bool(text.value))
    return f"{ast.unparse(text)} is no Sentence" if is_text else ""


def _fault_of_pattern(call: ast.Call) -> str:
    text = call.args[0] if call.args else None
    if isinstance(text, ast.Call) or any(each.arg is None for each in call.keywords):
        return ""  # made elsewhere: a Sentence, or a text of the window in its own language
    if not isinstance(text, ast.Constant):
        return f"{ast.unparse(call)} has no literal pattern"
    fields = {field for _, field, _, _ in string.Formatter().parse(str(text.value)) if field}
    given = {each.arg for each in call.keywords}
    return "" if fields == given else f"{ast.unparse(call)} has other values than placeholders"


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
