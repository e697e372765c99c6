"""The folder .venv: made, filled by pip, and known again by its stamp."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from launch import interpreter, system, trouble
from launch.trouble import SetupError

# What the program can do without, and what is then missing. The last is the largest by far.
OPTIONAL = {
    "python-rtmidi": "MIDI ports stay closed; the built-in sound and MIDI files work.",
    "miniaudio": "the built-in sound stays silent; MIDI ports and MIDI files work.",
    "torch": "training does not work; everything else does.",
}

_VERSION = "import sys; print('.'.join(map(str, sys.version_info[:3])))"


class Environment:
    """The .venv of the checkout ``root``. With ``extras`` "test" it holds the tools for the tests too."""

    def __init__(self, root: Path, extras: str = "") -> None:
        self.root = root
        self.extras = extras
        self.folder = root / ".venv"
        self.stamp_path = self.folder / "segue.json"
        binaries = self.folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = str(binaries / ("python.exe" if os.name == "nt" else "python"))
        self.stamp: dict[str, object] = {}

    @property
    def missing(self) -> list[str]:
        """Name the optional packages that could not be installed."""
        without = self.stamp.get("without")
        return [str(name) for name in without] if isinstance(without, list) else []

    def is_ready(self) -> bool:
        """Tell whether nothing needs to be installed: same pyproject.toml, same Python, same folder."""
        self.stamp = self._read_stamp()
        return (
            self.stamp.get("project") == self._project_sum()
            and self.stamp.get("root") == str(self.root)
            and self.stamp.get("extras") in (self.extras, "test")
            and self.stamp.get("python") == _answer([self.python, "-c", _VERSION])
        )

    def prepare(self) -> None:
        """Make and fill .venv where it is not ready.

        Raises:
            SetupError: it cannot be done; the sentence says why and what to do.
        """
        if self.is_ready():
            return
        steps: list[tuple[str, Callable[[], None]]] = [
            ("making .venv", self._make),
            ("installing the libraries", self._install_required),
            ("installing what it could do without (torch is large)", self._install_optional),
            ("installing Segue itself", self._install_project),
        ]
        # Were a "test" environment filled again without its extras, the next test run would wait once more.
        if self.stamp.get("extras") == "test":
            self.extras = "test"
        for number, (title, step) in enumerate(steps, start=1):
            system.say(f"{number}/{len(steps)} {title}")
            step()
        self._write_stamp({
            "project": self._project_sum(),
            "root": str(self.root),
            "python": _answer([self.python, "-c", _VERSION]),
            "extras": self.extras,
            "without": self.missing,
            "seen": [],
        })
        system.say(f"ready: {self.folder}")

    def remember(self, seen: str) -> None:
        """Note in the stamp that something was looked at and need not be again."""
        known = self.stamp.get("seen")
        self._write_stamp({**self.stamp, "seen": [*(known if isinstance(known, list) else []), seen]})

    def has_seen(self, seen: str) -> bool:
        """Tell whether it was looked at since the libraries were installed."""
        known = self.stamp.get("seen")
        return isinstance(known, list) and seen in known

    # The steps

    def _make(self) -> None:
        left_half_made = self.stamp.get("state") == "unfinished"
        if self.folder.exists() and not left_half_made and self._is_usable():
            self._write_stamp({"state": "unfinished", "extras": self.extras})
            return
        python = interpreter.find()
        if python is None:
            raise SetupError(interpreter.too_old())
        version, can_make_venv = interpreter.probe(python)
        if not can_make_venv:
            system.install(
                [f"python{version[0]}.{version[1]}-venv"], f"{python[0]} has no ensurepip, which puts pip into .venv"
            )
        if self.folder.exists():
            system.say("the .venv that is there is broken or was left half made: making it again")
            shutil.rmtree(self.folder)
        _run([*python, "-m", "venv", str(self.folder)], "Python could not make .venv")
        self._write_stamp({"state": "unfinished", "extras": self.extras})
        # An old pip takes a source build where a newer one knows the wheel. It may fail: most old ones do well enough.
        failure = self._pip("--quiet", "--retries", "2", "install", "--upgrade", "pip")
        if trouble.is_network(failure):
            self._give_up("pip could not be reached", failure)

    def _install_required(self) -> None:
        wanted = [text for name, text in self._requirements().items() if name not in OPTIONAL]
        failure = self._pip("install", *wanted) if wanted else ""
        if failure:
            self._give_up("the libraries could not be installed", failure)

    def _install_optional(self) -> None:
        wanted = self._requirements()
        without = []
        for name, loss in OPTIONAL.items():
            failure = self._pip("install", wanted[name]) if name in wanted else ""
            if failure:
                without.append(name)
                system.say(f"{name} could not be installed: {trouble.explain(failure)}")
                system.say(f"going on without {name}: {loss}")
        self.stamp["without"] = without

    def _install_project(self) -> None:
        # Its dependencies stand already, or were left out on purpose.
        failure = self._pip("install", "--no-deps", "--editable", str(self.root))
        if failure:
            self._give_up("Segue itself could not be installed", failure)

    # What they need

    def _requirements(self) -> dict[str, str]:
        """Return what pyproject.toml asks for, name by name, as pip takes it."""
        project = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        texts = [*project["dependencies"], *(project["optional-dependencies"][self.extras] if self.extras else [])]
        requirements = {}
        for text in texts:
            match = re.match(r"[A-Za-z0-9._-]+", text)
            assert match is not None, text
            name = match[0].lower()
            # The marker keeps a plain `pip install .` from building it; here the build is tried.
            requirements[name] = text.split(";")[0].strip() if name in OPTIONAL else text
        return requirements

    def _is_usable(self) -> bool:
        """Tell whether a .venv that carries no stamp starts, has pip and is of a version that Segue takes."""
        version, _ = interpreter.probe([self.python])
        return interpreter.OLDEST <= version <= interpreter.NEWEST and bool(
            _answer([self.python, "-m", "pip", "--version"])
        )

    def _pip(self, *arguments: str) -> str:
        """Run pip in .venv; return "" or what it said when it failed."""
        return _run_aloud([self.python, "-m", "pip", *arguments])

    def _give_up(self, what: str, output: str) -> None:
        # pip takes back what it could not finish, so this .venv is whole, only not full.
        self.stamp_path.unlink(missing_ok=True)
        raise SetupError(f"{what}: {trouble.explain(output)}")

    def _project_sum(self) -> str:
        return hashlib.sha256((self.root / "pyproject.toml").read_bytes()).hexdigest()

    def _read_stamp(self) -> dict[str, object]:
        try:
            stamp = json.loads(self.stamp_path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _write_stamp(self, stamp: dict[str, object]) -> None:
        self.stamp = {**stamp}
        self.stamp_path.write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def _answer(command: Sequence[str]) -> str:
    """Return what a command prints, "" where it does not start or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _run(command: Sequence[str], what: str) -> None:
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False
    )
    if done.returncode:
        raise SetupError(f"{what}: {trouble.explain(done.stdout)}")


def _run_aloud(command: Sequence[str]) -> str:
    """Run a command before the user's eyes; return "" or, when it failed, the end of what it said.

    Its standard output, progress bars and all, goes to our standard error: ours is for a tune.
    """
    with subprocess.Popen(
        command, stdout=sys.stderr, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, errors="replace",
        env=system.clean_environ(),
    ) as child:
        assert child.stderr is not None
        said = []
        for line in child.stderr:
            sys.stderr.write(line)
            said.append(line)
    return "".join(said[-200:]) or "it gave no reason." if child.returncode else ""
