"""One call of run.py, from its arguments to its exit code."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from launch import checks, system, terminal, trouble
from launch.environment import Environment
from launch.trouble import SetupError

ROOT = Path(__file__).resolve().parent.parent
OPENING = ROOT / "resources" / "tunes" / "opening.abc"


def run(arguments: Sequence[str]) -> int:
    """Set up what is missing, then do what ``arguments`` ask. Return the exit code."""
    try:
        if arguments and arguments[0] == "test":
            environment = Environment(ROOT, "test")
            environment.prepare()
            return checks.run(environment, arguments[1:])
        environment = Environment(ROOT)
        environment.prepare()
        return _start(environment, arguments)
    except SetupError as error:
        system.say(str(error))
    except OSError as error:
        system.say(f"setting up stopped: {trouble.explain_system(error)}")
    except KeyboardInterrupt:
        system.say("interrupted; the next call takes up from here.")
        return 130
    return 1


def _start(environment: Environment, arguments: Sequence[str]) -> int:
    """Start main.py: the window, or what can be had in its place."""
    tunes = [Path(argument) for argument in arguments]
    is_window = not tunes or (len(tunes) == 1 and (tunes[0].suffix == ".abc" or tunes[0].is_file()))
    if is_window and not system.has_display():
        return terminal.continue_tune(environment.python, ROOT, tunes[0] if tunes else OPENING, Path.cwd())
    if is_window:
        _require_window(environment)
    return _become([environment.python, str(ROOT / "main.py"), *arguments])


def _require_window(environment: Environment) -> None:
    """Look once for the libraries that a window needs; a second look would cost a third of a second a start."""
    is_x = bool(os.environ.get("DISPLAY"))
    seen = "x11" if is_x else "qt"
    if not environment.has_seen(seen):
        system.require_qt(environment.python, window=is_x)
        environment.remember(seen)


def _become(command: list[str]) -> int:
    """Run a program in our place. On Windows there is no place to take: wait for it."""
    if os.name != "nt":
        os.execve(command[0], command, system.clean_environ())
    return subprocess.run(command, env=system.clean_environ(), check=False).returncode
