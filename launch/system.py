"""What the operating system has to give: shared libraries for the window, programs for the tests, a display."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping

from launch.trouble import SetupError

# What PySide6's wheels expect to find on Debian and Ubuntu: first to draw at all, then to open a window under X.
QT_PACKAGES = ("libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libfreetype6", "libfontconfig1", "libdbus-1-3")
WINDOW_PACKAGES = (
    "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1",
    "fonts-dejavu-core",
)
# Program -> Debian's package. The tests hear, read and see through them what Segue made.
TEST_PROGRAMS = {"abc2midi": "abcmidi", "abcm2ps": "abcm2ps", "jackd": "jackd2", "Xvfb": "xvfb", "sox": "sox",
                 "pdftotext": "poppler-utils"}

# Prints the library that is missing, or nothing. The plugin is loaded on its own: Qt would abort without a word why.
_LOAD_QT = """
import ctypes, pathlib, sys
try:
    from PySide6 import QtWidgets, QtSvg, QtPrintSupport
    import PySide6
    for name in sys.argv[1:]:
        ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / name))
except (ImportError, OSError) as error:
    print(error)
"""


def say(text: str) -> None:
    """Tell the user where we stand, on standard error: standard output is for a tune."""
    print(f"segue: {text}", file=sys.stderr, flush=True)


def clean_environ() -> dict[str, str]:
    """Return the environment for what runs in .venv, without what would lead it astray."""
    strays = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in os.environ.items() if name not in strays} | {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0",
    }


def has_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether a window can open. A platform that Qt was told to use is taken at its word."""
    if not platform.startswith(("linux", "freebsd")):
        return True
    if environ.get("WAYLAND_DISPLAY") or environ.get("QT_QPA_PLATFORM"):
        return True
    return _answers(environ.get("DISPLAY", ""))


def require_qt(python: str, *, window: bool) -> None:
    """See to it that PySide6 finds its system libraries; ``window`` asks for those of X too.

    Raises:
        SetupError: one is missing and could not be installed here.
    """
    if not sys.platform.startswith("linux"):
        return
    plugins = ("libqxcb.so",) if window else ()
    fault = _fault_of_qt(python, plugins)
    if fault and "lib" in fault:
        install([*QT_PACKAGES, *(WINDOW_PACKAGES if window else ())], f"Qt's window library does not load ({fault})")
        fault = _fault_of_qt(python, plugins)
    if fault:
        raise SetupError(f"Qt's window library does not load ({fault}): install what it names and run this again.")


def missing_programs() -> dict[str, str]:
    """Return the outside programs of the tests that are not on PATH, each with Debian's package of it."""
    return {program: package for program, package in TEST_PROGRAMS.items() if shutil.which(program) is None}


def install(packages: Iterable[str], reason: str) -> None:
    """Install Debian packages as root.

    Raises:
        SetupError: we are not root, there is no apt, or it failed; the sentence carries the line to type.
    """
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SetupError(f"{reason}: install what Debian calls {names} and run this again.")
    if os.geteuid() != 0:
        raise SetupError(f"{reason}: run `sudo apt-get install -y {names}` and then this again.")
    say(f"{reason}: installing {names}")
    # jackd2 would ask whether it may run in real time; an answer is not needed for its dummy driver.
    environ = clean_environ() | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    # One dead source among several fails the update and may not matter to the install.
    subprocess.run([*apt, "update"], stdout=sys.stderr, stdin=subprocess.DEVNULL, env=environ, check=False)
    done = subprocess.run(
        [*apt, "install", "--no-install-recommends", *names.split()],
        stdout=sys.stderr, stdin=subprocess.DEVNULL, env=environ, check=False,
    )
    if done.returncode:
        raise SetupError(f"{reason}, and apt-get failed: run `apt-get install -y {names}` by hand to see why.")


def _answers(display: str) -> bool:
    """Tell whether an X server listens: in an old tmux or ssh session DISPLAY outlives it, and Qt would abort."""
    host, colon, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not colon or not number.isdigit():
        return False
    path = f"/tmp/.X11-unix/X{number}"
    # On the same machine a socket with a file or, as Linux has it too, without one; else over the network.
    addresses: list[tuple[int, str | tuple[str, int]]] = [
        (socket.AF_UNIX, path), (socket.AF_UNIX, "\0" + path)
    ] if host in ("", "unix") else [(socket.AF_INET, (host, 6000 + int(number)))]
    for family, address in addresses:
        with socket.socket(family) as caller:
            caller.settimeout(5)
            try:
                caller.connect(address)
            except OSError:
                continue
            return True
    return False


def _fault_of_qt(python: str, plugins: tuple[str, ...]) -> str:
    done = subprocess.run(
        [python, "-c", _LOAD_QT, *plugins],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=clean_environ(), check=False,
    )
    return done.stdout.strip() or (f"exit code {done.returncode}" if done.returncode else "")
