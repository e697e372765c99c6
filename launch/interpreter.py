"""Choose the Python that .venv is made with. The syntax of Python 3.6: see run.py."""

import os
import subprocess
import sys
from typing import List, Optional, Tuple

OLDEST = (3, 11)
NEWEST = (3, 14)
# python-rtmidi, the way to MIDI ports, has no ready-made wheels above this (its issue 217).
NEWEST_WITH_WHEELS = (3, 12)

# ensurepip puts pip into .venv; Debian keeps it in a package of its own.
_PROBE = """
import sys
try:
    import ensurepip, venv
    able = 1
except ImportError:
    able = 0
print(sys.version_info[0], sys.version_info[1], able)
"""


def find() -> Optional[List[str]]:
    """Return the command that starts the best Python for .venv, or None where there is none.

    The running one wins where every wheel is there for it. Otherwise the others on PATH are started to
    see what they are: a pyenv shim has the right name and fails, the Microsoft Store's opens a shop.
    """
    running = [sys.executable]
    if OLDEST <= sys.version_info[:2] <= NEWEST_WITH_WHEELS:
        return running
    return choose([(command, probe(command)) for command in [running, *_others()]])


def choose(found: List[Tuple[List[str], Tuple[Tuple[int, int], bool]]]) -> Optional[List[str]]:
    """Return the best of ``found``, commands with what ``probe`` said of them, or None where none is right.

    First one that can make a .venv, then one that python-rtmidi has wheels for, then the earlier one.
    """
    best = None
    best_rank = (False, False)
    for command, (version, is_able) in found:
        rank = (is_able, version <= NEWEST_WITH_WHEELS)
        if OLDEST <= version <= NEWEST and (best is None or rank > best_rank):
            best, best_rank = command, rank
    return best


def probe(command: List[str]) -> Tuple[Tuple[int, int], bool]:
    """Start a Python; return its version and whether it can make a .venv. (0, 0) if it does not start."""
    try:
        answer = subprocess.check_output(
            [*command, "-c", _PROBE], stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, timeout=20
        )
        major, minor, able = answer.split()
        return (int(major), int(minor)), able == b"1"
    except (OSError, ValueError, subprocess.SubprocessError):
        return (0, 0), False


def too_old() -> str:
    """Return the sentence for a machine on which no Python is right."""
    wanted_and_found = OLDEST + NEWEST + tuple(sys.version_info[:2])
    return "Segue needs Python {}.{} to {}.{} and this is {}.{}: install one of those and run this again.".format(
        *wanted_and_found
    )


def _others() -> List[List[str]]:
    """Name the commands that other Pythons go by, the one to prefer first."""
    minors = [12, 11, 14, 13]
    if os.name == "nt":
        return [["py", "-3.{}".format(minor)] for minor in minors]
    return [["python3.{}".format(minor)] for minor in minors]
